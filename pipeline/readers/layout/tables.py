"""Tables: pdfplumber's own finder on the pages whose ruling lines promise one.

The finder is asked up to three times: about the lines that are drawn, about those that can be told
from them (``rules``), and about the sides of shadings; a later answer counts only where it finds
more text than an earlier one. So the bands behind every other row make no columns of their own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pdfplumber
from pdfplumber.table import TableFinder

from pipeline.document.flags import Flag, flag
from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.page import (
    DRAWN,
    Char,
    Edge,
    PageContent,
    Rect,
    TableChars,
    TextBlock,
    TextLine,
    around,
)
from pipeline.readers.layout.rules import inferred_edges

FEWEST_RULES = 5
"""Ruling lines, or cell boxes, below which no table is looked for: the finder is slow."""
FEWEST_ROWS = 2
FEWEST_COLUMNS = 2
FEWEST_BESIDE = 0.4
"""Share of the rows that hold more than one cell of text."""
MOST_FRAMES = 6
"""Cells up to which a grid may be the layout of a page."""
SAME_SIDE = 6.0
"""Points by which the left side of a table may move from page to page."""
LONG_CELL = 250
"""Characters from which on a cell holds paragraphs."""
UPWARDS, DOWNWARDS = 90, 270
"""The angles of text that runs up and down the page."""
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
    _find(page, page.edges)
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
                _find(page, found.edges)
                found.close()
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a damaged file provokes
        return (flag("pdf.no-tables", error=type(error).__name__),)
    return ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What pdfplumber's table finder asks of a page: edges from PDFium spare it the parsing."""

    edges: Sequence[Edge]
    bbox: tuple[float, float, float, float]


def _find(page: PageContent, edges: Sequence[Edge]) -> None:
    """Keep the tables that the edges of a page make.

    Of those that overlap, it is the one with the most text and, of these, the surest.
    """
    drawn = [edge for edge in edges if edge.get(DRAWN, True)]
    told = inferred_edges(edges, lines_of(page.chars))
    asked: list[Sequence[Edge]] = [drawn]
    if told:
        asked.append([*drawn, *told])
    if len(drawn) < len(edges):
        asked.append(edges)
    found: list[tuple[int, Rect, TableChars]] = []
    for some in asked:
        sheet = _Sheet(some, (0, 0, page.width, page.height))
        for table in TableFinder(sheet).tables:  # type: ignore[arg-type]
            grid = _grid(table.rows, page)
            if grid is not None:
                size = sum(len(cell) for row in grid for cell in row if cell)
                found.append((size, Rect(*table.bbox), grid))
    kept: list[Rect] = []
    for _, box, grid in sorted(found, key=lambda entry: -entry[0]):
        if not any(box.overlaps(other) for other in kept):
            page.tables.append(grid)
            kept.append(box)


def _grid(rows: Sequence[object], page: PageContent) -> TableChars | None:
    """The characters of each cell, row by row; None where the grid is no table."""
    boxes = [
        [None if box is None else Rect(*box) for box in row.cells]  # type: ignore[attr-defined]
        for row in rows
    ]
    columns = max((sum(cell is not None for cell in row) for row in boxes), default=0)
    if len(boxes) < FEWEST_ROWS or columns < FEWEST_COLUMNS:
        return None
    cells = _without_empty_columns(_upright(_by_cell(page.chars, boxes)))
    filled = [cell for row in cells for cell in row if cell]
    count = sum(cell is not None for row in cells for cell in row)
    side_by_side = sum(sum(map(bool, row)) >= FEWEST_COLUMNS for row in cells)
    is_empty = len(filled) < FEWEST_FILLED * count or len(filled) <= FEWEST_ROWS
    if is_empty or side_by_side < FEWEST_BESIDE * len(cells) or _is_frame(filled):
        return None
    return cells


def _upright(cells: TableChars) -> TableChars:
    """The table as it is read: one that is set sideways has its rows along the page."""
    turned = Counter(char.angle for row in cells for cell in row for char in cell or ())
    angle = turned.most_common(1)[0][0] if turned else 0
    columns = list(zip_longest(*cells))
    if angle == UPWARDS:
        return [list(reversed(column)) for column in columns]
    return [list(column) for column in reversed(columns)] if angle == DOWNWARDS else cells


def _without_empty_columns(cells: TableChars) -> TableChars:
    """The columns that hold something: spacing between two columns is none."""
    used = [any(column) for column in zip_longest(*cells)]
    return [[cell for cell, kept in zip(row, used, strict=False) if kept] for row in cells]


def _is_frame(filled: Sequence[Sequence[Char]]) -> bool:
    """Whether a few cells hold long text each: a page laid out with lines around its parts."""
    long = sum(len(cell) >= LONG_CELL for cell in filled)
    return len(filled) <= MOST_FRAMES and 2 * long >= len(filled)


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
        if not _inside(char, whole):
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
    """One block per row; each cell's lines, from the left cell to the right one."""
    blocks: list[TextBlock] = []
    for row in table:
        cells = [None if cell is None else _cell_lines(cell) for cell in row]
        if any(cells):
            lines = [line for cell in cells for line in cell or ()]
            counts = [None if cell is None else len(cell) for cell in cells]
            blocks.append(TextBlock(lines, hint="table", cells=counts, begins=not blocks))
    return blocks


def carry_over(pages: Sequence[Sequence[TextBlock]]) -> None:
    """Make one table of what goes on at the head of the next page; its head counts once.

    Args:
        pages: The blocks of each page in reading order; those that are furniture are passed over.
    """
    head: TextBlock | None = None
    last: TextBlock | None = None
    for page in pages:
        flow = [block for block in page if block.hint != "furniture"]
        if flow and head and last and flow[0].begins and _is_set_alike(head, flow[0]):
            flow[0].begins = False
            if flow[0].text.split() == head.text.split():
                flow[0].hint, flow[0].cells = "furniture", []
        for block in flow:
            head = block if block.begins else head if block.cells else None
        last = flow[-1] if flow and flow[-1].cells else None


def _is_set_alike(head: TextBlock, row: TextBlock) -> bool:
    """Whether a row has as many cells as the head of a table, and begins where that begins."""
    return len(head.cells) == len(row.cells) and abs(head.rect.x0 - row.rect.x0) <= SAME_SIDE


def _cell_lines(chars: Sequence[Char]) -> list[TextLine]:
    return sorted(lines_of(chars), key=lambda line: (line.baseline, line.x0))


def _inside(char: Char, cell: Rect) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
