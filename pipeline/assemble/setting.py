"""When and where an event was: its date, place and country, each with what it rests on."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.assemble.draft import Draft
from pipeline.assemble.patterns import types_of_visits
from pipeline.assemble.scene import Scene
from pipeline.assemble.triggers import Trigger, tells_of_plans
from pipeline.document import Document
from pipeline.entity_types.organisation.resolve import IN_NAME

LOCATIVE = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|to)\s(?:the\s)?(?:[\w-]+\s){0,2}(?:of\s(?:the\s)?)?"
    r"|\b(?:in|at|near)\s(?:the\s)?\ue002+(?:,\s|\sand\s(?:the\s)?)|^\W*)$"
)

OF_A_THING = re.compile(r"\b(?:for|of|until|till|by|the)\s(?:the\s)?$")
"""A year behind these is that of a plan, a report, a term."""

LONGEST = 100
"""Code points in which the name of an international day fits."""


class Setting:
    """Reads dates and places off sentences of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mentions = document.mentions or ()
        self.sections = document.sections or ()
        self.dates = {date.mention: i for i, date in enumerate(document.dates or ())}
        self.places = {m: i for i, p in enumerate(document.places or ()) for m in p.mentions}
        self.bodies = {m: o for o in document.organisations or () for m in o.mentions}

    def date(
        self, draft: Draft, story: Sequence[Scene]
    ) -> tuple[int | None, str | None, str | None]:
        """The date's index, or an EDTF value taken from elsewhere, and the basis of either."""
        own = self.when(draft.scene, draft.trigger.verb)
        if own is not None:
            return self.dates.get(own), None, "date in the event's sentence"
        for index in draft.scene.mentions:
            observed = self.observance(index)
            if observed:
                day = self.mentions[index].span.of(self.document.text or "")
                return None, observed, f"day of the observance: {day}"
        if draft.dated_by is not None:
            before = self.when(draft.dated_by, 0)
            if before is not None:
                return self.dates.get(before), None, "date in the event's paragraph"
        for scene in story:
            other = None if tells_of_plans(scene) else self.when(scene, 0)
            if other is not None and self.mentions[other].span.start > draft.scene.span.start:
                return self.dates.get(other), None, "date in the event's section"
        month = self.sections[draft.section].month
        if month is not None:
            return None, month, "month heading"
        masthead = self.document.masthead
        period = masthead.period if masthead else None
        return None, period, None if period is None else "period of the report"

    def when(self, scene: Scene, offset: int) -> int | None:
        """The DATE nearest to an offset; a period of years only where no other is."""
        at = scene.span.start + offset
        found = [i for i in scene.mentions if self._says_when(scene, i)]
        if not found:
            return None
        return min(found, key=lambda i: (self._is_vague(i), abs(self.mentions[i].span.start - at)))

    def is_open(self, scene: Scene) -> bool:
        """Whether a date of the sentence has no end: "since 2015"."""
        dates = [self.dates[index] for index in scene.mentions if index in self.dates]
        return any(".." in ((self.document.dates or ())[date].edtf or "") for date in dates)

    def _says_when(self, scene: Scene, index: int) -> bool:
        """Whether a mention is a date that something can have happened on.

        An open one ("since 2015") is not, nor the year of a thing ("the work plan for 2019").
        """
        date = self.dates.get(index)
        if self.mentions[index].label != "DATE" or date is None:
            return False
        value = (self.document.dates or ())[date]
        low = self.mentions[index].span.start - scene.span.start
        if value.kind == "year" and OF_A_THING.search(scene.masked, 0, low):
            return False
        return value.edtf is None or ".." not in value.edtf

    def _is_vague(self, index: int) -> bool:
        date = self.dates.get(index)
        if date is None:
            return False
        value = (self.document.dates or ())[date]
        if value.first is None or value.last is None:
            return True
        return (value.last - value.first).days > 366  # noqa: PLR2004 - more than a year

    def observance(self, index: int) -> str | None:
        """The day of an international day that a mention names, in the year told of."""
        mention = self.mentions[index]
        if mention.label != "EVENT":
            return None
        start = mention.span.start
        words = (self.document.text or "")[start : start + LONGEST].casefold().replace("’", "'")
        day = next((day for name, day in observances().items() if words.startswith(name)), None)
        masthead = self.document.masthead
        period = masthead.period if masthead else None
        if day is None or not period:
            return None
        first, last = period[:4], period.rpartition("/")[2][:4]
        return f"{last if f'{first}-{day}' < period[:7] else first}-{day}"

    def place(self, scene: Scene, trigger: Trigger) -> int | None:
        """The place of the sentence: a town before a country, the nearest to the event."""
        places = self.document.places or ()
        at = scene.span.start + trigger.name[0]
        found = [
            index
            for index in scene.mentions
            if index in self.places and self._is_location(scene, trigger, index)
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

    def _is_location(self, scene: Scene, trigger: Trigger, index: int) -> bool:
        """Whether a preposition of place leads to the mention, or it is what was visited."""
        low = self.mentions[index].span.start - scene.span.start
        if trigger.name[0] <= low < trigger.name[1] and trigger.type in types_of_visits():
            return True
        return LOCATIVE.search(scene.masked, 0, low) is not None

    def country(
        self, draft: Draft, place: int | None, story: Sequence[Scene]
    ) -> tuple[str | None, str | None]:
        """The country, and what it rests on: place, host, the sentence, a heading, the section."""
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
            country = None if self._are_several(mentions) else self._country_of(mentions)
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
            if i not in draft.roles
        ]
        country = self._country_of(following)
        return (country, "country named in the event's section") if country else (None, None)

    def _are_several(self, mentions: Sequence[int]) -> bool:
        """Whether countries are listed: "officers from Kenya and Uganda" tells no one's place."""
        places = self.document.places or ()
        found = {places[self.places[index]].country for index in mentions if index in self.places}
        return len(found - {None}) > 1

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


@cache
def observances() -> dict[str, str]:
    """International days to month and day (``days.toml``)."""
    data = tomllib.loads(files(__package__).joinpath("days.toml").read_text("utf-8"))
    return {name.casefold(): day for name, day in data.items()}
