"""A table as CSV: UTF-8, LF, RFC 4180 quoting, one header row, the columns of its schema."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from pipeline.write.rfc4180 import encoded
from schemas import TABLES, Record


def table_csv(name: str, records: Sequence[Record]) -> Iterator[bytes]:
    """The records of one table, piece by piece; ``None`` is an empty cell, line breaks are kept."""
    columns = list(TABLES[name].model_fields)
    rows = ([_cell(getattr(record, column)) for column in columns] for record in records)
    return encoded(chain([columns], rows))


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
