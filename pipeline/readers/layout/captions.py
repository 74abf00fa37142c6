"""Captions of pictures that stand side by side: each under its own picture, however close."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.readers.layout.page import PageContent, Rect, TextBlock, TextLine
from pipeline.readers.layout.rows import visual_rows

SMALLEST = 50.0
"""Points: pictures are wider and taller."""
SAME_FOOT = 12.0
"""Points by which the lower edges of neighbouring pictures may differ."""
WIDEST_GAP = 45.0
"""Points between neighbouring pictures."""
FURTHEST = 2.5
"""Line heights from a picture to the first line of its caption."""
CLOSE = 0.9
"""Line heights between two lines of a caption."""
SAME_LEFT = 3.0
"""Points between the left edges of a picture and of its caption."""
MOST_LINES = 8


def captions_beside(
    page: PageContent, lines: list[TextLine]
) -> tuple[list[TextLine], list[list[TextBlock]]]:
    """The lines that are no such caption, and the captions of each row of pictures."""
    found: list[list[TextBlock]] = []
    for pictures in _picture_rows([*page.images, *page.boxes]):
        taken, captions = _captions(pictures, lines)
        if captions:
            found.append(captions)
            lines = [line for line in lines if id(line) not in taken]
    return lines, found


def _picture_rows(shapes: Iterable[Rect]) -> Iterator[list[Rect]]:
    """Pictures that stand side by side on one foot."""
    pictures = [s for s in shapes if s.width >= SMALLEST and s.height >= SMALLEST]
    rows: list[list[Rect]] = []
    for picture in sorted(pictures, key=lambda rect: (rect.x0, rect.bottom)):
        home = next((row for row in rows if _stands_beside(row[-1], picture)), None)
        if home is None:
            rows.append([picture])
        else:
            home.append(picture)
    return (row for row in rows if len(row) > 1)


def _stands_beside(left: Rect, right: Rect) -> bool:
    level = abs(left.bottom - right.bottom) <= SAME_FOOT
    return level and 0 < right.x0 - left.x1 <= WIDEST_GAP


def _captions(
    pictures: Sequence[Rect], lines: Sequence[TextLine]
) -> tuple[set[int], list[TextBlock]]:
    """The lines under a row of pictures, by identity, and the captions that they make."""
    foot = max(picture.bottom for picture in pictures)
    ends = pictures[0].x0 - SAME_LEFT, pictures[-1].x1 + SAME_LEFT
    under = [
        line
        for line in lines
        if line.angle == 0 and line.top >= foot - 2 and ends[0] <= line.x0 and line.x1 <= ends[1]
    ]
    columns: list[list[TextLine]] = [[] for _ in pictures]
    taken: set[int] = set()
    below = foot
    for row in visual_rows(under)[:MOST_LINES]:
        reach = (CLOSE if taken else FURTHEST) * row[0].height
        parts = _parted(row, pictures) if row[0].top - below <= reach else None
        if parts is None or (not taken and not all(parts)):
            break
        for column, part in zip(columns, parts, strict=True):
            column.extend(part)
        taken |= {id(line) for line in row}
        below = max(line.bottom for line in row)
    return taken, [TextBlock(column, hint="caption") for column in columns if column]


def _parted(row: Sequence[TextLine], pictures: Sequence[Rect]) -> list[list[TextLine]] | None:
    """The pieces of a row under each picture; None where a line runs on under two of them."""
    pieces = list(row)
    for _, right in pairwise(pictures):
        cut: list[TextLine] = []
        for line in pieces:
            halves = _cut(line, right.x0)
            if halves is None:
                return None
            cut += halves
        pieces = cut
    lefts = [*(picture.x0 - SAME_LEFT for picture in pictures[1:]), float("inf")]
    parts: list[list[TextLine]] = [[] for _ in pictures]
    for piece in pieces:
        parts[next(i for i, left in enumerate(lefts) if piece.x0 < left)].append(piece)
    return parts


def _cut(line: TextLine, x: float) -> list[TextLine] | None:
    """A line in two at the word that begins at ``x``; None where none does."""
    if line.x0 >= x - SAME_LEFT or line.x1 <= x:
        return [line]
    at = next(
        (
            i
            for i in range(1, len(line.text))
            if abs(line.edges[i] - x) <= SAME_LEFT and line.text[i - 1].isspace()
        ),
        None,
    )
    if at is None:
        return None
    return [_part(line, 0, at - 1), _part(line, at, len(line.text))]


def _part(line: TextLine, start: int, end: int) -> TextLine:
    return TextLine(
        text=line.text[start:end],
        edges=array("d", line.edges[start : end + 1]),
        x0=line.edges[start],
        top=line.top,
        x1=line.edges[end],
        bottom=line.bottom,
        baseline=line.baseline,
        size=line.size,
        bold=line.bold,
        italic=line.italic,
        superscripts=tuple(s - start for s in line.superscripts if start <= s < end),
    )
