"""How many took part and what it cost: figures in the slots of an event's clauses."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.document import Phrase
from pipeline.document.details import FigureDetail
from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report, Telling
from pipeline.language.load import is_people
from pipeline.language.load import verbs as verb_classes
from pipeline.names.countries import adjectives

ADJOINING = len(", as well as ")
"""Code points between the members of a list."""


class Count(NamedTuple):
    """A number of people, the words that state it, and the phrase that says who they are."""

    value: int
    at: Span
    whom: Phrase | None = None


class Money(NamedTuple):
    """A sum, its currency (ISO 4217), and the words that state it."""

    value: Decimal
    currency: str
    at: Span


def whole_number(figure: FigureDetail | None) -> int | None:
    """The value of a figure that is a whole number and no sum of money."""
    if figure is None or figure.value is None or figure.currency is not None:
        return None
    return int(figure.value) if figure.value == int(figure.value) else None


def people_in(report: Report, phrase: Phrase) -> Count | None:
    """The number of people that a phrase's head counts."""
    if not is_people(phrase.noun) and phrase.noun not in adjectives():
        return _of_people(report, phrase)
    low = Span(start=phrase.span.start, end=max(phrase.head.end, phrase.span.start))
    for i in report.mentions_in(low):
        value = whole_number(report.figure(i))
        if value is not None and report.mentions[i].span.start < phrase.head.end:
            return Count(value, report.mentions[i].span, phrase)
    return None


def _of_people(report: Report, phrase: Phrase) -> Count | None:
    """The number that has people behind "of": "eleven of its technicians"."""
    head = report.head_mention(phrase)
    value = None if head is None else whole_number(report.figure(head))
    if head is None or value is None:
        return None
    people = any(p.relation == "of" and is_people(p.noun) for p in phrase.phrases)
    if not (people or _are_nationals(report, head)) or "per cent" in phrase.lemma:
        return None
    return Count(value, report.mentions[head].span, phrase)


def _are_nationals(report: Report, figure: int) -> bool:
    """Whether a number stands ahead of people called by their country: "1,184 Congolese"."""
    end = report.mentions[figure].span.end
    behind = report.text[end : end + ADJOINING * 2].split()[:1]
    word = behind[0].strip(".,;") if behind else ""
    return word[:1].isupper() and word.lower().removesuffix("s") in adjectives()


def counts(report: Report, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Count]]:
    """The numbers of people that phrases state, each with its phrase.

    A phrase without a number is searched for one within; a phrase with one is not, as what it
    holds are parts of it: "40 officers, among them 12 women".
    """
    for phrase in phrases:
        found = people_in(report, phrase)
        if found is not None:
            yield phrase, found
            continue
        inner = [p for p in phrase.phrases if p.relation not in {"apposition", "possessor"}]
        yield from counts(report, inner)


def count_of(report: Report, candidate: EventCandidate) -> Count | None:
    """How many took part, by the event's own phrase, then by its clauses."""
    if candidate.phrase is not None:
        found = _summed(list(counts(report, [candidate.phrase])))
        if found is None and candidate.noun:
            beside = [p for p in candidate.phrase.phrases if p.relation == "apposition"]
            found = _summed(list(counts(report, beside)))
        if found is not None:
            return found
    for index in sorted(candidate.group - {-1}, key=lambda i: (i != candidate.clause, i)):
        clause = report.clauses[index]
        classes = lexicon().classes
        if clause.lemma in verb_classes().incident - classes.calling - classes.moving:
            continue  # who was hurt took no part
        slots = [
            s
            for s in clause.slots
            if s.relation not in {"apposition", "of", "among", "according to"}
        ]
        found = _summed(list(counts(report, slots)))
        if found is not None:
            return found
    return None


def _summed(found: Sequence[tuple[Phrase, Count]]) -> Count | None:
    """The first number; with those of one list: "35 magistrates and 12 clerks"."""
    if not found:
        return None
    first = found[0]
    listed = [c for p, c in found if p.relation == first[0].relation and _adjoins(found, p)]
    total = sum(c.value for c in {c.at: c for c in [first[1], *listed]}.values())
    at = Span(start=first[1].at.start, end=max([first[1].at.end, *(c.at.end for c in listed)]))
    return Count(total, at, first[1].whom if total == first[1].value else None)


def _adjoins(found: Sequence[tuple[Phrase, Count]], phrase: Phrase) -> bool:
    first = found[0][0]
    return (
        first.relation in {"subject", "object", "recipient"}
        and abs(phrase.span.start - first.span.end) <= ADJOINING
    )


def money_in(report: Report, span: Span) -> Money | None:
    """The first sum of money in a stretch of text."""
    for i in report.mentions_in(span):
        figure = report.figure(i)
        if figure is not None and figure.currency and figure.value is not None:
            return Money(figure.value, figure.currency, report.mentions[i].span)
    return None


def money_of(
    report: Report, telling: Telling, candidate: EventCandidate, *, alone: bool
) -> Money | None:
    """What an event cost or was worth, by its phrase, its clauses, or its sentence if alone."""
    if candidate.phrase is not None:
        found = money_in(report, candidate.phrase.span)
        if found is not None:
            return found
    for i in telling.mentions:
        span = report.mentions[i].span
        found = money_in(report, span)
        if found is None:
            continue
        owner = report.innermost(span, telling.clauses)
        if alone or owner in candidate.group:
            return found
    return None
