"""When an event was, by the dates of its own sentence, of what leads it, and of observances.

A date that says something of another thing in the sentence ("the elections of 25 June") is none of
the event.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, NamedTuple

from pydantic import Field

from pipeline.document import Phrase
from pipeline.document.checked import read_toml
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate, tells_of, type_of
from pipeline.events.reading import Report, Telling

LONGEST = 100
"""Code points in which the name of an international day fits."""
YEARS = 366
"""Days from which on a date is vague."""
COUNTED = re.compile(r"\bas (?:of|at)\s(?:the\s)?$", re.IGNORECASE)
"""Ahead of the day of a count, which is not that of what is counted."""
IN_YEAR = re.compile(
    r"\b(?:in|during|since|throughout|(?:planned|scheduled|foreseen|envisaged|slated)\sfor)\s$",
    re.IGNORECASE,
)
"""Ahead of a bare year in which something was or is to be: "planned for 2020"."""
AHEAD = 16
"""Code points in which the preposition of a date stands ahead of it."""

MonthDay = Annotated[str, Field(pattern=r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")]
"""A day of every year: "12-01"."""


class When(NamedTuple):
    """A date by index of ``dates``, or an EDTF value, and what it rests on."""

    date: int | None
    edtf: str | None
    rule: Basis | None

    @property
    def is_known(self) -> bool:
        """Whether there is a date at all."""
        return self.date is not None or self.edtf is not None


NOTHING = When(None, None, None)


def usable(report: Report, mention: int, *, begins: bool = False) -> bool:
    """Whether a mention is a date on which something can have happened.

    Args:
        report: The report.
        mention: The mention.
        begins: Whether what happened has a first day that "as of" may name, as an office has.
    """
    at = report.date_of.get(mention)
    if report.label(mention) != "DATE" or at is None:
        return False
    value = report.dates[at]
    if value.edtf is None or value.kind in {"decade", "century"}:
        return False
    start = report.mentions[mention].span.start
    before = report.text[max(start - AHEAD, 0) : start]
    if not begins and COUNTED.search(before):
        return False
    return value.kind != "year" or IN_YEAR.search(before) is not None


def own_dates(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The dates of an event's own phrase and clauses, the nearest first."""
    begins = candidate.type == "appointment"
    dates = [
        i
        for i in telling.mentions
        if usable(report, i, begins=begins) and not telling.is_lead(report.mentions[i].span)
    ]
    at = candidate.name_span
    ranked = []
    for i in dates:
        span = report.mentions[i].span
        rank = closeness(report, telling, candidate, span)
        if rank is None:
            continue
        distance = max(span.start - at.end, at.start - span.end, 0)
        ranked.append(((rank, _vagueness(report, i), distance), i))
    return [i for _, i in sorted(ranked)]


def _vagueness(report: Report, mention: int) -> int:
    value = report.dates[report.date_of[mention]]
    if value.first is None or value.last is None:
        return 1
    return 2 if (value.last - value.first).days > YEARS else 0


def closeness(
    report: Report, telling: Telling, candidate: EventCandidate, span: Span
) -> int | None:
    """How near a date stands to an event: 0 (in its phrase) to 4; None where it dates another."""
    if candidate.phrase is not None and candidate.phrase.span.contains(span) and candidate.noun:
        return 0
    owner = report.innermost(span, telling.clauses)
    if owner is None:
        return 2
    if owner not in candidate.group and _is_beside(report, owner, candidate, span):
        return 4
    if owner in candidate.group and tells_of(report, owner, candidate):
        return 1 if not _of_another(report, owner, candidate, span) else None
    clause = report.clauses[owner]
    if clause.governor in candidate.group and clause.relation in {"adverbial", "prepositional"}:
        return 2
    if (
        clause.governor == candidate.clause
        and clause.relation == "conjunct"
        and span.start > clause.head.end
    ):
        return 3  # "opened the centre and signed the agreement on 5 June"
    above = report.clauses[candidate.clause].governor if candidate.clause >= 0 else None
    if owner == above:
        return 3
    return None


def _is_beside(report: Report, owner: int, candidate: EventCandidate, span: Span) -> bool:
    """Whether a date behind a colon or semicolon belongs to what follows it.

    "Ours did not: between July and September ..." - the parser hangs the date on the first part.
    """
    if candidate.clause < 0 or report.clauses[owner].governor is not None:
        return False
    head = report.clauses[owner].head
    told = report.clauses[candidate.clause]
    between = report.text[head.end : span.start]
    return head.end < span.start < told.head.start and bool(re.search(r"[:;–—]", between))


def _of_another(report: Report, owner: int, candidate: EventCandidate, span: Span) -> bool:
    """Whether a date hangs on a noun that is no event of ours: "the elections of 25 June"."""
    for slot in report.clauses[owner].slots:
        if not slot.span.contains(span) or (
            report.head_mention(slot) is not None and slot.head.contains(span)
        ):
            continue
        for inner in slot.walk():
            if (
                inner is not slot
                and inner.span.contains(span)
                and inner.relation in {"of", "for"}
                and slot.relation not in {"on", "in", "from"}
            ):
                if _is_adverbial(report, inner, span):
                    continue
                own = (
                    candidate.noun
                    and candidate.phrase is not None
                    and inner.span.start >= candidate.phrase.span.start
                    and inner.span.end <= candidate.phrase.span.end
                )
                return not own
    return False


def _is_adverbial(report: Report, phrase: Phrase, span: Span) -> bool:
    """Whether a date that the parser hung on a thing says when something was done to it.

    "cut the ribbon of a slaughterhouse on 22 September": a thing has no day, an event has.
    """
    return type_of(report, phrase) is None and any(
        inner.relation in {"on", "in"} and inner.head.overlaps(span) for inner in phrase.phrases
    )


def lead_dates(report: Report, lead: Span | None) -> list[int]:
    """The dates that lead a paragraph."""
    if lead is None:
        return []
    return [
        i
        for i in report.mentions_in(lead)
        if report.label(i) == "DATE"
        and i in report.date_of
        and report.dates[report.date_of[i]].edtf
    ]


def observance(report: Report, mention: int) -> str | None:
    """The date (ISO 8601) of an international day that a mention names, in the report's year."""
    if report.label(mention) != "EVENT" or not report.period:
        return None
    start = report.mentions[mention].span.start
    words = report.text[start : start + LONGEST].casefold().replace("’", "'")
    day = next((day for name, day in observances().items() if words.startswith(name)), None)
    if day is None:
        return None
    first, last = report.period[:4], report.period.rpartition("/")[2][:4]
    return f"{last if f'{first}-{day}' < report.period[:7] else first}-{day}"


@cache
def observances() -> dict[str, str]:
    """International days, in small letters, to month and day (``days.toml``)."""
    data = read_toml(files(__package__) / "days.toml", dict[str, MonthDay])
    return {name.casefold(): day for name, day in data.items()}
