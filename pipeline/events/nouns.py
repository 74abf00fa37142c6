"""Events that a noun names, where a clause asserts them.

A verb that governs events ("held a workshop"), the noun as the doer of any verb ("the course
brought together"), a relative clause or participle behind it ("a seminar organised by"), a
preposition of setting ("after the handover in Aktau"), a line without a verb.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Clause, Phrase
from pipeline.document.span import Span
from pipeline.events.candidate import (
    EventCandidate,
    event_phrases,
    is_open,
    is_weak,
    status_of,
    type_of,
    type_of_name,
)
from pipeline.events.lexicon import Role, lexicon, supports
from pipeline.events.names import noun_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import grammar
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventStatus

BARE = 4
"""Words of a phrase that says no more than "a long awaited event"."""
TAKING_PART = frozenset({"in", "to", "at", "from", "through", "on"})
"""Prepositions behind which stands what people take part in."""
IN_SETTING = re.compile(r"\b(?:at|during|in)\s(?:the\s|an?\s)?$", re.IGNORECASE)


class Assertion(NamedTuple):
    """That a clause asserts an event, and the role of its subject in it."""

    subject: Role = None


class NounFinder:
    """Finds the events that the nouns of a sentence name."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def find(self, told: Sequence[int], *, terse: bool) -> Iterator[EventCandidate]:
        """The events that nouns name and clauses assert or describe.

        Args:
            told: The clauses of a sentence.
            terse: It stands in a line whose present tense tells a story.
        """
        seen: set[int] = set()
        for index in told:
            clause = self.report.clauses[index]
            for slot in clause.slots:
                if slot.relation in clause.borrowed:
                    continue
                for phrase, path in event_phrases(self.report, slot):
                    if phrase.head.start in seen:
                        continue
                    found = self._noun(told, index, path, terse=terse)
                    if found is not None:
                        seen.add(phrase.head.start)
                        yield found

    def mentioned(
        self, telling: Telling, told: Sequence[int], named: Sequence[EventCandidate]
    ) -> list[EventCandidate]:
        """Named events behind a preposition of setting, also where the parse has lost them."""
        report = self.report
        found = []
        for i in telling.mentions:
            span = report.mentions[i].span
            before = report.text[max(span.start - 16, telling.span.start) : span.start]
            if report.label(i) != "EVENT" or not IN_SETTING.search(before):
                continue
            if any(c.phrase is not None and c.phrase.span.overlaps(span) for c in named):
                continue
            clause = report.innermost(Span(start=span.start, end=span.start + 1), told)
            if clause is None:
                clause = self._told_before(told, span)
            kind = type_of_name(report.words(span))
            if (
                clause is None
                or kind is None
                or report.clauses[clause].factuality not in {"happened", "ongoing", "planned"}
            ):
                continue
            found.append(
                EventCandidate(
                    type=kind,
                    noun=True,
                    clause=clause,
                    name=report.words(span),
                    name_span=span,
                    status=status_of(report, report.clauses[clause], terse=False) or "happened",
                    phrase=Phrase(
                        relation="at",
                        span=span,
                        head=span,
                        lemma=report.words(span).lower(),
                        determiner="definite",
                    ),
                    reference=True,
                )
            )
        return found

    def _told_before(self, told: Sequence[int], span: Span) -> int | None:
        """The last clause that begins ahead of a name that the parse has lost."""
        ahead = [i for i in told if self.report.clauses[i].head.start < span.start]
        return ahead[-1] if ahead else None

    def _noun(
        self, told: Sequence[int], index: int, path: tuple[Phrase, ...], *, terse: bool
    ) -> EventCandidate | None:
        """The event of the last phrase of a path through a slot of a clause."""
        report, phrase = self.report, path[-1]
        kind = type_of(report, phrase)
        if kind is None or phrase.determiner == "generic" or self._is_frame(phrase):
            return None
        describing = [k for k in told if k != index and self._describes(k, phrase)]
        assertion = self._asserted(report.clauses[index], path, terse=terse)
        at = index if assertion is not None else self._governing(describing)
        secondary = path[0].relation in grammar().prepositions.reference
        if at is None or (assertion is None and secondary and is_weak(phrase)):
            return None
        if is_weak(phrase) and self._is_aside(report.clauses[at], phrase):
            return None
        status = self._status(at, path[0].relation, terse=terse)
        if assertion is not None and _is_cancelling(report.clauses[index]):
            status = None if report.clauses[index].factuality == "denied" else "cancelled"
        if self._is_called_off(told, describing, phrase):
            status = "cancelled"
        if status is None:
            return None
        name, span = noun_name(report, phrase)
        return EventCandidate(
            type=kind,
            noun=True,
            clause=at,
            name=name,
            name_span=span,
            status=status,
            phrase=phrase,
            subject=assertion.subject if assertion is not None else None,
            reference=phrase.determiner in {"definite", "demonstrative", "possessive"},
            group={index, *describing} if assertion is not None else set(describing),
        )

    def _is_aside(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a clause only says how or after what the event of its main clause was.

        "reached 400 women, providing counselling"; "were certified after passing an examination".
        """
        if clause.relation not in {"adverbial", "prepositional"} or self._has_setting(phrase):
            return False
        return not any(self.report.label(i) == "DATE" for i in self.report.mentions_in(clause.span))

    def _is_frame(self, phrase: Phrase) -> bool:
        """Whether a phrase says no more than "a long awaited event"."""
        return (
            phrase.lemma in lexicon().classes.plain
            and phrase.determiner not in {"definite", "demonstrative"}
            and not phrase.phrases
            and len(self.report.words(phrase.span).split()) <= BARE
        )

    def _governing(self, describing: Sequence[int]) -> int | None:
        """The first clause that describes an event by a verb of events: "organised by"."""
        clauses = self.report.clauses
        return next(
            (
                k
                for k in describing
                if supports(clauses[k].lemma) is not None or _is_cancelling(clauses[k])
            ),
            None,
        )

    def _status(self, index: int, relation: str, *, terse: bool) -> EventStatus | None:
        """The status of an event that a clause asserts, of what a purpose rests on by its verb."""
        clause = self.report.clauses[index]
        status = status_of(self.report, clause, terse=terse)
        if status is not None or clause.relation != "infinitive":
            return status
        occasion = relation in grammar().prepositions.occasion
        if clause.lemma in lexicon().classes.presupposing or occasion:
            return status_of(self.report, self.report.clauses[clause.governor or 0], terse=terse)
        return None

    def _is_called_off(
        self, told: Sequence[int], describing: Sequence[int], phrase: Phrase
    ) -> bool:
        """Whether a clause that describes an event calls it off, and none puts it on again."""
        clauses = self.report.clauses
        if not any(
            _is_cancelling(clauses[k]) and clauses[k].factuality != "denied" for k in describing
        ):
            return False
        return not any(
            clauses[k].factuality == "planned"
            and any(slot.head == phrase.head for slot in clauses[k].slots)
            for k in told
        )

    def _describes(self, index: int, phrase: Phrase) -> bool:
        """Whether a relative clause or participle tells of a phrase."""
        clause = self.report.clauses[index]
        if clause.relation not in {"relative", "participle", "infinitive", "conjunct"}:
            return False
        lent = [slot for slot in clause.slots if slot.relation in clause.borrowed]
        if any(slot.head == phrase.head for slot in lent):
            return True
        # "The helpline for survivors, which X runs": a verb of events describes the event noun.
        return supports(clause.lemma) is not None and any(
            phrase.span.contains(slot.head) for slot in lent
        )

    def _asserted(
        self, clause: Clause, path: tuple[Phrase, ...], *, terse: bool
    ) -> Assertion | None:
        """How a clause asserts the event at the end of a path; None where it does not."""
        slot, phrase = path[0], path[-1]
        nested = any(p.lemma not in lexicon().transparent.nouns for p in path[:-1])
        if nested and not self._stands_apart(phrase):
            return None
        if clause.kind == "nominal":
            told = terse or phrase is slot or nested
            return Assertion() if told and not self._is_undone(clause) else None
        if _is_cancelling(clause):
            return Assertion() if slot.relation in {"object", "subject"} else None
        if clause.factuality == "denied":
            return None
        if nested:
            return Assertion()
        if slot.relation == "predicate":
            new = len(path) > 1 or phrase.determiner == "indefinite"
            return Assertion() if new else None
        return self._in_slot(clause, phrase, slot.relation)

    def _in_slot(self, clause: Clause, phrase: Phrase, relation: str) -> Assertion | None:
        """How a verb asserts an event in a slot of it."""
        if relation == "object":
            return self._as_object(clause)
        if relation == "subject":
            return self._as_subject(clause, phrase)
        role = _role_before(clause, phrase, relation)
        return Assertion(role) if role is not None else self._as_setting(clause, phrase, relation)

    def _as_object(self, clause: Clause) -> Assertion | None:
        """An event noun as the object: of a verb of events, or of one that has it as a part."""
        classes = lexicon().classes
        if clause.lemma in classes.happening:
            return Assertion()
        role = supports(clause.lemma)
        holds = clause.lemma in classes.presupposing or (
            clause.lemma in classes.having and self._is_event(clause)
        )
        return Assertion(role) if holds or role is not None else None

    def _is_undone(self, clause: Clause) -> bool:
        """Whether a line denies what leads it: "Feeding: not begun"."""
        report = self.report
        lead = report.lead(clause.head)
        if lead is None or not lead.contains(clause.head):
            return False
        beyond = [
            report.clauses[i] for i in report.clauses_in(Span(start=lead.end, end=lead.end + 40))
        ]
        return bool(beyond) and all(c.factuality == "denied" for c in beyond)

    def _is_event(self, clause: Clause) -> bool:
        """Whether the subject of a clause is an event: "the meeting included the adoption of"."""
        subject = "object" if clause.passive else "subject"
        return any(type_of(self.report, slot) is not None for slot in clause.of(subject))

    def _stands_apart(self, phrase: Phrase) -> bool:
        """Whether an event noun within another noun's phrase is an event of its own."""
        if self._has_setting(phrase):
            return True
        return phrase.determiner == "indefinite" and phrase.relation in {"behind", "during", "at"}

    def _as_subject(self, clause: Clause, phrase: Phrase) -> Assertion | None:
        """An event noun as the doer: "the course brought together", "the ceremony took place"."""
        classes, definite = verb_classes(), phrase.determiner == "definite"
        if clause.lemma in lexicon().classes.happening or is_open(self.report, clause):
            return Assertion()
        journey = lexicon().classes
        if clause.lemma in journey.moving and phrase.lemma in journey.leaving:
            return Assertion()  # "two convoys left with 40 people on board"
        set_apart = self._has_setting(phrase)
        if is_weak(phrase) and definite and not set_apart:
            return None
        if clause.lemma in lexicon().occurrence.verbs and clause.lemma != "be":
            return Assertion()
        if definite and clause.lemma in classes.communication | classes.cognition:
            return None
        if clause.lemma in classes.stative | classes.trend and (definite or not set_apart):
            return None
        return None if clause.passive else Assertion()

    def _as_setting(self, clause: Clause, phrase: Phrase, relation: str) -> Assertion | None:
        """An event noun behind a preposition: an event of its own where it is new, or dated."""
        if relation not in grammar().prepositions.occasion and " " not in relation:
            return None
        if self._has_setting(phrase):
            return Assertion()
        classes = lexicon().classes
        if relation == "with" and clause.lemma in classes.presupposing and self._is_event(clause):
            return Assertion()  # "the forum closed with the signing of"
        if phrase.determiner in {"definite", "demonstrative", "possessive"} or is_weak(phrase):
            return None
        if relation in {"for", "to", "with", "by"} and clause.lemma not in classes.gathering:
            return None
        return None if phrase.lemma in classes.plain else Assertion()

    def _has_setting(self, phrase: Phrase) -> bool:
        """Whether a phrase says itself when or where."""
        report = self.report
        return any(
            report.label(i) == "DATE"
            or (report.label(i) == "PLACE" and inner.relation in {"in", "at"})
            for inner in phrase.walk()
            if inner.relation in grammar().prepositions.setting
            for i in report.mentions_in(inner.span)
        )


def _is_cancelling(clause: Clause) -> bool:
    """Whether a clause says that something is called off."""
    return clause.lemma in lexicon().cancellation.verbs


def _role_before(clause: Clause, phrase: Phrase, relation: str) -> Role:
    """The role of the subject of a verb that leads to an event by a preposition; else None."""
    classes = lexicon().classes
    if clause.lemma in classes.calling and relation in {"to", "for", "at"}:
        return "organiser"
    if clause.lemma in classes.moving and relation == "on" and phrase.determiner == "indefinite":
        return "organiser"
    role = supports(f"{clause.lemma} {relation}")
    if role is None and clause.lemma in classes.partaking and relation in TAKING_PART:
        return "participant"
    return role
