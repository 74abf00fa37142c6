"""What stands side by side in plain text, one after the other: columns, and the cells of tables.

A ledger leads from the file to the text that comes out; see :mod:`pipeline.document.filed`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import Edit, Table
from pipeline.document.span import Span
from pipeline.readers.columns import band, sides, with_breaks
from pipeline.readers.pagerows import PAGE_BREAK, Piece, Row, pages
from pipeline.readers.spaced import Line, SpacedTable, spaced_tables
from pipeline.readers.stacked import stacked_tables

RULE = "columns"
HYPHENS = "-\u2010\u00ad"


class Unrolled(NamedTuple):
    """A text in the order of reading, the ledger to it, and its tables as spans of it."""

    text: str
    edits: tuple[Edit, ...] = ()
    tables: tuple[Table, ...] = ()


def unrolled(raw: str) -> Unrolled:
    """The text with its columns one below the other, and the rows of its tables on one line each.

    The cells of a row are parted by tabs. Where nothing stands side by side, that is the text
    itself, without edits.
    """
    parts: list[str] = []
    edits: list[Edit] = []
    tables: list[Table] = []
    at = 0
    for page in pages(raw):
        cells: dict[tuple[int, int, int], Span] = {}
        for piece in _in_order(page, 0, raw, moved=False):
            before, text = piece.raw.of(raw), Span(start=at, end=at + len(piece.after))
            if piece.moved or piece.after != before:
                edits.append(_edit(piece, before, text))
            if piece.cell is not None:
                begun = cells.get(piece.cell, text)
                cells[piece.cell] = Span(start=begun.start, end=text.end)
            parts.append(piece.after)
            at = text.end
        tables += _tables(cells)
    return Unrolled("".join(parts), tuple(edits), tuple(tables)) if edits else Unrolled(raw)


def _edit(piece: Piece, before: str, text: Span) -> Edit:
    return Edit(raw=piece.raw, text=text, before=before, after=piece.after, rule=RULE, kind="move")


def _tables(cells: dict[tuple[int, int, int], Span]) -> Iterator[Table]:
    """The tables of a page, of their cells by table, row and column."""
    for number in dict.fromkeys(table for table, _, _ in cells):
        own = {(row, column): at for (table, row, column), at in cells.items() if table == number}
        width = 1 + max(column for _, column in own)
        rows = dict.fromkeys(row for row, _ in own)
        yield Table(
            page=None,
            rows=tuple(tuple(own.get((row, column)) for column in range(width)) for row in rows),
        )


def _in_order(rows: Sequence[Row], base: int, raw: str, *, moved: bool) -> Iterator[Piece]:
    """The text of rows in the order of reading.

    Args:
        rows: Rows of a page, or of one of its columns.
        base: Where that column begins on the page.
        raw: The whole text.
        moved: Whether it has columns to its left.
    """
    found = band(rows)
    if found is None:
        yield from _leaf(rows, base, raw, moved=moved)
        return
    inside, right = found
    lefts, rights = sides(rows[inside.start : inside.stop], right)
    yield from _in_order(rows[: inside.start], base, raw, moved=moved)
    yield from _in_order(with_breaks(lefts, rights), base, raw, moved=moved)
    yield from _in_order(with_breaks(rights, lefts), right, raw, moved=True)
    yield from _in_order(rows[inside.stop :], base, raw, moved=moved)


def _leaf(rows: Sequence[Row], base: int, raw: str, *, moved: bool) -> Iterator[Piece]:
    """The text of rows without columns: lines, and tables whose cells blanks part."""
    at = 0
    for table in _tables_among(rows):
        for row in rows[at : table.rows.start]:
            yield from _pieces(row, base, raw, moved=moved)
        yield from _cells(table, rows, raw, moved=moved)
        at = table.rows.stop
    for row in rows[at:]:
        yield from _pieces(row, base, raw, moved=moved)


def _tables_among(rows: Sequence[Row]) -> list[SpacedTable]:
    """The tables of rows, whose cells blanks part or blank lines, in order."""
    beside = list(spaced_tables(rows))
    taken = {position for table in beside for position in table.rows}
    below = (table for table in stacked_tables(rows) if taken.isdisjoint(table.rows))
    return sorted([*beside, *below], key=lambda table: table.rows.start)


def _pieces(row: Row, base: int, raw: str, *, moved: bool) -> Iterator[Piece]:
    """A row without the blanks before its column, with the line break that ends it there."""
    lead = min(row.first, base) - row.left if moved else 0
    if lead > 0:
        yield Piece(Span(start=row.start, end=row.start + lead), "", moved)
    start = row.start + max(lead, 0)
    ending = raw[row.stop : row.end]
    is_inner = not ending.endswith(("\r", "\n", PAGE_BREAK)) and row.end < len(raw)
    broken = "\n" if is_inner else ending
    broken += "\n" if row.ends_paragraph and not row.is_blank else ""
    if broken == ending:
        yield Piece(Span(start=start, end=row.end), raw[start : row.end], moved)
        return
    if start < row.stop:
        yield Piece(Span(start=start, end=row.stop), raw[start : row.stop], moved)
    yield Piece(Span(start=row.stop, end=row.end), broken, moved)


def _cells(table: SpacedTable, rows: Sequence[Row], raw: str, *, moved: bool) -> Iterator[Piece]:
    """The cells of a table, those of a row on one line and parted by tabs.

    Boxes that stand side by side without rows become paragraphs.
    """
    after = table.rows.start
    for number, group in enumerate(table.groups):
        for row in rows[after : group[0][0]]:
            yield Piece(Span(start=row.start, end=row.end), "", moved)
        after = group[-1][0] + 1
        yield from _row_of_cells(table, number, rows, raw, moved=moved)


def _row_of_cells(
    table: SpacedTable, number: int, rows: Sequence[Row], raw: str, *, moved: bool
) -> Iterator[Piece]:
    """One row of a table: its cells in turn, each with the lines that it is wrapped to."""
    lines = table.groups[number]
    between, last = ("\t", "\n") if table.is_grid else ("\n\n", "\n\n")
    stops = _stops(rows, [position for position, _ in lines])
    parts = [
        (column, part)
        for column in range(len(lines[0][1]))
        for (position, cells), stop in zip(lines, stops, strict=True)
        if (part := _part(rows[position], cells, column, stop)) is not None
    ]
    starts = [part.words.start for _, part in parts]
    is_wrapped = starts != sorted(starts)
    for index, (column, part) in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        words, behind = part.words, part.behind
        if following is None:
            ending = last
        elif following[0] == column:
            ending = " "
            if _is_broken(words.of(raw), following[1].words.of(raw)):
                words = Span(start=words.start, end=words.end - 1)
                behind, ending = Span(start=words.end, end=behind.end), ""
        else:
            ending = between * (following[0] - column if table.is_grid else 1)
        cell = (rows[table.rows.start].number, number, column) if table.is_grid else None
        if len(part.lead):
            yield Piece(part.lead, "", moved)
        yield Piece(words, words.of(raw), moved or (is_wrapped and column > 0), cell)
        yield Piece(behind, ending, moved or is_wrapped)
    row = rows[lines[-1][0]]
    if row.is_last:
        yield Piece(Span(start=row.end - 1, end=row.end), PAGE_BREAK, moved or is_wrapped)


def _stops(rows: Sequence[Row], positions: Sequence[int]) -> list[int]:
    """Where the lines of one row of a table end, blank lines behind them included."""
    following = [rows[two].start if two > one + 1 else None for one, two in pairwise(positions)]
    ends = [rows[position].end - rows[position].is_last for position in positions]
    return [
        end if start is None else start for end, start in zip(ends, [*following, None], strict=True)
    ]


class _Part(NamedTuple):
    """The words of a cell in one line, the blanks before the first of a line, what follows."""

    lead: Span
    words: Span
    behind: Span


def _part(row: Row, cells: Line, column: int, stop: int) -> _Part | None:
    cell = cells[column]
    if cell is None:
        return None
    words = cell.shift(row.start)
    is_first = all(other is None for other in cells[:column])
    following = next((other for other in cells[column + 1 :] if other is not None), None)
    end = following.start + row.start if following else stop
    return _Part(
        lead=Span(start=row.start if is_first else words.start, end=words.start),
        words=words,
        behind=Span(start=words.end, end=end),
    )


def _is_broken(words: str, following: str) -> bool:
    """Whether a word is broken over two lines of a cell."""
    head, hyphen = words[-2:-1], words[-1:]
    return hyphen in HYPHENS and head.islower() and following[:1].islower()
