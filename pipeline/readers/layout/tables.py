"""Tables: pdfplumber's own finder on the pages whose ruling lines promise one."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pdfplumber

from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.page import Char, PageContent, Rect, TextBlock, TextLine, around

FEWEST_RULES = 5
"""Ruling lines, or cell boxes, below which no table is looked for: the finder is slow."""
FEWEST_ROWS = 2
FEWEST_COLUMNS = 2
FEWEST_FILLED = 0.3
"""Share of the cells that hold text; below it, the grid is a frame around something else."""

Cells = list[list[Rect | None]]


def add_tables(path: Path, pages: Sequence[PageContent], password: str | None) -> None:
    """Find the tables of the pages that may have some, as grids of cells.

    pdfplumber's coordinates are those of the layout: points from the top left corner.
    """
    wanted = [page for page in pages if page.rules + len(page.boxes) >= FEWEST_RULES and page.chars]
    if not wanted:
        return
    numbers = [page.number for page in wanted]
    with pdfplumber.open(path, pages=numbers, password=password or "") as document:
        for page, found in zip(wanted, document.pages, strict=True):
            page.tables = [grid for t in found.find_tables() if (grid := _grid(t.rows, page.chars))]
            found.close()


def _grid(rows: Sequence[object], chars: Sequence[Char]) -> Cells | None:
    """The cells of a table row by row, None where a merged cell covers them."""
    cells: Cells = [
        [None if box is None else Rect(*box) for box in row.cells]  # type: ignore[attr-defined]
        for row in rows
    ]
    flat = [cell for row in cells for cell in row if cell is not None]
    columns = max((sum(cell is not None for cell in row) for row in cells), default=0)
    if len(cells) < FEWEST_ROWS or columns < FEWEST_COLUMNS:
        return None
    filled = len(_by_cell(chars, cells))
    return cells if filled >= FEWEST_FILLED * len(flat) and filled > FEWEST_ROWS else None


def table_chars(page: PageContent) -> set[int]:
    """The characters of a page that stand in a table, by identity."""
    return {
        id(char)
        for table in page.tables
        for chars in _by_cell(page.chars, table).values()
        for char in chars
    }


def table_rows(page: PageContent, table: Cells) -> list[TextBlock]:
    """One block a row; each cell's lines, from the left cell to the right one."""
    chars = _by_cell(page.chars, table)
    blocks: list[TextBlock] = []
    for row, boxes in enumerate(table):
        cells = [_cell_lines(chars.get((row, column), [])) for column in range(len(boxes))]
        if any(cells):
            lines = [line for cell in cells for line in cell]
            blocks.append(TextBlock(lines, hint="table", cells=[len(cell) for cell in cells]))
    return blocks


def _cell_lines(chars: list[Char]) -> list[TextLine]:
    return sorted(lines_of(chars), key=lambda line: (line.baseline, line.x0))


def _by_cell(chars: Sequence[Char], table: Cells) -> dict[tuple[int, int], list[Char]]:
    """The characters of each cell by row and column; each character in one cell only."""
    rows = [
        (row, around(boxes), cells)
        for row, cells in enumerate(table)
        if (boxes := [cell for cell in cells if cell is not None])
    ]
    found: dict[tuple[int, int], list[Char]] = defaultdict(list)
    for char in chars:
        place = next(
            (
                (row, column)
                for row, box, cells in rows
                if _inside(char, box)
                for column, cell in enumerate(cells)
                if cell is not None and _inside(char, cell)
            ),
            None,
        )
        if place is not None and not char.text.isspace():
            found[place].append(char)
    return found


def _inside(char: Char, cell: Rect) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
