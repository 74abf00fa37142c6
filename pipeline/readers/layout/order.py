"""Lines and boxes of a page in the order in which a person reads them.

A page is cut at its gutters: white columns that few elements cross. Elements that cross a gutter
(titles, pull quotes, tables over all columns) part the page into bands; within a band the left
column is read before the right one, and each side is cut again in the same way. This is the
recursive XY-cut (Nagy and Seth, 1984) with the crossing elements taken out first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

NARROWEST_GUTTER = 7.0
"""Points; columns of newsletters stand 10 to 30 points apart."""
FEWEST_LINES = 3
"""Lines on each side without which a gap is no gutter."""
MOST_CROSSING = 0.34
"""Share of a region's elements that may cross a gutter."""
DEEPEST = 12


class Placed(Protocol):
    """Anything with a place on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class _Gutter:
    x0: float
    x1: float

    def crossed_by(self, part: Placed) -> bool:
        return part.x0 < self.x0 and part.x1 > self.x1


class _Band:
    """Parts side by side that only seem to cross a gutter of the page, already in order."""

    def __init__(self, parts: Sequence[Placed], columns: list[list[Any]]) -> None:
        self.x0, self.x1 = min(p.x0 for p in parts), max(p.x1 for p in parts)
        self.top, self.bottom = min(p.top for p in parts), max(p.bottom for p in parts)
        self.columns = columns


def reading_order(parts: Sequence[P]) -> list[list[P]]:
    """Columns of parts in reading order; the parts of a column stand from top to bottom.

    Returns:
        One list for each stretch of one column: paragraphs are told apart within it.
    """
    return [column for column in _cut(list(parts), 0) if column]


def _cut(parts: list[P], depth: int) -> list[list[P]]:
    gutter = _gutter(parts) if depth < DEEPEST else None
    if gutter is None:
        return [_top_down(parts)]
    bands, parts = _bands(parts, gutter, depth)
    crossing: list[P | _Band] = [*bands, *(p for p in parts if gutter.crossed_by(p))]
    beside = [p for p in parts if not gutter.crossed_by(p)]
    columns: list[list[P]] = []
    for span in sorted(crossing, key=lambda p: p.top):
        above = [p for p in beside if _middle(p) < _middle(span)]
        if above:
            columns += _sides(above, gutter, depth)
            beside = [p for p in beside if _middle(p) >= _middle(span)]
        columns += span.columns if isinstance(span, _Band) else [[span]]
    return _merged(columns + _sides(beside, gutter, depth))


def _bands(parts: list[P], gutter: _Gutter, depth: int) -> tuple[list[_Band], list[P]]:
    """Bands in which text runs beside a box, with other columns than the rest of the page.

    Returns:
        The bands, each cut by itself, and the parts outside them.
    """
    bands: list[_Band] = []
    for low, high in _stretches(parts, gutter):
        inside = [p for p in parts if low <= _middle(p) <= high]
        if len(inside) < len(parts):
            bands.append(_Band(inside, _cut(inside, depth + 1)))
            kept = {id(p) for p in inside}
            parts = [p for p in parts if id(p) not in kept]
    return bands, parts


def _stretches(parts: Sequence[Placed], gutter: _Gutter) -> list[tuple[float, float]]:
    """Heights, from top to bottom, at which a part that crosses the gutter has a neighbour."""
    crossing = [p for p in parts if gutter.crossed_by(p)]
    stretches: list[tuple[float, float]] = []
    for part in sorted(parts, key=lambda p: p.top):
        if gutter.crossed_by(part) or not any(_is_beside(part, span) for span in crossing):
            continue
        if stretches and part.top <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], part.bottom)
        else:
            stretches.append((part.top, part.bottom))
    return stretches


def _is_beside(part: Placed, span: Placed) -> bool:
    """Whether the middle of one stands at the height of the other, with white space between."""
    level = part.top < _middle(span) < part.bottom
    return level and (part.x0 - span.x1 > NARROWEST_GUTTER or span.x0 - part.x1 > NARROWEST_GUTTER)


def _sides(parts: list[P], gutter: _Gutter, depth: int) -> list[list[P]]:
    left = [p for p in parts if (p.x0 + p.x1) / 2 < (gutter.x0 + gutter.x1) / 2]
    right = [p for p in parts if (p.x0 + p.x1) / 2 >= (gutter.x0 + gutter.x1) / 2]
    return [column for side in (left, right) if side for column in _cut(side, depth + 1)]


def _merged(columns: list[list[P]]) -> list[list[P]]:
    """Crossing elements that follow each other as one column."""
    merged: list[list[P]] = []
    for column in columns:
        alone = len(column) == 1 and merged and len(merged[-1]) >= 1
        if alone and _stacked(merged[-1][-1], column[0]):
            merged[-1] = [*merged[-1], column[0]]
        else:
            merged.append(column)
    return merged


def _stacked(upper: Placed, lower: Placed) -> bool:
    """The lower stands right under the upper and is about as wide."""
    near = lower.top - upper.bottom < 1.2 * (lower.bottom - lower.top)
    same = min(upper.x1, lower.x1) - max(upper.x0, lower.x0) > 0.5 * min(
        upper.x1 - upper.x0, lower.x1 - lower.x0
    )
    return near and same and lower.top >= upper.top


def _middle(part: Placed) -> float:
    return (part.top + part.bottom) / 2


def _top_down(parts: list[P]) -> list[P]:
    """From top to bottom; parts that stand side by side from left to right."""
    rows: list[list[P]] = []
    for part in sorted(parts, key=_middle):
        row = rows[-1] if rows else None
        if row is not None and _middle(part) < row[0].bottom and _middle(row[0]) > part.top:
            row.append(part)
        else:
            rows.append([part])
    return [part for row in rows for part in sorted(row, key=lambda p: p.x0)]


def _gutter(parts: Sequence[Placed]) -> _Gutter | None:
    """The white column with the most on its thinner side and the fewest elements across it."""
    if len(parts) < 2 * FEWEST_LINES:
        return None
    best: tuple[float, _Gutter] | None = None
    for gutter in _gaps(parts):
        left = [p for p in parts if p.x1 <= gutter.x0 + 0.5]
        right = [p for p in parts if p.x0 >= gutter.x1 - 0.5]
        crossing = len(parts) - len(left) - len(right)
        fewest = min(_rows(left), _rows(right))
        if fewest < FEWEST_LINES or crossing > MOST_CROSSING * len(parts):
            continue
        if not _overlap_vertically(left, right):
            continue
        score = fewest - 1.5 * crossing + 0.01 * (gutter.x1 - gutter.x0)
        if best is None or score > best[0]:
            best = score, gutter
    return best[1] if best else None


def _rows(parts: Sequence[Placed]) -> float:
    """How many lines' worth of height the parts have: a box or table counts by its height."""
    return sum(max(1.0, (p.bottom - p.top) / 14) for p in parts)


def _overlap_vertically(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    """Whether the two sides stand beside each other for a good part of the shorter one."""
    top = max(min(p.top for p in left), min(p.top for p in right))
    bottom = min(max(p.bottom for p in left), max(p.bottom for p in right))
    shorter = min(max(p.bottom for p in side) - min(p.top for p in side) for side in (left, right))
    return bottom - top > 0.3 * shorter


def _gaps(parts: Sequence[Placed]) -> list[_Gutter]:
    """White columns between right and left edges that occur more than once."""
    lefts = sorted({round(p.x0, 0) for p in parts})
    gaps: list[_Gutter] = []
    for x in lefts:
        starting = [p for p in parts if abs(p.x0 - x) <= 3]  # noqa: PLR2004 - points
        if _rows(starting) < FEWEST_LINES:
            continue
        before = [p.x1 for p in parts if p.x1 < x - NARROWEST_GUTTER + 1]
        if before:
            edge = max(before)
            start = min(p.x0 for p in starting)
            if start - edge >= NARROWEST_GUTTER:
                gaps.append(_Gutter(edge, start))
    return gaps
