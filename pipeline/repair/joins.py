"""The changes and moves that make passages out of the blocks that belong together."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Edit
from pipeline.document.flags import Flag, flag
from pipeline.document.ledger import Change, Move
from pipeline.document.markers import marker
from pipeline.document.span import Span
from pipeline.repair.continuation import Continuation
from pipeline.repair.glue import Glue, ends_in_hyphen, glue
from pipeline.repair.order import INTERRUPTION, arrange
from pipeline.repair.shape import broken_word
from pipeline.repair.units import Unit
from pipeline.repair.words import ReportWords

BEFORE = re.compile(r"\w{0,60}$")
AFTER = re.compile(r"-?\w{0,60}")
CELL_BREAK = "\t"
ENDED = re.compile(r"[.!?:;][\"'”’»)\]]{0,3}$")


@dataclass(slots=True)
class Joins:
    """What is to be joined; ``groups`` are positions of the units that make one passage."""

    changes: list[Change] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    groups: list[tuple[int, ...]] = field(default_factory=list)

    def flags(self, edits: Iterable[Edit], text: str) -> tuple[Flag, ...]:
        """A flag for each hyphen that nothing explains and for each interrupted sentence."""
        found: list[Flag] = []
        interruptions = {m.raw.start: m for m in self.moves if m.rule == INTERRUPTION}
        moved = sorted(interruptions)
        for edit in edits:
            if edit.rule == "hyphen-unsure":
                span = _word_around(text, edit.text.start)
                before = span.of(text)
                joined = before.replace("-", "")
                found.append(flag("repair.broken-word", span=span, before=before, joined=joined))
            elif moved and edit.text.start < edit.text.end and edit.before.strip():
                start = moved[max(bisect_right(moved, edit.raw.start) - 1, 0)]
                if start in interruptions and interruptions[start].raw.contains(edit.raw):
                    del interruptions[start]
                    what = edit.before.strip()[:60]
                    found.append(flag("repair.moved", span=edit.text, before=what))
        return tuple(found)


def join_blocks(units: Sequence[Unit], raw: str, words: ReportWords) -> Joins:
    """Decide over every break between the lines of a block, and between blocks."""
    joins = Joins()
    for unit in units:
        for left, right in pairwise(unit.lines):
            if unit.shape.hint != "table" or _is_wrapped(left, right, raw):
                joins.changes += _line_changes(left, right, raw, words)
    for group in arrange(units, Continuation(units, words)):
        members = [units[position] for position in group.units]
        for (before, after), join in zip(pairwise(members), group.joins, strict=True):
            made = glue(before.shape.hyphen, before.text[-2:], after.text, words, join.rule)
            break_end = before.raw.end
            if join.between:
                break_end = units[join.between[-1]].raw.end
                between = Span(start=before.raw.end, end=break_end)
                joins.moves.append(Move(between, members[-1].raw.end, join.interruption))
            joins.changes += _changes(before.raw.end, break_end, after.raw.start, made)
        joins.groups.append(tuple(group.units))
    return joins


def _is_wrapped(left: Span, right: Span, raw: str) -> bool:
    """Whether two lines of a table's row are one cell's, with a sentence that goes on."""
    is_cell = CELL_BREAK not in raw[left.start : right.end]
    return is_cell and ENDED.search(left.of(raw)) is None and not marker(right.of(raw))


def _line_changes(left: Span, right: Span, raw: str, words: ReportWords) -> list[Change]:
    one, two = raw[max(left.end - 2, left.start) : left.end], right.of(raw)
    broken = broken_word(left.of(raw)) if ends_in_hyphen(one) else None
    made = glue(broken, one, two, words, "line")
    return _changes(left.end, left.end, right.start, made)


def _changes(left_end: int, end: int, start: int, made: Glue) -> list[Change]:
    """The changes at a break: of the hyphen before it, and of what stands between.

    Args:
        left_end: Where the first stretch ends.
        end: Where the second one's white space begins; further on if something stands between.
        start: Where the second one begins.
        made: How they are joined.
    """
    hyphen = left_end - 1 if made.drops else left_end
    if end == left_end:
        whole = Span(start=hyphen, end=start)
        return [Change(whole, made.after, made.rule, made.kind)] if len(whole) else []
    changes = []
    if start > end:
        changes.append(Change(Span(start=end, end=start), made.after, made.rule, made.kind))
    if made.drops:
        changes.append(Change(Span(start=hyphen, end=left_end), "", made.rule, made.kind))
    return changes


def _word_around(text: str, at: int) -> Span:
    """The word around an offset, hyphens within it included."""
    head = text[max(at - 60, 0) : at].rstrip("-")
    start = at - len(text[max(at - 60, 0) : at]) + len(head)
    before = BEFORE.search(head)
    after = AFTER.match(text, at)
    return Span(
        start=start - len(before.group() if before else ""),
        end=after.end() if after else at,
    )
