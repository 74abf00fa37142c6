"""Which cells a person may change, with which help, and what their words are worth as a value."""

from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import JsonValue, TypeAdapter, ValidationError

from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.review.written import (
    count_of,
    country_of,
    currency_of,
    date_of,
    day_of,
    month_of,
    number_of,
)
from pipeline.write.report import ENTITIES
from schemas import TABLES
from schemas.columns import choices, is_optional, kind_of, standard

Help = Literal[
    "text", "long", "date", "day", "country", "currency", "place", "pick", "choice", "theme"
]

_LOCKED = frozenset(
    {
        *("report_id", "raw", "raw_start", "raw_end", "start", "end", "told_by", "page", "bbox"),
        *(
            "mentions",
            "method",
            "confidence",
            "sha256",
            "source",
            "pages",
            "family",
            "order",
            "items",
        ),
    }
)
"""Columns that say where a row stands or what made it; a span is changed by selecting text."""
_SEALED = {"flags", "evidence", "repairs", "decisions", "event_roles"}
_FOLLOWING = {
    "events": frozenset({"date_start", "date_end", "date_source"}),
    "mentions": frozenset({"text"}),
    "milestones": frozenset({"body"}),
    "sections": frozenset({"body"}),
}
"""Columns that follow from others: the report's own words from the span that is selected, the days
of an event from its date."""
_LONG = {"body", "text", "name", "title", "suggestion"}
_PICKS = {
    "place_id": ("places",),
    "person_id": ("people",),
    "organisation_id": ("organisations",),
    "part_of": ("organisations",),
    "occasion_id": ("occasions",),
    "milestone_id": ("milestones",),
    "section_id": ("sections",),
    "entity_id": ENTITIES,
}
"""Columns that name another row, and the tables to pick it from."""
PICKED = frozenset(name for tables in _PICKS.values() for name in tables)
_DESCRIBED: dict[str, Help] = {
    "EDTF, level 1": "date",
    "EDTF month YYYY-MM": "date",
    "ISO 3166-1 alpha-2": "country",
    "ISO 4217": "currency",
    "GeoNames id": "place",
}


class Field(NamedTuple):
    """A cell that can be changed: its column, its help, and what the help offers.

    The options of a choice are all that the column may hold; an empty one stands for no value.
    """

    column: str
    help: Help
    options: tuple[str, ...] = ()


@cache
def fields(table: str) -> dict[str, Field]:
    """The columns of a table that a person may change."""
    record = TABLES[table]
    if table in _SEALED:
        return {}
    locked = _LOCKED | set(record.key) | _FOLLOWING.get(table, frozenset())
    return {column: _field(table, column) for column in record.model_fields if column not in locked}


def _field(table: str, column: str) -> Field:
    if column in _PICKS:
        return Field(column, "pick", _PICKS[column])
    if column == "theme":
        return Field(column, "theme")
    if listed := choices(table, column):
        return Field(column, "choice", ("", *listed) if is_optional(table, column) else listed)
    if help_ := _DESCRIBED.get(standard(table, column)):
        return Field(column, help_)
    if kind_of(table, column) == "date":
        return Field(column, "day")
    return Field(column, "long" if column in _LONG else "text")


def value_of(table: str, column: str, written: str, near: str = "") -> JsonValue:
    """What was written as the JSON value of its column; nothing written is None.

    Args:
        table: The table.
        column: One of its columns.
        written: A date, number or country as people write it, or the value itself.
        near: The report's period in EDTF, for dates without a year.

    Raises:
        ValueError: The column does not take it; the message is for a person.
    """
    adapter = _adapter(table, column)
    try:
        if written:
            value = adapter.validate_strings(_meant(table, column, written, near), strict=False)
        else:
            value = adapter.validate_python(None)
    except ValidationError as error:
        first = error.errors()[0]
        if not written:
            raise ValueError(f"{column.replace('_', ' ')} cannot be empty") from error
        raise ValueError(first["msg"].removeprefix("Value error, ")) from error
    return adapter.dump_python(value, mode="json")  # type: ignore[no-any-return]


def _meant(table: str, column: str, words: str, near: str) -> str:
    """What was written, in the form that the column's standard asks for."""
    match standard(table, column):
        case "EDTF, level 1":
            return date_of(words, near)
        case "EDTF month YYYY-MM":
            return month_of(words, near)
        case "ISO 3166-1 alpha-2":
            return country_of(words)
        case "ISO 4217":
            return currency_of(words)
    match kind_of(table, column):
        case "date":
            return day_of(words, near)
        case "integer":
            return str(count_of(words))
        case "number" if column not in {"latitude", "longitude", "confidence"}:
            return f"{number_of(words):f}"
    return words


def value_of_mention(label: str, written: str) -> JsonValue:
    """What was written as the value of a mention with this label; nothing written is None.

    Raises:
        ValueError: The label's values are others; the message is for a person.
    """
    match label:
        case "DATE":
            return value_of("dates", "value", written)
        case "FIGURE":
            return value_of("figures", "value", written)
        case "PLACE":
            return _code_of_place(written) if written else None
    raise ValueError("its value is the row that it names: merge that row with another instead")


def _code_of_place(written: str) -> str:
    scheme, _, code = written.rpartition(":")
    match scheme:
        case "":
            return str(value_of("places", "country", code))
        case "geonames" if gazetteer().with_id(code):
            pass
        case "M49":
            value_of("places", "m49", code)
        case _:
            raise ValueError(f"{written} is no country's code, geonames:ID or M49:NNN")
    return written


@cache
def _adapter(table: str, column: str) -> TypeAdapter[Any]:
    field = TABLES[table].model_fields[column]
    return TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]
