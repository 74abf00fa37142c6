"""Rows that a reviewer recorded as a whole: they stand so, whatever the rules have found.

Events with their roles, quotes and lists; parts of the report are in ``parts``.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from pipeline.decisions.anchor import Anchor, find
from pipeline.decisions.journal import Decision
from pipeline.decisions.lost import LostError
from pipeline.decisions.records import (
    EventRecord,
    ListRecord,
    MilestoneRecord,
    QuoteRecord,
    SectionRecord,
    record_of,
)
from pipeline.document.edtf import edtf_bounds
from pipeline.document.span import Span
from pipeline.tables.references import References
from pipeline.tables.rows import UNQUOTED, Tables
from pipeline.tables.store import Store, decided
from schemas import TABLES, Record
from schemas.provenance import Evidence

Where = Callable[[Span], Mapping[str, str | None]]
"""``milestone_id`` and ``section_id`` of what stands at a span."""
STATED: Mapping[str, tuple[str, ...]] = {
    "events": ("name", "date", "participants", "amount", "place_id", "country"),
    "event_roles": ("name",),
    "milestones": ("title", "month"),
    "sections": ("title", "month", "theme", "theme_code"),
    "lists": ("title", "about"),
    "list_items": ("text",),
    "quotes": ("text", "speaker", "date"),
}
"""The cells that state a fact; of a row that a reviewer adds, the first is what its words say."""


class Recorder:
    """Lays whole rows over those of a run.

    Args:
        tables: The report's tables, for its text and the places in it.
        store: Their rows.
        where: The part of the report that something stands in.

    Attributes:
        moved: The number that a part of the report is to have among its like, by table and id.
    """

    def __init__(self, tables: Tables, store: Store, where: Where) -> None:
        self._tables = tables
        self._store = store
        self._where = where
        self._references = References(tables, store)
        self.moved: dict[tuple[str, str], int] = {}

    def put(self, decision: Decision) -> str:
        """Make the row what the decision says.

        Returns:
            The row's id.

        Raises:
            LostError: The report has no longer the words that the row stands on.
            pydantic.ValidationError: The decision holds no such row, or its schema refuses it.
        """
        table, row_id = decision.table or "", decision.row_id or ""
        span = self._place(decision, table, row_id)
        match record_of(table, decision.after):
            case EventRecord() as event:
                self._event(decision, row_id, span, event)
            case QuoteRecord() as quote:
                self._quote(decision, row_id, span, quote)
            case ListRecord() as items:
                self._list(decision, row_id, span, items)
            case SectionRecord() | MilestoneRecord() as part:
                self._part(decision, row_id, span, part)
        return row_id

    def _place(self, decision: Decision, table: str, row_id: str) -> Span:
        """Where the row stands: its words, those of the run's row, or nowhere."""
        anchored = decision.target or decision.anchor
        if anchored is None:
            return Span(start=0, end=0)
        if found := find(self._tables.text, anchored):
            return found
        if row_id in self._store.rows[table] and (spans := self._store.spans(table, row_id)):
            return spans[0]
        message = "its words are not in the text"
        raise LostError(message)

    # --- events -----------------------------------------------------------------------------------

    def _event(self, decision: Decision, row_id: str, span: Span, event: EventRecord) -> None:
        old: Any = self._store.rows["events"].get(row_id)
        first, last = edtf_bounds(event.date) if event.date else (None, None)
        same_date = old is not None and old.date == event.date
        place = event.place and self._references.row_of(event.place, decision.rule)
        self._lay(
            "events",
            decision,
            span,
            event_id=row_id,
            **_kept(old, "milestone_id", "section_id") or self._where(span),
            **event.model_dump(exclude={"roles", "place", "told_by"}),
            date_start=first,
            date_end=last,
            date_source=old.date_source if same_date else event.date and "review",
            place_id=place,
            start=span.start,
            end=span.end,
            told_by=self._told_by(event.told_by),
            occasion_id=old and old.occasion_id,
            confidence=1.0,
        )
        rows = self._store.rows["event_roles"]
        gone = {key for key, role in rows.items() if dict(role)["event_id"] == row_id}
        for part in event.roles:
            entity = self._references.row_of(part.who, decision.rule)
            name = self._references.name_of(part.who.table, entity)
            key = self._lay(
                "event_roles",
                decision,
                None,
                event_id=row_id,
                role=part.role,
                entity_id=entity,
                name=name,
            )
            gone.discard(key)
        for key in gone:
            self._store.drop("event_roles", key)

    def _told_by(self, anchors: Collection[Anchor]) -> str | None:
        found = [span for anchored in anchors if (span := find(self._tables.text, anchored))]
        return ";".join(f"{span.start}-{span.end}" for span in found) or None

    # --- quotes, lists, parts ---------------------------------------------------------------------

    def _quote(self, decision: Decision, row_id: str, span: Span, quote: QuoteRecord) -> None:
        person = quote.person and self._references.row_of(quote.person, decision.rule)
        speaker = quote.speaker or (person and self._references.name_of("people", person))
        self._lay(
            "quotes",
            decision,
            span,
            quote_id=row_id,
            kind=quote.kind,
            text=quote.text,
            speaker=speaker,
            person_id=person,
            date=quote.date,
            start=span.start,
            end=span.end,
        )

    def _list(self, decision: Decision, row_id: str, span: Span, found: ListRecord) -> None:
        old: Any = self._store.rows["lists"].get(row_id)
        self._lay(
            "lists",
            decision,
            None,
            list_id=row_id,
            section_id=old.section_id if old else self._where(span)["section_id"],
            title=found.title,
            about=found.about,
            group=old.group if old else 1,
            items=len(found.items),
        )
        rows = self._store.rows["list_items"]
        gone = {key for key, item in rows.items() if dict(item)["list_id"] == row_id}
        at = span.start
        for order, words in enumerate(found.items, 1):
            start = self._tables.text.find(words, at, span.end)
            if start < 0:
                message = f"{words!r} is not in the list"
                raise LostError(message)
            at = start + len(words)
            item = Span(start=start, end=at)
            key = self._lay(
                "list_items",
                decision,
                item,
                list_id=row_id,
                order=order,
                text=words,
                raw=self._tables.offsets.to_raw(item).of(self._tables.document.raw),
                suggestion=None,
                start=start,
                end=at,
            )
            gone.discard(key)
        for key in gone:
            self._store.drop("list_items", key)

    def _part(
        self, decision: Decision, row_id: str, span: Span, part: MilestoneRecord | SectionRecord
    ) -> None:
        table = decision.table or ""
        old: Any = self._store.rows[table].get(row_id)
        title = find(self._tables.text, part.title_at) if part.title_at else None
        self._lay(
            table,
            decision,
            title,
            **{TABLES[table].key[0]: row_id},
            **part.model_dump(exclude={"title_at", "order"}),
            order=old.order if old else 0,  # numbered when all parts are known
            start=span.start,
            end=span.end,
        )
        if part.order is not None:
            self.moved[table, row_id] = part.order

    # --- all --------------------------------------------------------------------------------------

    def _lay(self, table: str, decision: Decision, at: Span | None, **cells: object) -> str:
        """Put a row with its evidence: what the rules stated and the reviewer kept, or the rule.

        Args:
            table: The row's table.
            decision: What the changed cells rest on.
            at: The words of the first cell that states a fact.
            cells: All columns but the report's id.
        """
        record: Record = TABLES[table].model_validate(
            {"report_id": self._tables.report_id, **cells}, strict=False
        )
        key = "/".join(str(getattr(record, column)) for column in TABLES[table].key)
        old = self._store.rows[table].get(key)
        evidence: dict[str, Evidence] = {}
        for column in STATED[table]:
            value = getattr(record, column)
            if value == (getattr(old, column) if old else None):
                continue
            words = at if column == STATED[table][0] and value is not None else None
            evidence[column] = self._evidence(record, table, key, column, decision.rule, words)
        return self._store.put(table, record, evidence)

    def _evidence(
        self, record: Record, table: str, key: str, column: str, rule: str, at: Span | None
    ) -> Evidence:
        if not at:
            return decided(record, table, key, column, rule)
        cells = {**UNQUOTED, **self._tables.quote(at)}
        return decided(record, table, key, column, rule).model_copy(
            update={**cells, "status": "stated"}
        )


def _kept(record: Any, *columns: str) -> dict[str, Any]:  # noqa: ANN401 - a record or None
    """Cells of the row that the run has; none where it has no such row."""
    return {column: getattr(record, column) for column in columns} if record else {}
