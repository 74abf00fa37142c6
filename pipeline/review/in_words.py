"""The deeds of the sheets in words of a workbook that comes back: events, who took part, parts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.document.span import Span
from pipeline.exchange.in_words import (
    CELLS_OF,
    EVENTS,
    GAP,
    KINDS,
    MILESTONE,
    PARTS,
    REVIEW,
    SAME,
    WORDS,
    RowChange,
)
from pipeline.exchange.notes import At
from pipeline.exchange.workbook import VERDICTS
from pipeline.review.extents import begun, yielding
from pipeline.review.given import SELECTION, Given, Refusal, given, refused_at
from pipeline.review.session import Session
from pipeline.review.standing import Standing
from pipeline.review.understood import RoleWritten
from pipeline.write.report import Key

HEADINGS = {
    sheet: {SELECTION: WORDS, **{cell: heading for heading, cell in cells.items()}}
    for sheet, cells in CELLS_OF.items()
}
_GAP = re.compile(rf"(?<!\s)\s*(?:{GAP}|\.\.\.)\s*")


def of_words(session: Session, found: Sequence[RowChange]) -> Iterator[Given | Refusal]:
    """What the sheets in words say: rows first, then which are the same, then which are gone."""
    merged = [change for change in found if change.same]
    for change in found:
        standing = session.standing
        if not change.gone and not _is_done(standing, change):
            yield from _of_row(standing, change)
    for change in merged:
        if not _is_done(session.standing, change):
            yield _merging(change, merged)
    for change in found:
        if change.gone and change.key:
            yield given("reject", *change.key, at=At(change.sheet, 1))


def _is_done(standing: Standing, change: RowChange) -> bool:
    """Whether a row that is the same as another, or has become another, is gone by now."""
    leaves = change.same or _kept_or_moved(change) != (change.key and change.key.table)
    return bool(leaves and change.key and is_rejected(standing, change.key))


def is_rejected(standing: Standing, key: Key) -> bool:
    """Whether the latest verdict on a row is that it goes."""
    said = [d.action for d in standing.in_force if (d.table, d.row_id) == key]
    return "reject" in said[-1:]


def _kept_or_moved(change: RowChange) -> str:
    """The table that a row is to be in."""
    kind = change.cells.get("kind")
    if change.sheet == EVENTS:
        return "events"
    if change.key and not kind:
        return change.key.table
    return "milestones" if kind == MILESTONE else "sections"


def _of_row(standing: Standing, change: RowChange) -> Iterator[Given | Refusal]:
    at, table = At(change.sheet, change.row), _kept_or_moved(change)
    if table == "milestones" and change.cells.get("theme"):
        yield refused_at(at._replace(heading="Theme"), "a milestone has a month, and no theme")
        return
    words: Mapping[str, Any] = {}
    if change.words or (change.sheet == PARTS and not change.key):
        try:
            words = _words(standing, change, table)
        except ValueError as error:
            yield refused_at(at._replace(heading=WORDS), str(error))
            return
    roles = change.roles and [
        RoleWritten(role=r.role, who=r.who, kind=KINDS.get(r.kind, KINDS["body"]))
        for r in change.roles
    ]
    if change.cells or change.roles is not None or words:
        key = change.key or Key(table, "")
        headings = HEADINGS[change.sheet]
        rest = {"cells": change.cells, "roles": roles, **words}
        yield given("put", *key, at=at, headings=headings, **rest)
    if change.review in VERDICTS and change.key:
        yield given(change.review, *change.key, at=at)
    elif change.review:
        why = f"{change.review!r} is neither {' nor '.join(VERDICTS)}"
        if change.review in VERDICTS:
            why = "a new row is taken as it is: leave this empty"
        yield refused_at(at._replace(heading=REVIEW), why)


def _merging(change: RowChange, merged: Iterable[RowChange]) -> Given | Refusal:
    """A row that another one is the same as."""
    at = At(change.sheet, change.row, SAME)
    if change.key is None:
        return refused_at(at, "a new row cannot be the same as another: leave it out")
    if change.into is None or change.into == change.key:
        return refused_at(at, f"“{change.same}” is the number of no other row that was exported")
    if change.into.table != change.key.table:
        return refused_at(at, "a milestone and a section: change first what one of them is")
    if any(other.key == change.into for other in merged):
        return refused_at(at, "that row is the same as another itself: name that one")
    return given("merge", *change.key, at=at, into=change.into.row_id)


def _words(standing: Standing, change: RowChange, table: str) -> Mapping[str, Any]:
    """Where the words of a row stand, as a selection, and the parts that keep words beside it.

    Raises:
        ValueError: They do not stand once in the report.
    """
    if not change.words:
        raise ValueError("copy the words of it here, or its first and last ones with … between")
    span = place_of(standing.report.text, change.words)
    if table == "events":
        return {"start": span.start, "end": span.end}
    whole = span if change.key else begun(standing, span)
    was = standing.place(change.key).span if change.key else None
    losing = yielding(standing, whole, change.key, was)
    keeping = [key.row_id for key, left in losing if left is not None]
    return {"start": span.start, "end": span.end, "replaces": keeping}


def place_of(text: str, words: str) -> Span:
    """Where words stand in a report, however their lines are broken; "…" stands for others between.

    Raises:
        ValueError: They do not stand there, or more than once.
    """
    whole = _found(text, words)
    if len(whole) == 1:
        return whole[0]
    first, gap, last = _parted(words)
    if gap and not whole:
        begins = _found(text, first)
        ends = [end for end in _found(text, last) if begins and end.start >= begins[0].end]
        if len(begins) == 1 and ends:
            return Span(start=begins[0].start, end=ends[0].end)
    times = "more than once" if whole else "not"
    raise ValueError(f"these words stand {times} in the report: copy a whole sentence of it")


def _parted(words: str) -> tuple[str, str, str]:
    gap = _GAP.search(words)
    if gap is None:
        return words, "", ""
    return words[: gap.start()], gap[0], words[gap.end() :]


def _found(text: str, words: str) -> list[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return []
    return [Span(start=m.start(), end=m.end()) for m in re.finditer(pattern, text)]
