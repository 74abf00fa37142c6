"""What each figure counts, of whom, as part of what, and in which event.

A figure belongs to the event that it is the count or the price of, else to the event whose clauses
it stands in, else to the only event that its sentence tells of. It is part of another one where
the text says so ("18 officers, six of them women") or where those behind it add up to it ("240
children, 130 girls and 110 boys").
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import cast

from pipeline.document import Event, Phrase, Quantity
from pipeline.document.details import FigureDetail
from pipeline.document.span import Span
from pipeline.events.reading import Report
from pipeline.language.load import determiners, is_people, people
from schemas.codelists import PeopleGroup

FEWEST = 2
"""Parts that a whole has, where only their sum tells that they are parts."""
FARTHEST = 60
"""Code points between figures of which one is part of the other."""
WORDS = re.compile(r"(?:\s[^\W\d_]+(?:-[^\W\d_]+)*)*")
"""Words in a row, with no sign and no number between them."""
SENTENCE = re.compile(r"[.;:!?]\s|\n")
PARTICIPLE = "ed"
"""The ending of participles that are also past tenses."""


def quantities(report: Report, events: Sequence[Event]) -> tuple[Quantity, ...]:
    """One quantity per FIGURE mention, in the order of the text."""
    figures = [i for i in range(len(report.mentions)) if report.figure(i) is not None]
    owners = _Owners(report, events)
    whole = _parts(report, figures)
    return tuple(
        Quantity(
            mention=i,
            counted=_counted(report, i),
            group=_group(report, i),
            event=owners.of(i),
            part_of=whole.get(i),
        )
        for i in figures
    )


class _Owners:
    """The events by the words that tell of them."""

    def __init__(self, report: Report, events: Sequence[Event]) -> None:
        self.report = report
        self.events = events
        self._told: dict[int, list[int]] = {}
        for number, event in enumerate(events):
            for span in (event.span, *event.told_by):
                for mention in report.mentions_in(span):
                    self._told.setdefault(mention, []).append(number)

    def of(self, mention: int) -> int | None:
        """The event that a figure belongs to."""
        report, span = self.report, self.report.mentions[mention].span
        told = self._told.get(mention, [])
        stated = [
            n
            for n in told
            for at in (self.events[n].count, self.events[n].money)
            if at is not None and at.overlaps(span)
        ]
        if stated:
            return stated[0]
        clause = report.innermost(span, report.clauses_around(span))
        inside = [n for n in told if clause is not None and clause in self.events[n].clauses]
        if len(inside) == 1:
            return inside[0]
        lone = len(told) == 1 and (clause is None or not self.events[told[0]].clauses)
        elsewhere = len(told) == 1 and not self.events[told[0]].span.contains(span)
        return told[0] if lone or elsewhere else None


def _phrase_of(report: Report, mention: int) -> Phrase | None:
    """The smallest phrase that a figure stands in and whose noun it counts."""
    span = report.mentions[mention].span
    holding = [
        phrase
        for index in report.clauses_around(span)
        for slot in report.clauses[index].slots
        if slot.span.contains(span)
        for phrase in slot.walk()
        if phrase.span.contains(span)
    ]
    return min(holding, key=lambda phrase: len(phrase.span), default=None)


def _counted(report: Report, mention: int) -> str | None:
    """What a figure counts, with what befell it: "officers trained"; its unit where no more is."""
    span, figure = report.mentions[mention].span, report.figure(mention)
    if figure is None or figure.currency is not None:
        return None
    phrase = _phrase_of(report, mention)
    noun = (None if phrase is None else _behind(report, span, phrase)) or figure.unit
    if noun is None or phrase is None:
        return noun
    done = next(
        (
            " ".join([report.words(clause.head).lower(), *clause.lemma.split()[1:]])
            for index in report.clauses_around(span)
            for clause in [report.clauses[index]]
            if "object" not in clause.borrowed
            and any(slot.span.contains(span) for slot in clause.of("object"))
            and report.words(clause.head).endswith(PARTICIPLE)
        ),
        "",
    )
    return f"{noun} {done}".strip()


def _behind(report: Report, span: Span, phrase: Phrase) -> str | None:
    """The words behind a number up to its noun; what "of" leads to where it is the noun itself."""
    if phrase.head.start >= span.end:
        at = Span(start=span.end, end=phrase.head.end)
    else:
        within = next((p for p in phrase.phrases if p.relation == "of"), None)
        if within is None:
            return None
        at = Span(start=within.span.start - 1, end=within.head.end)
    words = at.of(report.text)
    if WORDS.fullmatch(words) is None:
        return None
    first, _, rest = " ".join(words.split()).partition(" ")
    return rest if first.lower() in determiners() and rest else f"{first} {rest}".strip()


def _group(report: Report, mention: int) -> PeopleGroup | None:
    """The group that the words behind a number name: "six of them women", "12 young girls"."""
    figure, begins = report.figure(mention), report.mentions[mention].span.end
    if figure is None or figure.currency is not None or figure.unit == "%":
        return None
    following = WORDS.match(report.text.lower(), begins, begins + FARTHEST)
    behind = following.group().split() if following is not None else []
    for word, after in pairwise([*behind, ""]):
        group = people().group_of(word)
        if group is not None and people().group_of(after) is None:
            return cast("PeopleGroup", group)
        if not (group or word in people().linking or word in _described(figure)):
            return None
    return None


def _described(figure: FigureDetail) -> list[str]:
    """The words of what a figure counts: "young women" of "40 young women"."""
    return (figure.unit or "").lower().split()


def _parts(report: Report, figures: Sequence[int]) -> dict[int, int]:
    """Figures to the figure of people that they are included in."""
    found: dict[int, int] = {}
    for place, whole in enumerate(figures):
        value = _people(report, whole)
        if value is None or whole in found:
            continue
        near = list(_near(report, figures[place:]))
        for part in _stated(report, whole, near, value) or _adding_up(report, near, value):
            found[part] = whole
    return found


def _near(report: Report, figures: Sequence[int]) -> Iterator[int]:
    """The numbers of people behind the first one that follow each other closely."""
    last = report.mentions[figures[0]].span
    for i in figures[1:]:
        span = report.mentions[i].span
        between = report.text[last.end : span.start]
        if len(between) > FARTHEST or SENTENCE.search(between) or _value(report, i) is None:
            return
        yield i
        last = span


def _stated(report: Report, whole: int, near: Sequence[int], value: Decimal) -> list[int]:
    """The figures that the text says are included in a whole, and those listed with the first."""
    last, found = report.mentions[whole].span, list[int]()
    left = value
    for i in near:
        span = report.mentions[i].span
        number = _value(report, i) or Decimal(0)
        between = report.text[last.end : span.start].lower()
        behind = report.text[span.end : span.end + FARTHEST].lower().strip()
        said = any(words in between for words in people().including) or "(" in between
        said = said or behind.startswith(people().including)
        if not (said or (found and ")" not in between)) or number > left:
            break
        found.append(i)
        last, left = span, left - number
    return found


def _adding_up(report: Report, near: Sequence[int], whole: Decimal) -> list[int]:
    """The figures right behind a whole that add up to it."""
    total = Decimal(0)
    for number, i in enumerate(near, start=1):
        total += _value(report, i) or 0
        if total == whole and number >= FEWEST:
            return list(near[:number])
    return []


def _people(report: Report, mention: int) -> Decimal | None:
    """The number of a figure that counts people."""
    figure = report.figure(mention)
    unit = figure.unit.lower() if figure is not None and figure.unit else ""
    last = unit.rsplit(" ", 1)[-1]
    known = any(is_people(noun) for noun in (last, last.removesuffix("s"), _lemma(report, mention)))
    return _value(report, mention) if known else None


def _lemma(report: Report, mention: int) -> str:
    """The base form of the noun that a figure counts; what "of" leads to where that is the noun."""
    phrase = _phrase_of(report, mention)
    if phrase is None:
        return ""
    inner = next((p for p in phrase.phrases if p.relation == "of"), None)
    return phrase.noun if inner is None or is_people(phrase.noun) else inner.noun


def _value(report: Report, mention: int) -> Decimal | None:
    figure = report.figure(mention)
    if figure is None or figure.currency is not None or figure.unit == "%":
        return None
    return figure.value
