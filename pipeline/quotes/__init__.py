"""Quotes: what was said, and by whom."""

from pipeline.document import Document
from pipeline.document.flags import flag
from pipeline.quotes.direct import direct
from pipeline.quotes.speakers import Speakers
from pipeline.quotes.speech import indirect
from pipeline.stage import Context, Layers, stage


@stage(reads={"mentions", "paragraphs", "sentences", "clauses", "people"}, writes={"quotes"})
def quotes(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Find quotations with their speakers; one whose speaker is not named is flagged."""
    speakers = Speakers(document)
    said = list(direct(document, speakers))
    told = indirect(document, speakers, [quote.span for quote in said])
    found = sorted((*said, *told), key=lambda quote: quote.span.start)
    flags = tuple(
        flag("quote.no-speaker", span=quote.span, text=quote.span.of(document.text or "")[:60])
        for quote in found
        if quote.speaker is None
    )
    return {"quotes": tuple(found), "flags": flags}
