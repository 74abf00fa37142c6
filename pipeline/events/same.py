"""One happening told in two places of a report, in a story and in a box or table: one row.

Two rows are of one happening where they say the same of it: type, day and place; or the number of
people, where one of the two says neither when nor where (a key figure).
"""

import re
from collections.abc import Sequence

from pipeline.document import Event
from pipeline.events.reading import Report

TELLING = 20
"""A number from which on two rows with the same number of people tell of the same."""
NEAR: dict[str, frozenset[str]] = {
    "training": frozenset(
        {"training", "workshop", "campaign", "assistance", "meeting", "operation"}
    ),
    "assistance": frozenset({"assistance", "campaign", "handover", "training", "other"}),
    "campaign": frozenset({"campaign", "assistance", "other"}),
}
"""Types that two tellings of one happening may give it."""


def one_each(report: Report, events: Sequence[Event]) -> list[Event]:
    """The events without repetitions: of several rows for one happening, the fullest stays."""
    kept: list[Event] = []
    for event in events:
        at = next((i for i, other in enumerate(kept) if _is_same(report, event, other)), None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = _joined(kept[at], event)
    return sorted(kept, key=lambda event: event.span.start)


def _is_same(report: Report, event: Event, other: Event) -> bool:
    if event.span == other.span or "cancelled" in {event.status, other.status}:
        return False
    if event.status != other.status or not _alike(event, other):
        return False
    if _date(report, event) and _date(report, event) == _date(report, other):
        if event.participants == other.participants and (event.participants or 0) >= TELLING:
            return event.place is None or other.place is None or event.place == other.place
        return (
            event.type == other.type
            and event.place is not None
            and event.place == other.place
            and event.participants == other.participants
        )
    bare = [e for e in (event, other) if not _date(report, e) and e.place is None]
    if not bare:
        return False
    if event.participants is not None and event.participants == other.participants:
        return event.participants >= TELLING
    return any(_is_named_in(report, a, b) for a, b in ((event, other), (other, event)) if a in bare)


def _is_named_in(report: Report, event: Event, other: Event) -> bool:
    """Whether the number and noun of a key figure stand in another event's sentence."""
    found = re.match(r"\d[\d,.]*\s[a-z]+", event.name)
    return found is not None and found.group() in report.words(other.span)


def _alike(event: Event, other: Event) -> bool:
    return event.type == other.type or other.type in NEAR.get(event.type, frozenset())


def _date(report: Report, event: Event) -> str | None:
    return event.edtf if event.date is None else report.dates[event.date].edtf


def _joined(first: Event, second: Event) -> Event:
    """The row that says more of a happening, with what the other adds."""
    rich, poor = sorted((first, second), key=_says, reverse=True)
    cells = {
        name: getattr(poor, name)
        for name in (
            "date",
            "edtf",
            "date_rule",
            "place",
            "place_rule",
            "country",
            "country_rule",
            "participants",
            "count",
            "amount",
            "currency",
            "money",
        )
        if getattr(rich, name) is None
    }
    if rich.date is not None or rich.edtf is not None:
        cells = {
            name: value
            for name, value in cells.items()
            if name not in {"date", "edtf", "date_rule"}
        }
    taken = {role.mention for role in rich.roles}
    return rich.updated(
        **cells,
        clauses=rich.clauses | poor.clauses,
        roles=(*rich.roles, *(role for role in poor.roles if role.mention not in taken)),
        told_by=tuple(sorted({*rich.told_by, poor.span, *poor.told_by}, key=lambda s: s.start)),
    )


def _says(event: Event) -> int:
    cells = (event.date, event.edtf, event.place, event.participants, event.amount)
    return sum(cell is not None for cell in cells) + len(event.roles)
