"""From raw spans to boxes on the page, one box a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pipeline.document.layers.readers import Block, Box, Line
from pipeline.document.span import Span


class Locator:
    """Finds where on which page a stretch of raw text stands.

    Args:
        blocks: The document's blocks; those without boxes (plain text) are passed over.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        laid_out = (
            (line.raw.start, line, block.page)
            for block in blocks
            for line in block.lines
            if block.page is not None and line.box is not None
        )
        self._lines = sorted(laid_out, key=lambda entry: entry[0])
        self._starts = [start for start, _, _ in self._lines]

    def locate(self, raw: Span) -> tuple[int | None, tuple[Box, ...]]:
        """The page on which the span begins and its boxes there, one per line.

        Returns:
            Page number from 1 and boxes in PDF points; ``(None, ())`` without a layout.
        """
        page: int | None = None
        boxes: list[Box] = []
        first = max(bisect_right(self._starts, raw.start) - 1, 0)
        last = bisect_left(self._starts, raw.end, lo=first)
        for _, line, number in self._lines[first:last]:
            if line.raw.overlaps(raw) and page in (None, number):
                page = number
                boxes.append(_part(line, raw))
        return page, tuple(boxes)


def _part(line: Line, raw: Span) -> Box:
    assert line.box is not None  # noqa: S101 - Locator keeps only lines with a box
    if not line.edges:
        return line.box
    first = max(raw.start - line.raw.start, 0)
    last = min(raw.end, line.raw.end) - line.raw.start
    x0, x1 = line.edges[first], line.edges[last]
    return line.box.updated(x0=min(x0, x1), x1=max(x0, x1))


def format_boxes(boxes: Iterable[Box]) -> str | None:
    """Boxes as the tables write them: ``x0 top x1 bottom`` joined by ``;``, None for no box."""
    written = (
        " ".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in (b.x0, b.top, b.x1, b.bottom))
        for b in boxes
    )
    return ";".join(written) or None
