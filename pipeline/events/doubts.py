"""Doubts about events: dated in another month than the heading says, undated, without a doer."""

from collections.abc import Iterator, Sequence

from pipeline.document import Document, Event
from pipeline.document.edtf import edtf_bounds
from pipeline.document.flags import Flag, flag
from pipeline.events.confidence import confidence, threshold
from schemas.codelists import EventRoleName

DOERS: frozenset[EventRoleName] = frozenset({"organiser", "host", "participant", "speaker"})
"""Roles of those who did it, any of which is enough."""


def doubts(document: Document, events: Sequence[Event]) -> tuple[Flag, ...]:
    """One flag per doubt; each points at the row of its event."""
    return tuple(
        doubt for index, event in enumerate(events) for doubt in _doubts(document, event, index)
    )


def _doubts(document: Document, event: Event, index: int) -> Iterator[Flag]:
    edtf = _edtf(document, event)
    if edtf is None:
        yield flag("event.no-date", span=event.span, layer="events", index=index, name=event.name)
    month = _month(document, event)
    if edtf is not None and month is not None and _lies_outside(edtf, month):
        yield flag(
            "event.other-month",
            span=event.span,
            layer="events",
            index=index,
            date=edtf,
            month=month,
        )
    score = confidence(event)
    if score < threshold():
        yield flag(
            "event.unsure",
            span=event.span,
            layer="events",
            index=index,
            name=event.name,
            score=f"{score:.2f}",
        )
    if not any(role.role in DOERS for role in event.roles):
        yield flag("event.no-doer", span=event.span, layer="events", index=index, name=event.name)


def _edtf(document: Document, event: Event) -> str | None:
    """The date of an event in EDTF."""
    if event.date is None:
        return event.edtf
    return (document.dates or ())[event.date].edtf


def _month(document: Document, event: Event) -> str | None:
    """The month that the heading above an event names, in EDTF."""
    return None if event.section is None else (document.sections or ())[event.section].month


def _lies_outside(edtf: str, month: str) -> bool:
    """Whether a date ends before a month begins, or begins after it ends."""
    first, last = edtf_bounds(edtf)
    begins, ends = edtf_bounds(month)
    if begins is None or ends is None:
        return False
    return (first is not None and first > ends) or (last is not None and last < begins)
