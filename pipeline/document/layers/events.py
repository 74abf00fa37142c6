"""What happened, and who had which part in it."""

from decimal import Decimal

from pipeline.document.span import Layer, Span
from schemas.codelists import EventRoleName, EventStatus, EventType, PeopleGroup

PUBLISHER = -1
"""Stands for a mention of the report's publisher where only the masthead names it."""


class EventRole(Layer):
    """Who did what in an event: the mention of the body, country or person, and the rule.

    ``at`` are the words that stand for it where these are no mention of it: "we", "the two".
    ``mention`` is :data:`PUBLISHER` for a publisher that only the masthead names.
    """

    role: EventRoleName
    mention: int
    rule: str
    at: Span | None = None


class Event(Layer):
    """Something done, held, opened, signed, delivered, decided or published, or planned.

    ``span`` is the sentence, list item or table row that tells of it, ``told_by`` are further ones.
    ``date`` indexes ``dates``; where the date is taken from elsewhere (a month heading, a named
    day), ``edtf`` holds the value and ``date_rule`` its basis. ``name_span`` are the words that
    name the event. ``count`` and ``money`` are the mentions that say how many took part and what it
    cost. ``clauses`` index the clauses of its sentence that tell of it.
    """

    span: Span
    name: str
    type: EventType
    status: EventStatus = "happened"
    name_span: Span | None = None
    section: int | None = None
    edtf: str | None = None
    date: int | None = None
    date_rule: str | None = None
    place: int | None = None
    place_rule: str | None = None
    country: str | None = None
    country_rule: str | None = None
    participants: int | None = None
    count: Span | None = None
    amount: Decimal | None = None
    currency: str | None = None
    money: Span | None = None
    background: bool = False
    roles: tuple[EventRole, ...] = ()
    told_by: tuple[Span, ...] = ()
    clauses: frozenset[int] = frozenset()


class Quantity(Layer):
    """What a FIGURE counts, and in which event.

    ``mention`` indexes ``mentions``; ``counted`` is the noun phrase behind the number with what
    befell those it counts ("officers trained"); ``event`` indexes ``events``. ``part_of`` is the
    mention of the figure that this one is included in ("18 officers, six of them women").
    """

    mention: int
    counted: str | None = None
    group: PeopleGroup | None = None
    event: int | None = None
    part_of: int | None = None
