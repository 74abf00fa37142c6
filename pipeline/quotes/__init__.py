"""Quotes: what was said, and by whom."""

from pipeline.document import Document
from pipeline.quotes.marks import quotes as found_in
from pipeline.stage import Context, Layers, stage


@stage(reads={"mentions", "paragraphs", "sentences", "people"}, writes={"quotes"})
def quotes(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Find quotations with their speakers."""
    found, flags = found_in(document)
    return {"quotes": found, "flags": flags}
