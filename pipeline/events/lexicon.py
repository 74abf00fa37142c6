"""The words of events (``lexicon.toml``), read once and asked by lemma."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from pipeline.document.checked import Checked, read_toml
from schemas.codelists import EventRoleName, EventType

Role = EventRoleName | None
Stated = EventRoleName | Literal[""]
"""A role as the file states it; "" is none."""
SlotRoles = dict[EventType | Literal["any"], Stated]
"""The role of a relation by type of event; "any" stands for all types without one."""


class Frame(Checked):
    """A type of events: its nouns, its verbs, and the roles of who stands in their slots.

    ``nouns`` name such an event; ``verbs`` tell of one, each with the name that the event gets
    from it ("train": "training").
    """

    type: EventType
    nouns: tuple[str, ...] = ()
    verbs: dict[str, str] = Field(default_factory=dict)
    subject: Stated = "organiser"
    object: Stated = ""
    subjects: dict[str, Stated] = Field(default_factory=dict)
    objects: dict[str, Stated] = Field(default_factory=dict)


class Words(Checked):
    """A list of verbs or nouns."""

    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


class Classes(Checked):
    """Small classes of words that rules ask for by name."""

    plain: frozenset[str]
    speeches: frozenset[str]
    speaking: frozenset[str]
    technical: frozenset[str]
    financial: frozenset[str]
    planning: frozenset[str]
    presupposing: frozenset[str]
    calling: frozenset[str]
    having: frozenset[str]
    moving: frozenset[str]
    happening: frozenset[str]
    partaking: frozenset[str]
    joint: frozenset[str]
    ribbons: frozenset[str]
    giving: frozenset[str]
    given_with: frozenset[str]
    office: frozenset[str]
    seats: frozenset[str]
    uncounted: frozenset[str]
    obtaining: frozenset[str]
    graduating: frozenset[str]
    wide: frozenset[str]
    things: frozenset[str]
    serving: frozenset[str]
    attendees: frozenset[str]
    presenting: frozenset[str]
    visiting: frozenset[str]
    periods: frozenset[str]
    times: frozenset[str]
    backing: frozenset[str]
    gifts: frozenset[str]
    trained: frozenset[str]
    attending: frozenset[str]
    countries: frozenset[str]
    platforms: frozenset[str]
    journeys: frozenset[str]
    own: frozenset[str]
    conferring: frozenset[str]
    costing: frozenset[str]
    hosting: frozenset[str]
    gathering: frozenset[str]
    receiving: frozenset[str]
    getting: frozenset[str]
    holding: frozenset[str]
    prizes: frozenset[str]
    paying: frozenset[str]
    leaving: frozenset[str]


class Slots(Checked):
    """Roles by relation and type: of a clause's slots, of what hangs on a name or an object."""

    clause: dict[str, SlotRoles]
    name: dict[str, SlotRoles]
    object: dict[str, SlotRoles]


class Lexicon(Checked):
    """All of ``lexicon.toml``."""

    frame: tuple[Frame, ...]
    support: dict[EventRoleName, frozenset[str]]
    subjects: dict[EventRoleName, frozenset[str]]
    slots: Slots
    occurrence: Words
    cancellation: Words
    transparent: Words
    anaphora: Words
    abstract: Words
    weak: Words
    intransitive: Words
    trailing: Words
    idioms: Words
    texts: Words
    classes: Classes
    decisions: Words
    takes_up: dict[EventType, frozenset[str]]
    unaccusative: Words
    obliques: dict[EventRoleName, tuple[str, ...]]


class Verb(Checked):
    """What a verb says of an event: type, what the event is called, roles of subject and object."""

    type: EventType
    name: str
    subject: Role
    object: Role


@cache
def lexicon() -> Lexicon:
    """The lexicon, checked."""
    return read_toml(files(__package__) / "lexicon.toml", Lexicon)


@cache
def nouns() -> dict[str, EventType]:
    """Event nouns to types; several words for names such as "round table"."""
    return {noun: frame.type for frame in reversed(lexicon().frame) for noun in frame.nouns}


@cache
def verbs() -> dict[str, Verb]:
    """Event verbs by lemma; the first frame of a verb counts."""
    found: dict[str, Verb] = {}
    for frame in lexicon().frame:
        for verb, name in frame.verbs.items():
            subject = frame.subjects.get(verb, frame.subject) or None
            target = frame.objects.get(verb, frame.object) or None
            found.setdefault(verb, Verb(type=frame.type, name=name, subject=subject, object=target))
    return found


def supports(lemma: str) -> Role:
    """The role of the subject of a verb that takes an event: "host" a course, "attend" one."""
    return next((role for role, known in lexicon().support.items() if lemma in known), None)


def subject_role(lemma: str) -> Role:
    """The role that the subject of a verb has in the event that its clause tells of."""
    return next((role for role, known in lexicon().subjects.items() if lemma in known), None)


def slot_role(slots: dict[str, SlotRoles], relation: str, kind: EventType) -> Role:
    """The role of what stands in a relation to an event of a type; None where it has none."""
    known = slots.get(relation, {})
    return known.get(kind, known.get("any")) or None


@cache
def oblique_roles() -> dict[str, EventRoleName]:
    """Prepositions to the roles of what stands behind them."""
    return {prep: role for role, preps in lexicon().obliques.items() for prep in preps}


@cache
def _noun_pattern() -> re.Pattern[str]:
    words = sorted((re.escape(noun) for noun in nouns()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?:s|es)?(?![\w-])", re.IGNORECASE)


def singular(noun: str) -> str:
    """An event noun as the lexicon has it."""
    word = noun.lower()
    if word in nouns():
        return word
    for end in ("es", "s"):
        if word.endswith(end) and word[: -len(end)] in nouns():
            return word[: -len(end)]
    return word


def type_of_noun(found: re.Match[str]) -> EventType:
    """The type of the events that a noun found by :func:`event_nouns` names."""
    return nouns()[singular(found.group())]


def singular_of(noun: str) -> str:
    """A noun without its plural ending, as far as spelling tells."""
    word = noun.lower()
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def event_nouns(words: str) -> list[re.Match[str]]:
    """The event nouns in a stretch of text, the longest at each place."""
    return list(_noun_pattern().finditer(words))
