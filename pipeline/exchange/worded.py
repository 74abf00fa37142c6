"""The sheets in words written into a workbook and read back from it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.exchange import in_words
from pipeline.exchange.in_words import BASE, EVENT_HEADINGS, EVENTS, ROLE_HEADINGS, ROLES, Line
from pipeline.exchange.workbook import VERDICTS, cell_of, header_of, plain_of
from pipeline.write.report import Extracted

LISTS = "_lists_words"
"""The hidden sheet with the lists that cells offer."""
WIDTHS = {"Name": 42, "Place": 20, "Country": 22, in_words.WORDS: 60, in_words.WHO: 42}
NARROW = 13


def begin(book: Workbook, report: Extracted) -> None:
    """Write the sheets in words, before all others."""
    events, roles = list(in_words.events_in_words(report)), list(in_words.roles_in_words(report))
    lists = {**in_words.lists(), in_words.REVIEW: VERDICTS}
    _sheet(book, EVENTS, EVENT_HEADINGS, events, lists)
    _sheet(book, ROLES, ROLE_HEADINGS, roles, lists)
    offered = book.create_sheet(LISTS)
    offered.sheet_state = "veryHidden"
    for row in zip_longest(*lists.values()):
        offered.append(row)
    base = book.create_sheet(BASE)
    base.sheet_state = "veryHidden"
    for name, headings, lines in (
        (EVENTS, EVENT_HEADINGS, events),
        (ROLES, ROLE_HEADINGS, roles),
    ):
        for line in lines:
            texts = [name, *(line[heading] for heading in headings)]
            base.append([cell_of(base, text, "string") for text in texts])


def changes_in_words(path: Path) -> list[in_words.EventChange]:
    """What a person changed on the sheets in words; nothing where the workbook has none.

    The workbook has been opened by :func:`pipeline.exchange.workbook.changes` before.
    """
    book = load_workbook(path, read_only=True, data_only=True)
    if not {EVENTS, ROLES, BASE} <= set(book.sheetnames):
        return []
    exported = [[plain_of(cell) for cell in row] for row in book[BASE].iter_rows(values_only=True)]

    def was(name: str, headings: Sequence[str]) -> list[Line]:
        return [dict(zip(headings, row[1:], strict=False)) for row in exported if row[0] == name]

    events = list(_lines(book[EVENTS].iter_rows(values_only=True)))
    roles = [line for _, line in _lines(book[ROLES].iter_rows(values_only=True))]
    before = was(EVENTS, EVENT_HEADINGS), was(ROLES, ROLE_HEADINGS)
    return list(in_words.event_changes(events, roles, *before))


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
        if heading in lists:
            at = get_column_letter(list(lists).index(heading) + 1)
            choice = DataValidation(
                type="list",
                formula1=f"'{LISTS}'!${at}$1:${at}${len(lists[heading])}",
                allow_blank=True,
                showErrorMessage=True,
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
