"""The dataset's tables as CSV that Excel opens as UTF-8 on its own, and of which it runs nothing.

A spreadsheet takes a cell that begins with one of :data:`STARTS` for a formula (CSV injection:
OWASP), and what stands in a report is for anyone to choose. An apostrophe before it makes it text.
The dataset's own CSV stays as the words are.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain
from pathlib import Path

from pipeline.write.report import read_table
from pipeline.write.rfc4180 import encoded
from schemas.columns import kind_of
from schemas.tables import DATASET_TABLES

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula may begin with, the last four where the system writes in full width."""
NUMBERS = {"integer", "number"}


def write(dataset: Path, into: Path) -> Iterator[Path]:
    """Write ``into/TABLE.excel.csv`` for each table of the dataset."""
    for name, record in DATASET_TABLES.items():
        path = into / f"{name}.excel.csv"
        columns = list(record.model_fields)
        rows = ([disarmed(name, c, row[c]) for c in columns] for row in read_table(dataset, name))
        with path.open("wb") as file:
            file.write(BOM_UTF8)
            file.writelines(encoded(chain([columns], rows)))
        yield path


def disarmed(table: str, column: str, cell: str) -> str:
    """The cell, unless a spreadsheet would run it; a number of a numeric column stays one."""
    if not cell.lstrip(" ").startswith(STARTS):
        return cell
    return cell if kind_of(table, column) in NUMBERS and _is_number(cell) else f"'{cell}"


def _is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False
