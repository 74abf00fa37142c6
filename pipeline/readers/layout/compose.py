"""Pages of characters to the raw text layer and its blocks."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from pipeline.document import Block, Box, Line, Table
from pipeline.document.span import Span
from pipeline.readers.layout.aligned import aligned
from pipeline.readers.layout.blocks import blocks_of, drop_caps_joined, hint_blocks
from pipeline.readers.layout.captions import captions_beside
from pipeline.readers.layout.furniture import part_furniture, running_lines
from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.order import reading_order
from pipeline.readers.layout.page import (
    ACROSS,
    PageContent,
    Rect,
    TextBlock,
    TextLine,
    around,
)
from pipeline.readers.layout.tables import carry_over, table_chars, table_rows

PAGE_BREAK = "\f"
AT_END = frozenset({"furniture", "hidden"})
"""Hints of what stands behind the text of all pages."""
LARGEST_BOX = 0.6
"""Share of the page's area from which a filled rectangle is a background, not a side box."""


class _Region:
    """A side box, band or table with its own blocks, placed on the page as one element."""

    def __init__(self, blocks: list[TextBlock], rect: Rect) -> None:
        self.x0, self.top, self.x1, self.bottom = rect.x0, rect.top, rect.x1, rect.bottom
        self.blocks = blocks


def settle(page: PageContent) -> None:
    """Make a page's characters lines and rows, once its tables are known."""
    page.aside = _aside(page)
    lines, captions = captions_beside(page, _flowing_lines(page))
    page.lines, unruled = aligned(lines)
    page.grids = [rows for table in page.tables if (rows := table_rows(table))]
    page.grids += [*captions, *unruled]
    page.chars, page.hidden, page.tables, page.edges = [], [], [], None


def _aside(page: PageContent) -> list[TextBlock]:
    """What is no text of the page: what is not seen, and watermarks across it."""
    across = [char for char in page.chars if char.angle == ACROSS]
    if across:
        page.chars = [char for char in page.chars if char.angle != ACROSS]
    blocks = [TextBlock([line], hint="hidden") for line in lines_of(page.hidden)]
    return blocks + [TextBlock([line], hint="furniture") for line in lines_of(across)]


def page_blocks(pages: Sequence[PageContent]) -> list[list[TextBlock]]:
    """The blocks of each settled page in reading order, with hints and levels; furniture last."""
    furniture = running_lines([(page.height, page.lines) for page in pages])
    result: list[list[TextBlock]] = []
    for page in pages:
        flow = [line for line in page.lines if id(line) not in furniture]
        aside = [
            TextBlock([line], hint="furniture") for line in page.lines if id(line) in furniture
        ]
        blocks = _ordered(page, flow)
        part_furniture(blocks, furniture)
        result.append([*blocks, *aside, *page.aside])
    carry_over(result)
    hint_blocks(result)
    return result


def _flowing_lines(page: PageContent) -> list[TextLine]:
    if not page.tables:
        return lines_of(page.chars)
    tabled = table_chars(page)
    return lines_of(char for char in page.chars if id(char) not in tabled)


def _ordered(page: PageContent, lines: list[TextLine]) -> list[TextBlock]:
    upright = drop_caps_joined([line for line in lines if line.angle == 0])
    turned = [line for line in lines if line.angle != 0]
    regions, rest = _side_boxes(page, upright)
    regions += [_Region(rows, around([row.rect for row in rows])) for rows in page.grids]
    blocks: list[TextBlock] = _turned_blocks(turned)
    parts: list[_Region | TextLine] = [*rest, *regions]
    for column in reading_order(parts):
        run: list[TextLine] = []
        for part in column:
            if isinstance(part, _Region):
                blocks += blocks_of(run)
                run = []
                blocks += part.blocks
            else:
                run.append(part)
        blocks += blocks_of(run)
    return blocks


def _turned_blocks(lines: list[TextLine]) -> list[TextBlock]:
    """Headings along the side of a page are read before what they stand beside."""
    blocks: list[TextBlock] = []
    for angle in sorted({line.angle for line in lines}):
        group = [line for line in lines if line.angle == angle]
        for column in reading_order(group):
            blocks += blocks_of(column)
    return blocks


def _side_boxes(page: PageContent, lines: list[TextLine]) -> tuple[list[_Region], list[TextLine]]:
    """Filled rectangles that hold some, but not most, of a page's lines."""
    area = page.width * page.height
    regions: list[_Region] = []
    rest = list(lines)
    for rect in sorted(page.boxes, key=lambda r: r.width * r.height):
        if rect.width * rect.height > LARGEST_BOX * area:
            continue
        inside = [line for line in rest if rect.contains(line)]
        if 0 < len(inside) < len(lines):
            columns = reading_order(inside)
            blocks = [block for column in columns for block in blocks_of(column)]
            regions.append(_Region(blocks, rect))
            kept = {id(line) for line in inside}
            rest = [line for line in rest if id(line) not in kept]
    return regions, rest


def text_layer(
    pages: Sequence[PageContent],
) -> tuple[str, tuple[Block, ...], tuple[Table, ...]]:
    """The raw text of all settled pages, its blocks and its tables.

    Lines end with a line break, cells of a table with a tab, blocks with two line breaks, pages
    with a form feed. Furniture stands at the end, so that a sentence goes on from page to page.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    length = 0

    def put(text: str) -> int:
        nonlocal length
        parts.append(text)
        length += len(text)
        return length

    laid_out = list(zip(pages, page_blocks(pages), strict=True))
    for page, found in laid_out:
        blocks += [_put(block, page, put, tables) for block in found if block.hint not in AT_END]
        put(PAGE_BREAK)
    for page, found in laid_out:
        blocks += [_put(block, page, put, tables) for block in found if block.hint in AT_END]
    return "".join(parts), tuple(blocks), tuple(tables)


Put = Callable[[str], int]
"""Appends to the raw text and tells its length."""


def _put(block: TextBlock, page: PageContent, put: Put, tables: list[Table]) -> Block:
    start = put("")
    lines: list[Line] = []
    ends = set(accumulate(count or 0 for count in block.cells))
    for index, line in enumerate(block.lines):
        at = put(("\t" if index in ends else "\n") if index else "")
        lines.append(_line(line, at))
        put(line.text)
    if block.cells:
        _add_row(tables, block, lines, page)
    end = put("")
    put("\n\n")
    return _block(block, Span(start=start, end=end), tuple(lines), page)


def _add_row(
    tables: list[Table], block: TextBlock, lines: Sequence[Line], page: PageContent
) -> None:
    """Add a row to the table before it, or begin one."""
    cells: list[Span | None] = []
    at = 0
    for count in block.cells:
        own = lines[at : at + (count or 0)]
        cells.append(Span(start=own[0].raw.start, end=own[-1].raw.end) if own else None)
        at += count or 0
    covered = [column for column, count in enumerate(block.cells) if count is None]
    if block.begins:
        tables.append(Table(page=page.number, rows=()))
    last = tables[-1]
    merged = last.merged | {(len(last.rows), column) for column in covered}
    tables[-1] = Table(page=last.page, rows=(*last.rows, tuple(cells)), merged=merged)


def _line(line: TextLine, at: int) -> Line:
    return Line(
        raw=Span(start=at, end=at + len(line.text)),
        box=_box(line),
        edges=line.edges if line.angle == 0 else (),
        raised=tuple(at + offset for offset in line.superscripts),
    )


def _box(line: TextLine) -> Box:
    """The line's box on the page, a turned line turned back."""
    if line.angle == 90:  # noqa: PLR2004 - degrees
        x0, top, x1, bottom = line.top, -line.x1, line.bottom, -line.x0
    elif line.angle == 270:  # noqa: PLR2004
        x0, top, x1, bottom = -line.bottom, line.x0, -line.top, line.x1
    elif line.angle:
        x0, top, x1, bottom = -line.x1, -line.bottom, -line.x0, -line.top
    else:
        x0, top, x1, bottom = line.x0, line.top, line.x1, line.bottom
    return Box(x0=round(x0, 2), top=round(top, 2), x1=round(x1, 2), bottom=round(bottom, 2))


def _block(block: TextBlock, raw: Span, lines: tuple[Line, ...], page: PageContent) -> Block:
    first = block.lines[0]
    return Block(
        raw=raw,
        lines=lines,
        page=page.number,
        hint=block.hint,
        level=block.level,
        size=round(first.size, 1),
        bold=first.bold,
        ocr=page.ocr,
    )
