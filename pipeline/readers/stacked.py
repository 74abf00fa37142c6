"""Tables of plain text whose cells stand below each other, a paragraph each, row after row.

So programs write a table that draw the text of a PDF in the order of its content. The first cells
are a head without digits; from then on one column at least has a date or a number in each row.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.span import Span
from pipeline.readers.pagerows import PAGE_BREAK, STRIPS, Row
from pipeline.readers.spaced import Line, SpacedTable

WIDTHS = range(3, 8)
"""Columns of such a table; fewer are a list of key figures."""
FEWEST_ROWS = 2
LONGEST_HEAD = 40
"""Code points of a column's name."""
LONGEST_CELL = 160
VALUE = re.compile(r"[$€£]?\d.{0,24}|[–—-]")
"""A date, a number, or the dash for none."""
NUMBER = re.compile(r"\d[\d.,\s]*%?")
NONE = "–"
ENDS = (".", "!", "?", ":")
Cell = range
"""The positions of the lines of a cell."""


def stacked_tables(rows: Sequence[Row]) -> Iterator[SpacedTable]:
    """The tables among rows of a page, or of one of its columns, in order."""
    cells = list(_cells(rows))
    at = 0
    while at < len(cells):
        found = max((_table(rows, cells, at, width) for width in WIDTHS), key=_fit)
        if found:
            yield _spaced(rows, found)
        at += _size(found) or 1


def _fit(table: Sequence[Sequence[Cell]]) -> int:
    """How much a reading as a table explains: its cells, without the rows that lack one."""
    return _size(table) - sum(len(group) < len(table[0]) for group in table)


def _size(table: Sequence[Sequence[Cell]]) -> int:
    return sum(len(group) for group in table)


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    """The paragraphs."""
    start = 0
    for position in range(len(rows) + 1):
        if position == len(rows) or rows[position].is_blank:
            if position > start:
                yield range(start, position)
            start = position + 1


def _table(rows: Sequence[Row], cells: Sequence[Cell], at: int, width: int) -> list[Sequence[Cell]]:
    """The rows of a table that begins with a cell, its head first; empty where there is none.

    The head may stand right below the table's title, or below the paragraph before it.
    """
    title = cells[at]
    head = [title[-1:], *cells[at + 1 : at + width]]
    if not all(_is_head(rows, cell) for cell in head):
        return []
    first = at + width
    for second in (first + width, first + width - 1):
        values = [
            column
            for column in range(width)
            if _is_value(rows, cells, first + column) and _is_value(rows, cells, second + column)
        ]
        alike = all(_are_alike(rows, cells[first + c], cells[second + c]) for c in values)
        if 0 < len(values) < width and alike:
            body = _body(rows, cells, first, width, values)
            return [head, *body] if len(body) >= FEWEST_ROWS else []
    return []


def _body(
    rows: Sequence[Row], cells: Sequence[Cell], first: int, width: int, values: Sequence[int]
) -> list[Sequence[Cell]]:
    """The rows below a head, as long as each has a value where the first two have one.

    The last cell may be missing: the next row then has its value one cell earlier.
    """

    def fits(at: int) -> int:
        return sum(_is_value(rows, cells, at + column) for column in values)

    def is_short(at: int, stop: int) -> bool:
        return all(len(_words(rows, cell)) <= LONGEST_CELL for cell in cells[at:stop])

    found: list[Sequence[Cell]] = []
    is_optional = False
    at = first
    while fits(at) and is_short(at, at + width - 1):
        full, short = fits(at + width), fits(at + width - 1)
        missing = not is_short(at, at + width) or short > full or (is_optional and not full)
        missing = missing and width - 1 not in values
        is_optional |= missing
        found.append(cells[at : at + width - missing])
        at += len(found[-1])
    if found and len(found[-1]) < width - is_optional:
        found.pop()
    return found if any(len(group) == width for group in found) else []


def _is_head(rows: Sequence[Row], cell: Cell) -> bool:
    """Whether a cell may name a column."""
    words = _words(rows, cell)
    plain = not any(character.isdigit() for character in words) and not words.endswith(ENDS)
    return plain and words[:1].isupper() and len(words) <= LONGEST_HEAD


def _is_value(rows: Sequence[Row], cells: Sequence[Cell], at: int) -> bool:
    return at < len(cells) and VALUE.fullmatch(_words(rows, cells[at])) is not None


def _are_alike(rows: Sequence[Row], one: Cell, two: Cell) -> bool:
    """Whether two values may stand in one column: numbers below numbers, words beside words."""
    plain = [NUMBER.fullmatch(_words(rows, cell)) is not None for cell in (one, two)]
    return plain[0] == plain[1] or NONE in {_words(rows, one), _words(rows, two)}


def _words(rows: Sequence[Row], cell: Cell) -> str:
    """The words of a cell; those of a line with blanks in it are no cell's."""
    lines = [rows[position] for position in cell]
    if any(STRIPS.search(line.text) or "\t" in line.text for line in lines):
        return PAGE_BREAK
    return " ".join(line.text.strip() for line in lines)


def _spaced(rows: Sequence[Row], table: Sequence[Sequence[Cell]]) -> SpacedTable:
    """The table as one whose lines have one cell each."""
    width = len(table[0])
    groups = tuple(
        tuple(
            (position, _line(rows[position], column, width))
            for column, cell in enumerate(group)
            for position in cell
        )
        for group in table
    )
    return SpacedTable(range(table[0][0].start, table[-1][-1].stop), groups)


def _line(row: Row, column: int, width: int) -> Line:
    """A line of the page that bears words of one column."""
    start = len(row.text) - len(row.text.lstrip())
    words = Span(start=start, end=len(row.text.rstrip()))
    return tuple(words if at == column else None for at in range(width))
