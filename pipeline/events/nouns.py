"""Events that a noun names, where a clause asserts them.

A verb that governs events ("held a workshop"), the noun as the doer of any verb ("the course brought
together"), a relative clause or participle behind it ("a seminar organised by"), a preposition of
setting ("after the handover in Aktau"), a line without a verb.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Clause, Phrase
from pipeline.document.span import Span
from pipeline.events.candidate import (
    EventCandidate,
    event_phrases,
    is_open,
    is_weak,
    status_of,
    supports,
    type_of,
    type_of_name,
)
from pipeline.events.lexicon import Role, lexicon
from pipeline.events.names import noun_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import verbs as verb_classes

SETTINGS = frozenset(
    {
        "at",
        "during",
        "through",
        "in",
        "after",
        "following",
        "by",
        "upon",
        "on",
        "with",
        "via",
        "for",
        "to",
    }
)
"""Prepositions behind which an event noun may tell of an event of its own."""
WITHIN = frozenset({"in", "on", "at", "from", "between", "when", "during"})
"""Relations by which a phrase says itself when or where."""
BESIDE = frozenset(
    {"after", "before", "since", "until", "following", "due to", "because of", "owing to"}
)
"""Relations by which a noun only dates or explains something else."""
BARE = 4
"""Words of a phrase that says no more than "a long awaited event"."""
IN_SETTING = re.compile(r"\b(?:at|during|in)\s(?:the\s|an?\s)?$", re.IGNORECASE)


class NounFinder:
    """Finds the events that the nouns of a sentence name."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def find(
        self, telling: Telling, told: Sequence[int], *, terse: bool
    ) -> Iterator[EventCandidate]:
        seen: set[int] = set()
        for index in told:
            clause = self.report.clauses[index]
            for slot in clause.slots:
                if slot.relation in clause.borrowed:
                    continue
                for phrase, path in event_phrases(self.report, slot):
                    if phrase.head.start in seen:
                        continue
                    found = self._noun(telling, told, index, phrase, path, terse=terse)
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

    def _noun(
        self,
        telling: Telling,
        told: Sequence[int],
        index: int,
        phrase: Phrase,
        path: tuple[Phrase, ...],
        *,
        terse: bool,
    ) -> EventCandidate | None:
        report, clause = self.report, self.report.clauses[index]
        kind = type_of(report, phrase)
        if kind is None or phrase.determiner == "generic":
            return None
        describing = [k for k in told if k != index and self._describes(k, phrase)]
        by = next(
            (
                k
                for k in describing
                if supports(report.clauses[k].lemma) is not None
                or report.clauses[k].lemma in lexicon().cancellation.verbs
            ),
            None,
        )
        asserted = self._asserted(clause, phrase, path, terse=terse)
        if asserted is None and (by is None or (is_weak(phrase) and path[0].relation in BESIDE)):
            return None
        if (
            phrase.lemma in lexicon().classes.plain
            and phrase.determiner not in {"definite", "demonstrative"}
            and not phrase.phrases
            and len(report.words(phrase.span).split()) <= BARE
        ):
            return None
        at = index if asserted is not None else by
        assert_clause = report.clauses[at if at is not None else index]
        status = status_of(report, assert_clause, terse=terse)
        if (
            status is None
            and assert_clause.lemma in lexicon().classes.presupposing
            and assert_clause.relation == "infinitive"
        ):
            status = status_of(report, report.clauses[assert_clause.governor or 0], terse=terse)
        if (
            status is None
            and path[0].relation in SETTINGS
            and assert_clause.relation == "infinitive"
        ):
            status = status_of(report, report.clauses[assert_clause.governor or 0], terse=terse)
        if asserted is not None and clause.lemma in lexicon().cancellation.verbs:
            status = None if clause.factuality == "denied" else "cancelled"
        if any(
            report.clauses[k].lemma in lexicon().cancellation.verbs
            and report.clauses[k].factuality != "denied"
            for k in describing
        ) and not any(
            report.clauses[k].factuality == "planned"
            and any(s.head == phrase.head for s in report.clauses[k].slots)
            for k in told
        ):
            status = "cancelled"
        if status is None:
            return None
        name, span = noun_name(report, phrase)
        subject: Role = asserted or None if asserted != "" else None
        return EventCandidate(
            type=kind,
            noun=True,
            clause=at if at is not None else index,
            name=name,
            name_span=span,
            status=status,
            phrase=phrase,
            subject=subject,  # type: ignore[arg-type]
            reference=phrase.determiner in {"definite", "demonstrative", "possessive"},
            group={index, *describing} if asserted is not None else set(describing),
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
        self, clause: Clause, phrase: Phrase, path: tuple[Phrase, ...], *, terse: bool
    ) -> str | None:
        """The role of the clause's subject where the clause asserts the phrase's event; else None.

        "" stands for no role.
        """
        known = lexicon()
        slot = path[0]
        nested = any(p.lemma not in known.transparent.nouns for p in path[:-1])
        if nested and not self._stands_apart(phrase):
            return None
        if clause.kind == "nominal":
            if self._is_undone(clause):
                return None
            return "" if terse or phrase is slot or nested else None
        if clause.factuality == "denied" and clause.lemma not in known.cancellation.verbs:
            return None
        if clause.lemma in known.cancellation.verbs:
            return "" if slot.relation in {"object", "subject"} else None
        if nested:
            return ""
        support = supports(clause.lemma)
        if slot.relation == "predicate":
            return "" if len(path) > 1 or phrase.determiner == "indefinite" else None
        if slot.relation == "object":
            if clause.lemma in lexicon().classes.happening:
                return ""
            if clause.lemma in lexicon().classes.presupposing or (
                clause.lemma in lexicon().classes.having and self._is_event(clause)
            ):
                return support or ""
            return support
        if slot.relation == "subject":
            return self._as_subject(clause, phrase)
        if clause.lemma in lexicon().classes.calling and slot.relation in {"to", "for", "at"}:
            return "organiser"
        if (
            slot.relation == "on"
            and clause.lemma in lexicon().classes.moving
            and phrase.determiner == "indefinite"
        ):
            return "organiser"
        if supports(f"{clause.lemma} {slot.relation}") is not None:
            return supports(f"{clause.lemma} {slot.relation}")
        if clause.lemma in lexicon().classes.partaking and slot.relation in {
            "in",
            "to",
            "at",
            "from",
            "through",
            "on",
        }:
            return "participant"
        return self._as_setting(clause, phrase, slot.relation)

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
        return any(type_of(self.report, slot) is not None for slot in clause.of("subject"))

    def _stands_apart(self, phrase: Phrase) -> bool:
        """Whether an event noun within another noun's phrase is an event of its own."""
        if self._has_setting(phrase):
            return True
        return phrase.determiner == "indefinite" and phrase.relation in {"behind", "during", "at"}

    def _as_subject(self, clause: Clause, phrase: Phrase) -> str | None:
        classes = verb_classes()
        if clause.lemma in lexicon().classes.happening or is_open(self.report, clause):
            return ""
        if is_weak(phrase) and not self._has_setting(phrase) and phrase.determiner == "definite":
            return None
        if clause.lemma in lexicon().occurrence.verbs and clause.lemma != "be":
            return ""
        if phrase.determiner == "definite" and clause.lemma in (
            classes.stative | classes.communication | classes.cognition | classes.trend
        ):
            return None
        if clause.lemma in classes.stative | classes.trend and not self._has_setting(phrase):
            return None
        return "" if not clause.passive else None

    def _as_setting(self, clause: Clause, phrase: Phrase, relation: str) -> str | None:
        """An event noun behind a preposition: an event of its own where it is new, or dated."""
        if relation not in SETTINGS and " " not in relation:
            return None
        if self._has_setting(phrase):
            return ""
        if phrase.determiner in {"definite", "demonstrative", "possessive"} or is_weak(phrase):
            return None
        if relation in {"for", "to", "with", "by"} and clause.lemma not in {
            "mark",
            "meet",
            "come",
            "gather",
            "celebrate",
            "call",
            "invite",
            "unite",
            "begin",
            "start",
            "convene",
            "bring together",
            "assemble",
            "come together",
        }:
            return None
        return None if phrase.lemma in lexicon().classes.plain else ""

    def _has_setting(self, phrase: Phrase) -> bool:
        """Whether a phrase says itself when or where."""
        report = self.report
        return any(
            report.label(i) == "DATE"
            or (report.label(i) == "PLACE" and inner.relation in {"in", "at"})
            for inner in phrase.walk()
            if inner.relation in WITHIN
            for i in report.mentions_in(inner.span)
        )
