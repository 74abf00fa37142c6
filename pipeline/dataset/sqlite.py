"""``milestones.sqlite``: typed tables with keys, indexes and full-text search, and its front page.

``metadata.json`` is Datasette's (https://docs.datasette.io/en/stable/metadata.html).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path
from typing import Any

from pipeline.write.report import read_table
from schemas.columns import description, kind_of, plain
from schemas.datapackage import references
from schemas.tables import DATASET_KEYS, DATASET_TABLES, ENTITY_TABLES

TYPES = {"boolean": "INTEGER", "integer": "INTEGER", "number": "REAL"}
"""Column types of SQLite, which has 0 and 1 for booleans; every other is text."""
SEARCHED = {
    "milestones": ("title", "body"),
    "sections": ("title", "theme", "body"),
    "events": ("name",),
    "results": ("sentence",),
    "quotes": ("text", "speaker"),
    "organisations": ("name", "acronym"),
    "people": ("name", "role"),
}
"""Columns of the full-text indexes (FTS5, with the Porter stemmer)."""
DATABASE = "milestones"
FRONT: dict[str, dict[str, Any]] = {
    "who_does_what": {
        "sort": "start_date",
        "facets": ["admin0_name", "activity_type", "status", "sector"],
    },
    "events": {"sort": "date_start", "facets": ["type", "status", "country"]},
    "results": {"sort": "date", "facets": ["measure", "country", "office"]},
    "result_sums": {"facets": ["measure", "by"]},
    "donors": {"facets": ["name", "source"]},
    "reports": {"sort": "period"},
    "milestones": {"sort": "month"},
    "sections": {"facets": ["theme"]},
    "quotes": {"facets": ["speaker"]},
}
"""The tables that people begin with, in the order of the front page: how each is first shown. The
others, but for those of bodies, people and places, are hidden there until they are asked for."""
INDEXED = {
    "mentions": ("entity_id", "label", "milestone_id", "section_id"),
    "events": ("place_id", "date_start", "country"),
    "event_roles": ("entity_id",),
    "donors": ("entity_id", "event_id"),
    "results": ("event_id", "part_of", "measure"),
    "evidence": ("row_id",),
    "flags": ("row_id", "code"),
    "entity_rows": ("entity_id",),
}
"""Columns that are looked up besides the keys."""


def write_sqlite(folder: Path, name: str) -> Path:
    """Write the database of the CSV tables that stand in a folder, beside them under a name."""
    path = folder / name
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")  # the folder takes its place once it is whole
        database.execute("BEGIN")
        for table in _in_order():
            database.execute(_definition(table))
        for table in DATASET_TABLES:
            _fill(database, folder, table)
        database.execute("COMMIT")
        database.execute("VACUUM")
    return path


def _definition(table: str) -> str:
    """The statement that makes a table, its key and its references."""
    refers = references(table)
    columns = [
        f"{_quoted(column)} {TYPES.get(kind_of(table, column), 'TEXT')}"
        + (f" REFERENCES {_target(refers[column])}" if column in refers else "")
        for column in DATASET_TABLES[table].model_fields
    ]
    parts = ",\n  ".join([*columns, f"PRIMARY KEY ({_listed(DATASET_KEYS[table])})"])
    return f"CREATE TABLE {_quoted(table)} (\n  {parts}\n)"


def _target(table: str) -> str:
    """A table and its key by name: Datasette reads nothing into a key that is left unsaid."""
    return f"{_quoted(table)} ({_quoted(DATASET_TABLES[table].key[0])})"


def _fill(database: sqlite3.Connection, folder: Path, table: str) -> None:
    """The rows of a table, its indexes, and its words for the search."""
    own = _quoted(table)
    places = ", ".join("?" * len(DATASET_TABLES[table].model_fields))
    database.executemany(f"INSERT INTO {own} VALUES ({places})", _typed(folder, table))  # noqa: S608
    of_a_report = ("report_id",) if "report_id" in DATASET_TABLES[table].model_fields else ()
    for column in (*of_a_report, *INDEXED.get(table, ())):
        name = _quoted(f"idx_{table}_{column}")
        database.execute(f"CREATE INDEX {name} ON {own} ({_quoted(column)})")
    if table in SEARCHED:
        searched, words = _listed(SEARCHED[table]), _quoted(f"{table}_fts")
        how = f"tokenize = 'porter', content = {own}"
        database.execute(f"CREATE VIRTUAL TABLE {words} USING fts5 ({searched}, {how})")
        database.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")  # noqa: S608


def _quoted(name: str) -> str:
    """A name of ours as SQL writes it: some are words of SQL, such as "order"."""
    return f'"{name}"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _in_order() -> Iterator[str]:
    """Each table after those that it refers to."""
    graph = {name: set(references(name).values()) - {name} for name in DATASET_TABLES}
    return iter(tuple(TopologicalSorter(graph).static_order()))


def _typed(folder: Path, name: str) -> Iterator[list[Any]]:
    columns = list(DATASET_TABLES[name].model_fields)
    for row in read_table(folder, name):
        yield [plain(name, column, row[column]) for column in columns]


def metadata(reports: int) -> dict[str, Any]:
    """The front page in Datasette: where to begin, what each table and column says.

    Datasette orders tables by their rows, so links in the description lead to events first.
    """
    tables: dict[str, dict[str, Any]] = {
        name: {
            "description": _first_line(name),
            "columns": {column: description(name, column) for column in record.model_fields},
            **({} if name in FRONT or name in ENTITY_TABLES else {"hidden": True}),
        }
        for name, record in DATASET_TABLES.items()
    }
    for name, more in FRONT.items():
        tables[name] |= more
    about = f"Results from {reports} newsletters; each cell points at its words."
    return {
        "title": "Milestones",
        "description_html": f"<p>{about}</p>{_links(f'{DATABASE}/')}",
        "databases": {DATABASE: {"description_html": _links(f"{DATABASE}/"), "tables": tables}},
    }


def _first_line(table: str) -> str:
    """What a table is."""
    return (DATASET_TABLES[table].__doc__ or "").strip().splitlines()[0].replace("``", "")


def _links(base: str) -> str:
    """The tables of the front page, in their order, with what they are."""
    items = (
        f'<li><a href="{base}{name}">{escape(name)}</a>: {escape(_first_line(name))}</li>'
        for name in FRONT
    )
    return f"<ul>{''.join(items)}</ul>"
