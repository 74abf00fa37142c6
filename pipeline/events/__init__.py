"""Events: who did what, when, where, with whom, for how many and with whose money.

In the order of the flow:

- :mod:`.reading`: the report with what the rules ask of it at hand
- :mod:`.lexicon`: the words of events (``lexicon.toml``)
- :mod:`.teller`: the walk through sections, paragraphs and sentences
- :mod:`.find`: the events that a sentence may tell of (:mod:`.candidate`), by its nouns
  (:mod:`.nouns`), verbs (:mod:`.verbs`, :mod:`.doing`) or as a line (:mod:`.lines`);
  :mod:`.settle` makes one candidate an event, :mod:`.names` names it
- :mod:`.again`: what a sentence says of an event that is told before
- :mod:`.drafting`: from a candidate to an event that is being put together (:mod:`.draft`)
- :mod:`.ladder`: when, where and in which country it was, by :mod:`.dates`, :mod:`.places` and
  :mod:`.headings`; :mod:`.basis` has the words for what each rests on
- :mod:`.series`: several events in one sentence
- :mod:`.roles`: who was what in it, by slots; :mod:`.actors`: who acts in a phrase;
  :mod:`.coreference`: whom it stands for; :mod:`.donors`: lines that say who paid
- :mod:`.count`: how many took part, and what it cost
- :mod:`.headline`: events of headlines whose stories tell of none
- :mod:`.row`: from a draft to the row of an event
- :mod:`.tabled`: events that tables list
- :mod:`.same`: one row for what a story and a table both tell
- :mod:`.quantities`: what each figure counts, and in which event
- :mod:`.doubts`: what a person should look at
"""

from pipeline.document import Document, Event
from pipeline.events.doubts import doubts
from pipeline.events.quantities import quantities
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
    writes={"events", "quantities"},
)
def events(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Find events with their roles, in running text and in tables."""
    found = events_of(document)
    counted = quantities(Report(document), found)
    return {"events": found, "quantities": counted, "flags": doubts(document, found)}


def events_of(document: Document) -> tuple[Event, ...]:
    """The events of a report in the order of its text."""
    report = Report(document)
    found = [event_of(report, draft) for draft in Teller(report).drafts()]
    found += tabled_events(report, tuple(found))
    found.sort(key=lambda event: event.span.start)
    return tuple(one_each(report, found))
