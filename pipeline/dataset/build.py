"""From the reports' folders to ``dataset/``: two passes, so that memory holds entities only.

The first pass reads the entities of all reports and settles which are the same; the second copies
every row, with the dataset's ids in place of the report's, into CSV and SQLite.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.dataset.achieved import Achieved, achieved
from pipeline.dataset.sound import Sorted, looked_over, verified
from pipeline.dataset.sums import result_row, sum_rows
from pipeline.dataset.unify import Entity, SourceRow, alike, by_name_alone, cells, reports_of, unify
from pipeline.dataset.wholes import parts_known
from pipeline.document.errors import ConfigError, ReadError
from pipeline.document.flags import flag
from pipeline.write import DATASET, write_folder
from pipeline.write.report import DAMAGED, Extracted, Row, read_table
from pipeline.write.rfc4180 import encoded
from schemas.datapackage import descriptor
from schemas.report import SCHEMA_VERSION
from schemas.tables import DATASET_KEYS, DATASET_TABLES, ENTITY_TABLES

SQLITE = "milestones.sqlite"
HASH = "reports_hash"
"""The property of ``datapackage.json`` that says what the dataset was made of."""
SET_ASIDE = "set_aside"
"""That which says what reports it lacks, and why."""
FILES = "files"
"""That which says how many bytes the files beside it have."""
_ENTITY_COLUMNS = ("entity_id", "value", "part_of", *ENTITY_TABLES.values())
_ROW_TABLES = ("flags", "decisions")
"""Tables that point at rows of others by table and id. Evidence stays that of the report's own row,
as two rows of one report may be one thing here: ``entity_rows`` leads from one to the other."""


def refresh(out: Path) -> Path | None:
    """Write ``out/dataset/`` unless it is current; None where there is no report.

    Reports whose folders are damaged are set aside: :func:`set_aside` says which, and why.

    Raises:
        ConfigError: ``config.cannot-write``.
        ReadError: ``report.damaged``: there are reports, and all of them are damaged.
    """
    reports = looked_over(out)
    taken = _hash(out, reports.sound)
    if (reports.sound or reports.damaged) and not _is_current(out, reports, taken):
        try:
            return write_folder(out, DATASET, lambda folder: _write(out, reports, taken, folder))
        except OSError as error:
            message = f"{out / DATASET} cannot be written: {error.strerror or error}"
            raise ConfigError("config.cannot-write", message) from error
    return out / DATASET if reports.sound else None


def is_current(out: Path) -> bool:
    """Whether the dataset is made of the reports as they are."""
    reports = looked_over(out)
    return bool(reports.sound) and _is_current(out, reports, _hash(out, reports.sound))


def set_aside(out: Path) -> Mapping[str, str]:
    """The reports that the dataset lacks as their folders are damaged, each with the reason."""
    found: Mapping[str, str] = _stored(out).get(SET_ASIDE, {})
    return found


def _is_current(out: Path, reports: Sorted, taken: str) -> bool:
    """Whether the dataset is whole, made of these reports, and lacks no other than those damaged.

    One that was set aside for what its sizes do not tell may have been mended: it is tried again.
    """
    stored = _stored(out)
    sizes = stored.get(FILES, {})
    return (
        stored.get(HASH) == taken
        and stored.get(SET_ASIDE) == reports.damaged
        and all((out / DATASET / name).is_file() for name in sizes)
        and all((out / DATASET / name).stat().st_size == size for name, size in sizes.items())
    )


def _write(out: Path, looked: Sorted, taken: str, folder: Path) -> None:
    from pipeline.dataset.sqlite import metadata, write_sqlite  # noqa: PLC0415 - start-up time

    reports = verified(out, looked)
    if not reports.sound:
        reasons = "; ".join(reports.damaged.values())
        raise ReadError(DAMAGED, f"no report in {out} can be read: {reasons}")
    stems = [stem for stem, twin in reports.sound.items() if twin is None]
    twins = {stem: twin for stem, twin in reports.sound.items() if twin}
    build = _Build(out, stems, twins)
    for name in sorted(
        DATASET_TABLES, key="flags".__eq__
    ):  # once all others have said their doubts
        _write_csv(folder / f"{name}.csv", name, build.rows(name))
    _write_json(folder / "metadata.json", metadata(len(stems)))
    write_sqlite(folder, SQLITE)
    about = [row for stem in stems for row in read_table(out / stem, "reports")]
    sources = [(row["title"] or row["report_id"], row["source"]) for row in about]
    facts = {
        HASH: taken,
        SET_ASIDE: reports.damaged,
        FILES: {file.name: file.stat().st_size for file in sorted(folder.iterdir())},
    }
    _write_json(folder / "datapackage.json", descriptor(sources) | facts)


class _Build:
    """The rows of each table, with the dataset's ids."""

    def __init__(self, out: Path, stems: list[str], twins: Mapping[str, str]) -> None:
        self.out = out
        self.stems = stems
        self.twins = twins
        self.entities = {
            table: unify(
                table,
                (SourceRow(stem, row) for stem in stems for row in read_table(out / stem, table)),
            )
            for table in ENTITY_TABLES
        }
        self.ids = {
            (source.report_id, source.row[column]): entity.entity_id
            for table, column in ENTITY_TABLES.items()
            for entity in self.entities[table]
            for source in entity.sources
        }
        self.flags: list[Row] = []
        for stem, twin in twins.items():
            self._flag("dataset.twin", "reports", twin, twin, stem=stem, twin=twin)

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table; those of ``flags`` once all other tables were asked for."""
        if table in ENTITY_TABLES:
            yield from self._entity_rows(table)
        elif table == "entity_rows":
            yield from self._sources()
        elif table == "results":
            yield from self.results
        elif table == "result_sums":
            yield from sum_rows(self.results)
        else:
            seen: set[tuple[str, ...]] = set()
            for row in self._report_rows(table):
                key = tuple(row[part] for part in DATASET_KEYS[table])
                if key not in seen:  # two roles of one event, once their bodies are one
                    seen.add(key)
                    yield row
        if table == "flags":
            yield from self.flags

    @cached_property
    def results(self) -> list[Row]:
        """What the events came to; a doubt of whether two results count the same is a flag."""
        found = [a for stem in self.stems for a in achieved(Extracted(self.out / stem), self.ids)]
        event_of = {(a.report_id, a.event["event_id"]): a.event["event_id"] for a in found}
        known = parts_known(found, event_of)
        by_id = {a.result_id: a for a in known}
        for a in known:
            if a.part_rule == "within an aggregate":
                whole = by_id[a.part_of]
                self._flag(
                    "dataset.part",
                    "results",
                    a.result_id,
                    a.report_id,
                    part=_said(a),
                    whole=_said(whole),
                    sentence=whole.sentence,
                )
        return [result_row(a, event_of[a.report_id, a.event["event_id"]]) for a in known]

    def _report_rows(self, table: str) -> Iterator[Row]:
        for stem in self.stems:
            for row in read_table(self.out / stem, table):
                yield self._mapped(stem, table, row)

    def _mapped(self, stem: str, table: str, row: Row) -> Row:
        changed = {
            column: self.ids[stem, row[column]]
            for column in _ENTITY_COLUMNS
            if (stem, row.get(column, "")) in self.ids
        }
        if table in _ROW_TABLES and row["table"] in ENTITY_TABLES:
            changed["row_id"] = self.ids.get((stem, row["row_id"]), row["row_id"])
        elif table in _ROW_TABLES and row["table"] == "event_roles":
            parts = row["row_id"].split("/")
            changed["row_id"] = "/".join(self.ids.get((stem, part), part) for part in parts)
        return {**row, **changed}

    def _entity_rows(self, table: str) -> Iterator[Row]:
        for entity in self.entities[table]:
            row, contested = cells(entity)
            self._flag_merge(table, entity, row, contested)
            own: dict[str, str] = {
                column: self.ids.get((source.report_id, source.row.get(column, "")), "")
                for column in ("part_of", "organisation_id")
                if column in row and column != ENTITY_TABLES[table]
                for source in entity.sources
                if source.row.get(column) == row[column]
            }
            if own.get("part_of") == entity.entity_id:
                own["part_of"] = ""
            yield {**row, **own}
        if table == "organisations":
            self._flag_alike(self.entities[table])

    def _flag_merge(self, table: str, entity: Entity, row: Row, contested: Sequence[str]) -> None:
        """What a person should look at before the rows of an entity are taken for one thing."""

        def told(code: str, **facts: str) -> None:
            lead = entity.sources[0].report_id
            self._flag(code, table, entity.entity_id, lead, name=row["name"], **facts)

        for column in contested:
            said = sorted({s.row[column] for s in entity.sources if s.row[column]})
            told("dataset.contested", column=column, said="; ".join(said))
        if table == "people" and len(bodies := self._affiliations(entity)) > 1:
            told("dataset.contested", column="organisation_id", said="; ".join(bodies))
        if entity.guessed:
            told("dataset.merged", short=row.get("acronym", ""))
        elif by_name_alone(entity):
            told("dataset.name-alone", reports=", ".join(reports_of(entity)))

    def _affiliations(self, person: Entity) -> list[str]:
        """The bodies that reports give a person, under the dataset's ids."""
        found = {self.ids.get((s.report_id, s.row["organisation_id"]), "") for s in person.sources}
        return sorted(found - {""})

    def _flag_alike(self, bodies: Sequence[Entity]) -> None:
        for body, others in alike(bodies):
            where = sorted({c for other in others if (c := cells(other)[0]["country"])})
            facts = {"name": cells(body)[0]["name"], "countries": ", ".join(where) or "no country"}
            lead = body.sources[0].report_id
            self._flag("dataset.alike", "organisations", body.entity_id, lead, **facts)

    def _sources(self) -> Iterator[Row]:
        for table, column in ENTITY_TABLES.items():
            for entity in self.entities[table]:
                for report_id, row in entity.sources:
                    guessed = row[column] in entity.guessed
                    yield {
                        "report_id": report_id,
                        "table": table,
                        "entity_id": entity.entity_id,
                        "row_id": row[column],
                        "rule": f"short:{row['name']}" if guessed else entity.rule,
                    }

    def _flag(
        self,
        code: str,
        table: str,
        row_id: str,
        report_id: str,
        **facts: Any,  # noqa: ANN401 - fields of the flag's message
    ) -> None:
        made = flag(code, **facts)
        identifier = sha256(f"{code}|{row_id}|{made.message}".encode()).hexdigest()[:12]
        self.flags.append(
            {
                "report_id": report_id,
                "flag_id": identifier,
                "severity": made.severity,
                "code": code,
                "message": made.message,
                "table": table,
                "row_id": row_id,
                "start": "",
                "end": "",
                "before": "",
                "after": "",
            }
        )


def _said(result: Achieved) -> str:
    """A result in words: "874 people trained (2016-04/2016-06)"."""
    what = result.measure.removeprefix("things").removeprefix("people").strip()
    when = f" ({result.event['date']})" if result.event["date"] else ""
    return f"{result.value:f} {result.unit} {what}{when}"


def _hash(out: Path, reports: Iterable[str]) -> str:
    """What the dataset is made of: its version, and the reports' names and contents."""
    digest = sha256(SCHEMA_VERSION.encode())
    for stem in reports:
        content = (out / stem / "report.json").read_bytes()
        digest.update(f"{stem} {sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def _stored(out: Path) -> dict[str, Any]:
    """What the dataset says of itself; nothing where there is none that can be read."""
    try:
        found = json.loads((out / DATASET / "datapackage.json").read_bytes())
    except (OSError, ValueError):
        return {}
    is_whole = isinstance(found, dict) and isinstance(found.get(FILES), dict)
    return found if is_whole else {}


def _write_csv(path: Path, table: str, rows: Iterable[Row]) -> None:
    columns = list(DATASET_TABLES[table].model_fields)
    cells = ([row[column] for column in columns] for row in rows)
    with path.open("wb") as file:
        file.writelines(encoded(chain([columns], cells)))


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
