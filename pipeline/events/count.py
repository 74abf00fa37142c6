"""How many took part and what it cost: figures in the slots of an event's clauses."""

from collections.abc import Sequence

from pipeline.document.layers.syntax import Phrase
from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.counting import Count, Money, counts
from pipeline.events.reading import Report, Telling
from pipeline.language.load import verbs as verb_classes


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
        if clause.lemma in verb_classes().incident:
            continue
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
    return Count(total, at)


def _adjoins(found: Sequence[tuple[Phrase, Count]], phrase: Phrase) -> bool:
    first = found[0][0]
    return first.relation in {"subject", "object", "recipient"} and abs(
        phrase.span.start - first.span.end
    ) <= len(", as well as ")


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
