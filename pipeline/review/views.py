"""The tabs: which rows of a table to list, in which order, one page at a time."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.document.checked import read_toml
from pipeline.review.plain import called, plain
from pipeline.review.standing import Standing
from pipeline.write.report import Key, Row

PAGE = 60
"""Rows a page: enough to scroll, few enough to draw at once."""
CHOICES = 40
"""Values that a filter offers, the most frequent ones."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
LINKS = ("_id", "part_of")
"""What columns that hold another row's id end with."""

UNTITLED = "without a title"
"""What a row without a name is called where another one names it."""

Checked = Literal["", "unchecked", "checked", "unsure", "doubtful"]


class View(BaseModel):
    """A tab of the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    columns: tuple[str, ...]
    long: tuple[str, ...]
    empty: str
    filter: str


class Query(BaseModel):
    """What the reader asked of a tab; ``sort`` is a column, ``-`` before it turns it round."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str = ""
    only: str = ""
    checked: Checked = ""
    sort: str = ""
    page: int = 1
    at: str = ""


class Page(BaseModel):
    """One page of a tab's rows, and how many there are."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    rows: Sequence[tuple[Key, Row]]
    number: int
    pages: int
    total: int


@cache
def views() -> dict[str, View]:
    """The tabs by table, in their order."""
    return read_toml(files(__package__) / "views.toml", dict[str, View])


def page_of(standing: Standing, table: str, query: Query) -> Page:
    """The rows of a tab that the query asks for; ``at`` is the row whose page is wanted."""
    return cut(_sorted(_found(standing, table, query), standing, query), query)


def cut(rows: Sequence[tuple[Key, Row]], query: Query) -> Page:
    """One page of rows."""
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(query.page, 1), pages)
    if query.at:
        place = next((i for i, (key, _) in enumerate(rows) if key.row_id == query.at), None)
        number = number if place is None else place // PAGE + 1
    first = (number - 1) * PAGE
    shown = list(islice(rows, first, first + PAGE))
    return Page(rows=shown, number=number, pages=pages, total=len(rows))


def choices(standing: Standing, table: str) -> list[tuple[str, str]]:
    """The values of a tab's filter: ``(value, shown)``, the frequent ones first."""
    column = views()[table].filter
    counts = Counter(row[column] for row in standing.report.tables[table] if row[column])
    return [
        (value, _choice(standing, table, column, value)) for value, _ in counts.most_common(CHOICES)
    ]


def _choice(standing: Standing, table: str, column: str, value: str) -> str:
    return spelled(standing, table, column, {column: value})


def named(column: str) -> str:
    """A column as a person reads it: ``organisation_id`` is "organisation"."""
    return called(column)


def shown(standing: Standing, column: str, value: str) -> str:
    """A cell as a person reads it: the name instead of an id."""
    if value and column.endswith(LINKS):
        return standing.report.name(value) or value
    return value


def spelled(standing: Standing, table: str, column: str, row: Row) -> str:
    """A cell in plain words: names for ids, dates and countries as people write them."""
    if column.endswith(LINKS):
        return (standing.report.name(row[column]) or UNTITLED) if row[column] else ""
    name = standing.report.name(row["entity_id"]) if row.get("entity_id") else ""
    return plain(table, column, row[column], name or "")


def _found(standing: Standing, table: str, query: Query) -> list[tuple[Key, Row]]:
    words = query.q.casefold().split()
    column = views()[table].filter
    report = standing.report
    found: list[tuple[Key, Row]] = []
    for key, row in standing.rows(table):
        if query.only and row[column] != query.only:
            continue
        if query.checked:
            if query.checked == "unsure":
                wanted = key in standing.skipped
            else:
                done = bool(standing.decisions(key)) and key not in standing.skipped
                wanted = done == (query.checked == "checked")
            if not wanted:
                continue
            doubtful = report.flags.get(key) or any(True for _ in report.doubts(key))
            if query.checked == "doubtful" and not doubtful:
                continue
        if words:
            cells = " ".join(
                f"{shown(standing, c, row[c])} {spelled(standing, table, c, row)}"
                for c in views()[table].columns
            ).casefold()
            if not all(word in cells for word in words):
                continue
        found.append((key, row))
    return found


def _sorted(
    rows: list[tuple[Key, Row]], standing: Standing, query: Query
) -> Sequence[tuple[Key, Row]]:
    column = query.sort.removeprefix("-")
    if not rows or column not in rows[0][1]:
        return rows
    return sorted(
        rows,
        key=lambda entry: _natural(shown(standing, column, entry[1][column])),
        reverse=query.sort.startswith("-"),
    )


def _natural(cell: str) -> tuple[bool, float, str]:
    """Numbers by size before words by letter; empty cells last."""
    if _NUMBER.fullmatch(cell):
        return False, float(cell), ""
    return not cell, float("inf"), cell.casefold()
