"""What the page understood of a form: each cell as people write it, as a record's value."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from pipeline.document.meaning import meaning
from pipeline.entity_types.place.names import key_of
from pipeline.names import countries
from pipeline.review.fields import value_of
from pipeline.review.lookup import country_name, find_places
from pipeline.review.records import reference
from pipeline.review.standing import Standing
from pipeline.review.written import country_of, money_of
from pipeline.write.report import ENTITIES, Extracted, Key
from schemas import TABLES
from schemas.tables import ENTITY_TABLES

HOLDERS = ("organisations", "people", "places")
"""Tables that have a role in an event, in the order in which a name is looked up."""
KNOWN = {
    "organisations": "a body",
    "people": "a person",
    "places": "a place",
    "programmes": "a programme",
    "occasions": "a named event",
    "instruments": "an instrument",
}
NEW = {"organisations": "a new body", "people": "a new person", "places": "a new place"}


LONGEST = 500
"""Characters of what is read as a date, a number or the name of a body: none is longer."""
FREE = frozenset({"name", "title", "text", "about", "theme", "speaker"})
"""Cells of free words."""


class RoleWritten(BaseModel):
    """A line of an event's roles: what was picked (``TABLE/ID``), or only a name and its kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    who: str = Field(max_length=LONGEST)
    picked: str = ""
    kind: str = "organisations"


class Understood(NamedTuple):
    """A cell's value, and in words what was understood."""

    value: JsonValue
    words: str


def understand(
    standing: Standing, table: str, cell: str, words: str, beside: Mapping[str, str]
) -> Understood:
    """What was written into a cell of a form.

    Args:
        standing: The report as it stands.
        table: The row's table.
        cell: The cell of its record.
        words: What was written; nothing is no value.
        beside: The other cells of the form.

    Raises:
        ValueError: It is not understood; the message says what to write.
    """
    words, near = words.strip(), standing.report.about["period"]
    if len(words) > LONGEST and cell not in FREE:
        raise ValueError(f"this is longer than {LONGEST} characters")
    if cell in {"place", "person"}:
        kind = "places" if cell == "place" else "people"
        if not words:
            return Understood(None, "")
        return who(standing, words, beside.get(f"{cell}_picked", ""), kind, beside)
    if not words:
        return Understood(None, "")
    if cell == "amount":
        money = money_of(words)
        said = f"{money.amount:,f}" + (f" {money.currency}" if money.currency else "")
        return Understood(f"{money.amount.normalize():f}", said)
    if cell == "background":
        return Understood(words == "True", "")
    if cell in TABLES[table].model_fields:
        value = value_of(table, cell, words, near)
        return Understood(value, _said(cell, value))
    return Understood(words, "")


def _said(cell: str, value: JsonValue) -> str:
    if cell in {"date", "month"}:
        return _days(str(value))
    if cell == "country":
        return country_name(str(value)) or ""
    if cell == "participants":
        return f"{value:,}"
    return ""


def _days(edtf: str) -> str:
    try:
        return meaning(edtf)
    except ValueError:  # open: it has no last day
        return edtf.replace("/..", " and later").replace("../", "until ")


def who(
    standing: Standing, name: str, picked: str, kind: str, beside: Mapping[str, str]
) -> Understood:
    """A body, person or place: what was picked, else what is called so, else a new one.

    Raises:
        ValueError: The name is empty.
    """
    report, name = standing.report, " ".join(name.split())
    if not name:
        raise ValueError("write a name, or pick one of the list")
    if (known := _picked(report, picked)) and report[known]["name"] == name:
        return _known(report, known)
    if known := _called(report, name, kind):
        return _known(report, known)
    code = countries.names().get(name.casefold())
    if code and kind != "people":
        return _new("places", name, code, country_name(code) or "")
    if kind == "places":
        return _place(name, picked, beside)
    return _new(kind, name, None, "")


def _known(report: Extracted, key: Key) -> Understood:
    """A row of the report, and how often the report names it."""
    count = report[key]["mentions"]
    named = f"{count} mention{'' if count == '1' else 's'}"
    return Understood(reference(report, key.row_id), f"{KNOWN[key.table]} of this report, {named}")


def _picked(report: Extracted, picked: str) -> Key | None:
    table, _, row_id = picked.partition("/")
    key = Key(table, row_id)
    return key if table in ENTITIES and key in report else None


def _called(report: Extracted, name: str, kind: str) -> Key | None:
    """The row that is called so: of the kind that was meant, else of any that can have a role."""
    wanted = name.casefold()
    for table in (kind, *ENTITIES) if kind == "organisations" else (kind,):
        for row in report.tables[table]:
            if wanted in {row["name"].casefold(), (row.get("acronym") or "").casefold()}:
                return Key(table, row[ENTITY_TABLES[table]])
    return None


def _place(name: str, picked: str, beside: Mapping[str, str]) -> Understood:
    """A place that the report does not name: as the gazetteer has it, if it has one so called."""
    value = picked if picked.startswith("geonames:") else None
    country = _country(beside.get("country", ""))
    note = "not in the gazetteer"
    for offer in find_places(name):
        is_it = value == f"geonames:{offer.value}" if value else key_of(offer.name) == key_of(name)
        if is_it and (value or not country or (country_name(country) or "") in offer.note):
            value, note = f"geonames:{offer.value}", offer.note
            break
    return _new("places", name, value or country or None, note)


def _country(written: str) -> str:
    try:
        return country_of(written) if written.strip() else ""
    except ValueError:
        return ""


def _new(table: str, name: str, value: str | None, note: str) -> Understood:
    record: dict[str, JsonValue] = {"table": table, "name": name}
    if value:
        record["value"] = value
    return Understood(record, ", ".join(filter(None, (NEW[table], note))))
