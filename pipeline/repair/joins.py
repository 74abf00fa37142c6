"""Words, sentences and headings that a line, block or page break took apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Edit, EditKind
from pipeline.flags import Flag, flag
from pipeline.ledger import Change, Move
from pipeline.repair.shape import (
    continues_heading,
    continues_sentence,
    interrupts,
    is_heading,
    is_unfinished,
)
from pipeline.repair.units import Unit, breaks
from pipeline.repair.words import Words
from pipeline.span import Span

HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
WORD_START = re.compile(r"(\w+)")
SUSPENDED = re.compile(r"(?:and|or|to|und|et|y|o)\b")
"""Words behind a suspended hyphen: "pre- and post-natal"."""

Verdict = tuple[str, str, EditKind]
"""What stands at the break afterwards, the rule and the kind of edit."""


@dataclass(slots=True)
class Joins:
    """What is to be joined; ``groups`` are indices of the units that make one passage."""

    changes: list[Change] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)

    def flags(self, edits: Iterable[Edit]) -> tuple[Flag, ...]:
        """A flag for each hyphen that nothing explains and for each move."""
        found: list[Flag] = []
        for edit in edits:
            if edit.rule == "hyphen-unsure":
                before = " ".join(edit.before.split())
                joined = before.replace("- ", "").replace("-", "")
                found.append(
                    flag("repair.broken-word", span=edit.text, before=before, joined=joined)
                )
            elif edit.kind == "move":
                found.append(flag("repair.moved", span=edit.text, before=edit.before.strip()[:60]))
        return tuple(found)


def join_blocks(units: Sequence[Unit], raw: str, words: Words) -> Joins:
    """Decide over every break between the lines of a block, and between blocks."""
    joins = Joins()
    for unit in units:
        for left, right in breaks(unit):
            joins.changes.append(_line_change(left, right, raw, words))
    index = 0
    while index < len(units):
        group = [index]
        follower = index + 1
        while follower < len(units):
            last, unit = units[group[-1]], units[follower]
            verdict = _verdict(last, unit, raw, words)
            if verdict is not None:
                joins.changes.append(_change(last.raw.end, unit.raw.start, verdict, raw))
                group.append(follower)
                follower += 1
                continue
            jump = _over_interruption(units, group[-1], follower, raw, words)
            if jump is None:
                break
            between, after, verdict = jump
            joins.moves.append(
                Move(Span(start=last.raw.end, end=between), units[after].raw.end, "interruption")
            )
            joins.changes.append(_change(between, units[after].raw.start, verdict, raw))
            joins.groups += [[i] for i in range(follower, after)]
            group.append(after)
            follower = after + 1
            break
        joins.groups.append(group)
        index = max(group[-1], index) + 1
    return joins


def _verdict(left: Unit, right: Unit, raw: str, words: Words) -> Verdict | None:
    """How two neighbouring blocks are one, or None where they are two."""
    if right.listed or "furniture" in (left.hint, right.hint) or "table" in (left.hint, right.hint):
        return None
    one, two = left.raw.of(raw), right.raw.of(raw)
    broken = HYPHEN.search(one)
    if broken and two[0].isalpha() and not is_heading(two, right.hint, one):
        return _at_hyphen(broken.group(1), two, words)
    if left.listed and not (left.page != right.page and two[0].islower()):
        return None
    if continues_heading(one, two, left.hint, right.hint):
        return " ", "heading", "join"
    if continues_sentence(one, two, left.hint, right.hint):
        return " ", "sentence", "join"
    return None


def _at_hyphen(left: str, following: str, words: Words) -> Verdict:
    start = WORD_START.match(following)
    if start is None or SUSPENDED.match(following):
        return "- ", "hyphen-suspended", "join"
    verdict = words.broken(left, start.group(1))
    if verdict == "join":
        return "", "hyphen", "hyphen"
    return "-", "hyphen-kept" if verdict == "keep" else "hyphen-unsure", "hyphen"


def _change(end: int, start: int, verdict: Verdict, raw: str) -> Change:
    """The change at a break; a hyphen before it is part of it."""
    after, rule, kind = verdict
    if rule.startswith("hyphen"):
        end -= 1
    if rule == "hyphen-unsure":
        # The flag names the word, so the edit covers it.
        left = HYPHEN.search(raw[: end + 1])
        right = WORD_START.match(raw, start)
        if left and right:
            after = f"{left.group(1)}-{right.group(1)}"
            return Change(Span(start=left.start(1), end=right.end(1)), after, rule, kind)
    return Change(Span(start=end, end=start), after, rule, kind)


def _line_change(left: Span, right: Span, raw: str, words: Words) -> Change:
    one, two = left.of(raw), right.of(raw)
    broken = HYPHEN.search(one)
    if broken and two[0].isalpha():
        return _change(left.end, right.start, _at_hyphen(broken.group(1), two, words), raw)
    return Change(Span(start=left.end, end=right.start), " ", "line", "join")


def _over_interruption(
    units: Sequence[Unit], last: int, follower: int, raw: str, words: Words
) -> tuple[int, int, Verdict] | None:
    """A sentence that goes on behind furniture, a caption or a pull quote.

    Returns:
        The raw offset where the interruption ends, the unit in which the sentence goes on, and how
        it is joined; None where nothing is sure.
    """
    one = units[last].raw.of(raw)
    if units[last].listed or not (HYPHEN.search(one) or is_unfinished(one, units[last].hint)):
        return None
    after = follower
    while after < len(units) and after - follower < MAX_INTERRUPTION:
        if not interrupts(units[after].raw.of(raw), units[after].hint):
            break
        after += 1
    if after == follower or after >= len(units):
        return None
    two = units[after].raw.of(raw)
    if not two[0].islower():
        return None
    verdict = _verdict(units[last], units[after], raw, words)
    return None if verdict is None else (units[after - 1].raw.end, after, verdict)


MAX_INTERRUPTION = 4
"""Blocks that may stand between the halves of a sentence: footer, page number, header, caption."""
