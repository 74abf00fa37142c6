"""Decisions about whole rows: events, parts of the report, lists and quotes, added and changed."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from pydantic import JsonValue, ValidationError

from pipeline.decisions.anchor import Anchor, anchor, find
from pipeline.decisions.journal import Action, Decision
from pipeline.decisions.records import RECORDS
from pipeline.document.span import Span
from pipeline.review.extents import (
    PARAGRAPHS,
    PARTS,
    SENTENCE_ENDS,
    around,
    begins_first,
    body_of,
    stripped,
    yielding,
)
from pipeline.review.records import Cells, written
from pipeline.review.standing import Standing
from pipeline.review.understood import RoleWritten, understand, who
from pipeline.review.written import money_of
from pipeline.write.report import Key

TITLE, BODY, MORE = "title", "body", "told_by"
"""What a selection may be of a row besides its extent: ``Deed.column``."""

Make = Callable[..., Decision]


class Wholes:
    """Makes the decisions about rows that are recorded as a whole.

    Args:
        standing: The report as it stands.
        make: Makes a decision, with its reviewer and its time.
    """

    def __init__(self, standing: Standing, make: Make) -> None:
        self._standing = standing
        self._report = standing.report
        self._make = make

    # --- one row ----------------------------------------------------------------------------------

    def add(
        self,
        table: str,
        cells: Mapping[str, str],
        roles: Sequence[RoleWritten] | None,
        span: Span | None,
    ) -> list[Decision]:
        """A row from selected words, or from nothing.

        Raises:
            ValueError: A cell is not understood, or the row needs words or a cell that it has not.
        """
        table, cells = _table_of(table, cells)
        if span is None and table != "events":
            raise ValueError("select the words of it in the text first")
        record = self._words(table, span) | self._cells(table, cells, roles)
        return self._gaining(table, record, span)

    def change(
        self,
        key: Key,
        cells: Mapping[str, str],
        roles: Sequence[RoleWritten] | None,
        span: Span | None,
        column: str = "",
    ) -> list[Decision]:
        """Other cells, roles or words of a row; of a part also its kind, and with it its table.

        Returns:
            The decisions; none where the row says so already.

        Raises:
            ValueError: A cell is not understood.
        """
        table, cells = _table_of(key.table, cells)
        before = self._standing.record(key)
        country = {"country": str(before.get("country") or "")} | dict(cells)
        record = {**before, **self._cells(table, cells, roles, country)}
        place = self._standing.place(key).span
        if span is not None and column == TITLE:
            record |= self._titled(span)
            span = around(place, span)
        elif span is not None and column == BODY:
            record["body"] = body_of(self._report.text, span)
            span = around(self._at(record.get("title_at")), span)
        elif span is not None and column == MORE:
            record["told_by"] = [*_list(record.get("told_by")), self._dumped(span)]
            span = None
        elif span is not None:
            record |= self._words(table, span, record)
        if table != key.table:
            moved = {name: record[name] for name in RECORDS[table].model_fields if name in record}
            return [*self._gaining(table, moved, span or place), self.verdict(key, "reject")]
        if self._written(table, record) == before and (span is None or span == place):
            return []
        return [*self._yielding(key, span, place), self._put(key, record, span)]

    def verdict(self, key: Key, action: Action) -> Decision:
        """Accept or reject a row: what it says is recorded, so that other rules change nothing."""
        after = self._standing.record(key) if action == "accept" else None
        return self._about(key, action, after=after)

    def says(self, table: str, cells: Mapping[str, str], added: Decision) -> bool:
        """Whether a row was added with these cells; those that name another row apart.

        Raises:
            ValueError: A cell is not understood.
        """
        table, cells = _table_of(table, cells)
        if added.table != table or not isinstance(added.after, dict):
            return False
        found = self._cells(table, cells, None)
        record = self._written(table, {**added.after, **found})
        plain = {cell for cell in found if not isinstance(record.get(cell), dict)}
        return all(record.get(cell) == added.after.get(cell) for cell in plain)

    # --- several rows -----------------------------------------------------------------------------

    def merge(self, key: Key, into: Key) -> list[Decision]:
        """One row of two: the cells of the one that stays, filled from the other; roles of both.

        Raises:
            ValueError: They are not two rows of one table.
        """
        if into.table != key.table or into == key or into not in self._standing:
            raise ValueError("pick another row of the same table")
        gone, kept = self._standing.record(key), self._standing.record(into)
        record: Cells = {**gone, **kept}
        places = [self._standing.place(k).span for k in (into, key)]
        span = None
        if key.table == "events":
            told = [*_list(kept.get(MORE)), *_list(gone.get(MORE))]
            if places[1] and places[1] != places[0]:
                told.append(self._dumped(places[1]))
            record[MORE] = told
            roles = [*_list(kept.get("roles")), *_list(gone.get("roles"))]
            record["roles"] = [role for at, role in enumerate(roles) if role not in roles[:at]]
        else:
            span = around(*places)
            first, second = (kept, gone) if begins_first(places[0], places[1]) else (gone, kept)
            for cell, joint in (("body", PARAGRAPHS), ("text", " ")):
                if cell in record:
                    record[cell] = joint.join(str(r.get(cell, "")) for r in (first, second)).strip()
            if "items" in record:
                record["items"] = [*_list(first.get("items")), *_list(second.get("items"))]
        return [self._put(into, record, span), self.verdict(key, "reject")]

    def split(self, key: Key, span: Span | None) -> list[Decision]:
        """Two rows of one: an event is copied; a part is cut before the title that is selected.

        Raises:
            ValueError: The row cannot be split, or not there.
        """
        record = self._standing.record(key)
        place = self._standing.place(key).span
        if key.table == "events":
            return [self._put(key, record, None), *self._gaining("events", record, place)]
        if key.table not in PARTS or place is None:
            raise ValueError("rows of this table cannot be split")
        if span is None or not place.start < span.start < place.end:
            raise ValueError("select the words in it with which the second part begins")
        first, rest = Span(start=place.start, end=span.start), Span(start=span.start, end=place.end)
        title = self._at(record.get("title_at"))
        under = Span(start=title.end, end=first.end) if title and first.contains(title) else first
        low = {**record, "body": body_of(self._report.text, under)}
        shared = {cell: v for cell, v in record.items() if cell in {"kind", "month", "theme"}}
        after = Span(start=span.end, end=rest.end)
        high = {**shared, **self._titled(span), "body": body_of(self._report.text, after)}
        return [
            self._put(key, low, stripped(self._report.text, first)),
            *self._gaining(key.table, high, rest, check=False),
        ]

    # --- what is replaced -------------------------------------------------------------------------

    def _yielding(self, key: Key | None, span: Span | None, was: Span | None) -> list[Decision]:
        """What the parts whose words a part is given keep, as decisions."""
        if span is None or span == was or (key is not None and key.table not in PARTS):
            return []
        made = []
        for other, left in yielding(self._standing, span, key, was):
            record = self._standing.record(other)
            title = self._at(record.get("title_at"))
            if left is None:
                made.append(self.verdict(other, "reject"))
                continue
            under = Span(start=title.end, end=left.end) if title and left.contains(title) else left
            made.append(
                self._put(other, {**record, "body": body_of(self._report.text, under)}, left)
            )
        return made

    # --- records ----------------------------------------------------------------------------------

    def _gaining(
        self, table: str, record: Mapping[str, Any], span: Span | None, *, check: bool = True
    ) -> list[Decision]:
        """A new row, and what other parts lose to it."""
        after = self._written(table, record)
        at = anchor(self._report.text, span) if span else None
        added = self._make(
            "put",
            table=table,
            row_id=self._free_id(table, after, span),
            anchor=at,
            after=after,
            beside=self._standing_on(table, span),
        )
        losses = self._yielding(None, span, None) if table in PARTS and check else []
        return [*losses, added]

    def _standing_on(self, table: str, span: Span | None) -> tuple[str, ...]:
        """The rows of a table that stand on some words."""
        places = ((key, self._standing.place(key).span) for key, _ in self._standing.rows(table))
        return tuple(key.row_id for key, at in places if span and at and at.overlaps(span))

    def _put(self, key: Key, record: Mapping[str, Any], span: Span | None) -> Decision:
        place = self._standing.place(key).span
        target = anchor(self._report.text, span) if span and span != place else None
        return self._about(key, "put", target=target, after=self._written(key.table, record))

    def _about(
        self,
        key: Key,
        action: Action,
        *,
        target: Anchor | None = None,
        after: JsonValue = None,
    ) -> Decision:
        """A decision about a row, which knows where and how the rules alone gave it."""
        first = self._standing.first(key)
        if first is None:
            place = self._standing.place(key).span
            at = anchor(self._report.text, place) if place else None
            before: JsonValue = self._standing.record(key)
        else:
            at, before = first.anchor, first.before
        last = next(
            (d.target for d in reversed(self._standing.decisions(key)) if d.action == "put"), None
        )
        return self._make(
            action,
            table=key.table,
            row_id=key.row_id,
            anchor=at,
            target=None if action == "reject" else target or last,
            before=before,
            after=after,
            beside=first.beside if first else (),
        )

    def _cells(
        self,
        table: str,
        cells: Mapping[str, str],
        roles: Sequence[RoleWritten] | None,
        beside: Mapping[str, str] | None = None,
    ) -> Cells:
        """What a form says, understood cell by cell.

        Raises:
            ValueError: A cell is not understood; the message begins with its name.
        """
        found: Cells = {}
        for cell, words in cells.items():
            if cell.endswith("_picked") or cell not in RECORDS[table].model_fields:
                continue
            try:
                found[cell] = understand(self._standing, table, cell, words, beside or cells).value
            except ValueError as error:
                raise ValueError(f"{cell.replace('_', ' ').capitalize()}: {error}") from error
            if cell == "theme" and words.strip():
                found["theme_code"] = self._code_of(words.strip())
        if cells.get("amount") and not cells.get("currency"):
            found |= self._currency(cells["amount"])
        if roles is not None:
            found["roles"] = [self._role(role) for role in roles]
        return found

    def _role(self, role: RoleWritten) -> JsonValue:
        found = who(self._standing, role.who, role.picked, role.kind, {})
        return {"role": role.role, "who": found.value}

    def _currency(self, amount: str) -> Cells:
        currency = money_of(amount).currency
        return {"currency": currency} if currency else {}

    def _code_of(self, theme: str) -> JsonValue:
        rows = (row for _, row in self._standing.rows("sections") if row["theme"] == theme)
        return next((row["theme_code"] for row in rows if row["theme_code"]), None)

    def _words(self, table: str, span: Span | None, base: Cells | None = None) -> Cells:
        """What selected words say of a row that stands on them."""
        if span is None or table == "events":
            return {}
        text = self._report.text
        if table == "quotes":
            words: Cells = {"text": " ".join(span.of(text).split())}
            return words if base else {**words, "kind": "direct"}
        if table == "lists":
            return {"items": [line.strip() for line in span.of(text).splitlines() if line.strip()]}
        if base is None:
            return self._headed(table, span)
        title = self._at(base.get("title_at"))
        under = Span(start=title.end, end=span.end) if title and span.contains(title) else span
        return {"body": body_of(text, under)}

    def _headed(self, table: str, span: Span) -> Cells:
        """A new part: its first line is its title, if others follow and it is no sentence."""
        first, _, rest = span.of(self._report.text).partition("\n")
        cells: Cells = {"kind": "section"} if table == "sections" else {}
        if rest.strip() and not first.rstrip().endswith(SENTENCE_ENDS):
            title = Span(start=span.start, end=span.start + len(first.rstrip()))
            under = Span(start=title.end, end=span.end)
            return {**cells, **self._titled(title), "body": body_of(self._report.text, under)}
        return {**cells, "body": body_of(self._report.text, span)}

    def _titled(self, span: Span) -> Cells:
        words = " ".join(span.of(self._report.text).split())
        return {"title": words, "title_at": self._dumped(span)}

    def _at(self, anchored: JsonValue) -> Span | None:
        """Where the words of an anchor stand."""
        return find(self._report.text, Anchor.model_validate(anchored)) if anchored else None

    def _dumped(self, span: Span) -> JsonValue:
        found: JsonValue = anchor(self._report.text, span).model_dump(mode="json")
        return found

    def _written(self, table: str, record: Mapping[str, Any]) -> Cells:
        try:
            return written(table, record)
        except ValidationError as error:
            first = error.errors()[0]
            cell = str(first["loc"][0]) if first["loc"] else "row"
            what = str(first["msg"]) if record.get(cell) else "it is missing"
            raise ValueError(f"{cell.replace('_', ' ').capitalize()}: {what}") from error

    def _free_id(self, table: str, record: Cells, span: Span | None) -> str:
        """An id for a new row: the same wherever the same row is added in the same order."""
        name = next((record[c] for c in ("name", "title", "text", "body") if record.get(c)), "")
        place = (span.start, span.end) if span else ("", "")
        count = 0
        while True:
            seed = (self._report.about["sha256"], table, *place, name, count)
            digest = blake2b("\x1f".join(map(str, seed)).encode(), digest_size=6).hexdigest()
            if Key(table, digest) not in self._standing and not self._standing.first(
                Key(table, digest)
            ):
                return digest
            count += 1


def _table_of(table: str, cells: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """The table of a part by its kind, and the cells that it has there."""
    kind = cells.get("kind")
    if table not in PARTS or not kind:
        return table, cells
    if kind == "milestone":
        return "milestones", {cell: words for cell, words in cells.items() if cell != "kind"}
    return "sections", cells


def _list(value: JsonValue) -> list[Any]:
    return list(value) if isinstance(value, list) else []
