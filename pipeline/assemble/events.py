"""Events: one a real-world happening in its section, with date, place, roles and participants.

A sentence tells of an event when it names one, or when a verb organises one or is one, and when it
also says when, where or who. Later sentences of the same section that take the event up again
("the conference", "the event") add roles and figures to it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pipeline.assemble.roles import roles_in, subject_of
from pipeline.assemble.scene import Scene, scenes
from pipeline.assemble.triggers import Trigger, back_reference, triggers, type_of
from pipeline.details import FigureDetail
from pipeline.document import Document, Event, EventRole
from pipeline.entity_types.organisation.resolve import IN_NAME
from pipeline.flags import Flag, flag
from pipeline.span import Span

PEOPLE = re.compile(
    r"\b(?:participants?|people|persons|officers?|officials?|experts?|specialists?|representatives?"
    r"|delegates?|students?|professionals?|practitioners?|judges?|prosecutors?|investigators?|women|men"
    r"|attendees|trainees|guards?|personnel|staff|members|lawyers?|police|teachers?|journalists?)\b",
    re.IGNORECASE,
)
OBSERVANCE = re.compile(r"\b(?:International|World|National|United Nations|UN|Global)\b.*\bDay\b")


@dataclass(slots=True)
class _Draft:
    """An event while its section is read."""

    scene: Scene
    trigger: Trigger
    section: int
    roles: dict[int, EventRole] = field(default_factory=dict)
    participants: int | None = None


def events(document: Document) -> tuple[tuple[Event, ...], tuple[Flag, ...]]:
    """Find the events of a report.

    Returns:
        Events in the order of the text, and a flag for each contradiction between an event's date
        and the month heading above it.
    """
    finder = _Finder(document)
    found = [event for index in range(len(document.sections or ())) for event in finder.of(index)]
    found.sort(key=lambda event: event.span.start)
    flags = tuple(
        flag("assemble.other-month", span=e.span, layer="events", index=i, date=date, month=month)
        for i, e in enumerate(found)
        for date, month in finder.contradiction(e)
    )
    return tuple(found), flags


class _Finder:
    """Finds the events of one document, section by section."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mentions = document.mentions or ()
        self.sections = document.sections or ()
        self.paragraphs = document.paragraphs or ()
        self.dates = {date.mention: i for i, date in enumerate(document.dates or ())}
        self.places = {m: i for i, p in enumerate(document.places or ()) for m in p.mentions}
        self.bodies = {m: o for o in document.organisations or () for m in o.mentions}

    def of(self, section: int) -> Iterator[Event]:
        """The events of one section."""
        spans = [self.paragraphs[index].span for index in self.sections[section].paragraphs]
        story = scenes(self.document, spans)
        drafts: list[_Draft] = []
        for scene in story:
            draft = self._draft(scene, section, drafts)
            if draft is not None:
                drafts.append(draft)
            target = draft or self._taken_up(scene, drafts)
            if target is not None:
                # A partner named later is that of the event told last, not of an earlier one.
                taken_up = target is drafts[-1] and back_reference().search(scene.text) is not None
                self._add_roles(target, scene, partners=draft is not None or taken_up)
        yield from (self._event(draft, story, len(drafts)) for draft in drafts)

    # --- finding --------------------------------------------------------------------------------

    def _draft(self, scene: Scene, section: int, drafts: Sequence[_Draft]) -> _Draft | None:
        """The event that a sentence begins; None where it tells of none, or of an earlier one."""
        named = {
            index: self._local(scene, index)
            for index in scene.mentions
            if self.mentions[index].label == "EVENT" and not OBSERVANCE.search(self._text(index))
        }
        found = triggers(scene, named)
        if not found:
            return None
        trigger = found[0]
        dated = any(self.mentions[index].label == "DATE" for index in scene.mentions)
        observed = any(self._observance(index) for index in scene.mentions)
        placed = any(self.mentions[index].label == "PLACE" for index in scene.mentions)
        if not (dated or observed or (trigger.named and not drafts and (placed or trigger.verb))):
            return None
        if any(self._same(draft, trigger, scene) for draft in drafts) and not dated:
            return None
        return _Draft(scene, trigger, section)

    def _same(self, draft: _Draft, trigger: Trigger, scene: Scene) -> bool:
        """The sentence takes up the event of an earlier one."""
        taken_up = back_reference().search(scene.masked[: trigger.name[1]])
        return taken_up is not None or draft.trigger.called.lower() == trigger.called.lower()

    def _taken_up(self, scene: Scene, drafts: Sequence[_Draft]) -> _Draft | None:
        """The earlier event that a sentence without one of its own speaks about."""
        if not drafts:
            return None
        reference = back_reference().search(scene.text)
        if reference:
            wanted = type_of(reference.group(1))
            same = [draft for draft in drafts if draft.trigger.type == wanted]
            return (same or drafts)[-1]
        # Who paid is said at the end of a story, about the whole of it.
        return drafts[-1] if len(drafts) == 1 else None

    def _local(self, scene: Scene, index: int) -> tuple[int, int]:
        span = self.mentions[index].span
        return span.start - scene.span.start, min(span.end, scene.span.end) - scene.span.start

    def _text(self, index: int) -> str:
        return self.mentions[index].span.of(self.document.text or "")

    # --- roles ----------------------------------------------------------------------------------

    def _add_roles(self, draft: _Draft, scene: Scene, *, partners: bool) -> None:
        """Add a sentence's roles; partners only where it speaks of the event itself."""
        for role in roles_in(scene, self.mentions):
            if partners or role.role != "partner":
                draft.roles.setdefault(role.mention, role)
        if scene is draft.scene:
            taken = set(draft.roles)
            for index in subject_of(scene, draft.trigger.verb, self.mentions, taken):
                draft.roles[index] = EventRole(
                    role="organiser", mention=index, rule="role:subject of the verb"
                )
        if draft.participants is None:
            draft.participants = self._participants(scene)

    def _participants(self, scene: Scene) -> int | None:
        for index in scene.mentions:
            detail = self.mentions[index].detail
            if (
                isinstance(detail, FigureDetail)
                and detail.unit is not None
                and PEOPLE.search(detail.unit)
                and detail.value is not None
                and detail.value == int(detail.value)
            ):
                return int(detail.value)
        return None

    # --- date and place -------------------------------------------------------------------------

    def _event(self, draft: _Draft, story: Sequence[Scene], count: int) -> Event:
        scene, trigger = draft.scene, draft.trigger
        name = Span(start=trigger.name[0], end=trigger.name[1]).shift(scene.span.start)
        date, edtf, date_rule = self._date(draft, story if count == 1 else [scene])
        place = self._place(scene, trigger)
        country, country_rule = self._country(draft, place, story)
        return Event(
            span=scene.span,
            name=" ".join(trigger.called.split()),
            name_span=name,
            type=trigger.type,
            section=draft.section,
            date=date,
            edtf=edtf,
            date_rule=date_rule,
            place=place,
            country=country,
            country_rule=country_rule,
            participants=draft.participants,
            roles=tuple(sorted(draft.roles.values(), key=lambda role: role.mention)),
        )

    def _date(
        self, draft: _Draft, story: Sequence[Scene]
    ) -> tuple[int | None, str | None, str | None]:
        """The date's index, or an EDTF value taken from elsewhere, and the basis of either."""
        own = self._nearest(draft.scene, "DATE", draft.trigger.verb)
        if own is not None:
            return self.dates.get(own), None, "date in the event's sentence"
        for index in draft.scene.mentions:
            observed = self._observance(index)
            if observed:
                return None, observed, f"day of the observance: {self._text(index)}"
        for scene in story:
            other = self._nearest(scene, "DATE", 0)
            if other is not None and self.mentions[other].span.start > draft.scene.span.start:
                return self.dates.get(other), None, "date in the event's section"
        month = self.sections[draft.section].month
        return None, month, None if month is None else "month heading"

    def _nearest(self, scene: Scene, label: str, offset: int) -> int | None:
        """The mention of a label nearest to an offset; a period of years only where no other is."""
        at = scene.span.start + offset
        found = [i for i in scene.mentions if self.mentions[i].label == label]
        if not found:
            return None
        return min(found, key=lambda i: (self._is_vague(i), abs(self.mentions[i].span.start - at)))

    def _is_vague(self, index: int) -> bool:
        date = self.dates.get(index)
        if date is None:
            return False
        value = (self.document.dates or ())[date]
        if value.first is None or value.last is None:
            return True
        return (value.last - value.first).days > 366  # noqa: PLR2004 - more than a year

    def _observance(self, index: int) -> str | None:
        """The day of an international day that a mention names, in the report's year."""
        day = observances().get(self._text(index).casefold())
        masthead = self.document.masthead
        year = masthead.period[:4] if masthead and masthead.period else None
        return f"{year}-{day}" if day and year else None

    def _place(self, scene: Scene, trigger: Trigger) -> int | None:
        """The place of the sentence: a town before a country, the nearest to the event."""
        places = self.document.places or ()
        at = scene.span.start + trigger.name[0]
        found = [
            index
            for index in scene.mentions
            if index in self.places and self._is_location(scene, index)
        ]
        if not found:
            return None
        best = min(
            found,
            key=lambda i: (
                places[self.places[i]].kind in {"country", "region"},
                abs(self.mentions[i].span.start - at),
            ),
        )
        return self.places[best]

    def _is_location(self, scene: Scene, index: int) -> bool:
        """Whether a preposition of place leads to the mention, perhaps over an enclosing place."""
        low = self.mentions[index].span.start - scene.span.start
        before = scene.masked[:low]
        return LOCATIVE.search(before) is not None

    def _country(
        self, draft: _Draft, place: int | None, story: Sequence[Scene]
    ) -> tuple[str | None, str | None]:
        places = self.document.places or ()
        if place is not None and places[place].country:
            return places[place].country, "country of the place"
        hosts = [r.mention for r in draft.roles.values() if r.role in {"host", "organiser"}]
        others = [i for i in draft.scene.mentions if i not in draft.roles]
        rules = (
            (hosts, "country of the organiser"),
            (others, "country named in the event's sentence"),
        )
        for mentions, rule in rules:
            country = self._country_of(mentions)
            if country:
                return country, rule
        section = self.sections[draft.section].country
        if section:
            return section, "country heading"
        following = [
            i
            for scene in story
            if scene.span.start > draft.scene.span.start
            for i in scene.mentions
        ]
        country = self._country_of(following)
        return (country, "country named in the event's section") if country else (None, None)

    def _country_of(self, mentions: Sequence[int]) -> str | None:
        """The first country of the places and bodies named; one that a name says comes first."""
        places = self.document.places or ()
        supposed: list[str] = []
        for index in mentions:
            place = places[self.places[index]] if index in self.places else None
            body = self.bodies.get(index)
            if place is not None and place.country:
                return place.country
            if body is not None and body.country:
                if body.country_rule == IN_NAME:
                    return body.country
                supposed.append(body.country)
        return supposed[0] if supposed else None

    # --- doubts ---------------------------------------------------------------------------------

    def contradiction(self, event: Event) -> Iterator[tuple[str, str]]:
        """The event's date and the month heading it stands under, where they exclude each other."""
        month = None if event.section is None else self.sections[event.section].month
        if month is None or event.date is None:
            return
        value = (self.document.dates or ())[event.date]
        if value.first is None or value.last is None or value.edtf is None:
            return
        if not f"{value.first:%Y-%m}" <= month <= f"{value.last:%Y-%m}":
            yield value.edtf, month


LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|to|from|of|for)\s(?:the\s)?(?:[\w-]+\s){0,2}(?:of\s(?:the\s)?)?"
    r"|\b(?:in|at|near)\s(?:the\s)?\ue002+(?:,\s|\sand\s(?:the\s)?)|^\W*)$"
)


@cache
def observances() -> dict[str, str]:
    """International days to month and day (``days.toml``)."""
    data = tomllib.loads(files(__package__).joinpath("days.toml").read_text("utf-8"))
    return {name.casefold(): day for name, day in data.items()}
