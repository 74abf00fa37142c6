"""What is here? Values of a layer by their place in the text."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.document.layers.extract import Mention
from pipeline.document.span import Span


def mentions_in(mentions: Sequence[Mention], span: Span) -> list[int]:
    """The mentions that lie in a span; mentions stand in the order of the text."""
    return [i for i in beginning_in(mentions, span) if mentions[i].span.end <= span.end]


def beginning_in(mentions: Sequence[Mention], span: Span) -> range:
    """The numbers of the mentions that begin in a span."""
    low = bisect_left(mentions, span.start, key=_mention_start)
    return range(low, bisect_left(mentions, span.end, lo=low, key=_mention_start))


def _mention_start(mention: Mention) -> int:
    return mention.span.start
