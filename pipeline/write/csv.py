"""A table as CSV: UTF-8, LF, RFC 4180 quoting, one header row, the columns of its schema."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from schemas import TABLES, Record

ROWS = 1_000
"""Rows that are written at once."""


def table_csv(name: str, records: Sequence[Record]) -> Iterator[bytes]:
    """The records of one table, piece by piece; ``None`` is an empty cell, line breaks are kept."""
    columns = list(TABLES[name].model_fields)
    rows = ([_cell(getattr(record, column)) for column in columns] for record in records)
    yield from csv_pieces(columns, rows)


def csv_pieces(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """A header and its rows as CSV, some rows at a time."""
    yield _lines([columns])
    remaining = iter(rows)
    while piece := list(islice(remaining, ROWS)):
        yield _lines(piece)


class _Lines(list[str]):
    """What a CSV writer writes: a line at a time."""

    def write(self, line: str) -> None:
        self.append(line)


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    # Python 3.11 and 3.12 put only those line breaks in quotes that end their rows, too.
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines).encode()


def _cell(value: object) -> Any:  # noqa: ANN401 - a cell is whatever its column holds
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case float():
            return repr(value)
        case _:
            return value
