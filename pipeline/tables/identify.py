"""Which of the rows that the rules found are those that a reviewer has decided about as a whole.

Ids of rows say where they stand, so other rules may give an event another id, or its id to another
event of the same sentence. What a decision records of its row tells them apart; the row then gets
the id under which the reviewer knows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz.fuzz import token_set_ratio

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import Decision, is_whole
from pipeline.document.span import Span
from pipeline.tables.store import Store

NAMES = ("name", "title", "text")
"""Cells that say what a row is called; the first that it has counts."""
SAME_NAME = 55.0
"""The least likeness (0-100) of two names of one row."""
SAME_PLACE = 0.5
"""The least share (0-1) of their characters that two stretches of one row have in common."""
NAME_WEIGHT, PLACE_WEIGHT = 4, 2
CELLS = ("type", "status", "date", "country", "participants", "amount", "kind", "month", "theme")
SURE = 100
"""Added where the name or all telling cells agree: such pairs come before all others."""
TELLING = ("type", "date", "participants")
"""Cells by which an event is the same one under another name, when they are all equal."""
TELLING_ALONE = ("type", "participants")
"""One of them is enough where the rules once found the event and find nothing more like it now."""


class _Subject(NamedTuple):
    """A row that decisions are about: its id, where it stands, what they record of it.

    ``others`` are rows that it is not; ``found`` says whether rules once gave it.
    """

    row_id: str
    span: Span | None
    records: Sequence[Mapping[str, Any]]
    others: frozenset[str]
    found: bool


def identify(
    store: Store, text: str, decisions: Iterable[Decision]
) -> Mapping[str, Mapping[str, str]]:
    """The ids under which reviewers know the rows that the rules found, where these are others.

    Returns:
        For each table, recorded ids by ids of this run. A row of this run whose own id is recorded
        for another row has the empty id: it needs one that nobody uses.
    """
    about: dict[str, dict[str, list[Decision]]] = {}
    for decision in decisions:
        if is_whole(decision):
            rows = about.setdefault(str(decision.table), {})
            rows.setdefault(str(decision.row_id), []).append(decision)
    return {
        table: _renamed(store, table, [_subject(text, row, found) for row, found in rows.items()])
        for table, rows in about.items()
    }


def _subject(text: str, row_id: str, decisions: Sequence[Decision]) -> _Subject:
    anchored = next((d.anchor for d in decisions if d.anchor), None)
    others = frozenset(row for decision in decisions for row in decision.beside)
    place = find(text, anchored) if anchored else None
    found = any(decision.before is not None for decision in decisions)
    return _Subject(row_id, place, _records(decisions), others, found)


def _records(decisions: Sequence[Decision]) -> list[Mapping[str, Any]]:
    """The row as the rules gave it, and as the reviewers left it."""
    found = [record for d in decisions for record in (d.before, d.after)]
    return [record for record in found if isinstance(record, dict)]


def _renamed(store: Store, table: str, wanted: Sequence[_Subject]) -> dict[str, str]:
    claimed = _claims(store, table, wanted)
    known = {subject.row_id for subject in wanted}
    ids = {key: claimed.get(key, "" if key in known else key) for key in store.rows[table]}
    return {key: new for key, new in ids.items() if new != key}


def _claims(store: Store, table: str, wanted: Sequence[_Subject]) -> dict[str, str]:
    """The recorded id of each row that is the row of a decision; the likeliest pairs first."""
    pairs: list[tuple[float, int, str]] = []
    for key, record in store.rows[table].items():
        row, spans = dict(record), store.spans(table, key)
        for at, subject in enumerate(wanted):
            if key in subject.others or (subject.span is None and key != subject.row_id):
                continue  # without words, nothing but its id tells which row it is
            likeness = max((_likeness(r, subject, row, spans) for r in subject.records), default=0)
            if likeness:
                pairs.append((likeness + (key == subject.row_id) / 2, at, key))
    claimed: dict[str, str] = {}
    done: set[int] = set()
    for _, at, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if key not in claimed and at not in done:
            claimed[key] = wanted[at].row_id
            done.add(at)
    return claimed


def _likeness(
    record: Mapping[str, Any], subject: _Subject, row: Mapping[str, Any], spans: Sequence[Span]
) -> float:
    """How alike a row is to what is recorded of one; 0 where it is none of it."""
    shared = max((_shared(subject.span, span) for span in spans), default=0.0)
    if not shared and spans and subject.span:
        return 0
    name = token_set_ratio(_name(record), _name(row))
    equal = {cell for cell in CELLS if cell in record and str(record[cell]) == str(row.get(cell))}
    likeness = NAME_WEIGHT * name / 100 + PLACE_WEIGHT * shared + len(equal)
    same_event = "type" in record and equal.issuperset(TELLING)
    same_part = "type" not in record and shared >= SAME_PLACE
    if name >= SAME_NAME or same_event or same_part:
        return SURE + likeness
    told_there = shared >= SAME_PLACE and any(
        row.get(cell) for cell in equal.intersection(TELLING_ALONE)
    )
    return likeness if told_there and subject.found else 0


def _name(cells: Mapping[str, Any]) -> str:
    return next((str(cells[cell]).casefold() for cell in NAMES if cells.get(cell)), "")


def _shared(one: Span | None, other: Span) -> float:
    """The share of the characters of both that both have."""
    if one is None or not one.overlaps(other):
        return 0.0
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))
