"""From what a person did on the page to decisions: checked, anchored, and then in the journal."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, JsonValue

from pipeline.decisions.anchor import Anchor, anchor
from pipeline.decisions.journal import Action, Decision
from pipeline.decisions.records import RECORDS
from pipeline.document.labels import labels
from pipeline.document.meaning import bounds
from pipeline.document.span import Span
from pipeline.review.extents import PARTS, begun, losses
from pipeline.review.fields import fields, value_of, value_of_mention
from pipeline.review.lookup import place_cells
from pipeline.review.records import REFERENCES
from pipeline.review.standing import RECORDED, Standing
from pipeline.review.understood import RoleWritten
from pipeline.review.wholes import BODY, TITLE, Wholes
from pipeline.write.report import Key, Row
from schemas import TABLES

MERGED = ("organisations", "people", "places", *RECORDS)


class Deed(BaseModel):
    """What the page sends.

    ``start`` and ``end`` are a selection in the text, ``version`` is the extraction that is shown.
    ``replaces`` are the mentions, or the parts of the report, that the person knows to lose words
    for what is added or moved. ``also`` are further rows of the table, with which the same is done.
    ``cells`` and ``roles`` are what a form says, as people write it; ``column`` then says what the
    selection is of the row: its title, its body, more words that tell of it.
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
    also: tuple[str, ...] = ()
    cells: Mapping[str, str] = {}
    roles: tuple[RoleWritten, ...] | None = None


class ReplacesError(ValueError):
    """Something would take the place of others that the person has not been told of.

    Args:
        rows: These mentions; or parts of the report, in the cells of mentions.
        message: What would become of them.
    """

    def __init__(self, rows: Sequence[Row], message: str = "") -> None:
        self.rows = rows
        names = ", ".join(f"{row['label']} “{row['text']}”" for row in rows)
        super().__init__(message or f"these words are labelled already: {names} would go")


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
        case "put" if not deed.row_id:
            return made.add_row()
        case "undo":
            return made.undo()
        case _:
            rows = [deed.row_id, *(row for row in deed.also if row != deed.row_id)]
            return [decision for row in rows for decision in made.about(Key(deed.table, row))]


class _Maker:
    """Makes the decisions of one deed."""

    def __init__(self, deed: Deed, standing: Standing, reviewer: str) -> None:
        self.deed = deed
        self.standing = standing
        self.text = standing.report.text
        self.reviewer = reviewer
        self.now = datetime.now(UTC)
        self._wholes = Wholes(standing, self._decision)

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

    def add_row(self) -> list[Decision]:
        """A row that is recorded as a whole: from the selected words, or from nothing."""
        self._check_table()
        span = None if self.deed.start is None else self._selection()
        if span and self.deed.table in PARTS:
            span = begun(self.standing, span)
            self._warn(span)
        return self._wholes.add(self.deed.table, self.deed.cells, self.deed.roles, span)

    def about(self, key: Key) -> list[Decision]:
        """The decisions about one row."""
        if key not in self.standing:
            raise ValueError("this row is not in the report")
        if key.table in RECORDS and (made := self._about_whole(key)) is not None:
            return made
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
            case "put":
                raise ValueError("rows of this table are changed cell by cell")
            case action:
                return self._verdict(key, action)

    def _about_whole(self, key: Key) -> list[Decision] | None:
        """Decisions about a row that is recorded as a whole; None where only a cell is meant."""
        span = None if self.deed.start is None else self._selection()
        match self.deed.action:
            case "put":
                if span and key.table in PARTS and self.deed.column not in {TITLE, BODY}:
                    self._warn(span, key)
                changed = self._wholes.change(
                    key, self.deed.cells, self.deed.roles, span, self.deed.column
                )
                return changed or self._verdict_on_whole(key, "accept")
            case "edit" if self.deed.column in {*RECORDS[key.table].model_fields, *REFERENCES}:
                if not (changed := self._wholes.change(key, self._one_cell(), None, None)):
                    raise ValueError("that is what the cell says already")
                return changed
            case "merge":
                return self._wholes.merge(key, Key(key.table, self.deed.into))
            case "split":
                return self._wholes.split(key, span)
            case "accept" | "reject" | "skip" as action:
                return self._verdict_on_whole(key, action)
        return None

    def _verdict_on_whole(self, key: Key, action: Action) -> list[Decision]:
        """A verdict on a row that is recorded as a whole; a form saved as it was accepts it."""
        if any(d.action == action for d in self.standing.decisions(key)[-1:]):
            return []
        return [self._wholes.verdict(key, action)]

    def _one_cell(self) -> Mapping[str, str]:
        """The cell of an edit, as the form of the whole row would say it."""
        column, value = self.deed.column, self.deed.value.strip()
        if column not in fields(self.deed.table):
            raise ValueError(f"{column} cannot be changed")
        if (cell := REFERENCES.get(column)) is None or not value:
            return {cell or column: value}
        table = TABLES[self.deed.table].references[column]
        if Key(table, value) not in self.standing:
            raise ValueError(f"{column} names no row of {table}: pick one")
        row = self.standing.row(Key(table, value))
        return {cell: row["name"], f"{cell}_picked": f"{table}/{value}"}

    def _check_table(self) -> None:
        if self.deed.table not in RECORDS:
            raise ValueError("rows of this table cannot be added so")

    def _warn(self, span: Span, key: Key | None = None) -> None:
        """Tell which parts would lose words, before they do."""
        rows = losses(self.standing, span, key)
        if {row["mention_id"] for row in rows} - self.deed.replaces:
            raise ReplacesError(rows, "these words are in other parts of the report")

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
        beside: tuple[str, ...] = (),
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
            beside=beside,
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
