"""Events: who did what, when, where, with whom, for how many and with whose money."""

from pipeline.document import Document, Event
from pipeline.events.reading import Report
from pipeline.events.row import event_of
from pipeline.events.same import one_each
from pipeline.events.tabled import tabled_events
from pipeline.events.teller import Teller
from pipeline.stage import Context, Layers, stage


@stage(
    reads={
        "mentions",
        "sections",
        "paragraphs",
        "sentences",
        "leads",
        "clauses",
        "dates",
        "places",
        "organisations",
        "people",
        "named",
        "quotes",
    },
    writes={"events"},
)
def events(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Find events with their roles, in running text and in tables."""
    return {"events": events_of(document)}


def events_of(document: Document) -> tuple[Event, ...]:
    """The events of a report in the order of its text."""
    report = Report(document)
    found = [event_of(report, draft) for draft in Teller(report).drafts()]
    found += tabled_events(report)
    found.sort(key=lambda event: event.span.start)
    return tuple(one_each(report, found))
