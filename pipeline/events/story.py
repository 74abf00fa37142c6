"""One happening, one row: what the sentences of a story tell, put together.

A sentence begins an event or says more of one that is told already: "the ceremony was opened by",
"the ribbon was cut by", "20 officers took part". A donor line pays for all events of its item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from pipeline.document import Event, EventRole, ResolvedDate
from pipeline.document.edtf import edtf_bounds
from pipeline.document.layers.syntax import Clause
from pipeline.document.span import Span
from pipeline.events.candidate import DEEDS, EventCandidate
from pipeline.events.coreference import Coreference
from pipeline.events.count import count_of, money_in, money_of
from pipeline.events.counting import Count, Money, counts
from pipeline.events.find import EventFinder
from pipeline.events.lexicon import event_nouns, lexicon, nouns, oblique_roles, singular
from pipeline.events.names import completed
from pipeline.events.reading import Report, Telling
from pipeline.events.roles import Known, donors, is_donor_line, roles_of, subject_role
from pipeline.events.setting import (
    NOTHING,
    When,
    gatherings,
    is_online,
    journeys,
    lead_dates,
    lead_places,
    observance,
    own_dates,
    own_places,
    series,
    usable,
)
from pipeline.language.load import is_people
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventRoleName, EventType

TO_COME = re.compile(
    r"^(?:ahead|next|agenda|calendar|outlook|planned|forthcoming|upcoming|in the pipeline)\b"
    r"|\b(?:upcoming|coming up|next (?:quarter|steps?|months?|period|weeks?|year|events?)|(?:looking|plans?|planning) ahead|what(?: is|'?s) next"
    r"|to come|forthcoming|calendar of events|planned (?:events?|activities)|save the date|coming (?:soon|events?|months?|weeks?|quarter)"
    r"|future (?:events?|activities|plans?)|outlook|diary)\b",
    re.IGNORECASE,
)
HEAD = 40
"""Code points within which the first line of a story has its date."""
GATHERINGS = frozenset({"training", "workshop", "meeting", "conference", "mission", "competition"})
"""Types of events that people take part in."""
BARE = 2
"""Words of "the ceremony", which any event may be."""
BEFORE = timedelta(days=92)
"""A quarter: what lies further before a report's period is history."""
LONG_BEFORE = timedelta(days=400)
"""The same before the day of publication, where the period is not known."""
PERIODS = frozenset(
    {"quarter", "period", "semester", "trimester", "half-year", "month", "year", "week"}
)
DAYS = {
    "first": 0,
    "opening": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "final": -1,
    "closing": -1,
}
TELLING_ROLES = frozenset({"body", "list_item", "caption"})


@dataclass(slots=True)
class Draft:
    """An event that is being put together."""

    candidate: EventCandidate
    telling: Telling
    section: int | None
    when: When = NOTHING
    place: int | None = None
    place_rule: str | None = None
    country: str | None = None
    country_rule: str | None = None
    count: Count | None = None
    money: Money | None = None
    roles: dict[int, EventRole] = field(default_factory=dict)
    told_by: list[Span] = field(default_factory=list)
    name: str | None = None


@dataclass(slots=True)
class Scope:
    """What holds where a story is told: its dateline, and the events told so far."""

    date: int | None = None
    place: int | None = None
    drafts: list[Draft] = field(default_factory=list)
    item: list[Draft] = field(default_factory=list)


class Teller:
    """Tells the events of one report, section by section."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.finder = EventFinder(report)
        self.coreference = Coreference(report)

    def drafts(self) -> list[Draft]:
        """All events of the running text, in its order."""
        found: list[Draft] = []
        scope = Scope()
        section: int | None = -1
        for index, paragraph in enumerate(self.report.paragraphs):
            if paragraph.role not in TELLING_ROLES:
                continue
            if paragraph.section != section:
                section, scope = paragraph.section, Scope()
            before = len(scope.drafts)
            self._paragraph(index, section, scope)
            found += scope.drafts[before:]
        for draft in found:
            if draft.country is None:
                self._country(draft, [])
        told = {draft.section for draft in found}
        for number in range(len(self.report.sections)):
            if number not in told:
                found += self._headline(number)
        return found

    def _headline(self, section: int) -> list[Draft]:
        """The event of a headline whose story tells of none: "Employers publish survey"."""
        report = self.report
        part = report.sections[section]
        if part.title is None or not part.paragraphs:
            return []
        head = Span(start=part.title.start, end=part.title.end)
        clauses = tuple(i for i in report.clauses_in(head) if report.clauses[i].kind == "verbal")
        if not clauses or is_to_come(report, section):
            return []
        telling = Telling(head, part.paragraphs[0], None, clauses, ())
        scope = self._dated_by(part.paragraphs)
        if scope is None:
            return []
        found = self.finder.find(telling, terse=True, planned=False, headline=True)
        drafts = [
            self._draft(c, telling, section, scope, None, alone=True)
            for c in found[:1]
            if not c.weak
        ]
        for draft in drafts:
            self._add(draft, self._named_in(draft))
        return drafts

    def _dated_by(self, paragraphs: Sequence[int]) -> Scope | None:
        """The date of a headline's story: that of its first line."""
        report = self.report
        first = report.paragraphs[paragraphs[0]].span
        dates = [i for i in report.mentions_in(first) if usable(report, i)]
        head = next((i for i in dates if report.mentions[i].span.start - first.start < HEAD), None)
        if head is None:
            return None
        places = [
            i
            for i in report.mentions_in(first)
            if report.place(i)
            and report.mentions[i].span.start - first.start < HEAD
            and report.mentions[i].span.start < report.mentions[head].span.start
        ]
        return Scope(date=head, place=next(iter(places), None))

    def _named_in(self, draft: Draft) -> list[EventRole]:
        """The doers of a headline, which bears no mentions: bodies that the text names elsewhere."""
        report = self.report
        clause = report.clauses[draft.candidate.clause]
        roles = []
        for slot in clause.slots:
            role = (
                draft.candidate.subject
                if slot.relation == "subject"
                else "partner"
                if slot.relation == "with"
                else None
            )
            mention = self._body(report.words(slot.head)) or self._body(
                re.sub(r"^(?:the|an?)\s", "", report.words(slot.span), flags=re.IGNORECASE)
            )
            if role is not None and mention is not None:
                roles.append(
                    EventRole(
                        role=role, mention=mention, rule=f"headline:{slot.relation}", at=slot.span
                    )
                )
        return roles

    def _body(self, name: str) -> int | None:
        report = self.report
        return next(
            (
                i
                for i, m in enumerate(report.mentions)
                if m.label == "ORG" and report.words(m.span).lower() == name.lower()
            ),
            None,
        )

    # --- a paragraph ------------------------------------------------------------------------------

    def _paragraph(self, index: int, section: int | None, scope: Scope) -> None:
        report = self.report
        paragraph = report.paragraphs[index]
        if is_donor_line(report, paragraph.span):
            self._fund(scope.item or scope.drafts, paragraph.span)
            scope.item = []
            return
        item = paragraph.role in {"list_item", "caption"}
        if item:
            scope.item = []
        tellings = report.tellings(index)
        lead = tellings[0].lead if tellings else None
        if not item and lead is not None and lead_dates(report, lead):
            scope.date = lead_dates(report, lead)[0]
            scope.place = next(iter(lead_places(report, lead)), None)
        elif not item and lead is not None and lead_places(report, lead):
            scope.place = lead_places(report, lead)[0]
        planned = is_to_come(report, section)
        told: list[Draft] = []
        for telling in tellings:
            if is_donor_line(report, telling.span):
                self._fund(scope.item or told or scope.drafts, telling.span)
                continue
            terse = item or self._is_terse(telling, section)
            new = self._sentence(
                telling, section, scope, told, lead=lead, terse=terse, planned=planned
            )
            told += new
            scope.drafts += new
            scope.item += new
        for telling in tellings:
            found = donors(report, telling.span)
            if found and re.search(
                r"\(\s*(?:supported|funded|financed|with|donor)",
                telling.span.of(report.text),
                re.IGNORECASE,
            ):
                for draft in told:
                    self._add(draft, found)

    def _is_terse(self, telling: Telling, section: int | None) -> bool:
        """Whether a sentence is a line with its date ahead, or a row under the period's heading."""
        report = self.report
        if telling.lead is not None and lead_dates(report, telling.lead):
            return True
        ends = telling.span.of(report.text).rstrip()[-1:]
        return ends not in '.!?”"' and heading_period(report, section) is not None

    def _fund(self, drafts: Sequence[Draft], span: Span) -> None:
        for draft in drafts:
            self._add(draft, donors(self.report, span))

    @staticmethod
    def _add(draft: Draft, roles: Sequence[EventRole]) -> None:
        for role in roles:
            draft.roles.setdefault(role.mention, role)

    # --- a sentence -------------------------------------------------------------------------------

    def _sentence(
        self,
        telling: Telling,
        section: int | None,
        scope: Scope,
        told: Sequence[Draft],
        *,
        lead: Span | None,
        terse: bool,
        planned: bool,
    ) -> list[Draft]:
        caption = self.report.paragraphs[telling.paragraph].role == "caption"
        candidates = self.finder.find(telling, terse=terse, planned=planned, caption=caption)
        new: list[Draft] = []
        for candidate in candidates:
            same = self._same(candidate, telling, scope, [*told, *new])
            if same is not None:
                self._more(same, candidate, telling, alone=len(candidates) == 1)
                continue
            if self._is_told_again(candidate, telling, scope) is not None:
                continue
            new += self._begin(
                candidate,
                telling,
                section,
                scope,
                lead,
                alone=len(candidates) == 1,
                terse=terse,
                beside=[*told, *new],
            )
        if not candidates or not new:
            target = self._target(telling, scope, told)
            if target is not None:
                self._say_more(target, telling)
        return new

    def _begin(
        self,
        candidate: EventCandidate,
        telling: Telling,
        section: int | None,
        scope: Scope,
        lead: Span | None,
        *,
        alone: bool,
        terse: bool,
        beside: Sequence[Draft] = (),
    ) -> list[Draft]:
        """The drafts that a candidate begins: several for a series, none where nothing places it."""
        report = self.report
        if (
            candidate.reference
            and candidate.phrase is not None
            and candidate.phrase.lemma in lexicon().anaphora.nouns
            and not candidate.phrase.phrases
            and len(report.words(candidate.phrase.span).split()) <= BARE
        ):
            return []  # "the ceremony" of an event that is not told
        parts = series(report, telling, candidate)
        draft = self._draft(candidate, telling, section, scope, lead, alone=alone)
        within = self._within(candidate, [*scope.drafts, *beside])
        if within is not None:
            self._as_within(draft, within)
        elif draft.place is None and beside and not candidate.weak:
            self._as_beside(draft, beside[-1])
        own = own_dates(report, telling, candidate)
        placed = draft.place is not None
        dated = draft.when.date is not None or draft.when.edtf is not None
        leads = dated and (terse or telling.lead is not None) and not scope.item
        if candidate.weak and not (own or leads):
            return []
        if (
            not dated
            and not placed
            and not self._counts_unplaced(draft, terse=terse, beside=beside or scope.drafts)
        ):
            return []
        if not parts:
            stops = journeys(report, telling, candidate) or gatherings(report, telling, candidate)
            return [self._at(draft, place) for place in stops] or [draft]
        found: list[Draft] = []
        numbers = self._numbers(telling, [span for _, _, span in parts])
        for (date, place, span), number in zip(parts, numbers, strict=True):
            part = self._draft(candidate, telling, section, scope, lead, alone=False)
            part.when = When(
                report.date_of.get(date) if date is not None else None,
                None,
                "date in the event's sentence",
            )
            self._put(part, place, "place in the event's sentence")
            part.count = number or (None if any(numbers) else part.count)
            found.append(part)
        return found

    def _counts_unplaced(self, draft: Draft, *, terse: bool, beside: Sequence[Draft]) -> bool:
        """Whether an event without date and place is one: what a list counts, or a story goes on with."""
        candidate = draft.candidate
        if candidate.weak:
            return False
        if draft.when.edtf is not None or (candidate.status in {"planned", "cancelled"} and terse):
            return True
        if terse:
            return (
                draft.count is not None
                or draft.money is not None
                or any(role.role in {"organiser", "host"} for role in draft.roles.values())
            )
        clause = self.report.clauses[candidate.clause] if candidate.clause >= 0 else None
        return candidate.noun and bool(beside) and clause is not None and clause.passive

    def _at(self, draft: Draft, place: int) -> Draft:
        """The same event at one of several places."""
        found = replace(draft, country=None, roles=dict(draft.roles), told_by=list(draft.told_by))
        self._put(found, place, "place in the event's sentence")
        name = self.report.words(self.report.mentions[place].span)
        link = "to" if draft.candidate.type == "mission" else "in"
        found.name = f"{draft.candidate.name.partition(' to ')[0]} {link} {name}"
        return found

    def _numbers(self, telling: Telling, spans: Sequence[Span]) -> list[Count | None]:
        """How many took part in each event of a series: beside each, or listed together."""
        ends = [*(s.start for s in spans[1:]), telling.span.end]
        ahead = [self._count_in(span) for span in spans]
        if any(ahead):
            return ahead
        behind = [
            self._count_in(Span(start=s.end, end=max(e, s.end)))
            for s, e in zip(spans, ends, strict=True)
        ]
        if all(behind):
            return behind
        text = self.report.text[telling.span.start : telling.span.end]
        listed = re.search(
            r"\b(\d[\d,]*)((?:,\s\d[\d,]*)*)\sand\s(\d[\d,]*)\s(?:[a-z]+\s){0,2}[a-z]+", text
        )
        if listed is not None:
            values = re.findall(r"\d[\d,]*", listed.group().rsplit(" ", 1)[0])
            if len(values) == len(spans):
                at = Span(
                    start=telling.span.start + listed.start(),
                    end=telling.span.start + listed.end(3),
                )
                return [Count(int(v.rstrip(",").replace(",", "")), at) for v in values]
        return [None] * len(spans)

    def _count_in(self, span: Span) -> Count | None:
        report = self.report
        for i in report.mentions_in(span):
            figure = report.figure(i)
            if (
                figure is not None
                and figure.value is not None
                and figure.currency is None
                and figure.value == int(figure.value)
            ):
                return Count(int(figure.value), report.mentions[i].span)
        return None

    def _draft(
        self,
        candidate: EventCandidate,
        telling: Telling,
        section: int | None,
        scope: Scope,
        lead: Span | None,
        *,
        alone: bool,
    ) -> Draft:
        report = self.report
        if (
            candidate.type == "other"
            and candidate.phrase is not None
            and candidate.phrase.lemma in lexicon().transparent.nouns
            and scope.item
        ):
            last = scope.item[-1]  # "a second round", of what was told before
            candidate.type = last.candidate.type
            if not any(p.relation == "of" for p in candidate.phrase.phrases):
                candidate.name = f"{candidate.name.partition(',')[0]} of {last.candidate.name}"
        draft = Draft(candidate, telling, section)
        draft.when = self._when(candidate, telling, scope, lead, section)
        if alone:
            candidate.group |= self._said_beside(candidate, telling)
        draft.count = count_of(report, candidate)
        draft.money = money_of(report, telling, candidate, alone=alone)
        self._add(draft, roles_of(report, candidate, self.coreference, self._actors(scope)))
        if terse_lead(report, candidate, lead) and not any(
            r.role == "organiser" for r in draft.roles.values()
        ):
            self._add(draft, heads_of(report, lead))
        draft.name = candidate.name
        self._place(draft, candidate, telling, scope, lead)
        return draft

    def _said_beside(self, candidate: EventCandidate, telling: Telling) -> set[int]:
        """The main clauses beside that of a sentence's only event: "; 34 chemists compared notes"."""
        report = self.report
        return {
            i
            for i in telling.clauses
            if (
                report.clauses[i].governor is None
                and report.clauses[i].factuality in {"happened", "ongoing", "planned"}
                and not report.is_quoted(report.clauses[i].head)
                and report.clauses[i].kind == "verbal"
                and subject_role(report.clauses[i].lemma) is not None
            )
            or i in candidate.group
            or (
                report.clauses[i].relation in {"participle", "relative"}
                and subject_role(report.clauses[i].lemma) == "funder"
                and not report.is_quoted(report.clauses[i].head)
            )
        }

    def _actors(self, scope: Scope) -> list[int]:
        """The actors of the event told last."""
        acting = [actors_of(draft) for draft in reversed(scope.drafts)]
        return next((found for found in acting if found), [])

    # --- setting ----------------------------------------------------------------------------------

    def _when(
        self,
        candidate: EventCandidate,
        telling: Telling,
        scope: Scope,
        lead: Span | None,
        section: int | None,
    ) -> When:
        report = self.report
        own = own_dates(report, telling, candidate)
        if own:
            return When(report.date_of[own[0]], None, "date in the event's sentence")
        told = self._day_of_last(candidate, telling, scope)
        if told is not None:
            return told
        leading = lead_dates(report, lead)
        if leading:
            return When(report.date_of[leading[0]], None, "dateline")
        if scope.date is not None:
            return When(report.date_of[scope.date], None, "dateline")
        observed = next(
            (day for i in telling.mentions for day in [observance(report, i)] if day), None
        )
        if observed is not None:
            return When(None, observed, "day of the observance")
        month = None if section is None else report.sections[section].month
        if month is not None:
            return When(None, month, "month heading")
        if heading_period(report, section) is not None:
            return When(None, heading_period(report, section), "period in the heading")
        if self._says_period(candidate) and report.period is not None:
            return When(None, report.period, "the report's period")
        return NOTHING

    def _day_of_last(
        self, candidate: EventCandidate, telling: Telling, scope: Scope
    ) -> When | None:
        """The day of the event told before that a phrase counts: "on the second day"."""
        report = self.report
        several = [
            d
            for d in scope.drafts
            if d.when.date is not None and _days(report.dates[d.when.date]) in range(1, 32)
        ]
        if not several:
            return None
        value = report.dates[several[-1].when.date or 0]
        for index in candidate.group - {-1}:
            for slot in report.clauses[index].slots:
                if slot.relation not in {"on", "when"} or slot.lemma != "day":
                    continue
                words = report.words(slot.span).lower()
                number = next((n for word, n in DAYS.items() if f" {word} " in f" {words} "), None)
                if number is None or value.first is None or value.last is None:
                    continue
                day = value.last if number < 0 else value.first + timedelta(days=number)
                if day <= value.last:
                    return When(None, day.isoformat(), "day of the event told before")
        return None

    def _says_period(self, candidate: EventCandidate) -> bool:
        """Whether a clause says that it speaks of the whole period: "over the quarter"."""
        report = self.report
        return any(
            slot.relation in {"over", "during", "in", "throughout", "within"}
            and slot.determiner in {"definite", "demonstrative"}
            and slot.lemma in PERIODS
            for index in candidate.group - {-1}
            for slot in report.clauses[index].slots
        )

    def _place(
        self,
        draft: Draft,
        candidate: EventCandidate,
        telling: Telling,
        scope: Scope,
        lead: Span | None,
    ) -> None:
        report = self.report
        if is_online(report, telling, candidate):
            return
        own = own_places(report, telling, candidate)
        leading = lead_places(report, lead)
        if own:
            self._put(draft, own[0], "place in the event's sentence")
        elif leading:
            self._put(draft, leading[0], "dateline")
        elif scope.place is not None:
            self._put(draft, scope.place, "dateline")
        if draft.country is None:
            self._country(
                draft, [*own, *leading, *([scope.place] if scope.place is not None else [])]
            )

    def _within(self, candidate: EventCandidate, drafts: Sequence[Draft]) -> Draft | None:
        """The event told before at which something was done: "At the conference, they passed"."""
        if candidate.clause < 0 or candidate.noun:
            return None
        for slot in self.report.clauses[candidate.clause].of("at", "during"):
            if slot.determiner in {"definite", "demonstrative"}:
                alike = [d for d in drafts if self._shares_noun(d, slot.lemma)]
                if alike:
                    return alike[-1]
        return None

    def _as_within(self, draft: Draft, before: Draft) -> None:
        """What was done at an event has its place, and its date unless it has one of its own."""
        if draft.when.rule != "date in the event's sentence":
            draft.when = before.when._replace(rule="date of the event told before")
        if draft.place_rule != "place in the event's sentence":
            draft.place, draft.place_rule = before.place, "place of the event told before"
            draft.country, draft.country_rule = before.country, before.country_rule

    def _as_beside(self, draft: Draft, before: Draft) -> None:
        """Where the event told before it in its paragraph was."""
        if is_online(self.report, draft.telling, draft.candidate):
            return
        draft.place, draft.place_rule = before.place, "place in the event's paragraph"
        if before.country is not None:
            draft.country, draft.country_rule = before.country, before.country_rule

    def _put(self, draft: Draft, mention: int | None, rule: str) -> None:
        if mention is None:
            return
        draft.place = self.report.place_of.get(mention)
        draft.place_rule = rule
        place = self.report.place(mention)
        if place is not None and place.country:
            draft.country, draft.country_rule = place.country, "country of the place"

    def _country(self, draft: Draft, mentions: Sequence[int]) -> None:
        report = self.report
        for mention in mentions:
            place = report.place(mention)
            if place is not None and place.country:
                draft.country, draft.country_rule = place.country, "country of the place"
                return
        if draft.section is not None:
            headed = report.sections[draft.section].country
            headed = headed or report.country_of_heading(draft.section)
            if headed:
                draft.country, draft.country_rule = headed, "country heading"
                return
            named = report.countries_in_heading(draft.section)
            if len(named) == 1:
                draft.country, draft.country_rule = named.pop(), "country named in the heading"
                return
        if report.country_of_frame is not None:
            draft.country, draft.country_rule = report.country_of_frame, "country of the report"
            return
        doers = [r.mention for r in draft.roles.values() if r.role in {"host", "organiser"}]
        bodies = [body for m in doers for body in [report.body_of.get(m)] if body is not None]
        countries = {body.country for body in bodies if body.country}
        if len(countries) == 1 and draft.candidate.type != "mission":
            draft.country, draft.country_rule = countries.pop(), "country of the organiser"
        elif report.country is not None:
            draft.country, draft.country_rule = report.country, "country of the report"

    # --- what is told again -----------------------------------------------------------------------

    def _same(
        self, candidate: EventCandidate, telling: Telling, scope: Scope, told: Sequence[Draft]
    ) -> Draft | None:
        """The event told before that a candidate takes up."""
        head = candidate.phrase.lemma if candidate.phrase is not None else ""
        here = [*scope.item, *(d for d in told if d not in scope.item)]
        listed = self.report.paragraphs[telling.paragraph].role == "list_item"
        drafts = here or (
            [d for d in scope.drafts if self._shares_noun(d, head)] if listed else scope.drafts
        )
        if not candidate.reference or not drafts:
            return None
        if not candidate.noun and not own_dates(self.report, telling, candidate):
            alike = [d for d in drafts if d.candidate.type == candidate.type]
            return alike[-1] if alike else None
        if own_dates(self.report, telling, candidate) and not candidate.noun:
            return None
        if candidate.noun:
            bare = (
                candidate.phrase is not None
                and len(self.report.words(candidate.phrase.span).split()) <= BARE
            )
            if head in lexicon().anaphora.nouns and bare:
                return drafts[-1]
            alike = [
                d
                for d in drafts
                if d.candidate.type == candidate.type or self._shares_noun(d, head)
            ]
            alike = [d for d in alike if not self._is_at_another_time(d, candidate, telling)]
            return alike[-1] if alike else None
        return None

    def _is_at_another_time(
        self, draft: Draft, candidate: EventCandidate, telling: Telling
    ) -> bool:
        """Whether a candidate is dated apart from an event told before."""
        report = self.report
        own = own_dates(report, telling, candidate)
        if not own or draft.when.date is None:
            return False
        then, now = report.dates[draft.when.date], report.dates[report.date_of[own[0]]]
        if None in (then.first, then.last, now.first, now.last):
            return False
        return now.first > then.last or now.last < then.first  # type: ignore[operator]

    def _is_told_again(
        self, candidate: EventCandidate, telling: Telling, scope: Scope
    ) -> Draft | None:
        """The event of its item that a later sentence without date or place of its own goes on with."""
        if not scope.item or scope.item[-1].telling.span == telling.span or candidate.noun:
            return None
        if candidate.type in DEEDS or own_dates(self.report, telling, candidate):
            return None
        return None if own_places(self.report, telling, candidate) else scope.item[-1]

    def _shares_noun(self, draft: Draft, head: str) -> bool:
        return any(singular(found.group()) == head for found in event_nouns(draft.candidate.name))

    def _more(
        self, draft: Draft, candidate: EventCandidate, telling: Telling, *, alone: bool
    ) -> None:
        """Add what a sentence says of an event told before."""
        report = self.report
        self._add(draft, roles_of(report, candidate, self.coreference, actors_of(draft)))
        draft.count = draft.count or count_of(report, candidate)
        draft.money = draft.money or money_of(report, telling, candidate, alone=alone)
        if candidate.status == "cancelled":
            draft.candidate.status = "cancelled"
        if telling.span != draft.telling.span:
            draft.told_by.append(telling.span)

    def _target(self, telling: Telling, scope: Scope, told: Sequence[Draft]) -> Draft | None:
        """The event that a sentence without one of its own speaks of: the one told last."""
        taken = self._taken_up(telling, [*scope.item, *(d for d in told if d not in scope.item)])
        if taken is not None:
            return taken
        if told:
            return told[-1]
        paragraph = self.report.paragraphs[telling.paragraph]
        if paragraph.role == "caption" or not scope.item or paragraph.role == "list_item":
            return None
        return scope.item[-1]

    def _taken_up(self, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
        """The event that the subject of a sentence takes up: "The works were financed by"."""
        report = self.report
        for index in telling.clauses:
            for slot in report.clauses[index].of("subject", "object"):
                if slot.determiner not in {"definite", "demonstrative", "possessive"}:
                    continue
                types = {kind for kind, words in lexicon().takes_up.items() if slot.lemma in words}
                alike = [
                    d
                    for d in drafts
                    if d.candidate.type in types or self._shares_noun(d, slot.lemma)
                ]
                if alike:
                    return alike[-1]
        return None

    def _part_taken(self, draft: Draft, clause: Clause) -> EventRoleName | None:
        """The role of people who do something at an event that is told: they take part."""
        classes = verb_classes()
        if draft.candidate.type not in GATHERINGS or clause.passive:
            return None
        if (
            clause.lemma
            in classes.communication | classes.cognition | classes.stative | classes.trend
        ):
            return None
        peopled = any(is_people(slot.lemma.rsplit(" ", 1)[-1]) for slot in clause.of("subject"))
        return "participant" if peopled else None

    def _say_more(self, draft: Draft, telling: Telling) -> None:
        report = self.report
        known = Known(report, self.coreference, actors_of(draft))
        said = False
        for index in telling.clauses:
            clause = report.clauses[index]
            if report.is_quoted(clause.head) or clause.factuality not in {"happened", "ongoing"}:
                continue
            role = subject_role(clause.lemma) or self._part_taken(draft, clause)
            for slot in clause.slots:
                oblique = oblique_roles().get(slot.relation)
                if clause.lemma in {"meet", "consult", "confer"} and slot.relation in {
                    "with",
                    "object",
                }:
                    oblique = "participant"
                if (
                    slot.relation == "subject"
                    and role is not None
                    and slot.relation not in clause.borrowed
                ):
                    found = list(known.named(slot, role, f"{clause.lemma}/subject"))
                elif oblique is not None:
                    found = list(known.named(slot, oblique, f"{clause.lemma}/{slot.relation}"))
                else:
                    found = []
                said = said or bool(found)
                self._add(draft, found)
            if draft.count is None and role == "participant":
                number = next(
                    (
                        c
                        for _, c in counts(
                            report, [s for s in clause.slots if s.relation == "subject"]
                        )
                    ),
                    None,
                )
                draft.count = number
                said = said or number is not None
            if draft.money is None and clause.lemma in {
                "cost",
                "worth",
                "bear",
                "pay",
                "amount",
                "fund",
                "finance",
                "total",
            }:
                draft.money = money_in(report, clause.span)
                said = said or draft.money is not None
        if said and telling.span != draft.telling.span:
            draft.told_by.append(telling.span)


def terse_lead(report: Report, candidate: EventCandidate, lead: Span | None) -> bool:
    """Whether a line without a verb is led by whose doing it is: "Ms. X, Specialist: Skopje, ..."."""
    if lead is None or candidate.clause < 0:
        return False
    return report.clauses[candidate.clause].kind == "nominal"


def heads_of(report: Report, lead: Span | None) -> list[EventRole]:
    """The person, else the body, that leads a line."""
    inside = [] if lead is None else report.mentions_in(lead)
    for label in ("PERSON", "ORG"):
        found = [i for i in inside if report.label(i) == label]
        if found:
            return [EventRole(role="organiser", mention=found[0], rule="head of the line")]
    return []


def actors_of(draft: Draft) -> list[int]:
    """Those who did an event or took part in it."""
    roles = draft.roles.values()
    return [r.mention for r in roles if r.role in {"organiser", "host", "participant", "partner"}]


def is_to_come(report: Report, section: int | None) -> bool:
    """Whether a section is headed as what is to come."""
    return TO_COME.search(_heading(report, section)) is not None


def heading_period(report: Report, section: int | None) -> str | None:
    """The period that the heading of a section names."""
    return None if section is None else report.sections[section].period


def _heading(report: Report, section: int | None) -> str:
    if section is None:
        return ""
    part = report.sections[section]
    return part.title.of(report.text) if part.title is not None else (part.theme_name or "")


def settled(report: Report, draft: Draft) -> Event:
    """The event of a draft."""
    when = draft.when
    edtf = when.edtf if when.date is None else report.dates[when.date].edtf
    days = _consecutive(edtf)
    if days is not None:
        when = When(None, days, when.rule)
    status = draft.candidate.status
    if status == "happened" and edtf is not None and edtf.endswith(".."):
        status = "ongoing"
    _, last = _bounds(report, when)
    return Event(
        background=status == "happened" and _is_history(report, last),
        span=draft.telling.span,
        name=_name(report, draft),
        type=_type(draft, report),
        status=status,
        name_span=draft.candidate.name_span,
        section=draft.section,
        date=when.date,
        edtf=when.edtf,
        date_rule=when.rule,
        place=draft.place,
        place_rule=draft.place_rule,
        country=draft.country,
        country_rule=draft.country_rule,
        participants=draft.count.value if draft.count is not None else None,
        count=draft.count.at if draft.count is not None else None,
        amount=draft.money.value if draft.money is not None else None,
        currency=draft.money.currency if draft.money is not None else None,
        money=draft.money.at if draft.money is not None else None,
        roles=tuple(sorted(draft.roles.values(), key=lambda role: role.mention)),
        told_by=tuple(draft.told_by),
    )


def _type(draft: Draft, report: Report) -> EventType:
    """The type, assistance for what was given to people and to no body: "gave 40 residents a dose"."""
    candidate = draft.candidate
    if candidate.type != "handover" or candidate.noun or candidate.clause < 0:
        return candidate.type
    clause = report.clauses[candidate.clause]
    if clause.lemma not in lexicon().classes.giving or any(
        r.role == "recipient" for r in draft.roles.values()
    ):
        return candidate.type
    served = any(
        is_people(slot.lemma.rsplit(" ", 1)[-1]) for slot in clause.of("recipient", "to")
    ) or (
        clause.lemma in {"receive", "get"}
        and any(is_people(slot.lemma.rsplit(" ", 1)[-1]) for slot in clause.of("subject"))
    )
    return "assistance" if served and draft.count is not None else candidate.type


def _name(report: Report, draft: Draft) -> str:
    """The name of an event, with as much beside its noun as makes it stand alone."""
    candidate = draft.candidate
    clause = report.clauses[candidate.clause] if candidate.clause >= 0 else None
    place = None if draft.place is None else report.places[draft.place].name
    bodies = [
        report.words(report.mentions[r.mention].span)
        for r in draft.roles.values()
        if r.role in {"organiser", "host"}
    ]
    extra = [
        f"for {draft.count.value:,} people" if draft.count else "",
        f"in {place}" if place and candidate.type != "mission" else f"to {place}" if place else "",
        f"by {bodies[0]}" if bodies else "",
    ]
    return completed(
        report, draft.name or candidate.name, clause if candidate.noun else None, extra
    )


def _bounds(report: Report, when: When) -> tuple[date | None, date | None]:
    """The first and the last day of a date."""
    if when.date is not None:
        value = report.dates[when.date]
        return value.first, value.last
    return edtf_bounds(when.edtf or "")


def _is_history(report: Report, last: date | None) -> bool:
    """Whether a day lies long before what the report is about."""
    if last is None:
        return False
    begins, _ = edtf_bounds(report.period or "")
    if begins is not None:
        return last < begins - BEFORE
    published = report.document.source.published
    return published is not None and last < published - LONG_BEFORE


def _days(value: ResolvedDate) -> int:
    """How many days lie between the first and the last day of a date."""
    if value.first is None or value.last is None:
        return 0
    return (value.last - value.first).days


def _consecutive(edtf: str | None) -> str | None:
    """An EDTF set of days in a row as an interval: "on 6 and 7 July"."""
    if edtf is None or not edtf.startswith("{"):
        return None
    try:
        days = [date.fromisoformat(day) for day in edtf.strip("{}").split(",")]
    except ValueError:
        return None
    if any(b - a != timedelta(days=1) for a, b in pairwise(days)):
        return None
    return f"{days[0]}/{days[-1]}"


__all__: Sequence[str] = ["Draft", "Iterator", "Teller", "nouns", "settled"]
