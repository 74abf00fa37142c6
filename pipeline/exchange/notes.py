"""Notes on the cells of a workbook that came back: what was not taken of them, and why."""

from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.exchange.workbook import escaped, plain_of

AUTHOR = "Milestones"
BEGINS = "Not taken: "
"""Begins a note; what a person wrote into the same note before it stays."""
REFUSED = ".refused"
"""Ends the name of a copy with notes."""
COLOUR = "FFFFD966"
"""Of the cells with a note."""
WIDTH, LINE, LETTERS = 320, 20, 45
"""Pixels of a note, of a line in it, and how many letters a line holds."""


class At(NamedTuple):
    """A cell by its sheet, its row from 1 and the heading of its column; none: the first one."""

    sheet: str
    row: int
    heading: str = ""


def noted(path: Path, notes: Iterable[tuple[At, str]]) -> bytes:
    """A copy of a workbook with these notes instead of those that an earlier copy had.

    It opens on the first sheet that has one.
    """
    book = load_workbook(path)
    for sheet in book.worksheets:
        _clear(sheet)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for at, words in notes:
        sheet = book[at.sheet]
        headings = [plain_of(cell.value) for cell in sheet[1]]
        column = headings.index(at.heading) + 1 if at.heading in headings else 1
        found[at.sheet, sheet.cell(at.row, column).coordinate].append(words)
    for (name, coordinate), lines in found.items():
        _note(book[name], coordinate, "\n".join(lines))
    names = {name for name, _ in found}
    _open_on(book, next(sheet for sheet in book.worksheets if sheet.title in names))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def beside(path: Path) -> Path:
    """Where the copy of a workbook goes: ``NAME.refused.xlsx``, or with a number if that is there.

    A person may have begun to correct an earlier copy: it is never written over.
    """
    number = 1
    while (place := path.with_name(name_of_copy(path, number))).exists():
        number += 1
    return place


def name_of_copy(path: Path, number: int = 1) -> str:
    """What the copy of a workbook is called, also that of a copy."""
    name = path.stem.partition(REFUSED)[0]
    return f"{name}{REFUSED}{f'-{number}' if number > 1 else ''}{path.suffix}"


def _clear(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and BEGINS in cell.comment.text:
                own = cell.comment.text.partition(BEGINS)[0].strip()
                cell.comment = Comment(own, cell.comment.author) if own else None
                if cell.fill.fgColor.rgb == COLOUR:
                    cell.fill = PatternFill()


def _note(sheet: Worksheet, coordinate: str, words: str) -> None:
    cell = sheet[coordinate]
    own = f"{cell.comment.text.strip()}\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else AUTHOR
    text = f"{own}{BEGINS}{escaped(words)}"
    lines = sum(1 + len(line) // LETTERS for line in text.splitlines())
    cell.comment = Comment(text, author, width=WIDTH, height=LINE * (lines + 1))
    cell.fill = PatternFill("solid", fgColor=COLOUR)


def _open_on(book: Workbook, first: Worksheet) -> None:
    book.active = first
    for sheet in book.worksheets:  # sheets that are selected together are changed together
        sheet.sheet_view.tabSelected = sheet is first
