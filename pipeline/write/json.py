"""``report.json``: the tables nested under the part of the report that they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from schemas import Record, ReportFile

Rows = list[dict[str, Any]]


def report_json(report: ReportFile) -> bytes:
    """The whole report: lists and events in their section, items and roles in those."""
    tables = {name: _plain(records) for name, records in report.tables.items()}
    header = report.model_dump(mode="json", exclude={"tables"})
    _nest(tables, "list_items", into="lists", by="list_id", key="list_id")
    _nest(tables, "event_roles", into="events", by="event_id", key="event_id")
    for child, parent in (("dates", "mentions"), ("figures", "mentions")):
        _nest(tables, child, into=parent, by="mention_id", key="mention_id", single=True)
    tables["report"] = tables.pop("reports")
    body = {**header, "report": tables.pop("report")[0], **tables}
    return to_json(body, indent=1) + b"\n"


def _plain(records: Iterable[Record]) -> Rows:
    return [record.model_dump(mode="json", exclude={"report_id"}) for record in records]


def _nest(
    tables: dict[str, Rows], child: str, *, into: str, by: str, key: str, single: bool = False
) -> None:
    """Move a child table's rows into their parent rows, under the child table's name."""
    children: dict[Any, Rows] = defaultdict(list)
    for row in tables.pop(child):
        children[row.pop(by)].append(row)
    for row in tables[into]:
        found = children.get(row[key], [])
        if not single:
            row[child] = found
        elif found:
            row[child.removesuffix("s")] = found[0]
