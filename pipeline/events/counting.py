"""Numbers of people and sums of money in phrases."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.document.layers.syntax import Phrase
from pipeline.document.span import Span
from pipeline.events.reading import Report
from pipeline.language.load import is_people


class Count(NamedTuple):
    """A number of people and the words that state it."""

    value: int
    at: Span


class Money(NamedTuple):
    """A sum, its currency (ISO 4217), and the words that state it."""

    value: Decimal
    currency: str
    at: Span


def people_in(report: Report, phrase: Phrase) -> Count | None:
    """The number of people that a phrase's head counts."""
    last = phrase.lemma.rsplit(" ", 1)[-1]
    if not is_people(last):
        return _of_people(report, phrase)
    low = Span(start=phrase.span.start, end=max(phrase.head.end, phrase.span.start))
    for i in report.mentions_in(low):
        figure = report.figure(i)
        if figure is None or figure.currency is not None or figure.value is None:
            continue
        if figure.value == int(figure.value) and report.mentions[i].span.start < phrase.head.end:
            return Count(int(figure.value), report.mentions[i].span)
    return None


def _of_people(report: Report, phrase: Phrase) -> Count | None:
    """ "eleven of its technicians": a number that has the people behind "of"."""
    head = report.head_mention(phrase)
    figure = None if head is None else report.figure(head)
    if figure is None or head is None or figure.value is None or figure.currency is not None:
        return None
    people = any(
        p.relation == "of" and is_people(p.lemma.rsplit(" ", 1)[-1]) for p in phrase.phrases
    )
    if not people or figure.value != int(figure.value) or "per cent" in phrase.lemma:
        return None
    return Count(int(figure.value), report.mentions[head].span)


def counts(report: Report, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Count]]:
    """The numbers of people of some phrases and of those within them, parts left out."""
    for phrase in phrases:
        found = people_in(report, phrase)
        if found is not None:
            yield phrase, found
            continue
        inner = [p for p in phrase.phrases if p.relation not in {"apposition", "possessor"}]
        yield from counts(report, inner)
