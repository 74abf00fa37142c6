"""What reviewers decided, laid over the rows; an account of every decision.

Decisions about mentions, dates, places and repairs are in the document already
(``pipeline.extract.reviewed``, ``pipeline.repair.reviewed``); here their rows are only found again.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import JsonValue, ValidationError

from pipeline.decisions.anchor import Anchor, find
from pipeline.decisions.journal import NUMBERED, OF_MENTIONS, Decision, Review, is_whole
from pipeline.decisions.lost import LAYER, LostError, lost
from pipeline.document.edtf import edtf_bounds
from pipeline.document.flags import Flag, flag
from pipeline.document.labels import labels
from pipeline.document.span import Span
from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.tables.identify import identify
from pipeline.tables.ids import Ids
from pipeline.tables.parts import PARTS, part_at, settle
from pipeline.tables.recorded import Recorder
from pipeline.tables.rows import Tables
from pipeline.tables.store import Store
from schemas import TABLES, provenance
from schemas.values import Label

Gone = Mapping[tuple[str | None, str | None], str | None]


def lay_over(tables: Tables, ids: Ids, review: Review) -> Gone:
    """Carry out the decisions that are about rows, and add the table of all decisions.

    Returns:
        The rows that are no more, by table and id, with the row that took their place.
    """
    if not review.decisions and not review.torn:
        return {}
    store = Store(tables)
    _identify(store, tables, review)
    overlay = _Overlay(tables, ids, store)
    unheeded = {f.index for f in tables.document.flags if f.layer == LAYER}
    rows: list[str | None] = []
    for index, decision in enumerate(review.decisions):
        row = None
        if index not in unheeded:
            try:
                row = overlay.carry_out(decision)
            except LostError as reason:
                unheeded.add(index)
                tables.flags.append(lost(index, decision, str(reason), overlay.place(decision)))
        rows.append(row)
    for index, (decision, row) in enumerate(zip(review.decisions, rows, strict=True)):
        status: Literal["applied", "lost"] = "lost" if index in unheeded else "applied"
        now = overlay.row_now(decision, row)  # later decisions may have moved it
        tables.rows["decisions"].append(_account(tables, decision, now, status))
        if decision.action == "put" and decision.anchor is None and status == "applied":
            tables.flags.append(_without_words(index, decision))
    settle(store, overlay.bounded, overlay.recorder.moved)
    store.give_back()
    tables.flags += _doubts(review, tables.text)
    return {row: _since(store, row) for row in {*store.gone, *store.renamed}}


def _identify(store: Store, tables: Tables, review: Review) -> None:
    """Give the rows that reviewers know the ids under which they know them."""
    for table, found in identify(store, tables.text, review.decisions).items():
        free = {old: new or tables.id_for(table, old) for old, new in found.items()}
        store.rename(table, free)


def _since(store: Store, row: tuple[str | None, str | None]) -> str | None:
    """What has become of a row that the rules found."""
    now = row[0], store.renamed.get(row, row[1])
    return _last(store.gone, now) if now in store.gone else now[1]


def _last(gone: Gone, row: tuple[str | None, str | None]) -> str | None:
    """The row that took the place of a row in the end."""
    now = gone[row]
    return _last(gone, (row[0], now)) if (row[0], now) in gone else now


def _account(
    tables: Tables, decision: Decision, row: str | None, status: Literal["applied", "lost"]
) -> provenance.Decision:
    def cell(value: object) -> str | None:
        return value if value is None or isinstance(value, str) else json.dumps(value)

    return provenance.Decision(
        report_id=tables.report_id,
        decision_id=decision.id,
        time=decision.time,
        reviewer=decision.reviewer,
        action=decision.action,
        table=decision.table,
        row_id=row,
        column=decision.column,
        before=cell(decision.before),
        after=cell(decision.after),
        exact=decision.anchor.exact if decision.anchor else None,
        status=status,
    )


def _without_words(index: int, decision: Decision) -> Flag:
    """The flag on a row that a reviewer added and that no words of the report tell of."""
    return flag(
        "decision.without-words",
        layer=LAYER,
        index=index,
        reviewer=decision.reviewer,
        table=decision.table,
    )


def _doubts(review: Review, text: str) -> list[Flag]:
    flags = [
        flag(
            "decision.conflict",
            span=find(text, later.anchor) if later.anchor else None,
            one=earlier.reviewer,
            other=later.reviewer,
            words=later.anchor.exact if later.anchor else later.row_id,
        )
        for earlier, later in review.conflicts
    ]
    if review.torn:
        flags.append(flag("decision.torn", count=review.torn))
    return flags


def _where(ids: Ids, store: Store, span: Span) -> Mapping[str, str | None]:
    """The part of the report that a span stands in, as it is known and if it is there still."""
    cells = ids.where(ids.section_of(span) if len(span) else None)
    known = {
        column: store.renamed.get((table, cells[column]), cells[column])
        for table, column in PARTS.items()
    }
    there = {c: known[c] if known[c] in store.rows[t] else None for t, c in PARTS.items()}
    part = part_at(store, span.start) if len(span) else None
    if any(there.values()) or part is None:
        return there
    return {**there, PARTS[part[0]]: part[1]}  # a heading or a caption is in no paragraph's section


class _Overlay:
    """Finds the row of each decision and changes it."""

    def __init__(self, tables: Tables, ids: Ids, store: Store) -> None:
        self.text = tables.text
        self.offsets = tables.offsets
        self.raw = tables.document.raw
        self.store = store
        self.recorder = Recorder(tables, store, lambda span: _where(ids, store, span))
        self.bounded: set[tuple[str, str]] = set()

    def carry_out(self, decision: Decision) -> str | None:
        """Change the rows as decided.

        Returns:
            The id of the row that the decision is about now.

        Raises:
            LostError: There is no such row, or its schema refuses the value.
        """
        if is_whole(decision):
            return self._whole(decision)
        match decision.action:
            case "add" | "respan":
                return self._row("mentions", decision.target or decision.anchor)
            case "repair":
                return decision.row_id
            case "reject" if decision.table in OF_MENTIONS:
                return None
            case "merge":
                return self._merge(decision)
        return self._on_row(decision, *self._subject(decision))

    def _on_row(self, decision: Decision, table: str, row: str) -> str | None:
        match decision.action:
            case "reject" if table != "flags":
                self._drop(decision, table, row)
                return None
            case "edit":
                return self._edit(decision, table, row)
            case "split" | "join":
                return self._cut(decision, row)
        return row

    def _whole(self, decision: Decision) -> str | None:
        """Let a row stand as it is recorded, or drop it; one that no rule finds is gone already."""
        table, row = str(decision.table), str(decision.row_id)
        if decision.action == "reject":
            if row in self.store.rows[table]:
                self.store.drop(table, row)
            return None
        is_added = decision.action == "accept" and decision.before is None
        if is_added and row not in self.store.rows[table]:
            message = "the row that was added is taken back"
            raise LostError(message)
        try:
            self.recorder.put(decision)
        except ValidationError as error:
            raise LostError(str(error.errors()[0]["msg"])) from error
        if table in PARTS and (decision.target or decision.before is None):
            self.bounded.add((table, row))
        return row

    def row_now(self, decision: Decision, row: str | None) -> str | None:
        """The row that a decision is about after all of them; None for an item that is no more."""
        if decision.table in NUMBERED and decision.anchor:
            return self._row(decision.table or "", decision.anchor)
        gone = self.store.gone
        subject = decision.table, row
        return (_last(gone, subject) if subject in gone else row) or decision.row_id

    def place(self, decision: Decision) -> Span | None:
        """Where the decision's words stand now."""
        return find(self.text, decision.anchor) if decision.anchor else None

    def _subject(self, decision: Decision) -> tuple[str, str]:
        table, row = decision.table or "", decision.row_id
        if table == "flags" and row is not None:
            return table, row  # made after all other rows; the same doubt has the same id
        is_sure = table not in NUMBERED or decision.anchor is None
        if is_sure and row is not None and row in self.store.rows.get(table, {}):
            return table, row
        found = self._row(table, decision.anchor)
        if found is None:
            message = "there is no such row any more"
            raise LostError(message)
        return table, found

    def _row(self, table: str, anchor: Anchor | None) -> str | None:
        span = find(self.text, anchor) if anchor else None
        if span is None or table not in self.store.rows:
            return None
        return self.store.nearest(table, span)

    def _edit(self, decision: Decision, table: str, row: str) -> str:
        column = decision.column or ""
        if self._is_in_document(table, row, column):
            return row
        value = None if decision.after == "" else decision.after
        target = TABLES[table].references.get(column)
        if value is not None and target and value not in self.store.rows[target]:
            message = f"{column} names no row of {target}"
            raise LostError(message)
        cells = {column: value, **self._following(table, column, value)}
        try:
            if (table, column) in {("mentions", "value"), ("figures", "value")}:
                written = None if value is None else str(value)
                self.store.set("figures", row, {"value": value}, decision.rule)
                return self.store.set("mentions", row, {"value": written}, decision.rule)
            return self.store.set(table, row, cells, decision.rule)
        except ValidationError as error:
            raise LostError(str(error.errors()[0]["msg"])) from error

    def _is_in_document(self, table: str, row: str, column: str) -> bool:
        """Whether an earlier stage has carried out an edit of this cell.

        Raises:
            LostError: No stage can: the value of such a mention is the row that it names.
        """
        if (table, column) != ("mentions", "value"):
            return (table, column) in {
                ("mentions", "label"),
                ("places", "value"),
                ("dates", "value"),
            }
        label: Label = dict(self.store.rows["mentions"][row])["label"]
        if not labels()[label].valued:
            message = f"the value of {label} is the row that it names"
            raise LostError(message)
        return label != "FIGURE"

    def _following(self, table: str, column: str, value: object) -> dict[str, Any]:
        """Cells that say the same as the edited one in other words."""
        match table, column:
            case "events", "date":
                first, last = edtf_bounds(str(value)) if value else (None, None)
                return {"date_start": first, "date_end": last, "date_source": "review"}
            case "places", "country":
                return {"m49": gazetteer().numeric_code(str(value)) if value else None}
            case "sections", "theme":
                same = (
                    s for s in self.store.rows["sections"].values() if dict(s)["theme"] == value
                )
                return {"theme_code": next((dict(s)["theme_code"] for s in same), None)}
            case "quotes", "person_id":
                person = self.store.rows["people"].get(str(value))
                return {"speaker": dict(person)["name"]} if person else {}
        return {}

    def _merge(self, decision: Decision) -> str | None:
        table, gone = self._subject(decision)
        kept = self._row(table, decision.target)
        if kept is None:
            message = "the entity to merge with is not found any more"
            raise LostError(message)
        if kept != gone:  # else the rules see by now that they are one
            self.store.merge(table, gone, kept)
        return kept

    def _cut(self, decision: Decision, row: str) -> str:
        """Join a list item with the one before it, or split it into several."""
        item, siblings, at = self._listed(row)
        if decision.action == "join":
            if not at:
                message = "the first item of a list has none before it"
                raise LostError(message)
            span = Span(start=siblings[at - 1]["start"], end=item["end"])
            words = f"{siblings[at - 1]['text']} {item['text']}"
            parts, first, last = [self._item(item, span, words)], at - 1, at + 1
        else:
            parts, first, last = self._split(item, decision.after), at, at + 1
        new = [*siblings[:first], *parts, *siblings[last:]]
        self.store.relist(item["list_id"], new, decision.rule)
        return f"{item['list_id']}/{first + 1}"

    def _drop(self, decision: Decision, table: str, row: str) -> None:
        """Drop a row; the items after one of a list move up."""
        if table != "list_items":
            self.store.drop(table, row)
            return
        item, siblings, at = self._listed(row)
        left = [*siblings[:at], *siblings[at + 1 :]]
        self.store.relist(item["list_id"], left, decision.rule)

    def _listed(self, row: str) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
        """A list item, all items of its list, and its place among them."""
        rows = self.store.rows["list_items"]
        item = dict(rows[row])
        siblings = [dict(r) for r in rows.values() if dict(r)["list_id"] == item["list_id"]]
        return item, siblings, siblings.index(item)

    def _split(self, item: dict[str, Any], words: JsonValue) -> list[dict[str, Any]]:
        low, end = item["start"], item["end"]
        parts = []
        for part in map(str, words if isinstance(words, list) else ()):
            at = self.text.find(part, low, end)
            if at < 0:
                message = f"{part!r} is not in the item"
                raise LostError(message)
            low = at + len(part)
            parts.append(self._item(item, Span(start=at, end=low), part))
        gaps = [item["start"], *(end for p in parts for end in (p["start"], p["end"])), end]
        between = "".join(self.text[a:b] for a, b in zip(gaps[::2], gaps[1::2], strict=True))
        if not parts or re.search(r"\w", between):
            message = "the parts leave out words of the item"
            raise LostError(message)
        return parts

    def _item(self, item: dict[str, Any], span: Span, words: str) -> dict[str, Any]:
        raw = self.offsets.to_raw(span).of(self.raw)
        cells = {"text": words, "raw": raw, "suggestion": None}
        return {**item, **cells, "start": span.start, "end": span.end}
