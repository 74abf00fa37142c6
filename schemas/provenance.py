"""Records of provenance: repairs, evidence, decisions, doubts."""

import datetime as dt
from typing import Literal

from schemas.record import Record
from schemas.values import Bbox, Id, Offset, Page, Status, Text


class Repair(Record):
    """One entry of the repair ledger."""

    key = ("repair_id",)

    repair_id: Id
    rule: Text
    kind: Literal["join", "hyphen", "move", "noise", "character"]
    raw_start: Offset
    raw_end: Offset
    start: Offset
    end: Offset
    before: str
    after: str


class Evidence(Record):
    """What one cell rests on: the words that state it, or the rule that derived it."""

    key = ("table", "row_id", "column")

    table: Text
    row_id: Id
    column: Text
    exact: str | None
    prefix: str | None
    suffix: str | None
    start: Offset | None
    end: Offset | None
    page: Page | None
    bbox: Bbox | None
    rule: str | None
    status: Status


class Decision(Record):
    """What a reviewer decided, and the row that it is about now; ``status`` says whether it holds.

    ``before`` and ``after`` are cells as the decision names them, lists as JSON.
    """

    key = ("decision_id",)

    decision_id: Id
    time: dt.datetime
    reviewer: Text
    action: Text
    table: str | None
    row_id: Id | None
    column: str | None
    before: str | None
    after: str | None
    exact: str | None
    status: Literal["applied", "lost"]


class Flag(Record):
    """A doubt for a person to look at."""

    key = ("flag_id",)

    flag_id: Id
    severity: Literal["info", "warning", "error"]
    code: Text
    message: Text
    table: str | None
    row_id: Id | None
    start: Offset | None
    end: Offset | None
    before: str | None
    after: str | None


class EntityRow(Record):
    """Which row of a report an entity of the dataset was made of, and why it is the same."""

    key = ("table", "entity_id", "report_id", "row_id")

    table: Text
    entity_id: Id
    row_id: Id
    rule: Text
