"""Rows as decisions record them: what a row of the report says now, as a record and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from pipeline.decisions.anchor import anchor
from pipeline.decisions.records import RECORDS, Reference, record_of
from pipeline.document.span import Span
from pipeline.write.report import Extracted, Key, Row
from schemas.columns import TRUE, is_optional, plain

Cells = dict[str, JsonValue]
REFERENCES = {"place_id": "place", "person_id": "person"}
"""Columns that name another row, and the cell of a record that stands for it."""


def recorded(report: Extracted, key: Key, row: Row) -> Cells:
    """A row as its record.

    Args:
        report: The extracted report.
        key: A row of it.
        row: Its cells, as they stand.
    """
    cells: Cells = {}
    for cell in RECORDS[key.table].model_fields:
        if cell in row:
            cells[cell] = _plain(key.table, cell, row[cell])
    for column, cell in REFERENCES.items():
        if row.get(column):
            cells[cell] = reference(report, row[column])
    match key.table:
        case "events":
            cells["told_by"] = [_anchored(report, span) for span in _spans(row["told_by"])]
            cells["roles"] = [
                {"role": part["role"], "who": reference(report, part["entity_id"])}
                for part in report.tables["event_roles"]
                if part["event_id"] == key.row_id
            ]
        case "lists":
            cells["items"] = [
                item["text"]
                for item in report.tables["list_items"]
                if item["list_id"] == key.row_id
            ]
        case "milestones" | "sections":
            del cells["order"]  # recorded only where a reviewer moves the part
            title = [e for e in report.evidence.get(key, ()) if e["column"] == "title"]
            cells["title_at"] = next(
                (_anchored(report, _span(e)) for e in title if e["start"]), None
            )
    return written(key.table, cells)


def written(table: str, cells: Mapping[str, Any]) -> Cells:
    """A record as the journal holds it, without what it leaves open.

    Raises:
        pydantic.ValidationError: It is no record of the table.
    """
    record = record_of(table, dict(cells))
    found: Cells = record.model_dump(mode="json", exclude_defaults=True)
    return found


def reference(report: Extracted, row_id: str) -> JsonValue:
    """A row of the report as a decision names it."""
    key = report.entity[row_id]
    row = report[key]
    mentions = report.mentions_of.get(row_id)
    place = Span(start=int(mentions[0]["start"]), end=int(mentions[0]["end"])) if mentions else None
    found = Reference(
        table=key.table,
        row_id=row_id,
        name=row["name"],
        anchor=anchor(report.text, place) if place else None,
        value=_value(row) if key.table == "places" else None,
    )
    dumped: JsonValue = found.model_dump(mode="json", exclude_defaults=True)
    return dumped


def cells_of(table: str, record: JsonValue) -> dict[str, str]:
    """What a record says, as cells of its row; a row that is not there yet stands by its name."""
    found = record if isinstance(record, dict) else {}
    back = {cell: column for column, cell in REFERENCES.items()}
    cells: dict[str, str] = {}
    for cell in RECORDS[table].model_fields:
        value = found.get(cell)
        if cell in back:
            who = value if isinstance(value, dict) else {}
            cells[back[cell]] = str(who.get("row_id") or who.get("name") or "")
        elif not isinstance(value, list | dict):
            cells[cell] = "" if value is None else str(value)
    return cells


def names_of(roles: Any) -> Sequence[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401 - of a journal
    """The roles of a record: what, and the reference to who."""
    parts = roles if isinstance(roles, list) else []
    return [(str(p["role"]), p["who"]) for p in parts if isinstance(p, dict)]


def _plain(table: str, column: str, cell: str) -> JsonValue:
    if column == "amount":
        return cell or None  # digits as they are: a float has others
    if column == "background":
        return cell == TRUE
    if not cell and not is_optional(table, column):
        return cell
    return plain(table, column, cell)


def _value(place: Row) -> str | None:
    if place["geonames_id"]:
        country = place["kind"] == "country" and place["country"]
        return country or f"geonames:{place['geonames_id']}"
    return place["country"] or (f"M49:{place['m49']}" if place["m49"] else None)


def _spans(cell: str) -> list[Span]:
    found = []
    for part in filter(None, cell.split(";")):
        start, _, end = part.partition("-")
        found.append(Span(start=int(start), end=int(end)))
    return found


def _span(row: Row) -> Span:
    return Span(start=int(row["start"]), end=int(row["end"]))


def _anchored(report: Extracted, span: Span) -> JsonValue:
    found: JsonValue = anchor(report.text, span).model_dump(mode="json")
    return found
