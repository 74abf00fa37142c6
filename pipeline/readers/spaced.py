"""Tables of plain text whose cells nothing but blanks part.

The first row names at least three columns. The blank strips between them run down all rows; a cell
that does not fit is wrapped below its beginning.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.span import Span
from pipeline.readers.pagerows import STRIP, STRIPS, Row

FEWEST_STRIPS = 2
"""Two cells a line may be a footer; three are a table."""
FEWEST_LINES = 3
MOST_BLANK = 2
"""Blank rows between the rows of a table."""
ALIGNED = 0.6
"""The least share of a column's cells that begin, or end, at one place."""
Strip = tuple[int, int]
"""From where on the page to where there are blanks in all rows."""
Line = tuple[Span | None, ...]
"""The cells of one row of the page, as spans of its text."""


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """A table: the rows of the page it stands in, and its rows as lines of the page.

    ``groups`` holds, for each row of the table, the positions of its lines and their cells.
    ``is_grid``: it has rows; otherwise its cells are boxes that stand side by side.
    """

    rows: range
    groups: tuple[tuple[tuple[int, Line], ...], ...]

    @property
    def is_grid(self) -> bool:
        """Whether it has several rows."""
        return len(self.groups) > 1


def spaced_tables(rows: Sequence[Row]) -> Iterator[SpacedTable]:
    """The tables among rows of a page, or of one of its columns, in order."""
    at = 0
    while at < len(rows):
        found = _table(rows, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.rows.stop


def _table(rows: Sequence[Row], first: int) -> SpacedTable | None:
    """The table that begins with a row; None where none does."""
    strips = _strips(rows[first])
    if len(strips) < FEWEST_STRIPS:
        return None
    lines = [first]
    for position in range(first + 1, len(rows)):
        if rows[position].is_blank:
            continue
        if position - lines[-1] > MOST_BLANK + 1:
            break
        common = _common(strips, rows[position])
        alone = not rows[position].behind(strips[0][1]).strip()
        if len(common) < len(strips) or (alone and position - lines[-1] > 1):
            break
        strips = common
        lines.append(position)
    cells = [(position, _cells(rows[position], strips)) for position in lines]
    if len(cells) < FEWEST_LINES or not _are_columns(rows, cells):
        return None
    groups = tuple(map(tuple, _groups(rows, cells)))
    return SpacedTable(range(first, lines[-1] + 1), groups)


def _strips(row: Row) -> list[Strip]:
    if "\t" in row.text:
        return []
    return [(row.left + gap.start(), row.left + gap.end()) for gap in STRIPS.finditer(row.text)]


def _common(strips: Sequence[Strip], row: Row) -> list[Strip]:
    """What is left of the strips where a row has blanks, too."""
    if "\t" in row.text:
        return []
    found: list[Strip] = []
    for start, end in strips:
        part = row.text[max(start - row.left, 0) : max(end - row.left, 0)].ljust(end - start)
        blank = max(part.split(part.strip() or "\0"), key=len)
        at = start + part.rindex(blank) if part.strip() else start
        if len(blank) >= STRIP:
            found.append((at, at + len(blank)))
    return found


def _cells(row: Row, strips: Sequence[Strip]) -> Line:
    """The words of a row between the strips, as spans of its text."""
    edges = [0, *(max(end - row.left, 0) for _, end in strips), len(row.text)]
    cells: list[Span | None] = []
    for start, end in pairwise(edges):
        words = row.text[start:end]
        begin = start + len(words) - len(words.lstrip())
        stop = start + len(words.rstrip())
        cells.append(Span(start=begin, end=stop) if words.strip() else None)
    return tuple(cells)


def _are_columns(rows: Sequence[Row], lines: Sequence[tuple[int, Line]]) -> bool:
    """Whether the cells of each column stand under each other, and most lines have several."""
    several = sum(sum(cell is not None for cell in line) > 1 for _, line in lines)
    if 2 * several < len(lines):
        return False
    width = len(lines[0][1])
    for column in range(width):
        cells = [(rows[p].left, line[column]) for p, line in lines if line[column] is not None]
        starts = [left + cell.start for left, cell in cells if cell]
        ends = [left + cell.end for left, cell in cells if cell]
        if max(_most(starts), _most(ends)) < ALIGNED * len(cells):
            return False
    return True


def _most(places: Sequence[int]) -> int:
    """How often the most frequent place occurs."""
    return max(Counter(places).values(), default=0)


def _groups(
    rows: Sequence[Row], lines: Sequence[tuple[int, Line]]
) -> Iterable[list[tuple[int, Line]]]:
    """The lines of the page by row of the table.

    Blank rows part them; where there are none, a line goes on with the row above when it has
    nothing in the first column, or fewer cells, most of which begin in mid-sentence.
    """
    parted = any(two - one > 1 for (one, _), (two, _) in pairwise(lines))
    groups = [[lines[0]]]
    for one, two in pairwise(lines):
        goes_on = two[0] - one[0] == 1 if parted else _goes_on(rows[two[0]], one[1], two[1])
        if goes_on:
            groups[-1].append(two)
        else:
            groups.append([two])
    return groups


def _goes_on(row: Row, above: Line, line: Line) -> bool:
    if line[0] is None:
        return True
    words = [cell.of(row.text) for cell in line if cell is not None]
    small = sum(word[0].islower() for word in words)
    fewer = len(words) < sum(cell is not None for cell in above)
    return 2 * small > len(words) or (fewer and (small > 0 or len(words) == 1))
