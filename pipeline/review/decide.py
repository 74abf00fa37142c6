"""From what a person did on the page to decisions: checked, anchored, and then in the journal."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, JsonValue

from pipeline.decisions.anchor import Anchor, anchor
from pipeline.decisions.journal import Action, Decision
from pipeline.document.labels import labels
from pipeline.document.span import Span
from pipeline.review.fields import fields, value_of, value_of_mention
from pipeline.review.lookup import place_cells
from pipeline.review.meaning import bounds
from pipeline.review.standing import RECORDED, Standing
from pipeline.write.report import Key, Row
from schemas import TABLES

MERGED = ("organisations", "people", "places")


class Deed(BaseModel):
    """What the page sends.

    ``start`` and ``end`` are a selection in the text, ``version`` is the extraction that is shown.
    ``replaces`` are the mentions that the person knows to go for the one that is added or moved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action
    table: str = ""
    row_id: str = ""
    column: str = ""
    value: str = ""
    start: int | None = None
    end: int | None = None
    into: str = ""
    version: str = ""
    replaces: frozenset[str] = frozenset()


class ReplacesError(ValueError):
    """A label would take the place of others that the person has not been told of.

    Args:
        rows: These mentions.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        names = ", ".join(f"{row['label']} “{row['text']}”" for row in rows)
        super().__init__(f"these words are labelled already: {names} would go")


def decisions_of(deed: Deed, standing: Standing, reviewer: str) -> list[Decision]:
    """The decisions that one deed makes, all at one time; none where the row has that verdict.

    Raises:
        ReplacesError: Other labels would go for it, and ``deed.replaces`` does not name them.
        ValueError: It cannot be done; the message is for the person.
    """
    made = _Maker(deed, standing, reviewer)
    match deed.action:
        case "add":
            return made.add()
        case "undo":
            return made.undo()
        case _:
            return made.about_a_row()


class _Maker:
    """Makes the decisions of one deed."""

    def __init__(self, deed: Deed, standing: Standing, reviewer: str) -> None:
        self.deed = deed
        self.standing = standing
        self.text = standing.report.text
        self.reviewer = reviewer
        self.now = datetime.now(UTC)

    def add(self) -> list[Decision]:
        if self.deed.value not in labels():
            raise ValueError(f"{self.deed.value} is no label")
        span = self._selection()
        gone = self._replaced(span)
        return [
            self._decision(
                "add",
                table="mentions",
                anchor=anchor(self.text, span),
                before=gone,
                after=self.deed.value,
            )
        ]

    def undo(self) -> list[Decision]:
        """Undo one decision, or the reviewer's last ones: all that were made by one deed."""
        holding = self.standing.in_force
        if self.deed.value:
            found = [d for d in holding if d.id == self.deed.value]
        else:
            mine = [d for d in holding if d.reviewer == self.reviewer]
            found = [d for d in mine if d.time == mine[-1].time]
        if not found:
            raise ValueError("there is nothing to undo")
        return [self._decision("undo", table=d.table, row_id=d.row_id, before=d.id) for d in found]

    def about_a_row(self) -> list[Decision]:
        key = Key(self.deed.table, self.deed.row_id)
        if key not in self.standing:
            raise ValueError("this row is not in the report")
        match self.deed.action:
            case "edit":
                return self._edit(key)
            case "respan":
                span = self._selection()
                gone = self._replaced(span, key)
                return [self._on(key, "respan", target=anchor(self.text, span), before=gone)]
            case "merge":
                return [self._merge(key)]
            case "split":
                return [self._split(key)]
            case "join":
                return [self._join(key)]
            case "repair":
                return [self._repair(key)]
            case action:
                return self._verdict(key, action)

    def _verdict(self, key: Key, action: Action) -> list[Decision]:
        if key in self.standing.replaced:
            raise ValueError("another label takes the place of this one: undo that first")
        if any(d.action == action for d in self.standing.decisions(key)):
            return []
        return [self._on(key, action)]

    def _replaced(self, span: Span, own: Key | None = None) -> JsonValue:
        """The mentions that have to go for one at these words, as the decision records them."""
        covered = self.standing.covered(span, own)
        rows = [row for _, row in covered]
        here = (str(span.start), str(span.end), self.deed.value)
        if own is None and here in {(row["start"], row["end"], row["label"]) for row in rows}:
            raise ValueError(f"these words are labelled {self.deed.value} already")
        if {key.row_id for key, _ in covered} - self.deed.replaces:
            raise ReplacesError(rows)
        return [{column: row[column] for column in RECORDED} for row in rows] or None

    def _edit(self, key: Key) -> list[Decision]:
        if self.deed.column not in fields(key.table):
            raise ValueError(f"{self.deed.column} cannot be changed")
        column, written = self.deed.column, self.deed.value.strip()
        cells = {column: self._value(key, column, written), **self._days(key, column, written)}
        if column == "geonames_id" and written:
            cells |= place_cells(written)
        made = []
        row = self.standing.row(key)
        for column, after in cells.items():
            before = _before(key.table, column, row[column])
            target = TABLES[key.table].references.get(column)
            if target and after is not None and Key(target, str(after)) not in self.standing:
                raise ValueError(f"{column} names no row of {target}: pick one")
            if before != after:
                made.append(self._on(key, "edit", column=column, before=before, after=after))
        if not made:
            raise ValueError("that is what the cell says already")
        return made

    def _value(self, key: Key, column: str, written: str) -> JsonValue:
        if (key.table, column) == ("mentions", "value"):
            return value_of_mention(self.standing.row(key)["label"], written)
        return value_of(key.table, column, written)

    def _days(self, key: Key, column: str, written: str) -> dict[str, JsonValue]:
        """The day bounds that go with a date."""
        named = {"events": "date", "dates": "value"}
        if named.get(key.table) != column:
            return {}
        if not written:
            return {"date_start": None, "date_end": None}
        first, last = bounds(written)
        return {"date_start": first.isoformat(), "date_end": last.isoformat()}

    def _merge(self, key: Key) -> Decision:
        into = Key(key.table, self.deed.into)
        if key.table not in MERGED or into not in self.standing or into == key:
            raise ValueError("pick another row of the same table")
        target = self._anchor(into)
        if target is None or self._anchor(key) is None:
            raise ValueError("only what the text mentions can be merged")
        return self._on(key, "merge", target=target)

    def _split(self, key: Key) -> Decision:
        parts: list[JsonValue] = [
            part.strip() for part in self.deed.value.splitlines() if part.strip()
        ]
        if key.table != "list_items" or len(parts) < 2:  # noqa: PLR2004 - one part is no split
            raise ValueError("write each part of the list item on a line of its own")
        return self._on(key, "split", before=self.standing.row(key)["text"], after=parts)

    def _join(self, key: Key) -> Decision:
        if key.table != "list_items":
            raise ValueError("only list items can be joined")
        row = self.standing.report[key]
        if row["order"] == "1":
            raise ValueError("there is no list item before this one")
        return self._on(key, "join", before=row["text"])

    def _repair(self, key: Key) -> Decision:
        repair = suggestion(self.standing, key)
        if repair is None:
            raise ValueError("no repair is suggested here")
        before, after = repair
        return self._on(key, "repair", before=before, after=after)

    def _selection(self) -> Span:
        start, end = self.deed.start, self.deed.end
        if start is None or end is None or not 0 <= start < end <= len(self.text):
            raise ValueError("select some words in the text first")
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start >= end:
            raise ValueError("select some words in the text first")
        return Span(start=start, end=end)

    def _anchor(self, key: Key) -> Anchor | None:
        span = self.standing.report.place(key).span if key in self.standing.report else None
        span = span or self.standing.place(key).span
        return anchor(self.text, span) if span else None

    def _on(
        self,
        key: Key,
        action: Action,
        *,
        column: str | None = None,
        target: Anchor | None = None,
        before: JsonValue = None,
        after: JsonValue = None,
    ) -> Decision:
        return self._decision(
            action,
            table=key.table,
            row_id=key.row_id,
            column=column,
            anchor=self._anchor(key),
            target=target,
            before=before,
            after=after,
        )

    def _decision(  # noqa: PLR0913 - the fields of a decision
        self,
        action: Action,
        *,
        table: str | None,
        row_id: str | None = None,
        column: str | None = None,
        anchor: Anchor | None = None,
        target: Anchor | None = None,
        before: JsonValue = None,
        after: JsonValue = None,
    ) -> Decision:
        return Decision(
            id=uuid4().hex,
            time=self.now,
            reviewer=self.reviewer,
            action=action,
            table=table,
            row_id=row_id,
            column=column,
            anchor=anchor,
            target=target,
            before=before,
            after=after,
        )


def suggestion(standing: Standing, key: Key) -> tuple[str, str] | None:
    """The repair on offer for a row: ``(before, after)``."""
    if key not in standing.report:
        return None
    row = standing.report[key]
    if key.table == "list_items" and row["suggestion"]:
        return row["text"], row["suggestion"]
    if key.table == "flags" and row["code"] == "repair.suggestion":
        return row["before"], row["after"]
    return None


def _before(table: str, column: str, cell: str) -> JsonValue:
    try:
        return value_of(table, column, cell)
    except ValueError:
        return cell or None
