"""Pages of characters to the raw text layer and its blocks."""

from collections.abc import Sequence

from pipeline.document import Block, Box, Line
from pipeline.readers.layout.blocks import blocks_of, hint_blocks
from pipeline.readers.layout.furniture import part_furniture, running_lines
from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.order import reading_order
from pipeline.readers.layout.page import PageContent, Rect, TextBlock, TextLine, around
from pipeline.span import Span

PAGE_BREAK = "\f"
LARGEST_BOX = 0.6
"""Share of the page's area from which a filled rectangle is a background, not a side box."""


class _Region:
    """A side box with its own lines, placed on the page as one element."""

    def __init__(self, rect: Rect, lines: list[TextLine]) -> None:
        self.x0, self.top, self.x1, self.bottom = rect.x0, rect.top, rect.x1, rect.bottom
        self.lines = lines


def page_blocks(pages: Sequence[PageContent]) -> list[list[TextBlock]]:
    """The blocks of each page in reading order, with hints and levels; furniture last."""
    lines = [lines_of(page.chars) for page in pages]
    furniture = running_lines(
        [(page.height, found) for page, found in zip(pages, lines, strict=True)]
    )
    result: list[list[TextBlock]] = []
    for page, found in zip(pages, lines, strict=True):
        flow = [line for line in found if id(line) not in furniture]
        aside = [TextBlock([line], hint="furniture") for line in found if id(line) in furniture]
        blocks = _ordered(page, flow)
        part_furniture(blocks, furniture)
        result.append([*blocks, *aside])
    hint_blocks(result)
    return result


def _ordered(page: PageContent, lines: list[TextLine]) -> list[TextBlock]:
    upright = [line for line in lines if line.angle == 0]
    turned = [line for line in lines if line.angle != 0]
    regions, rest = _side_boxes(page, upright)
    blocks: list[TextBlock] = _turned_blocks(turned)
    parts: list[_Region | TextLine] = [*rest, *regions]
    for column in reading_order(parts):
        run: list[TextLine] = []
        for part in column:
            if isinstance(part, _Region):
                blocks += blocks_of(run)
                run = []
                blocks += [b for inner in reading_order(part.lines) for b in blocks_of(inner)]
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
        if len(inside) > 1 and len(inside) < len(lines):
            regions.append(_Region(around([*inside]), inside))
            kept = {id(line) for line in inside}
            rest = [line for line in rest if id(line) not in kept]
    return regions, rest


def text_layer(pages: Sequence[PageContent]) -> tuple[str, tuple[Block, ...]]:
    """The raw text of all pages and its blocks.

    Lines end with a line break, blocks with two, pages with a form feed.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0

    def put(text: str) -> None:
        nonlocal at
        parts.append(text)
        at += len(text)

    for page, found in zip(pages, page_blocks(pages), strict=True):
        for block in found:
            start = at
            lines = []
            for index, line in enumerate(block.lines):
                if index:
                    put("\n")
                lines.append(_line(line, at))
                put(line.text)
            blocks.append(_block(block, Span(start=start, end=at), tuple(lines), page))
            put("\n\n")
        put(PAGE_BREAK)
    return "".join(parts), tuple(blocks)


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
