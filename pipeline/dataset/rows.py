"""The rows of the dataset's tables: those of all reports, with one id for one thing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.dataset.achieved import Achieved, achieved
from pipeline.dataset.activities import Names, Source, activity_row, roles_by_event, sources
from pipeline.dataset.donors import donors
from pipeline.dataset.doubts import Doubts
from pipeline.dataset.happenings import Happening, as_one, happenings, perhaps, told
from pipeline.dataset.merges import Link, decided
from pipeline.dataset.results import is_background
from pipeline.dataset.sums import result_row, sum_rows
from pipeline.dataset.unify import Entity, SourceRow, alike, by_name_alone, cells, reports_of, unify
from pipeline.dataset.wholes import parts_known
from pipeline.write.report import Extracted, Row, read_rows
from schemas.tables import DATASET_KEYS, DATASET_TABLES, ENTITY_TABLES

ORDER = tuple(sorted(DATASET_TABLES, key="flags".__eq__))
"""The tables in the order in which their rows are asked for: the others raise the last one's."""
_MAPPED = ("entity_id", "value", "part_of", "event_id", *ENTITY_TABLES.values())
_ROW_TABLES = ("flags", "decisions")
"""Tables that point at rows of others by table and id. Evidence stays that of the report's own row,
as two rows of one report may be one thing here: ``entity_rows`` leads from one to the other."""


class _Told(NamedTuple):
    """Results, rows of donors, and what is said of each event, by the dataset's id."""

    results: Sequence[Achieved]
    donors: Sequence[Row]
    sources: Mapping[str, Sequence[Source]]


class DatasetRows:
    """The rows of each table over all reports, with the dataset's ids.

    Args:
        out: The folder of all reports.
        stems: The reports, in the order in which they lead.
        twins: Those that are left out, each with the one that was made of the same file.
    """

    def __init__(self, out: Path, stems: list[str], twins: Mapping[str, str]) -> None:
        self.out = out
        self.stems = stems
        self.twins = twins
        self.decided = decided(out)
        self.entities = {
            table: unify(
                table,
                (SourceRow(stem, row) for stem in stems for row in read_rows(out / stem, table)),
                {(s.report_id, s.row_id) for s in self.decided.apart if s.table == table},
            )
            for table in ENTITY_TABLES
        }
        self.ids = {
            (source.report_id, source.row[column]): entity.entity_id
            for table, column in ENTITY_TABLES.items()
            for entity in self.entities[table]
            for source in entity.sources
        }
        self.doubts = Doubts()
        for stem, twin in twins.items():
            self.doubts.add("dataset.twin", "reports", twin, twin, stem=stem, twin=twin)
        self.happenings = self._same_happenings()
        for happening in self.happenings:
            lead = happening.events[0]["event_id"]
            self.ids |= {(e["report_id"], e["event_id"]): lead for e in happening.events}

    def of(self, table: str) -> Iterator[Row]:
        """All rows of a table; those of ``flags`` once all other tables were asked for."""
        if table in ENTITY_TABLES:
            return self._entity_rows(table)
        own: dict[str, Callable[[], Iterable[Row]]] = {
            "who_does_what": self._activities,
            "events": lambda: self._events,
            "donors": lambda: self._told.donors,
            "results": lambda: self.results,
            "result_sums": lambda: sum_rows(self.results),
            "entity_rows": self._sources,
            "flags": lambda: chain(self._report_rows("flags"), self.doubts.rows),
        }
        return iter(own[table]()) if table in own else self._unique_rows(table)

    def _unique_rows(self, table: str) -> Iterator[Row]:
        """The rows of all reports, each key once: a body that is one has one role in an event."""
        seen: set[tuple[str, ...]] = set()
        for row in self._report_rows(table):
            key = tuple(row[part] for part in DATASET_KEYS[table])
            if key not in seen:
                seen.add(key)
                yield row

    def _same_happenings(self) -> list[Happening]:
        """The events that several reports tell of; those that may be one are flags."""
        places = {e.entity_id: cells(e)[0] for e in self.entities["places"]}
        bodies: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._report_rows("event_roles"):
            bodies[row["event_id"]].add(row["entity_id"])
        events = [
            event
            for row in self._report_rows("events")
            if Link("events", row["report_id"], row["event_id"]) not in self.decided.apart
            and (event := told(row, places.get(row["place_id"]), bodies[row["event_id"]]))
        ]
        found = happenings(events)
        lead = {e["event_id"]: h.events[0]["event_id"] for h in found for e in h.events}
        for one, other in perhaps(events):
            about, beside = one["event_id"], other["event_id"]
            if lead.get(about, about) != lead.get(beside, beside):
                facts = {"name": one["name"], "other": other["name"], "report": other["report_id"]}
                self.doubts.add("dataset.alike-events", "events", about, one["report_id"], **facts)
        return found

    @cached_property
    def _events(self) -> list[Row]:
        """The events; what several reports tell of is the row of the first, with a flag."""
        of_lead = {h.events[0]["event_id"]: h for h in self.happenings}
        found = []
        for row in self._report_rows("events"):
            happening = of_lead.get(row["event_id"])
            if happening is None:
                found.append(row)
            elif row["report_id"] == happening.events[0]["report_id"]:
                merged, contested = as_one(happening)
                self._flag_happening(happening, contested)
                found.append(merged)
        return found

    def _flag_happening(self, happening: Happening, contested: Sequence[str]) -> None:
        lead = happening.events[0]
        about = ("events", lead["event_id"], lead["report_id"])
        reports = ", ".join(event["report_id"] for event in happening.events)
        rows = ((event["report_id"], event["event_id"]) for event in happening.events)
        if not self._is_accepted("events", rows):
            self.doubts.add(
                "dataset.happening", *about, name=lead["name"], reports=reports, rule=happening.rule
            )
        for column in contested:
            said = "; ".join(sorted({e[column] for e in happening.events if e[column]}))
            self.doubts.add(
                "dataset.contested", *about, column=column, name=lead["name"], said=said
            )

    @cached_property
    def _told(self) -> _Told:
        """What the reports say besides their rows, in one pass over them."""
        counts: list[Achieved] = []
        payers: list[Row] = []
        said: defaultdict[str, list[Source]] = defaultdict(list)
        for stem in self.stems:
            report = Extracted(self.out / stem)
            counts += achieved(report, self.ids)
            payers += donors(report, self.ids)
            for own, source in sources(report):
                said[self.ids.get((stem, own), own)].append(source)
        return _Told(counts, payers, said)

    def _activities(self) -> Iterator[Row]:
        """Who does what: the events without those of the background."""
        bodies, places = (
            {e.entity_id: cells(e)[0] for e in self.entities[table]}
            for table in ("organisations", "places")
        )
        names = Names(bodies, places, roles_by_event(self._report_rows("event_roles")))
        said = self._told.sources
        for event in self._events:
            if not is_background(event):
                yield activity_row(event, said[event["event_id"]], names)

    @cached_property
    def results(self) -> list[Row]:
        """What the events came to; a doubt of whether two results count the same is a flag."""
        found = self._told.results
        event_of = {
            (a.report_id, own): self.ids.get((a.report_id, own), own)
            for a in found
            for own in [a.event["event_id"]]
        }
        known = parts_known(found, event_of)
        by_id = {a.result_id: a for a in known}
        for a in known:
            if a.part_rule == "within an aggregate":
                whole = by_id[a.part_of]
                self.doubts.add(
                    "dataset.part",
                    "results",
                    a.result_id,
                    a.report_id,
                    part=_said(a),
                    whole=_said(whole),
                    sentence=whole.sentence,
                )
        return [result_row(a, event_of[a.report_id, a.event["event_id"]]) for a in known]

    def _is_accepted(self, table: str, rows: Iterable[tuple[str, str]]) -> bool:
        """Whether a person has said of all rows of a thing that they are one."""
        return {Link(table, *row) for row in rows} <= self.decided.accepted

    def _report_rows(self, table: str) -> Iterator[Row]:
        for stem in self.stems:
            for row in read_rows(self.out / stem, table):
                yield self._mapped(stem, table, row)

    def _mapped(self, stem: str, table: str, row: Row) -> Row:
        changed = {
            column: self.ids[stem, row[column]]
            for column in _MAPPED
            if (stem, row.get(column, "")) in self.ids
        }
        if table in _ROW_TABLES and row["table"] in (*ENTITY_TABLES, "events"):
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
            self.doubts.add(code, table, entity.entity_id, lead, name=row["name"], **facts)

        for column in contested:
            said = sorted({s.row[column] for s in entity.sources if s.row[column]})
            told("dataset.contested", column=column, said="; ".join(said))
        if table == "people" and len(bodies := self._affiliations(entity)) > 1:
            told("dataset.contested", column="organisation_id", said="; ".join(bodies))
        key = ENTITY_TABLES[table]
        if self._is_accepted(table, ((s.report_id, s.row[key]) for s in entity.sources)):
            return
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
            self.doubts.add("dataset.alike", "organisations", body.entity_id, lead, **facts)

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
        for happening in self.happenings:
            for event in happening.events:
                yield {
                    "report_id": event["report_id"],
                    "table": "events",
                    "entity_id": happening.events[0]["event_id"],
                    "row_id": event["event_id"],
                    "rule": f"happening:{happening.rule}",
                }


def _said(result: Achieved) -> str:
    """A result in words: "874 people trained (2016-04/2016-06)"."""
    what = result.measure.removeprefix("things").removeprefix("people").strip()
    when = f" ({result.event['date']})" if result.event["date"] else ""
    return f"{result.value:f} {result.unit} {what}{when}"
