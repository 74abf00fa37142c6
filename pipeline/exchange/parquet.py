"""The dataset's tables as Parquet, typed by their schemas."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.write.report import read_table
from schemas.columns import Kind, kind_of, plain
from schemas.tables import DATASET_TABLES

TYPES: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}


def write(dataset: Path, into: Path) -> list[Path]:
    """Write ``into/parquet/TABLE.parquet`` for each table of the dataset."""
    folder = into / "parquet"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in DATASET_TABLES:
        path = folder / f"{name}.parquet"
        pq.write_table(_table(dataset, name), path)
        written.append(path)
    return written


def _table(dataset: Path, name: str) -> pa.Table:
    rows = read_table(dataset, name)
    columns = {
        column: pa.array(
            [_value(name, column, row[column]) for row in rows], TYPES[kind_of(name, column)]
        )
        for column in DATASET_TABLES[name].model_fields
    }
    return pa.table(columns)


def _value(name: str, column: str, cell: str) -> object:
    if not cell:
        return None
    match kind_of(name, column):
        case "date":
            return dt.date.fromisoformat(cell)
        case "datetime":
            return dt.datetime.fromisoformat(cell)
        case "number":
            return float(cell)
        case _:
            return plain(name, column, cell)
