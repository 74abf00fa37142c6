"""The sheets in words written into a workbook and read back from it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.exchange import in_words
from pipeline.exchange.in_words import BASE, EVENTS, HEADINGS, PARTS, ROLES, Line
from pipeline.exchange.workbook import VERDICTS, cell_of, header_of, plain_of
from pipeline.write.report import Extracted

LISTS = "_lists_words"
"""The hidden sheet with the lists that cells offer."""
WIDTHS = {
    "Name": 42,
    "Place": 20,
    "Country": 22,
    "Theme": 24,
    "Title": 42,
    in_words.WORDS: 60,
    in_words.WHO: 42,
}
NARROW = 13


def begin(book: Workbook, report: Extracted) -> None:
    """Write the sheets in words, before all others."""
    lists = {**in_words.lists(report), in_words.REVIEW: VERDICTS}
    written = in_words.lines_of(report)
    for name, lines in written.items():
        _sheet(book, name, HEADINGS[name], lines, lists)
    offered = book.create_sheet(LISTS)
    offered.sheet_state = "veryHidden"
    for row in zip_longest(*lists.values()):
        offered.append(row)
    base = book.create_sheet(BASE)
    base.sheet_state = "veryHidden"
    for name, lines in written.items():
        for line in lines:
            texts = [name, *(line[heading] for heading in _kept(name))]
            base.append([cell_of(base, text, "string") for text in texts])


def changes_in_words(path: Path) -> list[in_words.RowChange]:
    """What a person changed on the sheets in words; nothing of those that the workbook has not.

    The workbook has been opened by :func:`pipeline.exchange.workbook.changes` before.
    """
    book = load_workbook(path, read_only=True, data_only=True)
    names = set(book.sheetnames)
    if BASE not in names:
        return []
    exported = [[plain_of(cell) for cell in row] for row in book[BASE].iter_rows(values_only=True)]

    def was(name: str) -> list[Line]:
        rows = (row[1:] for row in exported if row[0] == name)
        return [dict(zip(_kept(name), row, strict=False)) for row in rows]

    def now(name: str) -> list[tuple[int, Line]]:
        return list(_lines(book[name].iter_rows(values_only=True)))

    found: list[in_words.RowChange] = []
    if {EVENTS, ROLES} <= names:
        roles = [line for _, line in now(ROLES)]
        found += in_words.event_changes(now(EVENTS), roles, was(EVENTS), was(ROLES))
    if PARTS in names:
        found += in_words.part_changes(now(PARTS), was(PARTS))
    return found


def _kept(name: str) -> list[str]:
    """The headings of a sheet whose cells the hidden sheet keeps: those that may be filled."""
    return [heading for heading in HEADINGS[name] if heading != in_words.SAME]


def _sheet(
    book: Workbook,
    name: str,
    headings: Sequence[str],
    lines: Sequence[Line],
    lists: Mapping[str, Sequence[str]],
) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    last = len(lines) + 1 + in_words.NEW_ROWS
    for index, heading in enumerate(headings, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = WIDTHS.get(heading, NARROW)
        sheet.column_dimensions[letter].hidden = heading == in_words.ID
        if lists.get(heading):
            at = get_column_letter(list(lists).index(heading) + 1)
            choice = DataValidation(
                type="list",
                formula1=f"'{LISTS}'!${at}$1:${at}${len(lists[heading])}",
                allow_blank=True,
                showErrorMessage=heading not in in_words.FREE,
                error=f"{heading}: pick one of the list",
            )
            choice.add(f"{letter}2:{letter}{last}")
            sheet.data_validations.append(choice)
    sheet.append([header_of(sheet, heading) for heading in headings])
    for line in lines:
        sheet.append([cell_of(sheet, line[heading], "string") for heading in headings])


def _lines(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, Line]]:
    headings = [plain_of(cell) for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        line = dict(zip(headings, map(plain_of, cells), strict=False))
        if any(line.values()):
            yield number, line
