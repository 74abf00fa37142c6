"""``milestones.sqlite``: typed tables with keys, indexes and full-text search, and its front page.

``metadata.json`` is Datasette's (https://docs.datasette.io/en/stable/metadata.html).
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.extracted import read_table
from schemas.columns import description, kind_of, plain
from schemas.datapackage import references
from schemas.tables import DATASET_KEYS, DATASET_TABLES

TYPES = {"integer": int, "number": float}
"""Column types of SQLite; every other is text."""
SEARCHED = {
    "milestones": ("title", "body"),
    "sections": ("title", "theme", "body"),
    "events": ("name",),
    "quotes": ("text", "speaker"),
    "organisations": ("name", "acronym"),
    "people": ("name", "role"),
}
"""Columns of the full-text indexes (FTS5, with the Porter stemmer)."""
INDEXED = {
    "mentions": ("entity_id", "label", "milestone_id", "section_id"),
    "events": ("place_id", "date_start", "country"),
    "event_roles": ("entity_id",),
    "evidence": ("row_id",),
    "flags": ("row_id", "code"),
    "entity_rows": ("entity_id",),
}
"""Columns that are looked up besides the keys."""


def write_sqlite(folder: Path, name: str) -> Path:
    """Write the database of the CSV tables that stand in a folder, beside them under a name."""
    path = folder / name
    database = Database(path)
    database.execute("PRAGMA synchronous = OFF")  # the folder takes its place once it is whole
    for table in _in_order():
        record = DATASET_TABLES[table]
        columns = {column: TYPES.get(kind_of(table, column), str) for column in record.model_fields}
        database.table(table).create(
            columns,
            pk=DATASET_KEYS[table] if len(DATASET_KEYS[table]) > 1 else DATASET_KEYS[table][0],
            foreign_keys=[
                (column, target, DATASET_KEYS[target][0])
                for column, target in references(table).items()
            ],
        )
    for table in DATASET_TABLES:
        database.table(table).insert_all(_typed(folder, table))
        for column in ("report_id", *INDEXED.get(table, ())):
            database.table(table).create_index([column], if_not_exists=True)
        if table in SEARCHED:
            database.table(table).enable_fts(SEARCHED[table], fts_version="FTS5", tokenize="porter")
    database.vacuum()
    database.close()
    return path


def _in_order() -> Iterator[str]:
    """Each table after those that it refers to."""
    graph = {name: set(references(name).values()) - {name} for name in DATASET_TABLES}
    return iter(tuple(TopologicalSorter(graph).static_order()))


def _typed(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for row in read_table(folder, name):
        yield {column: plain(name, column, cell) for column, cell in row.items()}


def metadata(reports: int) -> dict[str, Any]:
    """The front page in Datasette: what the database is, what each table and column says."""
    tables = {
        name: {
            "description": (record.__doc__ or "").strip().splitlines()[0],
            "columns": {column: description(name, column) for column in record.model_fields},
        }
        for name, record in DATASET_TABLES.items()
    }
    tables["events"]["sort"] = "date_start"
    return {
        "title": "Milestones",
        "description": f"Results from {reports} newsletters; each cell points at its words.",
        "databases": {"milestones": {"tables": tables}},
    }
