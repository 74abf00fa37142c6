"""What a column is, for every form that the tables are written in."""

import datetime as dt
import tomllib
import types
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from schemas.tables import DATASET_TABLES

Kind = Literal["string", "boolean", "integer", "number", "date", "datetime"]
KINDS: dict[type, Kind] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    Decimal: "number",
    dt.date: "date",
    dt.datetime: "datetime",
}
"""The kinds of typed columns; every other is a string."""
TRUE, FALSE = "True", "False"
"""What cells of booleans are in CSV; the Table Schema of Frictionless Data knows both."""
_DESCRIPTIONS = Path(__file__).parent / "descriptions.toml"


@cache
def kind_of(table: str, column: str) -> Kind:
    """The kind of a column's cells."""
    return KINDS.get(_bare(DATASET_TABLES[table].model_fields[column].annotation), "string")


@cache
def is_optional(table: str, column: str) -> bool:
    """Whether a cell of the column may be empty."""
    return type(None) in get_args(DATASET_TABLES[table].model_fields[column].annotation)


@cache
def choices(table: str, column: str) -> tuple[str, ...]:
    """The cells that a column may have, when they are listed."""
    bare = _bare(DATASET_TABLES[table].model_fields[column].annotation)
    if bare is bool:
        return (TRUE, FALSE)
    return tuple(map(str, get_args(bare))) if get_origin(bare) is Literal else ()


@cache
def _json_schema(table: str) -> dict[str, Any]:
    """The JSON Schema of each column."""
    properties: dict[str, Any] = DATASET_TABLES[table].model_json_schema()["properties"]
    return properties


@cache
def standard(table: str, column: str) -> str:
    """The standard or unit of a column: "ISO 3166-1 alpha-2"; empty where there is none."""
    schema = _json_schema(table)[column]
    forms = [schema, *schema.get("anyOf", ())]
    return next((form["description"] for form in forms if "description" in form), "")


def description(table: str, column: str) -> str:
    """What a column says.

    Raises:
        KeyError: It is not described: a defect of ours.
    """
    words = _descriptions()
    own = words.get(table, {})
    return own[column] if column in own else words["all"][column]


LARGEST = 2**63
"""No integer of SQL or Parquet reaches it; a larger number is a float there."""


def plain(table: str, column: str, cell: str) -> str | bool | int | float | None:
    """A CSV cell as the value that JSON, SQL and spreadsheets hold; an empty one is None."""
    if not cell:
        return None
    match kind_of(table, column):
        case "boolean":
            return cell == TRUE
        case "integer":
            return int(cell)
        case "number":
            number = float(cell)
            return int(cell) if cell.isdigit() and number < LARGEST else number
        case _:
            return cell


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(_DESCRIPTIONS.read_text("utf-8"))
    return found


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - whatever stands as a type
    """A column's type without None and without constraints."""
    if get_origin(annotation) in {types.UnionType, Union}:
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    return _bare(annotation.__origin__) if hasattr(annotation, "__metadata__") else annotation
