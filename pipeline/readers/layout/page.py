"""The parts of a page while its layout is being read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import BlockHint

ACROSS = 45
"""The angle of what runs neither along the page nor up and down."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character: its box, the baseline it stands on, its size in points and its font's looks.

    ``angle`` is the direction of writing in degrees: 0 upright, 90, 180, 270, or ``ACROSS``.
    ``fills``: it begins a form's field, which goes on with the label before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    angle: int = 0
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    def contains(self, other: "Rect | TextLine", slack: float = 2.0) -> bool:
        """Whether the other lies within this one, but for a little slack."""
        return (
            self.x0 - slack <= other.x0
            and other.x1 <= self.x1 + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: "Rect") -> bool:
        """Whether both cover a part of the page."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        return across > 0 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0


@dataclass(slots=True)
class TextLine:
    """Characters of one line in one column, with their left edges and the last right edge."""

    text: str
    edges: Sequence[float]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    angle: int = 0
    superscripts: tuple[int, ...] = ()

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top


@dataclass(slots=True)
class TextBlock:
    """Lines that belong together; ``hint`` and ``level`` are what their looks say they are.

    ``cells`` counts the lines of each cell where the block is the row of a table; None for a cell
    that another one covers. ``begins``: it is the first row of its table.
    """

    lines: list[TextLine]
    hint: BlockHint | None = None
    level: int | None = None
    cells: list[int | None] = field(default_factory=list)
    begins: bool = False

    @property
    def rect(self) -> Rect:
        """The rectangle around all lines."""
        return around(self.lines)

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


TableChars = list[list[list[Char] | None]]
"""A table: rows of cells of characters; None for a cell that another one covers."""


Edge = dict[str, float | str | bool]
"""A straight stroke, or side of a filled shape, as pdfplumber's table finder takes it."""
DRAWN = "drawn"
"""The key of an edge that says whether it is seen as a line: no side of a mere shading."""


@dataclass(slots=True)
class PageContent:
    """What a reader finds on a page; ``edges`` is None where they cannot be told.

    A page that is settled has ``lines``, and ``grids`` of rows for its tables, in the place of
    characters: those of all pages of a long report would fill the memory. ``hidden`` is what is
    not seen; ``aside`` are the blocks that this and what is written across the page make.
    """

    number: int
    width: float
    height: float
    chars: list[Char]
    lines: list[TextLine] = field(default_factory=list)
    boxes: list[Rect] = field(default_factory=list)
    rules: int = 0
    images: list[Rect] = field(default_factory=list)
    ocr: bool = False
    tables: list[TableChars] = field(default_factory=list)
    grids: list[list[TextBlock]] = field(default_factory=list)
    edges: list[Edge] | None = None
    hidden: list[Char] = field(default_factory=list)
    aside: list[TextBlock] = field(default_factory=list)


def around(parts: "Iterable[Rect | TextLine]") -> Rect:
    """The rectangle around some parts of a page."""
    listed: Sequence[Rect | TextLine] = list(parts)
    return Rect(
        min(p.x0 for p in listed),
        min(p.top for p in listed),
        max(p.x1 for p in listed),
        max(p.bottom for p in listed),
    )
