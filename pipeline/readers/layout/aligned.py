"""Tables and cards without lines: short pieces of text that stand in columns, row under row.

Columns of running text stand side by side, too. A table is told from them by its cells: they are
short, and one column at least holds figures, or the first row is set as a head. Cards are key
figures side by side, each set larger than the words over or under it: these belong to it, not to
the figure beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.readers.layout.page import TextBlock, TextLine
from pipeline.readers.layout.rows import (
    Columns,
    columns_of,
    in_column,
    is_prose_column,
    visual_rows,
)

FEWEST_ROWS = 3
FEWEST_COLUMNS = 3
FURTHEST = 2.6
"""Font sizes from the baseline of one row to that of the next at most."""
WRAPPED = 1.35
"""Font sizes within which a line without a first cell goes on with the row above."""
MOST_WORDS = 6
"""Words of a cell at most, on average."""
FIGURES = 0.6
"""Share of a column's cells that are figures in a column of figures."""
FILLED = 0.6
"""Share of a table's cells that hold text."""
FIGURE = re.compile(
    r"[\W_]{0,3}(?:[A-Z]{3}\s?)?\d[\d\s.,’'/%–-]{0,20}(?:\s?(?:k|m|bn|million|billion))?\W{0,2}"
    r"|[-–—]|n/?a",
    re.IGNORECASE,
)
FEWEST_CARDS = 2
MOST_CARD_ROWS = 5
LARGER = 1.15
"""How much larger than its words a key figure is."""

Row = list[TextLine]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Rows that stand in the same columns."""

    rows: list[Row]
    columns: Columns
    is_table: bool = True


def aligned(lines: list[TextLine]) -> tuple[list[TextLine], list[list[TextBlock]]]:
    """Tables and cards among the lines of a page, which nothing but their alignment shows.

    Args:
        lines: The lines of the page that stand in no other table, each within one column.

    Returns:
        The lines outside of them, and the blocks of each: a table's rows, or the cards of a row.
    """
    rows = visual_rows(line for line in lines if line.angle == 0)
    found: list[list[TextBlock]] = []
    taken: set[int] = set()
    position = 0
    while position < len(rows):
        candidate = _cards(rows, position) or _table(rows, position)
        if candidate is None:
            position += 1
            continue
        found.append(_blocks(candidate) if candidate.is_table else _card_blocks(candidate))
        taken |= {id(line) for row in candidate.rows for line in row}
        position += len(candidate.rows)
    return [line for line in lines if id(line) not in taken] if taken else lines, found


def _cards(rows: Sequence[Row], position: int) -> _Candidate | None:
    """Figures side by side with their words over or under them."""
    first = rows[position]
    if len(first) < FEWEST_CARDS:
        return None
    found: list[Row] = []
    columns: Columns = []
    for row in rows[position : position + MOST_CARD_ROWS]:
        both = columns_of(_flat([*found, row]))
        is_apart = bool(found) and row[0].top - found[-1][0].bottom > row[0].height
        if len(both) != len(first) or is_apart:
            break
        found.append(row)
        columns = both
    figures = [row for row in found if _is_figures(row)]
    words = _flat([row for row in found if row not in figures])
    if len(figures) != 1 or len(figures[0]) != len(columns) or len(words) < len(columns):
        return None
    largest = max(line.size for line in words)
    bold = any(line.bold for line in words)
    is_set_off = all(
        line.size >= LARGER * largest or (line.bold and not bold) for line in figures[0]
    )
    return _Candidate(found, columns, is_table=False) if is_set_off else None


def _is_figures(row: Row) -> bool:
    return all(FIGURE.fullmatch(line.text) is not None for line in row)


def _card_blocks(candidate: _Candidate) -> list[TextBlock]:
    cards = (in_column(_flat(candidate.rows), column) for column in candidate.columns)
    return [TextBlock(card, hint="body") for card in cards]


def _table(rows: Sequence[Row], position: int) -> _Candidate | None:
    candidate = _grown(rows, position)
    return candidate if candidate is not None and _is_table(candidate) else None


def _grown(rows: Sequence[Row], position: int) -> _Candidate | None:
    """The rows from a position on that stand in the same columns."""
    if len(rows[position]) < FEWEST_COLUMNS:
        return None
    found: list[Row] = []
    columns: Columns = []
    for row in rows[position:]:
        if found and row[0].baseline - found[-1][0].baseline > FURTHEST * row[0].size:
            break
        both = columns_of([line for other in (*found, row) for line in other])
        if len(row) == 1 and not _is_rest(row[0], found[-1], columns):
            break
        if len(both) < max(len(columns), FEWEST_COLUMNS) or len(both) > len(rows[position]):
            break
        found.append(row)
        columns = both
    return _Candidate(found, columns) if len(found) >= FEWEST_ROWS else None


def _is_rest(line: TextLine, above: Row, columns: Columns) -> bool:
    """Whether a single line goes on with a cell of the row above that is not the first."""
    near = line.baseline - above[0].baseline <= WRAPPED * line.size
    return near and bool(columns) and line.x0 > columns[0][1]


def _is_table(candidate: _Candidate) -> bool:
    cells = [in_column(_flat(candidate.rows), column) for column in candidate.columns]
    if any(is_prose_column(column) for column in cells):
        return False
    every = [line for column in cells for line in column]
    words = sum(len(line.text.split()) for line in every)
    is_full = len(every) >= FILLED * len(candidate.rows) * len(candidate.columns)
    if words > MOST_WORDS * len(every) or not is_full:
        return False
    head, body = candidate.rows[0], candidate.rows[1:]
    figures = [_share_of_figures(in_column(_flat(body), c)) for c in candidate.columns[1:]]
    return any(share >= FIGURES for share in figures) or _is_head(head, body)


def _flat(rows: Sequence[Row]) -> Row:
    return [line for row in rows for line in row]


def _share_of_figures(cells: Sequence[TextLine]) -> float:
    if len(cells) < FEWEST_ROWS - 1:
        return 0.0
    return sum(FIGURE.fullmatch(line.text) is not None for line in cells) / len(cells)


def _is_head(head: Row, body: Sequence[Row]) -> bool:
    """Whether the first row alone is bold."""
    rest = _flat(body)
    return all(line.bold for line in head) and sum(line.bold for line in rest) * 3 <= len(rest)


def _blocks(candidate: _Candidate) -> list[TextBlock]:
    """One block per row; lines that go on with a row above stand in its cells."""
    merged: list[Row] = []
    for row in candidate.rows:
        if merged and len(row) == 1 and row[0].x0 > candidate.columns[0][1]:
            merged[-1] = [*merged[-1], *row]
        else:
            merged.append(row)
    blocks: list[TextBlock] = []
    for row in merged:
        cells = [in_column(row, column) for column in candidate.columns]
        counts: list[int | None] = [len(cell) for cell in cells]
        lines = _flat(cells)
        blocks.append(TextBlock(lines, hint="table", cells=counts, begins=not blocks))
    return blocks
