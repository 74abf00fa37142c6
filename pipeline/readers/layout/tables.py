"""Tables: pdfplumber's own finder on the pages whose ruling lines promise one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfplumber.table import Table, TableFinder

from pipeline.document.flags import Flag, flag
from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.page import (
    Char,
    Edge,
    PageContent,
    Rect,
    TableChars,
    TextBlock,
    TextLine,
    around,
)

FEWEST_RULES = 5
"""Ruling lines, or cell boxes, below which no table is looked for: the finder is slow."""
FEWEST_ROWS = 2
FEWEST_COLUMNS = 2
FEWEST_FILLED = 0.3
"""Share of the cells that hold text; below it, the grid is a frame around something else."""


def add_tables(page: PageContent) -> bool:
    """Find the tables of a page that may have some, as grids of cells.

    Returns:
        Whether the page is done; False where only pdfplumber's own parse tells its edges.
    """
    if page.rules + len(page.boxes) < FEWEST_RULES or not page.chars:
        return True
    if page.edges is None:
        return False
    sheet = _Sheet(page.edges, (0, 0, page.width, page.height))
    _keep(page, TableFinder(sheet).tables)  # type: ignore[arg-type]
    return True


def parse_tables(
    path: Path, pages: Sequence[PageContent], password: str | None
) -> tuple[Flag, ...]:
    """Find the tables of pages whose edges only pdfplumber's own parse tells.

    pdfplumber's coordinates are those of the layout: points from the top left corner.

    Returns:
        A flag where pdfplumber cannot read what PDFium could: the text is there, without its grid.
    """
    if not pages:
        return ()
    numbers = [page.number for page in pages]
    try:
        with pdfplumber.open(path, pages=numbers, password=password or "") as document:
            for page, found in zip(pages, document.pages, strict=True):
                _keep(page, found.find_tables())
                found.close()
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a damaged file provokes
        return (flag("pdf.no-tables", error=type(error).__name__),)
    return ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What pdfplumber's table finder asks of a page: edges from PDFium spare it the parsing."""

    edges: Sequence[Edge]
    bbox: tuple[float, float, float, float]


def _keep(page: PageContent, tables: Iterable[Table]) -> None:
    grids = (_grid(table.rows, page.chars) for table in tables)
    page.tables = [grid for grid in grids if grid is not None]


def _grid(rows: Sequence[object], chars: Sequence[Char]) -> TableChars | None:
    """The characters of each cell, row by row; None where the grid is no table."""
    boxes = [
        [None if box is None else Rect(*box) for box in row.cells]  # type: ignore[attr-defined]
        for row in rows
    ]
    columns = max((sum(cell is not None for cell in row) for row in boxes), default=0)
    if len(boxes) < FEWEST_ROWS or columns < FEWEST_COLUMNS:
        return None
    cells = _by_cell(chars, boxes)
    filled = sum(bool(cell) for row in cells for cell in row)
    count = sum(cell is not None for row in boxes for cell in row)
    return cells if filled >= FEWEST_FILLED * count and filled > FEWEST_ROWS else None


def _by_cell(chars: Sequence[Char], boxes: Sequence[Sequence[Rect | None]]) -> TableChars:
    """The characters of each cell; each character in one cell only."""
    cells: TableChars = [[None if cell is None else [] for cell in row] for row in boxes]
    around_rows = [
        (number, around(filled), row)
        for number, row in enumerate(boxes)
        if (filled := [cell for cell in row if cell is not None])
    ]
    whole = around([box for _, box, _ in around_rows])
    for char in chars:
        if char.text.isspace() or not _inside(char, whole):
            continue
        place = next(
            (
                cells[number][column]
                for number, box, row in around_rows
                if _inside(char, box)
                for column, cell in enumerate(row)
                if cell is not None and _inside(char, cell)
            ),
            None,
        )
        if place is not None:
            place.append(char)
    return cells


def table_chars(page: PageContent) -> set[int]:
    """The characters of a page that stand in a table, by identity."""
    cells = (cell for table in page.tables for row in table for cell in row if cell)
    return {id(char) for cell in cells for char in cell}


def table_rows(table: TableChars) -> list[TextBlock]:
    """One block a row; each cell's lines, from the left cell to the right one."""
    blocks: list[TextBlock] = []
    for row in table:
        cells = [None if cell is None else _cell_lines(cell) for cell in row]
        if any(cells):
            lines = [line for cell in cells for line in cell or ()]
            counts = [None if cell is None else len(cell) for cell in cells]
            blocks.append(TextBlock(lines, hint="table", cells=counts))
    return blocks


def _cell_lines(chars: Sequence[Char]) -> list[TextLine]:
    return sorted(lines_of(chars), key=lambda line: (line.baseline, line.x0))


def _inside(char: Char, cell: Rect) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
