"""Which blocks make one passage, and which stand in between and follow it instead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.repair.continuation import Continuation
from pipeline.repair.shape import opens_small
from pipeline.repair.units import Unit

MOST_BETWEEN = 6
"""Blocks that may stand between the halves of a sentence: footer, page number, header, caption."""
RECURRING, RECURRING_LENGTH = 3, 60
"""So often a short block stands in a report that is furniture."""
LONGEST = 10_000
"""Characters from which on nothing is added to a passage."""
LONG_CLAUSE = 10
"""Words from which on the first half of a sentence is surely one."""
FURNITURE, INTERRUPTION = "furniture", "interruption"
"""Why something moves behind a sentence: every page has the first, the other is flagged."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why a unit goes on with another one, and the positions of those that stand in between."""

    rule: str
    between: range
    interruption: str = ""


@dataclass(slots=True)
class Group:
    """Units that make one passage, by their positions; each but the first has its join."""

    units: list[int]
    joins: list[Join] = field(default_factory=list)


def arrange(units: Sequence[Unit], continuation: Continuation) -> list[Group]:
    """Group the units into passages; what interrupts one makes passages of its own."""
    furniture = _furniture(units)
    groups: list[Group] = []
    position = 0
    while position < len(units):
        group, after = _group(units, position, continuation, furniture)
        groups.append(group)
        for join in group.joins:
            groups += _interrupting(units, join.between, continuation, furniture)
        position = after
    return groups


def _group(
    units: Sequence[Unit], position: int, continuation: Continuation, furniture: frozenset[int]
) -> tuple[Group, int]:
    """The passage that begins with a unit, and the position behind it."""
    group = Group([position])
    following = position + 1
    while following < len(units) and position not in furniture:
        current = group.units[-1]
        if units[current].raw.end - units[position].raw.start > LONGEST:
            break
        rule = _rule(units, current, following, continuation, furniture)
        resumed = following if rule else _resumed(units, current, continuation, furniture)
        if resumed is None:
            break
        between = range(following, resumed)
        interruption = FURNITURE if furniture.issuperset(between) else INTERRUPTION
        group.units.append(resumed)
        group.joins.append(Join(rule or "sentence", between, interruption))
        following = resumed + 1
    return group, following


def _interrupting(
    units: Sequence[Unit],
    between: range,
    continuation: Continuation,
    furniture: frozenset[int],
) -> list[Group]:
    """The passages that stand between the halves of another one."""
    groups: list[Group] = []
    for position in between:
        previous = groups[-1].units[-1] if groups else position
        rule = groups and _rule(units, previous, position, continuation, furniture)
        if rule:
            groups[-1].units.append(position)
            groups[-1].joins.append(Join(rule, range(0)))
        else:
            groups.append(Group([position]))
    return groups


def _rule(
    units: Sequence[Unit],
    left: int,
    right: int,
    continuation: Continuation,
    furniture: frozenset[int],
) -> str | None:
    if left in furniture or right in furniture:
        return None
    return continuation.rule(units[left], units[right])


def _furniture(units: Sequence[Unit]) -> frozenset[int]:
    """Positions of page numbers, and of what recurs like a running header."""
    short = {
        position: unit.text
        for position, unit in enumerate(units)
        if len(unit.text) <= RECURRING_LENGTH and not unit.listed
    }
    counts = Counter(short.values())
    return frozenset(
        position
        for position, unit in enumerate(units)
        if unit.shape.aside == "furniture"
        or (unit.shape.hint is None and counts[short.get(position, "")] >= RECURRING)
        or (position in short and _is_running_header(unit, units[position + 1 : position + 2]))
    )


def _is_running_header(unit: Unit, following: Sequence[Unit]) -> bool:
    """A short block at the head of a page whose text goes on in mid-sentence."""
    is_plain = unit.shape.hint is None and unit.opens_page and not unit.shape.is_open
    return is_plain and any(opens_small(u.text) and not u.listed for u in following)


def _resumed(
    units: Sequence[Unit],
    current: int,
    continuation: Continuation,
    furniture: frozenset[int],
) -> int | None:
    """Where a sentence goes on behind an interruption; None where it does not."""
    one = units[current].shape
    if not (one.is_open or one.hyphen):
        return None
    next_page = current + 1
    while next_page in furniture:
        next_page += 1
    if next_page > current + 1:
        is_near = next_page < len(units) and next_page - current <= MOST_BETWEEN + 1
        if is_near and _rule(units, current, next_page, continuation, furniture):
            return next_page
    after = _behind_asides(units, current, continuation, furniture)
    if after is None or not opens_small(units[after].text):
        return None
    two = units[after]
    is_text = two.shape.is_prose or two.shape.is_finished or two.shape.dangles
    if two.listed or not is_text or continuation.rule(units[after - 1], two) is not None:
        return None
    return after if continuation.rule(units[current], two) is not None else None


def _behind_asides(
    units: Sequence[Unit],
    current: int,
    continuation: Continuation,
    furniture: frozenset[int],
) -> int | None:
    """The first unit behind captions, pull quotes, furniture and at most one heading."""
    one = units[current].shape
    if units[current].listed:
        return None
    is_sure = one.is_prose and one.count >= LONG_CLAUSE and continuation.paragraphs_end
    headings = 0
    after = current + 1
    while after < len(units) and after - current <= MOST_BETWEEN:
        shape = units[after].shape
        if after not in furniture and shape.aside is None:
            headings += 1
            if headings > 1 or units[after].listed or not (is_sure and shape.is_heading):
                break
        after += 1
    return None if after in (current + 1, len(units)) else after
