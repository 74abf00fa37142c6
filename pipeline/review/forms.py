"""The form of a row that is recorded as a whole: its fields, and what they say to begin with."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import JsonValue

from pipeline.document.meaning import spoken
from pipeline.document.span import Span
from pipeline.review.extents import PARTS, SENTENCE_ENDS
from pipeline.review.lookup import country_name
from pipeline.review.records import names_of
from pipeline.review.standing import Standing
from pipeline.review.understood import HOLDERS
from pipeline.write.report import Key
from schemas.codelists import EventRoleName
from schemas.columns import choices

FieldHelp = Literal["text", "choice", "written", "name", "yes", "theme"]
"""How a field is filled: free words, one of a list, what is understood as it is written, a name of
the report, yes or no, a theme of the report."""
KINDS = (("organisations", "body"), ("people", "person"), ("places", "country or place"))
OFFERED = 400
"""Names of each kind that a form offers; others are found when they are written."""
KIND_OF_NEW = {"milestones": "milestone", "sections": "section", "quotes": "direct"}
LONGEST_NAME = 90
"""Characters of selected words that are offered as the name of an event."""


class FormField(NamedTuple):
    """One field of a form; ``cell`` is that of the record, ``options`` are values with words."""

    cell: str
    title: str
    help: FieldHelp = "text"
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


class RoleLine(NamedTuple):
    """Who was what: a name, and whether it is a body, a person or a place."""

    role: str
    who: str
    kind: str
    row_id: str = ""


@cache
def form_of(table: str) -> tuple[FormField, ...]:
    """The fields of a table's rows, in their order."""
    match table:
        case "events":
            return (
                FormField("name", "What happened", hint="course on net repair"),
                FormField("type", "Type", "choice", _options(table, "type", empty=True)),
                FormField("status", "Status", "choice", _options(table, "status")),
                FormField("date", "When", "written", hint="26 March - 1 April 2018"),
                FormField("place", "Where", "name", (("places", ""),), "a place"),
                FormField("country", "Country", "written", hint="Kazakhstan"),
                FormField("participants", "People", "written", hint="forty"),
                FormField("amount", "Amount", "written", hint="USD 5,000"),
                FormField("currency", "Currency", "written", hint="USD"),
                FormField("background", "History, no result of the period", "yes"),
            )
        case "milestones" | "sections":
            kinds = [("milestone", "milestone"), *_options("sections", "kind")]
            return (
                FormField("kind", "Kind", "choice", tuple(kinds)),
                FormField("title", "Title"),
                FormField("month", "Month", "written", hint="March 2018"),
                *((FormField("theme", "Theme", "theme"),) if table == "sections" else ()),
                FormField("order", "Number", "written", hint="its place among its like"),
            )
        case "lists":
            return (FormField("title", "Title"), FormField("about", "What it lists"))
    return (
        FormField("kind", "Kind", "choice", _options("quotes", "kind")),
        FormField("person", "Who said it", "name", (("people", ""),), "a person"),
        FormField("date", "When", "written", hint="4 November 2017"),
    )


def filled(standing: Standing, table: str, key: Key | None, span: Span | None) -> dict[str, str]:
    """What the fields say: of a row, or of the words that a new one is made from."""
    record = standing.record(key) if key else _suggested(standing, table, span)
    cells = {field.cell: _shown(field, record) for field in form_of(table)}
    if "kind" in cells:
        cells["kind"] = cells["kind"] or KIND_OF_NEW[table]
    if key and "order" in cells:
        cells["order"] = cells["order"] or standing.row(key)["order"]
    return cells


def role_lines(standing: Standing, key: Key | None) -> list[RoleLine]:
    """The roles of an event, a line each."""
    record = standing.record(key) if key else {}
    return [
        RoleLine(role, str(who["name"]), str(who["table"]), str(who.get("row_id") or ""))
        for role, who in names_of(record.get("roles"))
    ]


def roles() -> tuple[str, ...]:
    """What somebody can be in an event."""
    names: tuple[str, ...] = EventRoleName.__args__  # type: ignore[attr-defined]
    return names


def known_names(standing: Standing) -> Mapping[str, Sequence[str]]:
    """The names of the report's bodies, people and places, those with most mentions first."""
    found = {}
    for table in HOLDERS:
        rows = [row for _, row in standing.rows(table)]
        ordered = sorted(rows, key=lambda row: (-int(row["mentions"] or 0), row["name"]))
        found[table] = list(dict.fromkeys(row["name"] for row in ordered))[:OFFERED]
    return found


def _options(table: str, column: str, *, empty: bool = False) -> tuple[tuple[str, str], ...]:
    listed = tuple((value, value) for value in choices(table, column))
    return (("", "choose"), *listed) if empty else listed


def _shown(field: FormField, record: Mapping[str, Any]) -> str:
    value: JsonValue = record.get(field.cell)
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if value is None:
        return "happened" if field.cell == "status" else ""
    if field.cell in {"date", "month"}:
        return spoken(str(value))
    if field.cell == "country":
        return country_name(str(value)) or str(value)
    return str(value)


def _suggested(standing: Standing, table: str, span: Span | None) -> dict[str, JsonValue]:
    """What selected words say by themselves: a title; a name, the date and the place in them."""
    if span is None:
        return {}
    if table in PARTS:
        first = span.of(standing.report.text).strip().partition("\n")[0]
        return {} if first.endswith(SENTENCE_ENDS) else {"title": first}
    if table != "events":
        return {}
    words = " ".join(span.of(standing.report.text).split()).rstrip(".")
    record: dict[str, JsonValue] = {}
    if len(words) <= LONGEST_NAME:
        record["name"] = words
    for _, row in standing.rows("mentions"):
        inside = span.contains(Span(start=int(row["start"]), end=int(row["end"])))
        if inside and row["label"] == "DATE" and row["value"]:
            record.setdefault("date", row["value"])
        elif inside and row["label"] == "PLACE" and row["entity_id"] in standing.report.entity:
            place = standing.report[standing.report.entity[row["entity_id"]]]
            cell = "country" if place["kind"] == "country" else "place"
            named: JsonValue = {"name": place["name"]}
            record.setdefault(cell, place["country"] if cell == "country" else named)
            if place["country"]:
                record.setdefault("country", place["country"])
    return record
