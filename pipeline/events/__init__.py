"""Events: who did what, when, where, with whom, for how many and with whose money."""

from pipeline.document import Document, Event
from pipeline.document.flags import Flag
from pipeline.events.reading import Report
from pipeline.events.same import one_each
from pipeline.events.story import Teller, settled
from pipeline.events.tabled import tabled_events


def events(document: Document) -> tuple[tuple[Event, ...], tuple[Flag, ...]]:
    """The events of a report in the order of its text, and the doubts about them."""
    report = Report(document)
    found = [settled(report, draft) for draft in Teller(report).drafts()]
    found += tabled_events(report)
    found.sort(key=lambda event: event.span.start)
    return tuple(one_each(report, found)), ()
