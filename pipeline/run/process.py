"""One document through all stages.

::

    readers -> repair -> segment -> extract -> resolve -> quotes -> events -> tables -> write
"""

from pipeline.decisions.journal import Review
from pipeline.document import Document
from pipeline.events import events
from pipeline.extract import extract
from pipeline.families.profile import detect, load
from pipeline.language.models import DEFAULT_MODEL
from pipeline.quotes import quotes
from pipeline.readers.reviewed import dated
from pipeline.repair import repair
from pipeline.resolve import resolve
from pipeline.run.stopwatch import Stopwatch
from pipeline.segment import segment
from pipeline.stage import Context, Stage

STAGES: tuple[Stage, ...] = (repair, segment, extract, resolve, quotes, events)


def process(
    document: Document,
    family: str | None = None,
    model: str = DEFAULT_MODEL,
    review: Review | None = None,
    watch: Stopwatch | None = None,
) -> tuple[Document, Context]:
    """Run a document that a reader made through all stages, as its review decided."""
    watch, review = watch or Stopwatch(), review or Review()
    document = dated(document, review.decisions)
    if family:
        profile, flags = load(family), document.flags
    else:
        detection = detect(document)
        profile, flags = detection.profile, document.flags + detection.flags
    context = Context(profile=profile, model=model, review=review)
    document = document.model_copy(update={"family": profile.name, "flags": flags})
    for step in STAGES:
        with watch.lap(step.__name__):
            document = step(document, context)
    return document, context
