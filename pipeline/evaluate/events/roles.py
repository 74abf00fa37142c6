"""Who was what in an event, compared end to end: a missed event loses its roles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.answer import Role
from pipeline.evaluate.events.matching import Told
from pipeline.evaluate.gold import Gold, GoldEvent
from pipeline.evaluate.wording import alike, normal

LEADING = frozenset(("organiser", "host"))
"""Roles that texts seldom tell apart: either counts as the other."""
AMONG_EQUALS = LEADING | {"participant"}
"""The same where those who lead also take part."""
EQUALS = frozenset(("meeting", "mission", "appointment"))
"""Types of events among equals."""
SAME_BODY = 0.6
"""The least share (0-1) of words that two names of one body have in common."""

Aliases = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class RoleMatching:
    """The roles of one gold event that were found and missed, and those that are too many."""

    found: tuple[Role, ...] = ()
    missed: tuple[Role, ...] = ()
    extra: tuple[Role, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every role is right and none too many."""
        return not self.missed and not self.extra


def aliases(gold: Gold) -> Aliases:
    """All names of each body, by each of them in its normal form."""
    names_of: defaultdict[str, set[str]] = defaultdict(set)
    for paragraph in gold.paragraphs:
        for mention in paragraph.mentions:
            if mention.label == "ORG" and mention.value:
                names_of[str(mention.value)].add(mention.text)
    known: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for names in names_of.values():
        for name in names:
            known[normal(name)] |= names
    return known


def match_roles(told: Told, known: Aliases) -> RoleMatching:
    """Compare the roles of a row with those of its gold event, one to one."""
    left = list(told.row.roles)
    found, missed = [], []
    for wanted in gold_roles(told.gold):
        hit = next((role for role in left if _is(told.gold, wanted, role, known)), None)
        if hit is None:
            missed.append(wanted)
        else:
            left.remove(hit)
            found.append(wanted)
    return RoleMatching(tuple(found), tuple(missed), tuple(left))


def gold_roles(event: GoldEvent) -> Sequence[Role]:
    """The roles of a gold event, a row each."""
    return [Role(role, name) for role, names in event.roles.items() for name in names]


def _is(event: GoldEvent, wanted: Role, role: Role, known: Aliases) -> bool:
    same = AMONG_EQUALS if event.type in EQUALS else LEADING
    if role.role != wanted.role and not {role.role, wanted.role} <= same:
        return False
    names = {wanted.name} | known.get(normal(wanted.name), frozenset())
    return any(
        alike(name, role.name, SAME_BODY) or normal(name) == normal(role.name) for name in names
    )
