"""Drafting rows: each cell set together with what it rests on, so that no evidence is forgotten."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from pydantic import ValidationError

from pipeline.document import Document
from pipeline.document.boxes import Locator, format_boxes
from pipeline.document.flags import Flag, flag
from pipeline.document.ledger import OffsetMap
from pipeline.document.span import Span
from pipeline.verdict import Finding
from schemas import TABLES, Record
from schemas.provenance import Evidence
from schemas.values import Status

QUOTED = 1_000
"""Spans whose words are kept at hand: several cells rest on the same."""
UNQUOTED: Mapping[str, None] = dict.fromkeys(
    ("exact", "prefix", "suffix", "start", "end", "page", "bbox")
)
CONTEXT = 32
"""Code points of prefix and suffix in an evidence row (W3C TextQuoteSelector)."""


class DraftRow:
    """A row being drafted; :meth:`state` sets a cell and its evidence at once."""

    def __init__(self, tables: "Tables", table: str, row_id: str, cells: dict[str, Any]) -> None:
        self.tables = tables
        self.table = table
        self.row_id = row_id
        self.cells = cells
        self.evidence: list[Evidence] = []

    def state(
        self,
        column: str,
        value: object,
        *,
        at: Span | None = None,
        rule: str | None = None,
        status: Status | None = None,
    ) -> None:
        """Set a cell that states a fact.

        Args:
            column: The cell's column.
            value: Its value; ``None`` leaves the cell empty.
            at: The repaired span that states it.
            rule: The rule that derived it, where the span alone does not.
            status: By default "stated" with a span, "inferred" without, "unresolved" for ``None``.
        """
        self.cells[column] = value
        if value is None:
            if rule is None:
                return
            status = "unresolved"
        known = status or ("stated" if at is not None else "inferred")
        self.evidence.append(self.tables.evidence(self, column, at, rule, known))


class Tables:
    """The tables of one report while they are being filled."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text or ""
        self.offsets = OffsetMap(len(self.text), document.edits or ())
        self.locator = Locator(document.blocks)
        self._scanned = [block.raw for block in document.blocks if block.ocr]
        self.report_id = document.source.stem
        self.rows: dict[str, list[Record]] = {name: [] for name in TABLES}
        self.flags: list[Flag] = []
        self.findings: tuple[Finding, ...] = ()
        self._ids: dict[str, int] = defaultdict(int)
        self.quote = lru_cache(QUOTED)(self._quote)

    def id_for(self, table: str, *position: object) -> str:
        """A row id from the input's hash and the row's position: the same on every run."""
        seed = "\x1f".join([self.document.source.sha256, table, *map(str, position)])
        digest = blake2b(seed.encode(), digest_size=6).hexdigest()
        self._ids[digest] += 1
        repeat = self._ids[digest]
        return digest if repeat == 1 else f"{digest}-{repeat}"

    def draft(self, table: str, row_id: str, /, **cells: object) -> DraftRow:
        """Begin a row; its primary key column is filled with ``row_id``."""
        key = TABLES[table].key[0]
        return DraftRow(self, table, row_id, {"report_id": self.report_id, key: row_id, **cells})

    def add(self, row: DraftRow) -> None:
        """Validate a draft and keep it; a cell that its schema refuses is emptied and flagged."""
        model = TABLES[row.table]
        try:
            record = model.model_validate(row.cells)
        except ValidationError as error:
            refused = {str(e["loc"][0]): e["msg"] for e in error.errors() if e["loc"]}
            record = model.model_validate(
                {c: None if c in refused else v for c, v in row.cells.items()}
            )
            row.evidence = [e for e in row.evidence if e.column not in refused]
            self.flags += (
                flag(
                    "check.refused-value",
                    span=self._span_of(row),
                    table=row.table,
                    column=column,
                    value=row.cells.get(column),
                    reason=reason,
                )
                for column, reason in sorted(refused.items())
            )
        self.rows[row.table].append(record)
        self.rows["evidence"] += row.evidence

    def evidence(
        self, row: DraftRow, column: str, at: Span | None, rule: str | None, status: Status
    ) -> Evidence:
        """The evidence row of one cell."""
        quote = self.quote(at) if at else UNQUOTED
        return Evidence(
            report_id=self.report_id,
            table=row.table,
            row_id=row.row_id,
            column=column,
            rule=rule,
            status=status,
            **quote,
        )

    def _quote(self, at: Span) -> Mapping[str, Any]:
        """The cells of an evidence row that say where its words stand."""
        page, bbox = self.location(at)
        return {
            "exact": at.of(self.text),
            "prefix": self.text[max(at.start - CONTEXT, 0) : at.start],
            "suffix": self.text[at.end : at.end + CONTEXT],
            "start": at.start,
            "end": at.end,
            "page": page,
            "bbox": bbox,
        }

    def location(self, at: Span | None) -> tuple[int | None, str | None]:
        """Page and boxes of a repaired span; ``(None, None)`` without a layout."""
        if at is None:
            return None, None
        page, boxes = self.locator.locate(self.offsets.to_raw(at))
        return page, format_boxes(boxes)

    def method(self, method: str, at: Span) -> str:
        """How a mention was found; "ocr" before it where OCR read the characters."""
        raw = self.offsets.to_raw(at)
        index = bisect_right(self._scanned, raw.start, key=lambda span: span.start) - 1
        scanned = index >= 0 and self._scanned[index].overlaps(raw)
        return f"ocr+{method}" if scanned else method

    def _span_of(self, row: DraftRow) -> Span | None:
        start, end = row.cells.get("start"), row.cells.get("end")
        return Span(start=start, end=end) if start is not None and end is not None else None
