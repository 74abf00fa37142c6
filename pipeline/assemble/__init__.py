"""Assemble: mentions become what happened and what was said."""

from pipeline.document import Document
from pipeline.events import events
from pipeline.quotes.marks import quotes
from pipeline.stage import Context, Layers, stage


@stage(
    reads={
        "mentions",
        "sections",
        "paragraphs",
        "sentences",
        "dates",
        "places",
        "organisations",
        "people",
        "named",
    },
    writes={"events", "quotes"},
)
def assemble(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Find events with their roles, and quotations with their speakers."""
    said, quote_flags = quotes(document)
    found, event_flags = events(document.model_copy(update={"quotes": said}))
    return {"events": found, "quotes": said, "flags": (*event_flags, *quote_flags)}
