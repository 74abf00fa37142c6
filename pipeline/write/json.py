"""``report.json``: the tables nested under the part of the report that they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import to_json

from schemas import Record, ReportFile

Row = dict[str, Any]

ROWS = 1_000
"""Rows that are written at once: a long report has a million, and plain values are large."""
CLOSE = b"\n}"
"""What ends an object of JSON, indented by one blank."""


class _Nested(NamedTuple):
    """A table whose rows stand in those of another one, under its name."""

    child: str
    parent: str
    key: str
    single: bool = False


NESTED = (
    _Nested("list_items", "lists", "list_id"),
    _Nested("event_roles", "events", "event_id"),
    _Nested("dates", "mentions", "mention_id", single=True),
    _Nested("figures", "mentions", "mention_id", single=True),
)
ABOUT = "reports"
"""The table whose only row is the report itself."""

Children = Mapping[str, Sequence[Record]]
"""The rows that stand in another one, by its key."""


def report_json(report: ReportFile) -> Iterator[bytes]:
    """The whole report, piece by piece: items stand in their list, roles in their event."""
    header = report.model_dump(mode="json", exclude={"tables"})
    (about,) = report.tables[ABOUT]
    yield to_json({**header, "report": _plain(about)}, indent=1).removesuffix(CLOSE)
    apart = {ABOUT, *(nested.child for nested in NESTED)}
    for name in report.tables:
        if name not in apart:
            yield from _table(name, report)
    yield CLOSE + b"\n"


def _table(name: str, report: ReportFile) -> Iterator[bytes]:
    """A member of the whole object, from the comma before it to its last row."""
    records = report.tables[name]
    inside = [
        (nested, _by_parent(report.tables[nested.child], nested.key))
        for nested in NESTED
        if nested.parent == name
    ]
    opening = to_json({name: []}, indent=1).removesuffix(b"]" + CLOSE)[1:]
    yield b"," + opening
    for begin in range(0, len(records), ROWS):
        rows = [_with_children(record, inside) for record in records[begin : begin + ROWS]]
        piece = to_json({name: rows}, indent=1).removesuffix(b"\n ]" + CLOSE)
        yield (b"," if begin else b"") + piece[len(opening) + 1 :]
    yield b"\n ]" if records else b"]"


def _with_children(record: Record, inside: Iterable[tuple[_Nested, Children]]) -> Row:
    row = _plain(record)
    for nested, children in inside:
        found = [_plain(child, nested.key) for child in children.get(row[nested.key], ())]
        if not nested.single:
            row[nested.child] = found
        elif found:
            row[nested.child.removesuffix("s")] = found[0]
    return row


def _by_parent(records: Iterable[Record], key: str) -> Children:
    children: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        children[getattr(record, key)].append(record)
    return children


def _plain(record: Record, *without: str) -> Row:
    return record.model_dump(mode="json", exclude={"report_id", *without})
