"""Tables as an Excel workbook that no cell of can run, and what a person changed in one.

One sheet a table: typed cells, a frozen header, a filter. A cell is text or a number, never a
formula (CSV injection: OWASP). The hidden sheet :data:`BASE` keeps what the cells said, so that a
changed workbook can be told from a changed pipeline. Columns that are closed lists offer them.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import pycountry
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.document.errors import ReadError
from pipeline.write.report import Extracted, Row, row_id
from schemas import TABLES
from schemas.columns import Kind, choices, kind_of, standard
from schemas.tables import DATASET_TABLES

SHEETS = {"who_does_what": "5W"}
"""Sheets that go by another name than their table, with headings in words: people begin there."""
BASE = "_exported"
LISTS = "_lists"
"""The hidden sheet with the values of columns that are closed lists."""
CODES = {
    "ISO 3166-1 alpha-2": (pycountry.countries, "alpha_2"),
    "ISO 4217": (pycountry.currencies, "alpha_3"),
}
"""Standards that are closed lists: their entries, and the code that a cell holds."""
VERDICT = "review"
"""The column in which a person accepts or rejects a row."""
VERDICTS = ("accept", "reject")
LONGEST = 32_767
"""Characters of an Excel cell (Excel specifications and limits)."""
CUT = "… [longer than a cell: the CSV has all of it]"
FIRST_DAY = "1900-03-01"
"""Excel has no days before 1900 and a wrong one in its February: such days are text."""
DIGITS, INFINITE = 15, float("inf")
"""Digits of a number that Excel keeps (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
_WIDEST = 60
_LEVEL = re.compile(r"([a-z])(\d)")
"""A level of administrative units in a column's name: "admin1"."""
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold or does not keep, and what would be read as an escape (ECMA-376, 22.9.2.19).

openpyxl's own ``escape`` knows neither all control characters nor the last.
"""
_PART_OF_ESCAPE = re.compile(r"_(?:x[0-9A-F]{0,4})?\Z")
_UNREVIEWED = {"reports", "evidence", "repairs", "decisions", "event_roles", "dates", "figures"}
"""Tables without the column for a verdict: their rows stand or fall with others."""


class CellChange(NamedTuple):
    """A cell that a person changed; ``column`` is :data:`VERDICT` for a verdict on the row.

    ``row`` is that of the sheet, from 1.
    """

    row: int
    table: str
    row_id: str
    column: str
    before: str
    after: str


class Changes(NamedTuple):
    """What a workbook says against what it was exported with: ``base``, cells by table and row.

    ``added`` are rows with their table and their number in its sheet.
    """

    cells: tuple[CellChange, ...]
    removed: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, int, Row], ...]
    base: Mapping[tuple[str, str], Row]


def dump_report(report: Extracted) -> bytes:
    """One report, ready for a review in the spreadsheet: in words, then table by table."""
    from pipeline.exchange.worded import begin  # noqa: PLC0415 - it writes its cells by this module

    return dump(report.tables, reviewed=True, first=lambda book: begin(book, report))


def dump(
    tables: Mapping[str, Sequence[Row]],
    *,
    reviewed: bool = False,
    first: Callable[[Workbook], None] = lambda _: None,
) -> bytes:
    """Tables as a workbook.

    Args:
        tables: The rows of each table, cells as in the CSV.
        reviewed: Whether to add the column for verdicts and the sheet that import compares with.
        first: Writes sheets that stand before those of the tables.

    Raises:
        ReadError: ``exchange.too-many-rows``: a table has more rows than a sheet.
    """
    book = Workbook(write_only=True)
    first(book)
    for name, rows in tables.items():
        if len(rows) >= MOST_ROWS:
            message = f"{name} has {len(rows):,} rows; a sheet holds {MOST_ROWS:,}: use parquet"
            raise ReadError("exchange.too-many-rows", message)
        _sheet(book, name, rows, reviewed=reviewed)
    if reviewed:
        _lists(book)
        _base(book, tables)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def report_of(path: Path) -> str:
    """The id of the report that a workbook was exported of.

    Raises:
        ReadError: ``exchange.no-workbook``: it is none that was exported for a review.
    """
    _, base = _opened(path)
    return next((row for table, row in base if table == "reports"), "")


def changes(path: Path, report_id: str) -> Changes:
    """What a person changed in an exported workbook.

    Raises:
        ReadError: ``exchange.no-workbook``: not a workbook that was exported for a review, or of
            another report.
    """
    book, base = _opened(path)
    if ("reports", report_id) not in base:
        raise ReadError("exchange.no-workbook", f"{path.name} is the workbook of another report")
    cells: list[CellChange] = []
    added: list[tuple[str, int, Row]] = []
    seen: set[tuple[str, str]] = set()
    for table in (name for name in book.sheetnames if name in TABLES):
        for number, row in _rows(book[table].iter_rows(values_only=True)):
            key = (table, row_id(table, row)) if set(TABLES[table].key) <= set(row) else None
            if key is None or key not in base:
                added.append((table, number, row))
                continue
            seen.add(key)
            cells += _changed(number, key, base[key], row)
    removed = tuple(key for key in base if key not in seen and key[0] in book.sheetnames)
    return Changes(tuple(cells), removed, tuple(added), base)


# --- writing ----------------------------------------------------------------------------------


def _sheet(book: Workbook, name: str, rows: Sequence[Row], *, reviewed: bool) -> None:
    columns = list(DATASET_TABLES[name].model_fields)
    kinds: dict[str, Kind] = {column: kind_of(name, column) for column in columns}
    if reviewed:  # import compares moments as they are written
        kinds = {c: "string" if kind == "datetime" else kind for c, kind in kinds.items()}
    if reviewed and name not in _UNREVIEWED:
        columns.append(VERDICT)
    sheet = book.create_sheet(SHEETS.get(name, name))
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, 1):
        longest = max([len(column) + 2, *(len(row.get(column, "")) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(index)].width = min(longest + 1, _WIDEST)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    if reviewed and rows:
        for choice in _closed(name, columns, len(rows)):
            sheet.data_validations.append(choice)
    sheet.append([header_of(sheet, heading(name, column)) for column in columns])
    for row in rows:
        sheet.append([cell_of(sheet, row.get(c, ""), kinds.get(c, "string")) for c in columns])


def heading(table: str, column: str) -> str:
    """What stands over a column: its name, or words on a sheet that people begin with.

    >>> heading("who_does_what", "admin1_code"), heading("events", "place_id")
    ('Admin 1 code', 'place_id')
    """
    if table not in SHEETS:
        return column
    return _LEVEL.sub(r"\1 \2", column).replace("_", " ").capitalize()


def _closed(table: str, columns: Sequence[str], rows: int) -> list[DataValidation]:
    """What the cells of columns with closed lists may hold."""
    found = []
    for index, column in enumerate(columns, 1):
        listed = VERDICT if column == VERDICT else _list_of(table, column)
        if listed is None:
            continue
        at, values = list(_closed_lists()).index(listed) + 1, _closed_lists()[listed]
        letter = get_column_letter(at)
        choice = DataValidation(
            type="list",
            formula1=f"'{LISTS}'!${letter}$1:${letter}${len(values)}",
            allow_blank=True,
            showErrorMessage=True,
            error=f"{column} is one of a closed list",
        )
        choice.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{rows + 1}")
        found.append(choice)
    return found


def _list_of(table: str, column: str) -> str | None:
    """The name of the closed list that a column's cells are of."""
    if choices(table, column):
        return f"{table}.{column}"
    known = standard(table, column)
    return known if known in CODES else None


@cache
def _closed_lists() -> dict[str, tuple[str, ...]]:
    """The closed lists by name."""
    literals = {
        f"{table}.{column}": choices(table, column)
        for table, model in TABLES.items()
        for column in model.model_fields
        if choices(table, column)
    }
    codes = {
        name: tuple(sorted(getattr(entry, key) for entry in entries))
        for name, (entries, key) in CODES.items()
    }
    return {VERDICT: VERDICTS, **codes, **literals}


def _lists(book: Workbook) -> None:
    """A hidden sheet with the closed lists, one a column."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "veryHidden"
    for row in zip_longest(*_closed_lists().values()):
        sheet.append(row)


def header_of(sheet: WriteOnlyWorksheet, words: str) -> Cell:
    """A cell of a header."""
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def cell_of(sheet: WriteOnlyWorksheet, value: str, kind: Kind) -> Cell | None:
    """A cell that holds a value and runs nothing; None for an empty one."""
    if not value:
        return None
    if kind in {"integer", "number"} and _is_held(value):
        return WriteOnlyCell(sheet, int(value) if kind == "integer" else float(value))
    if kind == "date" and value >= FIRST_DAY:
        cell = WriteOnlyCell(sheet, dt.date.fromisoformat(value))
        cell.number_format = "yyyy-mm-dd"
        return cell
    if kind == "datetime":
        moment = dt.datetime.fromisoformat(value).astimezone(dt.UTC)
        cell = WriteOnlyCell(sheet, moment.replace(tzinfo=None))  # Excel knows no zones
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    words = escaped(value)
    if len(words) > LONGEST:  # escapes count: openpyxl would cut within one, and say nothing
        words = _PART_OF_ESCAPE.sub("", words[: LONGEST - len(CUT)]) + CUT
    cell = WriteOnlyCell(sheet)
    cell.value = words
    cell.data_type = "s"  # openpyxl takes a leading "=" for a formula
    cell.number_format = "@"  # so that Excel takes what is typed as it is: no date of an EDTF
    cell.quotePrefix = True
    return cell


def escaped(words: str) -> str:
    """Words with what XML cannot hold as the escapes that a workbook has for it."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def _is_held(number: str) -> bool:
    """Whether a spreadsheet's cell holds a number as it is; it is text otherwise."""
    return len(Decimal(number).as_tuple().digits) <= DIGITS and abs(float(number)) < INFINITE


def _base(book: Workbook, tables: Mapping[str, Sequence[Row]]) -> None:
    sheet = book.create_sheet(BASE)
    sheet.sheet_state = "veryHidden"
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                texts = (name, row_id(name, row), column, value)
                sheet.append([cell_of(sheet, text[:LONGEST], "string") for text in texts])


# --- reading ----------------------------------------------------------------------------------


def _opened(path: Path) -> tuple[Workbook, dict[tuple[str, str], dict[str, str]]]:
    """The workbook, and what its cells said when it was exported, by table and row."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return book, _read_base(book[BASE].iter_rows(values_only=True))
    except (BadZipFile, InvalidFileException, KeyError, OSError, SyntaxError, ValueError) as error:
        message = "this is no workbook that `milestones export STEM --to xlsx` wrote"
        raise ReadError("exchange.no-workbook", message) from error


def _read_base(rows: Iterable[tuple[object, ...]]) -> dict[tuple[str, str], dict[str, str]]:
    base: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        table, identifier, column, value = (plain_of(cell) for cell in (*row, None)[:4])
        base.setdefault((table, identifier), {})[column] = value
    return base


def _rows(rows: Iterable[tuple[object, ...]]) -> Iterable[tuple[int, Row]]:
    """The rows of a sheet, numbered, by its header; those without any cell are passed over."""
    filled = iter(rows)
    header = [plain_of(cell) for cell in next(filled, ())]
    for number, cells in enumerate(filled, 2):
        row = dict(zip(header, map(plain_of, cells), strict=False))
        if any(row.values()):
            yield number, row


def _changed(
    number: int, key: tuple[str, str], base: Mapping[str, str], row: Row
) -> Iterable[CellChange]:
    for column, after in row.items():
        before = base.get(column, "")
        if after.endswith(CUT) or _same(before, after) or not column:
            continue
        yield CellChange(number, *key, column, before, after)


def _same(before: str, after: str) -> bool:
    if before == after:
        return True
    try:
        return Decimal(before) == Decimal(after)
    except InvalidOperation:
        return " ".join(before.split()) == " ".join(after.split())


def plain_of(cell: object) -> str:
    """A cell as the CSV has it."""
    match cell:
        case None:
            return ""
        case dt.datetime():
            return cell.date().isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case str():
            return str(unescape(cell)).strip()
        case _:
            return str(cell)
