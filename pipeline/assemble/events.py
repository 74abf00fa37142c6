"""Events: one a real-world happening in its section, with date, place, roles and participants.

A sentence tells of an event when it names one, or when a verb organises one or is one, and when it
also says when, where or who. Later sentences of the same section that take the event up again
("the conference", "the event") add roles and figures to it.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.assemble.draft import Draft
from pipeline.assemble.pairs import date_places
from pipeline.assemble.patterns import back_reference, capacity, harm, people
from pipeline.assemble.roles import roles_in, subject_of
from pipeline.assemble.scene import Scene, scenes
from pipeline.assemble.setting import Setting
from pipeline.assemble.tabled import tabled_events
from pipeline.assemble.triggers import Trigger, is_lasting, tells_of_plans, triggers, type_of
from pipeline.details import FigureDetail
from pipeline.document import Document, Event, EventRole
from pipeline.flags import Flag, flag
from pipeline.span import Span

OBSERVANCE = re.compile(r"\b(?:International|World|National|United Nations|UN|Global)\b.*\bDay\b")


def events(document: Document) -> tuple[tuple[Event, ...], tuple[Flag, ...]]:
    """Find the events of a report.

    Returns:
        Events in the order of the text, and a flag for each contradiction between an event's date
        and the month heading above it.
    """
    finder = _Finder(document)
    found = [event for index in range(len(document.sections or ())) for event in finder.of(index)]
    found += tabled_events(document, finder.setting)
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
        self.setting = Setting(document)

    def of(self, section: int) -> Iterator[Event]:
        """The events of one section."""
        story: list[Scene] = []
        drafts: list[Draft] = []
        for index in self.sections[section].paragraphs:
            told: list[Scene] = []
            first = len(drafts)
            for scene in scenes(self.document, self.paragraphs[index].span):
                draft = self._draft(scene, section, drafts, told if first == len(drafts) else [])
                if draft is not None:
                    drafts.append(draft)
                target = draft or self._taken_up(scene, drafts, drafts[first:])
                if target is not None:
                    # A partner named later is that of the event told last, not of an earlier one.
                    again = target is drafts[-1] and back_reference().search(scene.text) is not None
                    told_here = any(target is other for other in drafts[first:])
                    self._add_roles(target, scene, partners=draft is not None or again)
                    self._count(target, scene, counts=draft is not None or again or told_here)
                told.append(scene)
            story += told
        for draft in drafts:
            yield from self._each(draft, self._event(draft, story, len(drafts)))

    def _each(self, draft: Draft, event: Event) -> Iterator[Event]:
        """The event; several where the sentence ties each of several dates to its own place."""
        pairs = date_places(draft.scene, self.mentions)
        if not pairs:
            yield event
        for date, index in pairs:
            place = self.setting.places.get(index)
            country = None if place is None else (self.document.places or ())[place].country
            cells: dict[str, object] = {"date": self.setting.dates.get(date), "place": place}
            if country is not None:
                cells |= {"country": country, "country_rule": "country of the place"}
            cells["name"] = event.name.replace(self._text(pairs[0][1]), self._text(index))
            yield event.updated(**cells)

    # --- finding --------------------------------------------------------------------------------

    def _draft(
        self, scene: Scene, section: int, drafts: Sequence[Draft], told: Sequence[Scene]
    ) -> Draft | None:
        """The event that a sentence begins; None where it tells of none, or of an earlier one.

        ``told`` are the sentences before it in its paragraph that no event was found in.
        """
        named = {
            index: self._local(scene, index)
            for index in scene.mentions
            if self.mentions[index].label == "EVENT" and not OBSERVANCE.search(self._text(index))
        }
        found = triggers(scene, named)
        if not found:
            return None
        trigger = found[0]
        if is_lasting(scene, trigger) and self.setting.is_open(scene):
            return None
        dated = self.setting.when(scene, trigger.verb) is not None
        observed = any(self.setting.observance(index) for index in scene.mentions)
        before = next((s for s in told if self.setting.when(s, 0) is not None), None)
        if not (dated or observed or before or self._leads(scene, trigger, section, drafts, told)):
            return None
        if any(self._same(draft, trigger, scene) for draft in drafts) and not dated:
            return None
        if trigger.taking_part and self._is_told(trigger, drafts):
            return None
        return Draft(scene, trigger, section, None if dated or observed else before)

    def _leads(
        self,
        scene: Scene,
        trigger: Trigger,
        section: int,
        drafts: Sequence[Draft],
        told: Sequence[Scene],
    ) -> bool:
        """Whether a sentence without a date begins the story of its section or paragraph."""
        part = self.sections[section]
        labels = {self.mentions[index].label for index in scene.mentions}
        if trigger.named and not drafts:
            return "PLACE" in labels or trigger.subject is not None
        if part.month is not None:
            return not drafts and bool(labels & {"PLACE", "ORG", "PERSON"})
        # Without a month, only the first sentence of a paragraph that says who and where.
        return part.kind == "country" and not told and {"ORG", "PLACE"} <= labels

    def _same(self, draft: Draft, trigger: Trigger, scene: Scene) -> bool:
        """The sentence takes up the event of an earlier one."""
        taken_up = back_reference().search(scene.masked[: trigger.name[1]])
        return taken_up is not None or draft.trigger.called.lower() == trigger.called.lower()

    @staticmethod
    def _is_told(trigger: Trigger, drafts: Sequence[Draft]) -> bool:
        """Whether what somebody opened is an event told before, or may be any: "the event"."""
        alike = any(draft.trigger.type == trigger.type for draft in drafts)
        return alike or (bool(drafts) and " " not in trigger.called)

    def _taken_up(
        self, scene: Scene, drafts: Sequence[Draft], here: Sequence[Draft]
    ) -> Draft | None:
        """The earlier event that a sentence without one of its own speaks about.

        ``here`` are those of its paragraph: under a country each paragraph is a story of its own.
        """
        if not drafts:
            return None
        apart = self.sections[drafts[0].section].kind == "country"
        near = here if apart else drafts
        reference = back_reference().search(scene.text)
        if reference and near:
            wanted = type_of(reference.group(1))
            same = [draft for draft in near if draft.trigger.type == wanted]
            return (same or near)[-1]
        # Who paid is said at the end of a story, about the whole of it.
        return near[-1] if len(near) == 1 else None

    def _local(self, scene: Scene, index: int) -> tuple[int, int]:
        span = self.mentions[index].span
        return span.start - scene.span.start, min(span.end, scene.span.end) - scene.span.start

    def _text(self, index: int) -> str:
        return self.mentions[index].span.of(self.document.text or "")

    # --- roles ----------------------------------------------------------------------------------

    def _add_roles(self, draft: Draft, scene: Scene, *, partners: bool) -> None:
        """Add a sentence's roles; partners only where it speaks of the event itself."""
        for role in roles_in(scene, self.mentions):
            if (partners or role.role != "partner") and self._is_actor(role.mention):
                draft.roles.setdefault(role.mention, role)
        subject = draft.trigger.subject
        done = draft.trigger.taking_part and any(r.role == subject for r in draft.roles.values())
        if scene is draft.scene and subject is not None and not done:
            taken = set(draft.roles)
            for index in subject_of(scene, draft.trigger.verb, self.mentions, taken):
                draft.roles[index] = EventRole(
                    role=subject, mention=index, rule="role:subject of the verb"
                )

    def _count(self, draft: Draft, scene: Scene, *, counts: bool) -> None:
        """Add how many took part, where the sentence ``counts``.

        Those whom something befell, and those of a plan, took no part.
        """
        if not counts or harm().search(scene.masked) or tells_of_plans(scene):
            return
        if draft.participants is None:
            draft.participants = self._participants(scene)

    def _is_actor(self, index: int) -> bool:
        """Of the places, only countries act: "from Lagos and Kano" tells where people came from."""
        place = self.setting.places.get(index)
        return place is None or (self.document.places or ())[place].kind == "country"

    def _participants(self, scene: Scene) -> int | None:
        if capacity().search(scene.masked):
            return None
        for index in scene.mentions:
            detail = self.mentions[index].detail
            if (
                isinstance(detail, FigureDetail)
                and detail.unit is not None
                and people().search(detail.unit)
                and detail.value is not None
                and detail.value == int(detail.value)
            ):
                return int(detail.value)
        return None

    def _event(self, draft: Draft, story: Sequence[Scene], count: int) -> Event:
        scene, trigger = draft.scene, draft.trigger
        name = Span(start=trigger.name[0], end=trigger.name[1]).shift(scene.span.start)
        date, edtf, date_rule = self.setting.date(draft, story if count == 1 else [scene])
        place = self.setting.place(scene, trigger)
        country, country_rule = self.setting.country(draft, place, story)
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
            place_rule=None if place is None else "place in the event's sentence",
            country=country,
            country_rule=country_rule,
            participants=draft.participants,
            roles=tuple(sorted(draft.roles.values(), key=lambda role: role.mention)),
        )

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
