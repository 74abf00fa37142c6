"""Running headers, footers and page numbers: what stands at the same place on page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.readers.layout.page import TextBlock, TextLine

MARGIN = 0.12
"""Share of the page's height at top and bottom in which running lines stand."""
OFTEN = 0.4
"""Share of the pages from which a repeated line is furniture."""
FEWEST_PAGES = 2
SAME_PLACE = 6.0
"""Points by which a running line may move from page to page."""
PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[tuple[float, Sequence[TextLine]]]) -> set[int]:
    """The lines that are furniture, by identity.

    Args:
        pages: The height and the lines of each page.
    """
    places: dict[str, list[tuple[int, float, TextLine]]] = defaultdict(list)
    for number, (height, lines) in enumerate(pages):
        for line in lines:
            if _in_margin(line, height):
                places[_pattern(line.text)].append((number, line.top, line))
    furniture: set[int] = set()
    for found in places.values():
        for number, top, line in found:
            on = {n for n, t, _ in found if abs(t - top) <= SAME_PLACE or n == number}
            if len(on) >= max(FEWEST_PAGES, OFTEN * len(pages)) or _runs_on(on, len(pages)):
                furniture.add(id(line))
    return furniture | {
        id(line)
        for height, lines in pages
        for line in lines
        if _is_page_number(line, height, [other for other in lines if id(other) not in furniture])
    }


def _is_page_number(line: TextLine, height: float, others: Sequence[TextLine]) -> bool:
    """A number alone in the margin, with no text beside it that it may belong to."""
    if not _in_margin(line, height) or PAGE_NUMBER.match(line.text) is None:
        return False
    return not any(
        other is not line and other.top < line.bottom and line.top < other.bottom
        for other in others
    )


def _runs_on(pages: set[int], count: int) -> bool:
    """On three pages at least, as on every other page of a longer report or within one part."""
    return len(pages) >= 3 and len(pages) >= 0.15 * count  # noqa: PLR2004 - see above


def _in_margin(line: TextLine, height: float) -> bool:
    return line.bottom < MARGIN * height or line.top > (1 - MARGIN) * height


def _pattern(text: str) -> str:
    """A running line without what changes from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def part_furniture(blocks: Sequence[TextBlock], furniture: set[int]) -> None:
    """Mark blocks that consist of furniture."""
    for block in blocks:
        if all(id(line) in furniture for line in block.lines):
            block.hint = "furniture"
