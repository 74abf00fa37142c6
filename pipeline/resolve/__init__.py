"""Resolve: mentions become values and entities, with the whole report as context."""

from typing import Any

from pipeline.document import Document
from pipeline.entity_types import entity_types
from pipeline.resolve.named import resolve as resolve_named
from pipeline.resolve.reviewed import revise_dates, revise_places
from pipeline.stage import Context, Layers, stage


@stage(
    reads={"text", "masthead", "paragraphs", "sections", "mentions", "sentences", "acronyms"},
    writes={"issued", "dates", "places", "organisations", "people", "named"},
)
def resolve(document: Document, context: Context) -> Layers:
    """Dates to EDTF, places and organisations to public codes, short names to their long ones."""
    text, mentions, decisions = (
        document.text or "",
        document.mentions or (),
        context.review.decisions,
    )
    made: dict[str, Any] = {}
    flags = []
    for entity_type in entity_types():
        if entity_type.resolve is not None:
            layers = dict(entity_type.resolve(document, context, made))
            flags += layers.pop("flags", ())
            made |= layers
    named, named_flags = resolve_named(document, context.profile)
    return {
        **made,
        "dates": revise_dates(text, mentions, made["dates"], decisions),
        "places": revise_places(text, mentions, made["places"], decisions),
        "named": named,
        "flags": (*flags, *named_flags),
    }
