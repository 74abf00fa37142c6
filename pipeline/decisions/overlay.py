"""Which mention a decision is about."""

from pipeline.document import Mention
from pipeline.document.span import Span


def mention_at(found: dict[Span, Mention], place: Span) -> Mention | None:
    """The mention at a place; else the one that shares most of it."""
    if place in found:
        return found[place]
    over = [mention for span, mention in found.items() if span.overlaps(place)]
    return max(over, key=lambda mention: _shared(mention.span, place), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
