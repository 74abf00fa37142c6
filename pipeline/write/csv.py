"""A table as CSV: UTF-8, LF, RFC 4180 quoting, one header row, the columns of its schema."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from schemas import TABLES, Record

ROWS = 1_000
"""Rows that are written at once."""


def table_csv(name: str, records: Sequence[Record]) -> Iterator[bytes]:
    """The records of one table, piece by piece; ``None`` is an empty cell, line breaks are kept."""
    columns = list(TABLES[name].model_fields)
    yield _lines([columns])
    for begin in range(0, len(records), ROWS):
        yield _lines(
            [_cell(getattr(record, column)) for column in columns]
            for record in records[begin : begin + ROWS]
        )


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


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
