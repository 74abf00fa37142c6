"""Places: countries, regions of the world, units, towns, and what grammar says is a place."""

from collections.abc import Sequence

from pipeline.document import Acronym, Document, Label, Mention
from pipeline.document.span import Span
from pipeline.entity_types.place.find import build
from pipeline.entity_types.place.repeat import repeated
from pipeline.entity_types.place.resolve import resolve as resolved
from pipeline.stage import Context, Layers

LABEL: Label = "PLACE"


def later(
    text: str,
    spans: Sequence[Span],
    mentions: Sequence[Mention],
    acronyms: Sequence[Acronym],  # noqa: ARG001 - the signature of all entity types
) -> list[Mention]:
    """The mentions, with the repeated names of places among them."""
    return repeated(text, spans, mentions)


def resolve(document: Document, context: Context, made: Layers) -> Layers:  # noqa: ARG001
    """Places with their codes."""
    places, flags = resolved(document, context.profile)
    return {"places": places, "flags": flags}


__all__ = ["LABEL", "build", "later", "resolve"]
