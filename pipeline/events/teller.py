"""One happening, one row: the walk through sections, paragraphs and sentences.

A sentence begins an event or says more of one that is told already; a donor line pays for all
events of its item.
"""

from collections.abc import Sequence

from pipeline.document import EventRole
from pipeline.document.span import Span
from pipeline.events.again import Again
from pipeline.events.candidate import EventCandidate
from pipeline.events.coreference import Coreference
from pipeline.events.count import money_in
from pipeline.events.dates import lead_dates, own_dates
from pipeline.events.donors import donors, is_bracketed, is_donor_line, payments
from pipeline.events.draft import Draft, Scope, Situation
from pipeline.events.drafting import Drafter
from pipeline.events.find import EventFinder
from pipeline.events.headings import heading_period, is_to_come
from pipeline.events.headline import headline_events
from pipeline.events.ladder import find_country
from pipeline.events.lexicon import lexicon
from pipeline.events.places import lead_places
from pipeline.events.reading import Report, Telling

TELLING_ROLES = frozenset({"body", "list_item", "caption"})
"""Roles of paragraphs that tell of events."""
SEVERAL_STORIES = frozenset({"country", "milestone"})
"""Sections with a paragraph or more for each of several stories."""
ENDS = '.!?”"'
"""Signs at the end of a sentence, which a line of a list has not."""


class Teller:
    """Tells the events of one report, section by section."""

    def __init__(self, report: Report) -> None:
        self.coreference = coreference = Coreference(report)
        self.report = report
        self.finder = EventFinder(report)
        self.drafter = Drafter(report, coreference)
        self.again = Again(report, coreference)

    def drafts(self) -> list[Draft]:
        """All events of the running text in its order, then those of headlines."""
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
                find_country(self.report, draft)
        told = {draft.section for draft in found}
        for number in range(len(self.report.sections)):
            if number not in told:
                found += headline_events(self.report, self.finder, self.drafter, number)
        return found

    def _paragraph(self, index: int, section: int | None, scope: Scope) -> None:
        """Tell the events of a paragraph, sentence by sentence."""
        report = self.report
        paragraph = report.paragraphs[index]
        if is_donor_line(report, paragraph.span):
            self._fund(scope.item or scope.drafts, paragraph.span)
            scope.item = []
            return
        item = paragraph.role in {"list_item", "caption"}
        tellings = report.tellings(index)
        lead = tellings[0].lead if tellings else None
        if item:
            scope.item = []
        else:
            if self._begins_story(section, tellings, scope):
                scope.date, scope.place, scope.item = None, None, []
            self._set_dateline(scope, lead)
        told: list[Draft] = []
        for telling in tellings:
            if is_donor_line(report, telling.span):
                self._fund(scope.item or told or scope.drafts, telling.span)
                continue
            at = Situation(
                telling,
                section,
                scope,
                lead,
                terse=item or self._is_terse(telling, section),
                planned=is_to_come(report, section),
                told=tuple(told),
            )
            new = self._sentence(at)
            told += new
            scope.drafts += new
            scope.item += new
        for telling in tellings:
            if is_bracketed(report, telling.span):
                self._fund(told, telling.span)

    def _begins_story(self, section: int | None, tellings: Sequence[Telling], scope: Scope) -> bool:
        """Whether a paragraph begins a story of its own, under a heading that holds several."""
        if section is None or self.report.sections[section].kind not in SEVERAL_STORIES:
            return False
        if not tellings or self.again.taken_up(tellings[0].clauses[:1], scope.item) is not None:
            return False  # "The conference, opened by": it goes on
        first = tellings[0].mentions
        return any(self.report.label(i) == "DATE" or self.report.place(i) for i in first)

    def _set_dateline(self, scope: Scope, lead: Span | None) -> None:
        """Take the date and place that lead a story for what follows."""
        dates, places = lead_dates(self.report, lead), lead_places(self.report, lead)
        if dates:
            scope.date, scope.place = dates[0], next(iter(places), None)
        elif places:
            scope.place = places[0]

    def _is_terse(self, telling: Telling, section: int | None) -> bool:
        """Whether a sentence is a line with its date ahead, or a row under the period's heading."""
        if lead_dates(self.report, telling.lead):
            return True
        ends = telling.span.of(self.report.text).rstrip()[-1:]
        return ends not in ENDS and heading_period(self.report, section) is not None

    def _fund(self, drafts: Sequence[Draft], span: Span) -> None:
        """Add the funders that a line names to the events that it pays for."""
        funders = donors(self.report, span)
        for draft in drafts:
            draft.add(funders)

    def _unpaid(
        self, candidates: Sequence[EventCandidate], at: Situation
    ) -> Sequence[EventCandidate]:
        """The candidates but for those that only say who paid for what is told before."""
        told = at.told[-1:] or at.scope.item[-1:]
        paid = self._paid(candidates, at) if told else {}
        gifts = lexicon().classes.gifts
        rest = [
            c
            for c in candidates
            if c.clause not in paid or (c.noun and c.phrase and c.phrase.lemma not in gifts)
        ]
        if not paid or rest or any(own_dates(self.report, at.telling, c) for c in candidates):
            return candidates
        for draft in told:
            for funders in paid.values():
                draft.add(funders)
            draft.money = draft.money or money_in(self.report, at.telling.span)
            draft.add_telling(at.telling)
        return []

    def _paid(
        self, candidates: Sequence[EventCandidate], at: Situation
    ) -> dict[int, list[EventRole]]:
        """The clauses that only say who paid, with the funders; none that has a date of its own."""
        paid = payments(self.report, at.telling, self.coreference)
        dated = {c.clause for c in candidates if own_dates(self.report, at.telling, c)}
        return {clause: funders for clause, funders in paid.items() if clause not in dated}

    def _told_and_paid(
        self, candidates: Sequence[EventCandidate], at: Situation
    ) -> tuple[Sequence[EventCandidate], list[EventRole]]:
        """The candidates without what only says who paid for the first of them, and the funders.

        "A contest was won by X; the prize was donated by Y".
        """
        first = candidates[0].clause if len(candidates) > 1 else -1
        paid = self._paid(candidates[1:], at) if first >= 0 else {}
        later = {clause: funders for clause, funders in paid.items() if clause > first}
        rest = [c for c in candidates if c.clause not in later or c.noun]
        return rest, [role for funders in later.values() for role in funders]

    def _sentence(self, at: Situation) -> list[Draft]:
        """The events that a sentence begins; what it says of others is added to them."""
        caption = self.report.paragraphs[at.telling.paragraph].role == "caption"
        found = self.finder.find(at.telling, terse=at.terse, planned=at.planned, caption=caption)
        candidates, funders = self._told_and_paid(self._unpaid(found, at), at)
        alone = len(candidates) == 1
        new: list[Draft] = []
        for candidate in candidates:
            beside = [*at.told, *new]
            same = self.again.same(candidate, at, beside)
            if same is not None:
                self.again.add_candidate(same, candidate, at, alone=alone)
            elif not self.again.goes_on(candidate, at):
                new += self.drafter.begin(candidate, at, beside, alone=alone)
        for draft in new[:1]:
            draft.add(funders)
        if not new:
            spoken_of = self.again.spoken_of(at)
            if spoken_of is not None:
                self.again.add_clauses(spoken_of, at)
        return new
