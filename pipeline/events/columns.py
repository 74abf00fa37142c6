"""What the columns of a table of events hold, read off its header row (``columns.toml``)."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.document import Table
from pipeline.document.checked import Checked, read_toml
from pipeline.document.span import Span
from pipeline.events.lexicon import singular_of
from pipeline.events.reading import Report
from pipeline.language.load import is_people

JOINT = re.compile(r"[,/&(]|\band\b|\bor\b")
"""Between two things that a column holds: "Island, country"."""
DONE_BY = " by"
LONGEST = 3
"""Words of a column's head such as "led by", "carried out by"."""
WITH = frozenset({"date", "place", "participants", "organiser"})
"""Of these an event's table has at least one."""
Columns = dict[str, int]
"""What a column holds (a field of :class:`ColumnNames`) to its number, from 0."""
Cells = tuple[Span | None, ...]


class ColumnNames(Checked):
    """``columns.toml``: what columns are called, in small letters, by what they hold."""

    event: tuple[str, ...]
    date: tuple[str, ...]
    place: tuple[str, ...]
    country: tuple[str, ...]
    participants: tuple[str, ...]
    organiser: tuple[str, ...]
    recipient: tuple[str, ...]
    funder: tuple[str, ...]
    partner: tuple[str, ...]


class Head(NamedTuple):
    """What the columns of a table hold, and the text of its head row."""

    columns: Columns
    words: tuple[str, ...]


def head_of(row: Cells, report: Report) -> Head | None:
    """What the columns hold, read off a header row; None where the row is no header of events."""
    found: Columns = {}
    heads: list[str] = []
    for index, span in enumerate(row):
        words = " ".join(span.of(report.text).lower().split()).rstrip(".:*") if span else ""
        heads.append(words)
        meaning = _meaning_of(words)
        if meaning is not None:
            found.setdefault(meaning, index)
    if "event" not in found or not found.keys() & WITH:
        return None
    return Head(found, tuple(heads))


def _meaning_of(words: str) -> str | None:
    """What a column of some words holds: as they stand, by a part, by people, or by "... by"."""
    known = _meanings()
    parts = [words, *(part.strip() for part in JOINT.split(words))]
    found = next((known[part] for part in parts if part in known), None)
    if found is None and words and is_people(singular_of(words.rsplit(maxsplit=1)[-1])):
        return "participants"
    if found is None and words.endswith(DONE_BY) and len(words.split()) <= LONGEST:
        return "organiser"
    return found


def inherited(table: Table, before: tuple[Table, Head] | None) -> Head | None:
    """The columns of the table that this one goes on with over a page break."""
    if before is None:
        return None
    last, head = before
    as_wide = len(last.rows[0]) == len(table.rows[0])
    is_next = None not in (last.page, table.page) and table.page == (last.page or 0) + 1
    return head if as_wide and is_next else None


def filled(row: Cells, above: Cells, covered: set[int]) -> Cells:
    """The row with the merged cells that hang over it from above."""
    return tuple(
        above[column] if column in covered and column < len(above) else cell
        for column, cell in enumerate(row)
    )


@cache
def _meanings() -> dict[str, str]:
    known = read_toml(files(__package__) / "columns.toml", ColumnNames)
    return {name: meaning for meaning, names in known for name in names}
