"""What a sentence says of an event that is told before: it names it again, takes it up, or goes on.

"The ceremony was opened by", "the works were financed by", "20 officers took part".
"""

from collections.abc import Sequence

from pipeline.document import Clause, EventRole, Phrase
from pipeline.events.candidate import DEEDS, EventCandidate, is_speech, is_unnamed
from pipeline.events.coreference import Coreference
from pipeline.events.count import count_of, counts, money_in, money_of
from pipeline.events.dates import own_dates
from pipeline.events.draft import Draft, Situation
from pipeline.events.lexicon import Role, lexicon, subject_role
from pipeline.events.places import own_places
from pipeline.events.reading import Report
from pipeline.events.roles import Known, platform_users, roles_of
from pipeline.language.load import is_people
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventType

GATHERINGS: frozenset[EventType] = frozenset(
    {"training", "workshop", "meeting", "conference", "mission", "competition"}
)
"""Types of events that people take part in."""
COURSES: frozenset[EventType] = frozenset({"training", "workshop"})
"""Types of which one is called by the other's name."""


class Again:
    """Finds the event told before that a sentence speaks of, and adds what it says."""

    def __init__(self, report: Report, coreference: Coreference) -> None:
        self.report = report
        self.coreference = coreference

    def same(self, candidate: EventCandidate, at: Situation, told: Sequence[Draft]) -> Draft | None:
        """The event told before that a candidate takes up.

        Args:
            candidate: The event that a sentence may tell of.
            at: The sentence.
            told: The events told before it in its paragraph.
        """
        drafts = self._open(candidate, at, told)
        if not candidate.reference or not drafts:
            return None
        if candidate.noun and is_unnamed(self.report, candidate):
            return drafts[-1]
        if self._takes_up_last(candidate, at, drafts[-1]):
            return drafts[-1]
        alike = [
            draft
            for draft in drafts
            if _is_alike(draft, candidate) and (draft in told or _may_be_far(draft, candidate))
        ]
        dated = own_dates(self.report, at.telling, candidate)
        if dated and candidate.noun:
            alike = [draft for draft in alike if not self._is_at_another_time(draft, dated[0])]
        elif dated:
            return None
        return alike[-1] if alike else None

    def _takes_up_last(self, candidate: EventCandidate, at: Situation, last: Draft) -> bool:
        """Whether "the workshop" is the training that its item has just told of."""
        phrase = candidate.phrase
        if not candidate.noun or phrase is None or phrase.phrases or last not in at.told:
            return False
        if not {candidate.type, last.candidate.type} <= COURSES:
            return False
        return not own_dates(self.report, at.telling, candidate)

    def _open(self, candidate: EventCandidate, at: Situation, told: Sequence[Draft]) -> list[Draft]:
        """The events told before that a sentence may speak of: of its item, else of its section."""
        here = _of_item(at, told)
        if here or self.report.paragraphs[at.telling.paragraph].role != "list_item":
            return here or at.scope.drafts
        return [draft for draft in at.scope.drafts if draft.is_called(_noun_of(candidate))]

    def _is_at_another_time(self, draft: Draft, mention: int) -> bool:
        """Whether a date lies apart from that of an event told before."""
        if draft.when.date is None:
            return False
        dates = self.report.dates
        then, now = dates[draft.when.date], dates[self.report.date_of[mention]]
        if then.first is None or then.last is None or now.first is None or now.last is None:
            return False
        return now.first > then.last or now.last < then.first

    def goes_on(self, candidate: EventCandidate, at: Situation) -> bool:
        """Whether a verb without date or place only goes on with the event of its item."""
        if not at.scope.item or at.scope.item[-1].telling.span == at.telling.span:
            return False
        if candidate.noun or candidate.type in DEEDS:
            return False
        return not (
            own_dates(self.report, at.telling, candidate)
            or own_places(self.report, at.telling, candidate)
        )

    def add_candidate(
        self, draft: Draft, candidate: EventCandidate, at: Situation, *, alone: bool
    ) -> None:
        """Add what a sentence says of an event that it names again."""
        report = self.report
        draft.add(roles_of(report, candidate, self.coreference, draft.actors))
        draft.count = draft.count or count_of(report, candidate)
        draft.money = draft.money or money_of(report, at.telling, candidate, alone=alone)
        if candidate.status == "cancelled":
            draft.candidate.status = "cancelled"
        draft.add_telling(at.telling)

    def spoken_of(self, at: Situation) -> Draft | None:
        """The event that a sentence without one of its own speaks of: one taken up, or the last."""
        taken = self.taken_up(at.telling.clauses, _of_item(at, at.told))
        if taken is not None:
            return taken
        if at.told:
            return at.told[-1]
        role = self.report.paragraphs[at.telling.paragraph].role
        if role in {"caption", "list_item"} or not at.scope.item:
            return None
        return at.scope.item[-1]

    def taken_up(self, clauses: Sequence[int], drafts: Sequence[Draft]) -> Draft | None:
        """The event that the subject of clauses takes up: "The works were financed by"."""
        for index in clauses:
            for slot in self.report.clauses[index].of("subject", "object"):
                if slot.determiner not in {"definite", "demonstrative", "possessive"}:
                    continue
                types = {kind for kind, words in lexicon().takes_up.items() if slot.lemma in words}
                alike = [
                    draft
                    for draft in drafts
                    if draft.candidate.type in types or draft.is_called(slot.lemma)
                ]
                if alike:
                    return alike[-1]
        return None

    def add_clauses(self, draft: Draft, at: Situation) -> None:
        """Add what the clauses of a sentence say of an event that it speaks of."""
        known = Known(self.report, self.coreference, draft.actors)
        said = False
        for index in at.telling.clauses:
            clause = self.report.clauses[index]
            if clause.factuality in {"happened", "ongoing"} and not self.report.is_quoted(
                clause.head
            ):
                beside = draft in at.told
                said = self._add_clause(draft, clause, known, beside=beside) or said
        if said:
            draft.add_telling(at.telling)

    def _add_clause(self, draft: Draft, clause: Clause, known: Known, *, beside: bool) -> bool:
        """Add what one clause says; whether it says anything.

        People who do something take part in an event that is told ``beside``, in one paragraph.
        """
        report = self.report
        role = "speaker" if is_speech(clause) else subject_role(clause.lemma)
        role = role or (_part_taken(draft, clause) if beside else None)
        found = [r for slot in clause.slots for r in _said_in(known, clause, slot, role)]
        found += [r for slot in clause.slots for r in platform_users(known, clause, slot)]
        draft.add(found)
        said = bool(found)
        if draft.count is None and role == "participant":
            draft.count = next((c for _, c in counts(report, [*clause.of("subject")])), None)
            said = said or draft.count is not None
        if draft.money is None and clause.lemma in lexicon().classes.costing:
            draft.money = money_in(report, clause.span)
            said = said or draft.money is not None
        return said


def _of_item(at: Situation, told: Sequence[Draft]) -> list[Draft]:
    """The events told before in an item, and those of the paragraph that are not among them."""
    return [*at.scope.item, *(draft for draft in told if draft not in at.scope.item)]


def _noun_of(candidate: EventCandidate) -> str:
    return candidate.phrase.lemma if candidate.phrase is not None else ""


def _is_alike(draft: Draft, candidate: EventCandidate) -> bool:
    """Whether a candidate has the type of an event told before, or its noun."""
    if draft.candidate.type == candidate.type:
        return True
    return candidate.noun and draft.is_called(_noun_of(candidate))


def _may_be_far(draft: Draft, candidate: EventCandidate) -> bool:
    """Whether a candidate may be an event of an earlier paragraph: a contest by its own noun."""
    if candidate.type != "competition" or not candidate.noun:
        return True
    return draft.is_called(_noun_of(candidate))


def _part_taken(draft: Draft, clause: Clause) -> Role:
    """The role of people who do something at an event that is told: they take part."""
    classes = verb_classes()
    idle = (
        classes.communication
        | classes.cognition
        | classes.stative
        | classes.trend
        | classes.incident
    )
    if draft.candidate.type not in GATHERINGS or clause.passive or clause.lemma in idle:
        return None
    peopled = any(is_people(slot.noun) for slot in clause.of("subject"))
    return "participant" if peopled else None


def _said_in(known: Known, clause: Clause, slot: Phrase, role: Role) -> Sequence[EventRole]:
    """The roles that a slot of a clause states; ``role`` is that of its subject."""
    if slot.relation == "subject" and role is not None and slot.relation not in clause.borrowed:
        return list(known.named(slot, role, f"{clause.lemma}/subject"))
    oblique = known.oblique(slot)
    if clause.lemma in lexicon().classes.conferring and slot.relation in {"with", "object"}:
        oblique = "participant"
    if oblique is None:
        return []
    return list(known.named(slot, oblique, f"{clause.lemma}/{slot.relation}"))
