"""Lines that stand side by side, and the columns in which they stand."""

from collections.abc import Iterable, Sequence

from pipeline.readers.layout.page import TextLine

SAME_ROW = 0.4
"""Share of the font size by which the baselines of one row may differ."""
NARROWEST_GAP = 4.0
"""Points between two columns of a table."""
PROSE_WORDS = 4.5
"""Words a line, on average, from which on a column is running text."""
PROSE_LINES = 3

Columns = list[tuple[float, float]]
"""The left and right sides of columns, from left to right."""


def visual_rows(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    """Lines on one baseline, from left to right; rows from top to bottom."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        if rows and line.baseline - rows[-1][0].baseline <= SAME_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def columns_of(lines: Iterable[TextLine]) -> Columns:
    """The stretches of the page's width over which text stands, parted by white columns."""
    columns: Columns = []
    for line in sorted(lines, key=lambda line: line.x0):
        if columns and line.x0 < columns[-1][1] + NARROWEST_GAP:
            columns[-1] = columns[-1][0], max(columns[-1][1], line.x1)
        else:
            columns.append((line.x0, line.x1))
    return columns


def in_column(lines: Iterable[TextLine], column: tuple[float, float]) -> list[TextLine]:
    """The lines whose middle is in a column, from top to bottom."""
    inside = (line for line in lines if column[0] <= (line.x0 + line.x1) / 2 <= column[1])
    return sorted(inside, key=lambda line: line.baseline)


def is_prose_column(lines: Sequence[TextLine]) -> bool:
    """Whether the lines of a column are running text."""
    words = sum(len(line.text.split()) for line in lines)
    return len(lines) >= PROSE_LINES and words >= PROSE_WORDS * len(lines)


def is_prose(columns: Columns, lines: Sequence[TextLine]) -> bool:
    """Whether running text stands in more than one column."""
    prose = [column for column in columns if is_prose_column(in_column(lines, column))]
    return len(prose) > 1
