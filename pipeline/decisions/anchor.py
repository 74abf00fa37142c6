"""Where a decision stands in the text, so that it is found again after any change.

The selectors of the W3C Web Annotation Data Model: the exact words with what stands before and
after them (TextQuoteSelector), and their position (TextPositionSelector).
"""

from typing import Self

from pydantic import NonNegativeInt, model_validator
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.document.checked import Checked
from pipeline.document.span import Span

CONTEXT = 32
"""Code points of prefix and suffix."""
CHANGED = 90.0
"""The least likeness (0-100) of words in their context that count as the same after a repair."""


class Anchor(Checked):
    """Words in their context; ``start`` and ``end`` are where they last stood in ``text.txt``.

    Raises:
        ValidationError: The end stands before the start, or either before the text.
    """

    exact: str
    prefix: str
    suffix: str
    start: NonNegativeInt
    end: NonNegativeInt

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"not a span: [{self.start}, {self.end})")
        return self


def anchor(text: str, span: Span) -> Anchor:
    """Anchor a span of the repaired text."""
    return Anchor(
        exact=span.of(text),
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def find(text: str, anchored: Anchor) -> Span | None:
    """Find the anchored words in a text that may have changed.

    First where they stood; then the occurrence whose context is most alike, the nearest of equals;
    then the most similar words in the same context, when the words themselves were repaired.
    """
    here = Span(start=anchored.start, end=anchored.end)
    if here.end <= len(text) and anchor(text, here) == anchored:
        return here
    found = _occurrences(text, anchored.exact)
    if found:
        best = max(found, key=lambda span: _likeness(text, span, anchored))
        context, _ = _likeness(text, best, anchored)
        if len(found) == 1 or context >= CHANGED:
            return best
    return _similar(text, anchored)


def _occurrences(text: str, exact: str) -> list[Span]:
    spans: list[Span] = []
    at = text.find(exact) if exact else -1
    while at >= 0:
        spans.append(Span(start=at, end=at + len(exact)))
        at = text.find(exact, at + 1)
    return spans


def _likeness(text: str, span: Span, anchored: Anchor) -> tuple[float, int]:
    """How alike the contexts are (0-100), then how near the old position."""
    now = anchor(text, span)
    both = (
        Levenshtein.normalized_similarity(now.prefix, anchored.prefix),
        Levenshtein.normalized_similarity(now.suffix, anchored.suffix),
    )
    return max(both) * 100, -abs(span.start - anchored.start)


def _similar(text: str, anchored: Anchor) -> Span | None:
    """The words between the most similar context, when the context is surely the same."""
    whole = anchored.prefix + anchored.exact + anchored.suffix
    found = partial_ratio_alignment(whole, text, score_cutoff=CHANGED)
    if found is None:
        return None
    window = text[found.dest_start : found.dest_end]
    start = _carried(whole, window, len(anchored.prefix))
    end = _carried(whole, window, len(anchored.prefix) + len(anchored.exact))
    if start >= end:
        return None
    return Span(start=found.dest_start + start, end=found.dest_start + end)


def _carried(source: str, target: str, offset: int) -> int:
    """The offset of ``source`` in ``target``, along the cheapest edit between them."""
    for block in Levenshtein.opcodes(source, target):
        if offset < block.src_end:
            inside = offset - block.src_start
            return min(block.dest_start + inside, block.dest_end)
    return len(target)
