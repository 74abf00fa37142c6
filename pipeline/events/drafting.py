"""From a candidate to drafts: one event, those of a series, or none where nothing places it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import EventRole
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate, is_unnamed
from pipeline.events.coreference import Coreference
from pipeline.events.count import count_of, money_of
from pipeline.events.dates import NOTHING, When, own_dates
from pipeline.events.draft import Draft, Situation
from pipeline.events.headings import is_own
from pipeline.events.ladder import country_of_story, place, place_beside, place_within, when
from pipeline.events.lexicon import lexicon, subject_role
from pipeline.events.places import own_places
from pipeline.events.reading import Report
from pipeline.events.roles import roles_of
from pipeline.events.series import Member, gatherings, journeys, numbers, series

AUXILIARIES = 4
"""Words ahead of a verb among which its auxiliaries stand."""


class Drafter:
    """Begins the drafts of one report."""

    def __init__(self, report: Report, coreference: Coreference) -> None:
        self.report = report
        self.coreference = coreference

    def begin(
        self, candidate: EventCandidate, at: Situation, beside: Sequence[Draft], *, alone: bool
    ) -> list[Draft]:
        """The drafts that a candidate begins: several for a series, none where nothing places it.

        Args:
            candidate: The event that a sentence may tell of.
            at: The sentence.
            beside: The events told before it in its paragraph.
            alone: It is the only candidate of its sentence.
        """
        report = self.report
        if candidate.reference and is_unnamed(report, candidate) and not _has_phrases(candidate):
            return []  # "the ceremony" of an event that is not told
        members = series(report, at.telling, candidate)
        draft = self.draft(candidate, at, alone=alone)
        within = self._within(candidate, [*at.scope.drafts, *beside])
        if within is not None:
            place_within(draft, within)
        elif (
            draft.place is None and beside and not candidate.weak and candidate.status != "planned"
        ):
            place_beside(report, draft, beside[-1])
        if not self._is_event(draft, at, beside):
            return []
        country_of_story(draft, at.scope.item)
        drafts = self._one_each(draft, candidate, at, members)
        for each in drafts:
            each.add(self._of_own_list(each, at))
        return drafts

    def _one_each(
        self, draft: Draft, candidate: EventCandidate, at: Situation, members: Sequence[Member]
    ) -> list[Draft]:
        """The drafts of a series, of the stops of a journey, or the one."""
        if members:
            return self._series(candidate, at, members)
        report, telling = self.report, at.telling
        stops = journeys(report, telling, candidate) or gatherings(report, telling, candidate)
        return [self._at(draft, stop) for stop in stops] or [draft]

    def draft(self, candidate: EventCandidate, at: Situation, *, alone: bool) -> Draft:
        """One event with its date, roles, numbers and place.

        Args:
            candidate: The event.
            at: The sentence that tells of it.
            alone: The sentence tells of no other.
        """
        report = self.report
        _take_type_of_last(candidate, at)
        draft = Draft(candidate, at.telling, at.section, name=candidate.name)
        draft.when = when(report, candidate, at)
        if alone:
            candidate.group |= self._said_beside(candidate, at)
        draft.count = count_of(report, candidate)
        draft.money = money_of(report, at.telling, candidate, alone=alone)
        draft.add(roles_of(report, candidate, self.coreference, at.scope.actors))
        if _is_line(report, candidate) and not draft.has("organiser"):
            draft.add(_heads_of_line(report, at.lead))
        place(report, draft, at)
        return draft

    def _of_own_list(self, draft: Draft, at: Situation) -> list[EventRole]:
        """The publisher, for a line without a doer in a list that is headed as its own work."""
        publisher, masthead = self.coreference.publisher, self.report.document.masthead
        if publisher is None or masthead is None or masthead.publisher is None:
            return []
        if not at.terse or draft.has("organiser", "host", "opened_by"):
            return []
        if not _is_line(self.report, draft.candidate):
            return []
        if not is_own(self.report, at.section):
            return []
        return [EventRole(role="organiser", mention=publisher, rule=Basis.OWN_LIST)]

    def _said_beside(self, candidate: EventCandidate, at: Situation) -> set[int]:
        """The clauses beside that of a sentence's only event: "; 34 chemists compared notes"."""
        return {
            i
            for i in at.telling.clauses
            if i in candidate.group or self._says_more(i) or self._says_whom(candidate, i)
        }

    def _says_whom(self, candidate: EventCandidate, index: int) -> bool:
        """Whether a clause says whom an event was of: "; the group included experts of X"."""
        clause, phrase = self.report.clauses[index], candidate.phrase
        if phrase is None or clause.lemma not in lexicon().classes.having:
            return False
        return any(
            slot.determiner == "definite" and slot.noun == phrase.noun
            for slot in clause.of("subject")
        )

    def _says_more(self, index: int) -> bool:
        """Whether a clause says of an event who took part in it or paid for it."""
        clause = self.report.clauses[index]
        role = subject_role(clause.lemma)
        if role is None or self.report.is_quoted(clause.head):
            return False
        if clause.relation in {"participle", "relative"} and role == "funder":
            return True
        told = clause.factuality in {"happened", "ongoing", "planned"}
        return clause.governor is None and told and clause.kind == "verbal"

    def _within(self, candidate: EventCandidate, drafts: Sequence[Draft]) -> Draft | None:
        """The event told before at which something was done."""
        if candidate.clause < 0:
            return None
        clause = self.report.clauses[candidate.clause]
        if candidate.noun and clause.lemma not in lexicon().classes.presupposing:
            return None
        # "At the conference, they passed"; "the day was wrapped up with the awards"
        around = ("subject", "object") if candidate.noun else ("at", "during")
        for slot in clause.of(*around):
            if slot.determiner in {"definite", "demonstrative"}:
                alike = [draft for draft in drafts if draft.is_called(slot.lemma)]
                if alike:
                    return alike[-1]
        return None

    def _is_event(self, draft: Draft, at: Situation, beside: Sequence[Draft]) -> bool:
        """Whether enough is said of a candidate: when or where it was, else who or how many."""
        if not at.terse and self._is_elsewhen(draft.candidate):
            placed = own_places(self.report, at.telling, draft.candidate)
            if not own_dates(self.report, at.telling, draft.candidate) and not placed:
                return False
        dated = draft.when.is_known
        if draft.candidate.weak:
            own = own_dates(self.report, at.telling, draft.candidate)
            leads = at.terse or at.telling.lead is not None
            if not own and at.scope.item and self._is_promised(draft.candidate):
                draft.when = NOTHING  # to come: not on the day of the story
                return True
            return bool(own) or (dated and leads and not at.scope.item)
        if dated or draft.place is not None:
            return True
        return self._counts_unplaced(draft, at, beside or at.scope.drafts)

    def _is_elsewhen(self, candidate: EventCandidate) -> bool:
        """Whether a clause tells of what had been before: "patrols had been made on foot"."""
        if candidate.clause < 0:
            return False
        clause = self.report.clauses[candidate.clause]
        words = self.report.text[clause.span.start : clause.head.start].lower().split()
        return "had" in words[-AUXILIARIES:]

    def _is_promised(self, candidate: EventCandidate) -> bool:
        """Whether a story says of a new thing that it will be made: "A fund will be set up"."""
        if candidate.clause < 0 or candidate.phrase is None or candidate.status != "planned":
            return False
        clause = self.report.clauses[candidate.clause]
        return clause.passive and candidate.phrase.determiner == "indefinite"

    def _counts_unplaced(self, draft: Draft, at: Situation, beside: Sequence[Draft]) -> bool:
        """Whether one without date and place is an event: in a list, or where a story goes on."""
        candidate = draft.candidate
        if at.terse:
            return (
                candidate.status == "cancelled"
                or (candidate.status == "planned" and candidate.noun)
                or draft.count is not None
                or draft.money is not None
                or draft.has("organiser", "host")
            )
        clause = self.report.clauses[candidate.clause] if candidate.clause >= 0 else None
        return candidate.noun and bool(beside) and clause is not None and clause.passive

    def _series(
        self, candidate: EventCandidate, at: Situation, members: Sequence[Member]
    ) -> list[Draft]:
        """The events of a series, each with its own date, place and number of people."""
        report = self.report
        counted = numbers(report, at.telling, [member.span for member in members])
        found: list[Draft] = []
        for member, number in zip(members, counted, strict=True):
            draft = self.draft(candidate, at, alone=False)
            date = report.date_of.get(member.date)
            draft.when = When(date, None, Basis.DATE_IN_SENTENCE)
            draft.put(report, member.place, Basis.PLACE_IN_SENTENCE)
            draft.count = number or (None if any(counted) else draft.count)
            found.append(draft)
        return found

    def _at(self, draft: Draft, mention: int) -> Draft:
        """The same event at one of several places."""
        found = replace(draft, country=None, roles=dict(draft.roles), told_by=list(draft.told_by))
        found.put(self.report, mention, Basis.PLACE_IN_SENTENCE)
        name = self.report.words(self.report.mentions[mention].span)
        link = "to" if draft.candidate.type == "mission" else "in"
        found.name = f"{draft.candidate.name.partition(' to ')[0]} {link} {name}"
        return found


def _take_type_of_last(candidate: EventCandidate, at: Situation) -> None:
    """Make "a second round" one of what was told before it in its item."""
    phrase = candidate.phrase
    if candidate.type != "other" or phrase is None or not at.scope.item:
        return
    if phrase.lemma not in lexicon().transparent.nouns:
        return
    last = at.scope.item[-1].candidate
    candidate.type = last.type
    if not any(inner.relation == "of" for inner in phrase.phrases):
        candidate.name = f"{candidate.name.partition(',')[0]} of {last.name}"


def _has_phrases(candidate: EventCandidate) -> bool:
    return candidate.phrase is not None and bool(candidate.phrase.phrases)


def _is_line(report: Report, candidate: EventCandidate) -> bool:
    """Whether an event is told in a line without a verb."""
    return candidate.clause >= 0 and report.clauses[candidate.clause].kind == "nominal"


def _heads_of_line(report: Report, lead: Span | None) -> list[EventRole]:
    """The person, else the body, that leads a line: "Ms. X, Specialist: Skopje, ..."."""
    inside = [] if lead is None else report.mentions_in(lead)
    for label in ("PERSON", "ORG"):
        found = [i for i in inside if report.label(i) == label]
        if found:
            return [EventRole(role="organiser", mention=found[0], rule=Basis.HEAD_OF_LINE)]
    return []
