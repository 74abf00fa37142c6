"""From the reports' folders to ``dataset/``, pass by pass, so that memory does not hold all rows.

First the entities and events of all reports are read, and it is settled which are the same; then
what the events came to and who paid; last, every row is copied, with the dataset's ids in place of
the report's, into CSV and SQLite.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.dataset.rows import ORDER, DatasetRows
from pipeline.dataset.sound import Sorted, looked_over, verified
from pipeline.decisions.journal import JOURNAL
from pipeline.document.errors import ConfigError, ReadError
from pipeline.write import DATASET, write_folder
from pipeline.write.report import DAMAGED, Row, read_table
from pipeline.write.rfc4180 import encoded
from schemas.datapackage import descriptor
from schemas.report import SCHEMA_VERSION
from schemas.tables import DATASET_TABLES

SQLITE = "milestones.sqlite"
HASH = "reports_hash"
"""The property of ``datapackage.json`` that says what the dataset was made of."""
SET_ASIDE = "set_aside"
"""That which says what reports it lacks, and why."""
FILES = "files"
"""That which says how many bytes the files beside it have."""


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
    rows = DatasetRows(out, stems, twins)
    for name in ORDER:
        _write_csv(folder / f"{name}.csv", name, rows.of(name))
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


def _hash(out: Path, reports: Iterable[str]) -> str:
    """What the dataset is made of: its version, the reports, what people decided on merges."""
    digest = sha256(SCHEMA_VERSION.encode())
    if (out / JOURNAL).is_file():
        digest.update((out / JOURNAL).read_bytes())
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
