"""What a reader makes of a file: its source, blocks and tables."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pipeline.document.span import Layer, Span


def stem_of(name: str) -> str:
    """A file name without its last ending; a dot that begins it begins no ending."""
    return name.rsplit(".", 1)[0] if "." in name[1:] else name


class Source(Layer):
    """Where the document comes from and what its file says of itself."""

    name: str
    media_type: str
    sha256: str
    size: int
    encoding: str | None = None
    pages: int | None = None
    published: date | None = None

    @property
    def stem(self) -> str:
        """The file name without its last ending: the report's id and folder name."""
        return stem_of(self.name)


class Box(Layer):
    """A rectangle on a page in PDF points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class Line(Layer):
    """A line of a block as laid out.

    ``edges`` holds the left edge of each character of ``raw`` and the right edge of the last
    (``len(raw) + 1`` numbers), so that any part of the line has a box; empty without a layout.
    ``raised`` holds the raw offsets of figures set as footnote marks.
    """

    raw: Span
    box: Box | None = None
    edges: Sequence[float] = ()
    raised: tuple[int, ...] = ()


BlockHint = Literal[
    "heading", "body", "list_item", "caption", "quote", "table", "furniture", "hidden"
]


class Block(Layer):
    """A run of lines that the reader found to belong together, in reading order.

    ``hint`` and ``level`` are what the layout or the markup says the block is; ``None`` where
    the input has neither. ``size`` is the font size in points; ``ocr``: a picture was read.
    """

    raw: Span
    lines: tuple[Line, ...]
    page: int | None = None
    hint: BlockHint | None = None
    level: int | None = None
    size: float | None = None
    bold: bool = False
    ocr: bool = False


class Table(Layer):
    """A table on a page: rows of cells as raw spans, None for a cell without text.

    ``merged`` holds row and column (from 0) of the cells that one from the left or above covers.
    """

    page: int | None
    rows: tuple[tuple[Span | None, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
