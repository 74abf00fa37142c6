"""The parts of the report after a reviewer has changed them: their numbers, and what is in them."""

from collections.abc import Collection, Mapping
from typing import Any

from pipeline.tables.store import Store, span_of

PARTS = {"milestones": "milestone_id", "sections": "section_id"}
"""The tables of parts, and the column by which other rows say which one they are in."""
WITHIN = ("mentions", "events", "lists", "tables")
"""Tables whose rows are in a part of the report."""


def settle(
    store: Store,
    bounded: Collection[tuple[str, str]],
    moved: Mapping[tuple[str, str], int],
) -> None:
    """Number the parts from 1, and give what stands in new boundaries to the part they are of.

    Args:
        store: All rows.
        bounded: Parts whose boundaries are the reviewer's, by table and id.
        moved: The number that a part is to have among its like.
    """
    for table in PARTS:
        if any(of == table for of, _ in {*bounded, *moved}):
            _number(
                store, table, {key: number for (of, key), number in moved.items() if of == table}
            )
    held = [(of, key) for of, key in bounded if key in store.rows[of]]
    if not held:
        return
    for table in WITHIN:
        for key in list(store.rows[table]):
            start = min((span.start for span in store.spans(table, key)), default=None)
            if start is not None and any(_holds(store, part, start) for part in held):
                _give(store, table, key, part_at(store, start))


def _number(store: Store, table: str, moved: Mapping[str, int]) -> None:
    rows = store.rows[table]
    order = [key for key in rows if key not in moved]
    for key, number in sorted(moved.items(), key=lambda entry: entry[1]):
        if key in rows:
            order.insert(number - 1, key)
    store.rows[table] = {
        key: rows[key].model_copy(update={"order": number}) for number, key in enumerate(order, 1)
    }


def _holds(store: Store, part: tuple[str, str], offset: int) -> bool:
    table, key = part
    span = span_of(store.rows[table][key])
    return span.start <= offset < span.end


def part_at(store: Store, offset: int) -> tuple[str, str] | None:
    """The shortest part that holds an offset: its table and its id."""
    holding = [
        (table, key)
        for table in PARTS
        for key in store.rows[table]
        if _holds(store, (table, key), offset)
    ]
    return min(holding, key=lambda part: len(span_of(store.rows[part[0]][part[1]])), default=None)


def _give(store: Store, table: str, key: str, part: tuple[str, str] | None) -> None:
    record: Any = store.rows[table][key]
    cells: dict[str, str | None] = {
        column: None for column in PARTS.values() if column in type(record).model_fields
    }
    if part and PARTS[part[0]] in cells:
        cells[PARTS[part[0]]] = part[1]
    if any(getattr(record, column) != value for column, value in cells.items()):
        store.rows[table][key] = record.model_copy(update=cells)
