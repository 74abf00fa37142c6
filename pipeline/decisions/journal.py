"""The journal of decisions: ``review.jsonl``, one JSON object a line, only ever appended to.

A decision is on the disk before :func:`append` returns. A process that dies while it writes can
leave one torn last line; :func:`read` passes over it and says so, and the next append mends it.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from itertools import product
from pathlib import Path
from time import sleep
from typing import Literal, TypeVar

from pydantic import JsonValue, ValidationError

from pipeline.decisions.anchor import Anchor
from pipeline.decisions.records import RECORDS, changed
from pipeline.document.checked import Checked

T = TypeVar("T")
JOURNAL = "review.jsonl"
TRIES, PAUSE = 100, 0.02
"""How often, and after how many seconds, a folder is looked for again that is being exchanged."""
METHOD = "review"
"""The method of mentions that a reviewer made, and the rule of repairs that one accepted."""
BY_REVIEW = f"{METHOD} by "
"""Begins the rule of cells that a reviewer set."""
OF_MENTIONS = frozenset({"mentions", "dates", "figures"})
"""Tables whose rows are mentions."""

NUMBERED = frozenset({"list_items"})
"""Tables whose ids count their rows: a join or a split gives the rows after it other ids, so that
only the anchor says which row is meant."""

Action = Literal[
    "accept",  # the row is right as it is
    "reject",  # the row is wrong and goes
    "skip",  # the reviewer is not sure: the row stays as it is, and open
    "edit",  # one cell: `column`, from `before` to `after`
    "respan",  # the mention's words are others: `target`
    "add",  # a mention that was missed: `anchor` is its words, `after` its label
    "merge",  # the entity of the mention at `anchor` is that of the mention at `target`
    "split",  # a list item becomes several: `after` is the list of texts
    "join",  # a list item is joined with the one before it
    "put",  # the row stands as the record `after` says; `before`: as the rules gave it, or None
    "repair",  # a suggested repair is applied: `anchor` is what `after` replaces
    "undo",  # the decision whose id is `before` no longer holds
]


VERDICTS = frozenset({"accept", "reject", "skip"})
"""Actions of which the latest holds for a row, whatever else is decided about it."""


class Decision(Checked):
    """One decision of one reviewer; ``row_id`` is the row's id when it was made.

    ``beside`` are rows that stood on the words of an added one already, and are others than it.
    """

    id: str
    time: datetime
    reviewer: str
    action: Action
    table: str | None = None
    row_id: str | None = None
    column: str | None = None
    anchor: Anchor | None = None
    target: Anchor | None = None
    before: JsonValue = None
    after: JsonValue = None
    beside: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """What a cell that was set by this decision rests on."""
        return f"{BY_REVIEW}{self.reviewer}, {self.time:%Y-%m-%d}"


def is_whole(decision: Decision) -> bool:
    """Whether a decision records a whole row, by which it is found again under other rules."""
    record = decision.before if decision.action == "reject" else decision.after
    verdict = decision.action in {"put", "accept", "reject"}
    return verdict and decision.table in RECORDS and bool(decision.row_id and record)


class Journal(Checked):
    """The decisions of a file in the order of their time; ``torn`` counts unreadable lines."""

    decisions: tuple[Decision, ...] = ()
    torn: int = 0


class Review(Checked):
    """What a journal comes to: the decisions in force, by time, and what speaks against them."""

    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[tuple[Decision, Decision], ...] = ()
    torn: int = 0


def append(path: Path, *decisions: Decision) -> None:
    """Append decisions that were made together and wait until they are on the disk.

    A run may be exchanging the folder around the journal: for a moment there is none, and what was
    written to may be the old one, of which a disk without links has only had a copy made. So the
    journal is looked at again afterwards, and gets what it does not have.

    Raises:
        OSError: The journal cannot be written to the end: the disk is full; or its folder is gone.
    """
    while decisions and not _append(path, decisions):
        known = _patient(lambda: _known(path))
        decisions = tuple(decision for decision in decisions if decision.id not in known)


def _append(path: Path, decisions: Iterable[Decision]) -> bool:
    """Append decisions; whether what they were written to is still the journal after that."""
    lines = b"".join(decision.model_dump_json().encode() + b"\n" for decision in decisions)
    descriptor = _patient(lambda: os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644))
    try:
        end = os.fstat(descriptor).st_size
        torn = end > 0 and os.pread(descriptor, 1, end - 1) != b"\n"
        _write(descriptor, b"\n" + lines if torn else lines)
        os.fsync(descriptor)
        _patient(path.parent.stat)
        is_same = _is(path, descriptor)
    finally:
        os.close(descriptor)
    if not end:
        _patient(lambda: _keep_name(path))
    return is_same


def _known(path: Path) -> set[str]:
    """The ids of the decisions in a journal.

    Raises:
        FileNotFoundError: The folder was exchanged meanwhile: that it holds none may not be so.
    """
    before = path.parent.stat()
    found = read(path)
    if not os.path.samestat(before, path.parent.stat()):
        raise FileNotFoundError(path)
    return {decision.id for decision in found.decisions}


def _is(path: Path, descriptor: int) -> bool:
    """Whether a path leads to an open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _patient(work: Callable[[], T]) -> T:
    """Do something with a folder that is missing for the moment in which it is exchanged."""
    for _ in range(TRIES):
        with suppress(FileNotFoundError):
            return work()
        sleep(PAUSE)
    return work()


def _write(descriptor: int, data: bytes) -> None:
    """Write all of it: a disk that fills up takes a part first and fails only then."""
    while data:
        data = data[os.write(descriptor, data) :]


def _keep_name(path: Path) -> None:
    """Wait until the folder, too, has a new file on the disk."""
    if os.name == "nt":  # where folders cannot be opened
        return
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> Journal:
    """Read a journal; a missing file is an empty one."""
    if not path.exists():
        return Journal()
    decisions: list[Decision] = []
    torn = 0
    for line in path.read_bytes().splitlines():
        try:
            decisions.append(Decision.model_validate_json(line))
        except ValidationError:
            torn += 1
    return Journal(decisions=tuple(sorted(decisions, key=_time)), torn=torn)


def review_of(journal: Journal) -> Review:
    """What the journal of a report comes to."""
    return Review(
        decisions=in_force(journal.decisions),
        conflicts=conflicts(journal.decisions),
        torn=journal.torn,
    )


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: without undone ones, and of one cell only the latest.

    Returns:
        Decisions in the order of their time.
    """
    ordered = sorted(decisions, key=_time)
    undone = _undone(ordered)
    latest: dict[object, Decision] = {}
    for decision in ordered:
        if decision.action != "undo" and decision.id not in undone:
            latest.pop(_subject(decision), None)
            latest[_subject(decision)] = decision
    return tuple(latest.values())


def conflicts(decisions: Iterable[Decision]) -> tuple[tuple[Decision, Decision], ...]:
    """Pairs of decisions by two reviewers that contradict each other.

    They say different things about the same cell or row, or one changes what the other rejects.
    """
    ordered = sorted(decisions, key=_time)
    undone = _undone(ordered)
    last: dict[object, Decision] = {}
    found: list[tuple[Decision, Decision]] = []
    for decision in ordered:
        if decision.action == "undo" or decision.id in undone:
            continue
        other = last.get(_subject(decision))
        if other and other.reviewer != decision.reviewer and not _agree(other, decision):
            found.append((other, decision))
        last[_subject(decision)] = decision
    return (*found, *_vain(in_force(ordered)))


def _vain(holding: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """Changes by one reviewer of what another rejects, the earlier decision first."""
    rows: dict[object, list[Decision]] = {}
    for decision in holding:
        rows.setdefault((decision.table, _place(decision)), []).append(decision)
    return [
        (min(pair, key=_time), max(pair, key=_time))
        for about in rows.values()
        for pair in product(about, about)
        if pair[0].action == "reject"
        and pair[1].action not in VERDICTS
        and pair[0].reviewer != pair[1].reviewer
    ]


def _time(decision: Decision) -> datetime:
    """What decisions are ordered by; those made together keep the order in which they stand."""
    return decision.time


def _undone(ordered: Iterable[Decision]) -> set[str]:
    """Ids of undone decisions; undoing an undo brings the first decision back."""
    undone: set[str] = set()
    for decision in reversed(list(ordered)):
        if decision.action == "undo" and decision.id not in undone:
            undone.add(str(decision.before))
    return undone


def _subject(decision: Decision) -> tuple[object, ...]:
    """What a decision is about: a cell, or a row's standing."""
    action = "verdict" if decision.action in VERDICTS else decision.action
    return decision.table, _place(decision), decision.column, action


def _place(decision: Decision) -> object:
    """The row that a decision is about: its id; its words, where it has none or only a number."""
    at = decision.anchor
    words = at and (at.exact, at.prefix, at.suffix)
    return words if words and decision.table in NUMBERED else decision.row_id or words


def _agree(one: Decision, other: Decision) -> bool:
    """Whether two decisions about one thing say the same; who is not sure contradicts nobody.

    Of a whole row, the later one also agrees when it keeps all that the earlier one changed.
    """
    if one.action == other.action == "put":
        kept = other.after if isinstance(other.after, dict) else {}
        same = all(kept.get(k) == v for k, v in changed(one.before, one.after).items())
        return same and one.anchor == other.anchor
    if "skip" in {one.action, other.action}:
        return True
    return (one.action, one.after, one.target) == (other.action, other.after, other.target)
