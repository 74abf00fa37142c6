"""Tables that are ruled in one direction only: their missing lines are told from the others.

Most tables of newsletters have lines between their rows and none between their columns. Lines of
one width that stand below each other are such a table where the text between them stands in
columns; the columns' sides are where the lines are pieced together or, failing that, where no
text stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.readers.layout.page import Edge, TextLine
from pipeline.readers.layout.rows import columns_of, is_prose, visual_rows

SAME_SIDE = 3.0
"""Points by which the ends of a table's lines may differ."""
SAME_HEIGHT = 2.0
"""Points within which strokes are one line."""
TOUCHING = 1.5
"""Points between the pieces of one line."""
NARROWEST = 60.0
"""Points below which a line is no table's."""
TALLEST_HEAD = 3.0
"""Line heights within which the head of a table stands over its first line."""
FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Rule:
    """A horizontal line across a table, and where its pieces meet."""

    x0: float
    x1: float
    y: float
    joints: tuple[float, ...]

    def is_over(self, other: "_Rule") -> bool:
        """Whether both have the same ends."""
        return abs(self.x0 - other.x0) <= SAME_SIDE and abs(self.x1 - other.x1) <= SAME_SIDE


def inferred_edges(edges: Sequence[Edge], lines: Sequence[TextLine]) -> list[Edge]:
    """The edges of grids whose horizontal lines alone are drawn.

    Args:
        edges: All edges of the page.
        lines: The lines of the page, each within one column.
    """
    found: list[Edge] = []
    for stack in _stacks(_rules(edges)):
        for rows in _ruled_rows(stack, lines):
            found += _grid(rows)
    return found


def _rules(edges: Sequence[Edge]) -> list[_Rule]:
    """Horizontal strokes at one height, joined where they touch."""
    level = sorted(
        (float(e["top"]), float(e["x0"]), float(e["x1"])) for e in edges if e["orientation"] == "h"
    )
    heights: list[list[tuple[float, float, float]]] = []
    for stroke in level:
        if heights and stroke[0] - heights[-1][0][0] <= SAME_HEIGHT:
            heights[-1].append(stroke)
        else:
            heights.append([stroke])
    return [rule for strokes in heights for rule in _joined(strokes)]


def _joined(strokes: Iterable[tuple[float, float, float]]) -> Iterator[_Rule]:
    current: _Rule | None = None
    for y, x0, x1 in sorted(strokes, key=lambda stroke: stroke[1:]):
        if current is not None and x0 <= current.x1 + TOUCHING:
            meets = abs(x0 - current.x1) <= TOUCHING and x1 > current.x1
            joints = (*current.joints, x0) if meets else current.joints
            current = _Rule(current.x0, max(current.x1, x1), current.y, joints)
            continue
        if current is not None and current.x1 - current.x0 >= NARROWEST:
            yield current
        current = _Rule(x0, x1, y, ())
    if current is not None and current.x1 - current.x0 >= NARROWEST:
        yield current


def _stacks(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Lines of one width below each other."""
    stacks: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.y):
        home = next((stack for stack in stacks if stack[-1].is_over(rule)), None)
        if home is None:
            stacks.append([rule])
        else:
            home.append(rule)
    return [stack for stack in stacks if len(stack) >= FEWEST_ROWS]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row between two heights, with the sides of its cells."""

    top: float
    bottom: float
    sides: tuple[float, ...]


def _ruled_rows(stack: Sequence[_Rule], lines: Sequence[TextLine]) -> Iterator[list[_Row]]:
    """The rows of each table of a stack: runs of strips in which text stands in columns."""
    run: list[tuple[_Rule, _Rule]] = []
    for above, below in [*pairwise(stack), (stack[-1], stack[-1])]:
        if above is not below and _is_tabular(_inside(lines, above, below), above, below):
            run.append((above, below))
            continue
        if run:
            yield from _table(run, lines)
        run = []


def _inside(lines: Sequence[TextLine], above: _Rule, below: _Rule) -> list[TextLine]:
    return [
        line
        for line in lines
        if line.angle == 0
        and above.y <= (line.top + line.bottom) / 2 <= below.y
        and above.x0 - SAME_SIDE <= line.x0
        and line.x1 <= above.x1 + SAME_SIDE
    ]


def _is_tabular(inside: Sequence[TextLine], above: _Rule, below: _Rule) -> bool:
    """Whether text stands side by side, in pieces of the lines or in more than columns of prose."""
    rows = visual_rows(inside)
    if not rows or len(rows[0]) < FEWEST_ROWS:
        return False
    return bool(_common(above, below)) or not is_prose(columns_of(inside), inside)


def _common(above: _Rule, below: _Rule) -> tuple[float, ...]:
    """Where the pieces of both lines meet."""
    return tuple(
        x for x in above.joints if any(abs(x - other) <= SAME_SIDE for other in below.joints)
    )


def _table(run: Sequence[tuple[_Rule, _Rule]], lines: Sequence[TextLine]) -> Iterator[list[_Row]]:
    """The rows of a run of strips, with the head that may stand over its first line."""
    first, last = run[0][0], run[-1][1]
    inside = [line for above, below in run for line in _inside(lines, above, below)]
    joints = next((found for above, below in run if (found := _common(above, below))), ())
    columns = columns_of(inside)
    if not joints and len(columns) < FEWEST_ROWS:
        return
    inner = joints or tuple((one[1] + other[0]) / 2 for one, other in pairwise(columns))
    sides = (first.x0, *inner, last.x1)
    heights = [first.y, *(below.y for _, below in run)]
    head = _head(first, lines, sides)
    if head is not None:
        heights = [head, *heights]
    if len(heights) > FEWEST_ROWS:
        yield [_Row(top, bottom, sides) for top, bottom in pairwise(heights)]


def _head(first: _Rule, lines: Sequence[TextLine], sides: Sequence[float]) -> float | None:
    """Where the head row begins whose text stands right over a table's first line."""
    over = [
        line
        for line in lines
        if line.angle == 0
        and line.bottom <= first.y + SAME_HEIGHT
        and first.y - line.top <= TALLEST_HEAD * line.height
        and first.x0 - SAME_SIDE <= line.x0
        and line.x1 <= first.x1 + SAME_SIDE
    ]
    rows = visual_rows(over)
    if not rows:
        return None
    head = rows[-1]
    fits = all(not (line.x0 < side < line.x1) for line in head for side in sides[1:-1])
    return min(line.top for line in head) if len(head) >= FEWEST_ROWS and fits else None


def _grid(rows: Sequence[_Row]) -> Iterator[Edge]:
    for row in rows:
        left, right = row.sides[0], row.sides[-1]
        yield _edge(left, row.top, right, row.top)
        yield _edge(left, row.bottom, right, row.bottom)
        for side in row.sides:
            yield _edge(side, row.top, side, row.bottom)


def _edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if x1 > x0 else "v",
        "object_type": "line",
    }
