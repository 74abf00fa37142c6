"""How the rows stand under the decisions in force: the report with the journal laid over it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pydantic import JsonValue

from pipeline.decisions.anchor import Anchor, find
from pipeline.decisions.journal import NUMBERED, Decision, conflicts, in_force, is_whole
from pipeline.document.span import Span
from pipeline.review.records import Cells, cells_of, recorded
from pipeline.write.report import ENTITIES, Extracted, Key, Location, Row
from schemas import TABLES

ADDED = "added-"
"""Begins the row id of a mention that a decision adds and no run has extracted yet."""


class Standing:
    """The rows of a report as the decisions leave them.

    Args:
        report: The extracted report.
        decisions: The whole journal; decisions that are undone or replaced are sorted out here.

    Attributes:
        in_force: The decisions that hold.
        by_row: Those of them that are about a row that is there, by the row.
        lost: Those that no longer find a row or their words.
        replaced: Mentions that have to go for one that was added or moved, and that decision.
        left: Rows that the last run dropped, as was decided.
    """

    def __init__(self, report: Extracted, decisions: Sequence[Decision]) -> None:
        self.report = report
        self.journal = decisions
        self.in_force = in_force(decisions)
        self.by_row: dict[Key, list[Decision]] = defaultdict(list)
        self.added: dict[Key, Row] = {}
        self.lost: list[Decision] = []
        self.replaced: dict[Key, Decision] = {}
        self.left: set[Key] = set()
        for decision in self.in_force:
            self._settle(decision)

    def _settle(self, decision: Decision) -> None:
        key = row_of(self.report, decision)
        if key is None and decision.id not in self.report.rows["decisions"]:
            key = self._added(decision) or self._of_added(decision)
        if key is not None:
            self.by_row[key].append(decision)
            for mention in replaced_by(decision):
                self.replaced[Key("mentions", mention["mention_id"])] = decision
        elif self._is_done(decision):
            self.left.add(Key(decision.table or "", decision.row_id or ""))
        else:
            self.lost.append(decision)

    def _is_done(self, decision: Decision) -> bool:
        """Whether the last run carried it out and left no row: what was rejected is no more."""
        account = self.report.rows["decisions"].get(decision.id)
        return account is not None and account["status"] == "applied"

    def _of_added(self, decision: Decision) -> Key | None:
        """The row that was added since the last run, if the decision is about one."""
        key = Key(decision.table or "", decision.row_id or "")
        return key if key in self.added else None

    def _added(self, decision: Decision) -> Key | None:
        """The row that the decision adds, if it does and no run has extracted it yet."""
        anchored = decision.target or decision.anchor
        span = find(self.report.text, anchored) if anchored else None
        if decision.action == "add" and span:
            key = Key("mentions", ADDED + decision.id)
            text = span.of(self.report.text)
            cells = {"mention_id": key.row_id, "label": str(decision.after), "text": text}
            cells["method"] = f"added by {decision.reviewer}"
        elif decision.action == "put" and is_whole(decision):
            key = Key(str(decision.table), str(decision.row_id))
            cells = {TABLES[key.table].key[0]: key.row_id, **cells_of(key.table, decision.after)}
        else:
            return None
        if span:
            cells |= {"start": str(span.start), "end": str(span.end)}
        self.added[key] = {**dict.fromkeys(TABLES[key.table].model_fields, ""), **cells}
        return key

    @cached_property
    def conflicts(self) -> tuple[tuple[Decision, Decision], ...]:
        """Pairs of decisions in which two reviewers contradict each other."""
        return conflicts(self.journal)

    @cached_property
    def contested(self) -> frozenset[str]:
        """Ids of the decisions in a conflict."""
        return frozenset(d.id for pair in self.conflicts for d in pair)

    def rows(self, table: str) -> Iterable[tuple[Key, Row]]:
        """The rows of a table, added ones last, with the edited cells replaced."""
        for identifier, row in self.report.rows[table].items():
            key = Key(table, identifier)
            yield key, self.row(key) if key in self.by_row else row
        for key in self.added:
            if key.table == table:
                yield key, self.row(key)

    def row(self, key: Key) -> Row:
        """One row with its edited cells replaced.

        Raises:
            KeyError: There is no such row.
        """
        found = self.added[key] if key in self.added else self.report[key]
        changed: dict[str, str] = {}
        for decision in self.by_row.get(key, []):
            if decision.action == "edit" and decision.column:
                changed[decision.column] = as_cell(decision.after)
            elif decision.action == "put" and not self._is_done(decision):
                changed |= cells_of(key.table, decision.after)
                if decision.target and (span := find(self.report.text, decision.target)):
                    changed |= {"start": str(span.start), "end": str(span.end)}
            elif decision.action == "respan" and (place := self.place(key)).span:
                changed["text"] = place.span.of(self.report.text)
                changed |= {"start": str(place.span.start), "end": str(place.span.end)}
        return {**found, **changed}

    def __contains__(self, key: Key) -> bool:
        return key in self.report or key in self.added

    def place(self, key: Key) -> Location:
        """Where a row stands, after a change of its span."""
        for decision in reversed(self.by_row.get(key, [])):
            if decision.action in {"respan", "put"} and decision.target:
                return Location(find(self.report.text, decision.target))
        if key in self.added:
            row = self.added[key]
            place = row.get("start") and Span(start=int(row["start"]), end=int(row["end"]))
            return Location(place or None)
        return self.report.place(key)

    def decisions(self, key: Key) -> Sequence[Decision]:
        """The decisions in force about a row."""
        return self.by_row.get(key, ())

    def verdict(self, key: Key) -> str:
        """What became of a row: its latest decision in one word; empty when it is unchecked."""
        if key in self.replaced:
            return REPLACED
        return word_of(self.by_row[key][-1]) if self.by_row.get(key) else ""

    def covered(self, span: Span, but: Key | None = None) -> list[tuple[Key, Row]]:
        """The mentions, as they stand, that a label on these words would take the place of."""
        return [
            (key, row)
            for key, row in self.rows("mentions")
            if key != but
            and self.verdict(key) not in {REPLACED, WORDS["reject"]}
            and span.overlaps(Span(start=int(row["start"]), end=int(row["end"])))
        ]

    @cached_property
    def settled(self) -> frozenset[Key]:
        """Rows that somebody has decided about and was sure of.

        In themselves, as what another row was merged into, or as the entity whose mention was
        given another value.
        """
        merged = (row_at(self.report, d.table, d.target) for d in self.in_force if d.target)
        into = {key for key in merged if key and key.table in ENTITIES}
        valued = {
            self.report.entity.get(self.report[key]["entity_id"])
            for key, decisions in self.by_row.items()
            if key in self.report and any(_values(decision) for decision in decisions)
        }
        found = (*self.by_row, *self.replaced, *self.left, *into, *valued)
        return frozenset(key for key in found if key and key not in self.skipped)

    @cached_property
    def skipped(self) -> frozenset[Key]:
        """Rows that somebody was not sure about: they are open."""
        return frozenset(k for k, decided in self.by_row.items() if decided[-1].action == "skip")

    def record(self, key: Key) -> Cells:
        """A row as a decision would record it, as it stands."""
        put = next((d for d in reversed(self.decisions(key)) if d.action == "put"), None)
        after = put.after if put and isinstance(put.after, dict) else {}
        if put and not self._is_done(put):
            return after
        kept = {cell: after[cell] for cell in after.keys() & {"order"}}
        return {**recorded(self.report, key, self.row(key)), **kept}

    def first(self, key: Key) -> Decision | None:
        """The first decision that recorded a row: it knows what the rules alone gave."""
        about = (d for d in self.journal if (d.table, d.row_id) == key and is_whole(d))
        return next(about, None)

    def edited(self, key: Key) -> Mapping[str, Decision]:
        """The edited cells of a row."""
        return {d.column: d for d in self.decisions(key) if d.action == "edit" and d.column}


REPLACED = "replaced"
"""The verdict on a mention that has to go for another one."""
RECORDED = ("mention_id", "label", "text")
"""The cells of a mention that are recorded where another one takes its place."""
WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "skip": "unsure",
    "edit": "edited",
    "respan": "moved",
    "add": "added",
    "merge": "merged",
    "split": "split",
    "join": "joined",
    "repair": "repaired",
    "put": "changed",
    "undo": "undone",
}


def word_of(decision: Decision) -> str:
    """A decision in one word: a row that no rule has found is added."""
    is_new = decision.action == "put" and decision.before is None
    return WORDS["add"] if is_new else WORDS[decision.action]


def row_of(report: Extracted, decision: Decision) -> Key | None:
    """The row that a decision is about.

    What the last run says of it; else its id; else what stands where its text is found.
    """
    table = decision.table
    if table is None or table not in report.rows:
        return None
    if account := report.rows["decisions"].get(decision.id):
        key = Key(table, account["row_id"])
        return key if account["status"] == "applied" and key in report else None
    is_sure = table not in NUMBERED or decision.anchor is None
    if is_sure and decision.row_id and (key := Key(table, decision.row_id)) in report:
        return key
    if is_whole(decision) and decision.before is None:
        return None  # a row of its own, also where another stands on the same words
    return row_at(report, table, decision.anchor)


def row_at(report: Extracted, table: str | None, anchored: Anchor | None) -> Key | None:
    """The row of a table that stands where an anchor's words do; an entity, with a mention."""
    span = anchored and find(report.text, anchored)
    if span is None or table is None:
        return None
    if identifier := report.at.get((table, span.start, span.end)):
        return Key(table, identifier)
    mention = report.at.get(("mentions", span.start, span.end))
    if table in ENTITIES and mention:
        entity = report.entity.get(report.rows["mentions"][mention]["entity_id"])
        return entity if entity and entity.table == table else None
    return None


def _values(decision: Decision) -> bool:
    """Whether a decision gives a mention, and with it its entity, another value."""
    about = (decision.table, decision.action, decision.column)
    return about == ("mentions", "edit", "value")


def replaced_by(decision: Decision) -> Iterator[Row]:
    """The mentions that a decision has recorded as having to go for its own.

    Yields:
        Their cells of :data:`RECORDED`.
    """
    for item in decision.before if isinstance(decision.before, list) else ():
        if isinstance(item, dict) and item.keys() >= set(RECORDED):
            yield {column: str(item[column]) for column in RECORDED}


def as_cell(value: JsonValue) -> str:
    """A decision's value as a cell: None is empty."""
    return "" if value is None else str(value)
