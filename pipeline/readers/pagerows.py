"""Rows of a page of plain text, as they look, and the pieces of text that they become."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.span import Span

PAGE_BREAK = "\f"
LINE = re.compile(r"([^\r\n\f]*)(\r\n|\r|\n|\f|\Z)")
STRIP = 2
"""Blanks that part what stands side by side, at the least."""
STRIPS = re.compile(r"(?<=\S) {2,}(?=\S)")
TALLEST = 200
"""From so many rows on, a page without a form feed ends with the next blank row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page, or its part in one column.

    Attributes:
        number: The number of the row on its page.
        start: The raw offset of ``text``.
        text: Its words, with the blanks before them.
        left: The place on the page, in characters, at which ``text`` begins.
        end: The raw offset behind the line break, or the blanks, that end it.
        is_last: Whether a form feed ends it.
        ends_paragraph: Whether a paragraph ends here, as the columns stood side by side.
    """

    number: int
    start: int
    text: str
    left: int
    end: int
    is_last: bool = False
    ends_paragraph: bool = False

    @property
    def first(self) -> int:
        """Where its words begin on the page."""
        return self.left + len(self.text) - len(self.text.lstrip())

    @property
    def stop(self) -> int:
        """The raw offset behind its text."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether there are no words."""
        return not self.text.strip()

    def before(self, place: int) -> str:
        """The words before a place on the page."""
        return self.text[: max(place - self.left, 0)].rstrip()

    def behind(self, place: int) -> str:
        """The text from a place on the page on."""
        return self.text[max(place - self.left, 0) :]

    def begin_behind(self, place: int) -> int:
        """Where on the page the words behind a place begin."""
        return self.left + len(self.text) - len(self.behind(place).lstrip())

    def is_parted(self, place: int) -> bool:
        """Whether there are blanks before a place on the page, or no more words."""
        at = place - self.left
        strip = self.text[max(at - STRIP, 0) : max(at, 0)]
        return not strip.strip() and "\t" not in self.text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of raw text that becomes ``after``.

    ``moved``: columns stand to its left, so that text which now comes before it stands behind it in
    the raw text. ``cell``: the number of a table of the page, and row and column in it.
    """

    raw: Span
    after: str
    moved: bool = False
    cell: tuple[int, int, int] | None = None


def pages(raw: str) -> Iterator[list[Row]]:
    """The rows of each page; form feeds part pages, and blank rows after many rows."""
    rows: list[Row] = []
    for match in LINE.finditer(raw):
        if match.end() == match.start():
            continue
        is_last = match.group(2) == PAGE_BREAK
        rows.append(Row(len(rows), match.start(), match.group(1), 0, match.end(), is_last))
        tall = len(rows) >= TALLEST and (rows[-1].is_blank or len(rows) >= 2 * TALLEST)
        if tall or is_last:
            yield rows
            rows = []
    yield rows
