"""Events that a verb tells of: something done, held, decided or planned, in words that no list has.

States, trends, speech, thoughts, incidents, denials and what only describes a thing are left out by
what they are; the lexicon types the rest and names its slots.
"""

from collections.abc import Callable, Iterator, Sequence

from pipeline.document import Clause, Phrase
from pipeline.events.candidate import (
    DEEDS,
    EventCandidate,
    idiom_of,
    is_speech,
    status_of,
    type_of,
)
from pipeline.events.doing import (
    STANDING,
    acts,
    counts,
    has_doer,
    is_dated,
    is_idle,
    is_new,
    is_share,
)
from pipeline.events.lexicon import event_nouns, lexicon, supports, type_of_noun, verbs
from pipeline.events.names import noun_name, verb_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import grammar, is_people
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventStatus, EventType

TAUGHT: frozenset[EventType] = frozenset({"training", "workshop"})
"""What a verb of teaching and the noun behind it both name: "taught 20 clerks at a seminar"."""
Finding = Callable[[int, Clause, EventStatus], EventCandidate | None]
"""Finds the event of a clause, by its index, with the status that it has."""


class VerbFinder:
    """Finds the events that the verbs of a sentence tell of."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def find(
        self, telling: Telling, told: Sequence[int], named: Sequence[EventCandidate], *, terse: bool
    ) -> Iterator[EventCandidate]:
        """The events that verbs tell of.

        Args:
            telling: The sentence.
            told: Its clauses.
            named: The events that its nouns name; a verb that governs one tells of no other.
            terse: It stands in a line whose present tense tells a story.
        """
        for index in told:
            clause = self.report.clauses[index]
            if clause.kind == "nominal":
                continue
            if any(self._is_support(index, candidate) for candidate in named):
                continue
            found = self._verb(telling, index, clause, terse=terse)
            if found is not None:
                yield found

    def _is_support(self, index: int, candidate: EventCandidate) -> bool:
        """Whether a clause says of a noun's event that it was held, or describes it."""
        clause = self.report.clauses[index]
        if index in candidate.group and index != candidate.clause:
            return True
        if index != candidate.clause or candidate.phrase is None:
            return False
        known = verbs().get(idiom_of(clause))
        if known is not None and known.type in DEEDS and supports(clause.lemma) is None:
            return False
        if known is not None and {known.type, candidate.type} <= TAUGHT:
            return any(slot.head == candidate.phrase.head for slot in clause.of("object"))
        return (
            any(
                slot.relation in {"object", "subject", "predicate"}
                and slot.span.contains(candidate.phrase.head)
                for slot in clause.slots
            )
            or supports(clause.lemma) is not None
        )

    def _verb(
        self, telling: Telling, index: int, clause: Clause, *, terse: bool
    ) -> EventCandidate | None:
        """The event of the verb of a clause."""
        status = status_of(self.report, clause, terse=terse)
        if clause.lemma in lexicon().cancellation.verbs:
            return self._cancelled(index, clause)
        if status is None or self._is_aside(telling, clause, terse=terse) or is_speech(clause):
            return None
        lemma = idiom_of(clause)
        known = verbs().get("receive" if self._is_taking(clause) else lemma)
        if known is None:
            other = self._without_type(clause)
            if other is not None:
                return other(index, clause, status)
        elif known.type != "appointment" and any(clause.of(*STANDING)):
            return None
        else:
            clause = self._turned(clause, lemma, terse=terse)
        weak = known is None or self._is_weak(clause, lemma)
        things = [*clause.of("object")]
        if not self._is_done(clause, lemma, weak=weak) or (known is None and not things):
            return None
        name, span = verb_name(self.report, clause, known.name if known else None)
        if not name:
            return None
        return EventCandidate(
            type=known.type if known else "other",
            noun=False,
            clause=index,
            name=name,
            name_span=span,
            status=status,
            phrase=things[0] if things else None,
            subject=known.subject if known else "organiser",
            object=known.object if known else None,
            weak=weak,
            reference=lemma in lexicon().classes.ribbons,
        )

    def _without_type(self, clause: Clause) -> Finding | None:
        """What finds the event of a verb that may tell of one, and has no type of its own."""
        if clause.lemma == "be":
            return self._stay
        if clause.lemma in lexicon().classes.holding:
            return self._held
        return self._deed if self._is_excluded(clause) else None

    def _stay(self, index: int, clause: Clause, status: EventStatus) -> EventCandidate | None:
        """The visit of a person who was somewhere on a day: "the Rapporteur, X, was in Osh"."""
        report = self.report
        person = any(report.head_label(slot) == "PERSON" for slot in clause.of("subject"))
        places = [s for s in clause.of("in", "at") if report.head_label(s) == "PLACE"]
        if not person or not places or not is_dated(self.report, clause):
            return None
        return EventCandidate(
            type="mission",
            noun=False,
            clause=index,
            name=f"visit to {report.words(places[0].head)}",
            name_span=places[0].span,
            status=status,
            phrase=places[0],
            subject="organiser",
        )

    def _is_taking(self, clause: Clause) -> bool:
        """Whether a body took things over, and nobody an office: "took over 40 tablets"."""
        report = self.report
        if clause.lemma not in lexicon().classes.office:
            return False
        doer = any(report.head_label(slot) == "ORG" for slot in clause.of("subject"))
        counted = any(
            report.figure(i) is not None
            for slot in clause.of("object")
            for i in report.mentions_in(slot.span)
        )
        return doer and counted

    def _held(self, index: int, clause: Clause, status: EventStatus) -> EventCandidate | None:
        """What a verb of holding has as its object, in a word of no list: "staged a tug-of-war"."""
        thing = next(iter(clause.of("object")), None)
        if thing is None or not is_new(self.report, thing) or is_people(thing.noun):
            return None
        name, span = noun_name(self.report, thing)
        return EventCandidate(
            type="other",
            noun=True,
            clause=index,
            name=name,
            name_span=span,
            status=status,
            phrase=thing,
            subject=supports(clause.lemma),
            weak=True,
        )

    def _deed(self, index: int, clause: Clause, status: EventStatus) -> EventCandidate | None:
        """What people did on a day to a new thing, by an everyday verb: "formed a human chain"."""
        thing = next(iter(clause.of("object")), None)
        everyday = clause.lemma in verb_classes().incidental
        if (
            not everyday
            or thing is None
            or not is_new(self.report, thing)
            or not is_dated(self.report, clause)
        ):
            return None
        if not any(acts(self.report, slot) for slot in clause.of("subject")):
            return None
        kind = type_of(self.report, thing)
        name, span = verb_name(self.report, clause, None)
        if kind is not None:
            name, span = noun_name(self.report, thing)
        return EventCandidate(
            type=kind or "other",
            noun=kind is not None,
            clause=index,
            name=name,
            name_span=span,
            status=status,
            phrase=thing,
            subject="organiser",
            weak=True,
        )

    def _is_weak(self, clause: Clause, lemma: str) -> bool:
        """Whether a verb of events is also one for other things, and nothing else tells of one."""
        if lemma not in lexicon().weak.verbs or counts(self.report, clause):
            return False
        return not any(slot.lemma in lexicon().decisions.nouns for slot in clause.of("object"))

    def _is_done(self, clause: Clause, lemma: str, *, weak: bool) -> bool:
        """Whether somebody did something to something that makes an event of it."""
        things = [*clause.of("object")]
        if not has_doer(self.report, clause, weak=weak) or is_idle(
            self.report, clause, lemma, things
        ):
            return False
        if any(thing.determiner == "generic" or is_share(self.report, thing) for thing in things):
            return False
        people = bool(things) and all(is_people(thing.lemma) for thing in things)
        return not (people and lemma == "receive" and not clause.passive)

    def _turned(self, clause: Clause, lemma: str, *, terse: bool) -> Clause:
        """The clause with its subject as what something was done to, where only that makes sense.

        "412 callers advised by the helpline", "the laboratory reopened".
        """
        if clause.passive or any(slot.relation == "object" for slot in clause.slots):
            return clause
        subjects = [slot for slot in clause.slots if slot.relation == "subject"]
        named = any(self._is_named(slot) for slot in subjects)
        turned = lemma in lexicon().unaccusative.verbs and not named
        if terse and lemma not in lexicon().intransitive.verbs:
            turned = turned or not named or any(slot.relation == "by" for slot in clause.slots)
        if not turned:
            return clause
        relations = {"subject": "object", "by": "subject"}
        return clause.updated(
            slots=tuple(
                slot.updated(relation=relations.get(slot.relation, slot.relation))
                for slot in clause.slots
            )
        )

    def _is_named(self, phrase: Phrase) -> bool:
        """Whether a phrase is the name of a body or person."""
        return self.report.head_label(phrase) in {"ORG", "PERSON"}

    def _cancelled(self, index: int, clause: Clause) -> EventCandidate | None:
        """What was called off, where no event noun names it."""
        thing = next(iter((*clause.of("object"), *clause.of("subject"))), None)
        if (
            thing is None
            or clause.factuality in {"denied", "possible"}
            or thing.lemma in grammar().pronouns.all
        ):
            return None
        if clause.relation not in {"main", "conjunct"}:
            return None
        name, span = noun_name(self.report, thing)
        found = event_nouns(name)
        return EventCandidate(
            type=type_of_noun(found[-1]) if found else "other",
            noun=bool(found),
            clause=index,
            name=name,
            name_span=span,
            status="cancelled",
            phrase=thing,
            reference=thing.determiner == "definite",
        )

    def _is_aside(self, telling: Telling, clause: Clause, *, terse: bool) -> bool:
        """Whether a clause only describes a thing, or gives a purpose or what was said."""
        report = self.report
        if clause.relation in {"participle", "relative"}:
            above = None if clause.governor is None else report.clauses[clause.governor]
            if (
                terse
                and clause.relation == "participle"
                and self._opens(telling, clause)
                and idiom_of(clause) in verbs()
            ):
                return False
            if above is not None and above.kind == "nominal" and above.governor is None:
                # A line without a verb of its own: "16 technicians taught by X".
                return clause.relation == "relative" and terse
            return not is_dated(self.report, clause)
        if clause.relation == "prepositional" and self._comes_before(clause):
            return not is_dated(self.report, clause)
        if clause.relation == "adverbial":
            return clause.factuality not in {"happened", "ongoing"} or not is_dated(
                self.report, clause
            )
        if clause.relation == "complement" and clause.governor is not None:
            above = report.clauses[clause.governor]
            return above.lemma in verb_classes().communication | verb_classes().cognition
        if clause.relation == "conjunct" and clause.governor is not None:
            return self._is_aside(telling, report.clauses[clause.governor], terse=terse)
        return False

    def _comes_before(self, clause: Clause) -> bool:
        """Whether a clause says what went before or came after: "after passing the examination"."""
        ahead = self.report.text[: clause.head.start].rsplit(maxsplit=1)[-1:]
        return any(word.lower() in grammar().prepositions.reference for word in ahead)

    def _opens(self, telling: Telling, clause: Clause) -> bool:
        """Whether a participle's noun begins its line: "First report published by X; Y paid"."""
        lent = [slot.span.start for slot in clause.slots if slot.relation in clause.borrowed]
        return bool(lent) and telling.begins <= min(lent) <= telling.begins + 3

    def _is_excluded(self, clause: Clause) -> bool:
        """Whether a verb tells of a state, a trend, a thought, speech or an incident."""
        classes = verb_classes()
        bases = {clause.lemma, clause.lemma.partition(" ")[0]}
        if clause.lemma in classes.fixed:
            return True
        return any(
            bases & words
            for words in (
                classes.stative,
                classes.trend,
                classes.communication,
                classes.cognition,
                classes.incident,
                classes.incidental,
                classes.intention,
                classes.discussion,
                classes.denial,
            )
        )
