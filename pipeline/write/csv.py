"""A table as CSV: UTF-8, LF, RFC 4180 quoting, one header row, the columns of its schema."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from schemas import TABLES, Record


def table_csv(name: str, records: Iterable[Record]) -> bytes:
    """The records of one table; ``None`` is an empty cell, line breaks inside a cell are kept."""
    columns = list(TABLES[name].model_fields)
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(getattr(record, column)) for column in columns] for record in records)
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
