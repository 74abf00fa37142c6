"""An event that is being put together, and the place in the report where it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import EventRole
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate
from pipeline.events.count import Count, Money
from pipeline.events.dates import NOTHING, When
from pipeline.events.lexicon import event_nouns, singular
from pipeline.events.reading import Report, Telling


@dataclass(slots=True)
class Draft:
    """An event that is being put together.

    ``place`` indexes ``places`` of the document, ``country`` is an ISO 3166-1 code; each has the
    step that it rests on. ``roles`` are by mention. ``told_by`` are further sentences.
    """

    candidate: EventCandidate
    telling: Telling
    section: int | None
    when: When = NOTHING
    place: int | None = None
    place_rule: Basis | None = None
    country: str | None = None
    country_rule: Basis | None = None
    count: Count | None = None
    money: Money | None = None
    roles: dict[int, EventRole] = field(default_factory=dict)
    told_by: list[Span] = field(default_factory=list)
    name: str | None = None

    def add(self, roles: Sequence[EventRole]) -> None:
        """Add roles; the first of a mention stays."""
        for role in roles:
            self.roles.setdefault(role.mention, role)

    def add_telling(self, telling: Telling) -> None:
        """Add a sentence that says more of the event."""
        if telling.span != self.telling.span:
            self.told_by.append(telling.span)

    def put(self, report: Report, mention: int, rule: Basis) -> None:
        """Place the event where a mention says, with the country of the place."""
        self.place, self.place_rule = report.place_of.get(mention), rule
        place = report.place(mention)
        if place is not None and place.country:
            self.country, self.country_rule = place.country, Basis.COUNTRY_OF_PLACE

    def has(self, *roles: str) -> bool:
        """Whether anybody has one of the roles."""
        return any(role.role in roles for role in self.roles.values())

    @property
    def actors(self) -> list[EventRole]:
        """The roles of those who did it or took part in it."""
        acting = {"organiser", "host", "participant", "partner"}
        return [role for role in self.roles.values() if role.role in acting]

    def is_called(self, noun: str) -> bool:
        """Whether its name has an event noun, also as the last word of one: "study visit"."""
        called = (singular(found.group()) for found in event_nouns(self.candidate.name))
        return any(noun in {name, name.rpartition(" ")[2]} for name in called)


@dataclass(slots=True)
class Scope:
    """What holds where a story is told: the mentions of its dateline, and the events told so far.

    ``drafts`` are those of the section, ``item`` those of the list item or story.
    """

    date: int | None = None
    place: int | None = None
    drafts: list[Draft] = field(default_factory=list)
    item: list[Draft] = field(default_factory=list)

    @property
    def actors(self) -> list[EventRole]:
        """The actors of the event told last that has any."""
        return next((d.actors for d in reversed(self.drafts) if d.actors), [])


@dataclass(frozen=True, slots=True)
class Situation:
    """A sentence where it stands.

    Attributes:
        telling: The sentence.
        section: Its section.
        scope: What holds there.
        lead: What leads its paragraph.
        terse: It is a list item, caption or dated line.
        planned: It stands under a heading of things to come.
        told: The events of its paragraph that are told before it.
    """

    telling: Telling
    section: int | None
    scope: Scope
    lead: Span | None = None
    terse: bool = False
    planned: bool = False
    told: tuple[Draft, ...] = ()
