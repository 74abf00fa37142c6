"""One sentence, several events: series with dates and places, journeys, meetings by country."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.count import Count, whole_number
from pipeline.events.dates import closeness, usable
from pipeline.events.places import is_dated, own_places, where
from pipeline.events.reading import Report, Telling
from schemas.codelists import EventType

SEVERAL = 2
"""Members from which on it is a series."""
AHEAD = 40
"""Code points in which the number of people stands ahead of the date and place of its event."""
TO = re.compile(r"\bto\s(?:the\s)?$")
LISTED = re.compile(
    r"(?<![\d,])(\d[\d,]{0,12})((?:,\s\d[\d,]{0,12}){0,12})\sand\s(\d[\d,]{0,12})\s(?:[a-z]{1,20}\s){0,2}[a-z]+"
)
"""Numbers of people in a list: "22, 18 and 30 border officers"."""
GATHERINGS: frozenset[EventType] = frozenset({"meeting", "conference", "workshop"})


class Member(NamedTuple):
    """One event of a series: the mentions of its date and place, and its stretch of the text."""

    date: int
    place: int
    span: Span


def series(report: Report, telling: Telling, candidate: EventCandidate) -> list[Member]:
    """The events of a series: "4-5 May in Ndola and 11-12 May in Kitwe"; none where it is one."""
    group = [i for i in telling.mentions if _may_set(report, telling, candidate, i)]
    dates = [i for i in group if report.label(i) == "DATE"]
    places = [i for i in group if report.label(i) == "PLACE" and report.place(i) is not None]
    if len(dates) < SEVERAL or len(places) != len(dates):
        return []
    order = [report.label(i) for i in sorted([*dates, *places])]
    if order not in (["DATE", "PLACE"] * len(dates), ["PLACE", "DATE"] * len(dates)):
        return []
    found: list[Member] = []
    floor = telling.span.start
    for date, place in zip(dates, places, strict=True):
        spans = report.mentions[date].span, report.mentions[place].span
        low, high = min(span.start for span in spans), max(span.end for span in spans)
        start = _segment_start(report, telling, low, floor)
        found.append(Member(date, place, Span(start=start, end=high)))
        floor = high
    return found


def _may_set(report: Report, telling: Telling, candidate: EventCandidate, mention: int) -> bool:
    """Whether a mention is a date or place of the event of a sentence."""
    span = report.mentions[mention].span
    if telling.is_lead(span) or _is_of_another(report, telling, candidate, span):
        return False
    if usable(report, mention) and closeness(report, telling, candidate, span) is not None:
        return True
    if report.place(mention) is not None and where(report, telling, candidate, mention) is not None:
        return True
    return _is_bracketed(report, mention)


def _is_of_another(report: Report, telling: Telling, candidate: EventCandidate, span: Span) -> bool:
    """Whether a stretch stands in what somebody else did: "X met Y in A, and Z opened a B in C"."""
    owner = report.innermost(span, telling.clauses)
    if owner is None or owner == candidate.clause or owner in candidate.group:
        return False
    clause = report.clauses[owner]
    return clause.kind == "verbal" and any(
        slot.relation not in clause.borrowed for slot in clause.of("subject")
    )


def _segment_start(report: Report, telling: Telling, low: int, floor: int) -> int:
    """Where the words of one member of a series begin: its number of people stands ahead of it."""
    figures = [
        report.mentions[i].span.start
        for i in telling.mentions
        if report.label(i) == "FIGURE"
        and floor <= report.mentions[i].span.start < low
        and low - report.mentions[i].span.start < AHEAD
    ]
    return min(figures, default=low)


def _is_bracketed(report: Report, mention: int) -> bool:
    """Whether the date of a place stands behind it, in brackets or after a comma."""
    if report.label(mention) != "PLACE":
        return False
    end = report.mentions[mention].span.end
    return report.text[end : end + 2] == " (" or is_dated(report, mention)


def journeys(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The places of a journey that goes to several: "first to Chad and then to Niger"."""
    if candidate.type != "mission":
        return []
    found = [
        i
        for i in telling.mentions
        if report.place(i) is not None
        and not telling.is_lead(report.mentions[i].span)
        and TO.search(report.text[telling.span.start : report.mentions[i].span.start])
    ]
    return found if len(found) >= SEVERAL else []


def gatherings(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The countries of meetings that were held in each: "in Albania, Serbia and Croatia"."""
    phrase = candidate.phrase
    if not candidate.noun or phrase is None or not phrase.plural:
        return []
    if candidate.type not in GATHERINGS:
        return []
    found = [i for i in own_places(report, telling, candidate) if report.is_country(i)]
    return sorted(found) if len(found) >= SEVERAL else []


def numbers(report: Report, telling: Telling, spans: Sequence[Span]) -> list[Count | None]:
    """How many took part in each event of a series: beside each, or listed together.

    Args:
        report: The report.
        telling: The sentence.
        spans: The stretch of each event.
    """
    ahead = [_count_in(report, span) for span in spans]
    if any(ahead):
        return ahead
    ends = [*(span.start for span in spans[1:]), telling.span.end]
    behind = [
        _count_in(report, Span(start=span.end, end=max(end, span.end)))
        for span, end in zip(spans, ends, strict=True)
    ]
    return behind if all(behind) else _listed(report, telling, len(spans))


def _listed(report: Report, telling: Telling, many: int) -> list[Count | None]:
    """As many numbers of people as a sentence lists together; none where it lists others."""
    found = LISTED.search(telling.span.of(report.text))
    values = [] if found is None else re.findall(r"\d[\d,]*", found.group().rsplit(" ", 1)[0])
    if found is None or len(values) != many:
        return [None] * many
    start = telling.span.start
    at = Span(start=start + found.start(), end=start + found.end(3))
    return [Count(int(value.replace(",", "")), at) for value in values]


def _count_in(report: Report, span: Span) -> Count | None:
    """The first whole number in a stretch of text."""
    found = ((whole_number(report.figure(i)), i) for i in report.mentions_in(span))
    return next((Count(n, report.mentions[i].span) for n, i in found if n is not None), None)
