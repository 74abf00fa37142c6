"""When and where an event was, each with the step of the ladder that it rests on.

One ladder for both: the event's own phrase, its clauses, its sentence, what leads its paragraph,
the dateline of its story, its heading. A date or place that says something of another thing in the
sentence ("the elections of 25 June", "officers from Kenya") is none of the event.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.reading import Report, Telling
from pipeline.language.load import is_people

LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|off|outside|around|across|throughout|inside|along|through|over|within|of\sthe\s\w+\sof)\s"
    r"(?:the\s)?(?:[\w’'-]+\s){0,3}?(?:of\s(?:the\s)?)?(?:[A-Z][\w’'-]+,\s)?)$",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    r"\b(?:to|for|into|visit(?:ed|s)?|toured?|at)\s(?:the\s)?(?:[\w’'-]+\s){0,3}?$", re.IGNORECASE
)
FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
LONGEST = 100
"""Code points in which the name of an international day fits."""
FOLLOWS = re.compile(r"(?:,\s|\s?\(|\sand\s(?:in\s|at\s)?(?:the\s)?|,\sand\s)$")
YEAR_OF_THING = re.compile(r"\b(?:for|of|until|till|by|the|in)\s(?:the\s)?$", re.IGNORECASE)


class When(NamedTuple):
    """A date by index of ``dates``, or an EDTF value, and what it rests on."""

    date: int | None
    edtf: str | None
    rule: str | None


NOTHING = When(None, None, None)


def usable(report: Report, mention: int) -> bool:
    """Whether a mention is a date on which something can have happened."""
    at = report.date_of.get(mention)
    if report.label(mention) != "DATE" or at is None:
        return False
    value = report.dates[at]
    if value.edtf is None or value.kind in {"decade", "century"}:
        return False
    start = report.mentions[mention].span.start
    if re.search(
        r"\bas (?:of|at)\s(?:the\s)?$", report.text[max(start - 12, 0) : start], re.IGNORECASE
    ):
        return False  # the day of a count, not of what is counted
    if value.kind == "year":
        before = report.text[
            max(report.mentions[mention].span.start - 12, 0) : report.mentions[mention].span.start
        ]
        return re.search(r"\b(?:in|during|since|throughout)\s$", before, re.IGNORECASE) is not None
    return True


def own_dates(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The dates of an event's own phrase and clauses, the nearest first."""
    dates = [i for i in telling.mentions if usable(report, i) and not _in_lead(report, telling, i)]
    at = candidate.name_span
    ranked = []
    for i in dates:
        span = report.mentions[i].span
        rank = _closeness(report, telling, candidate, span)
        if rank is None:
            continue
        distance = max(span.start - at.end, at.start - span.end, 0)
        ranked.append(((rank, _vagueness(report, i), distance), i))
    return [i for _, i in sorted(ranked)]


def _vagueness(report: Report, mention: int) -> int:
    value = report.dates[report.date_of[mention]]
    if value.first is None or value.last is None:
        return 1
    return 2 if (value.last - value.first).days > 366 else 0  # noqa: PLR2004 - years


def _closeness(
    report: Report, telling: Telling, candidate: EventCandidate, span: Span
) -> int | None:
    if candidate.phrase is not None and candidate.phrase.span.contains(span) and candidate.noun:
        return 0
    owner = report.innermost(span, telling.clauses)
    if owner is None:
        return 2
    if owner not in candidate.group and _is_beside(report, owner, candidate, span):
        return 4
    if owner in candidate.group and _is_near(report, owner, candidate):
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


def _is_near(report: Report, owner: int, candidate: EventCandidate) -> bool:
    """Whether a clause tells of the event itself, and not of a thing in what is said of it."""
    if owner == candidate.clause or candidate.clause < 0:
        return True
    above = report.clauses[owner].governor
    described = candidate.phrase is not None and any(
        slot.head == candidate.phrase.head for slot in report.clauses[owner].slots
    )
    return described or above is None or above == candidate.clause


def _of_another(report: Report, owner: int, candidate: EventCandidate, span: Span) -> bool:
    """Whether a date hangs on a noun that is no event of ours: "the elections of 25 June"."""
    for slot in report.clauses[owner].slots:
        if not slot.span.contains(span) or (
            report.head_mention(slot) is not None and slot.head.contains(span)
        ):
            continue
        for inner in slot.walk():
            if inner is slot:
                continue
            if (
                inner.span.contains(span)
                and inner.relation in {"of", "for"}
                and slot.relation not in {"on", "in", "from"}
            ):
                own = (
                    candidate.noun
                    and candidate.phrase is not None
                    and inner.span.start >= candidate.phrase.span.start
                    and inner.span.end <= candidate.phrase.span.end
                )
                return not own
    return False


def _in_lead(report: Report, telling: Telling, mention: int) -> bool:
    return telling.lead is not None and telling.lead.contains(report.mentions[mention].span)


def observance(report: Report, mention: int) -> str | None:
    """The day of an international day that a mention names, in the year that the report tells of."""
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
    """International days to month and day (``days.toml``)."""
    data = tomllib.loads(files(__package__).joinpath("days.toml").read_text("utf-8"))
    return {name.casefold(): day for name, day in data.items()}


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


def lead_places(report: Report, lead: Span | None) -> list[int]:
    """The places that lead a paragraph."""
    if lead is None:
        return []
    return [i for i in report.mentions_in(lead) if report.place(i) is not None]


def own_places(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The places where an event was, by its own sentence, the most exact and nearest first."""
    found: list[tuple[tuple[int, bool, int], int]] = []
    for i in telling.mentions:
        place = report.place(i)
        if place is None or _in_lead(report, telling, i):
            continue
        rank = _where(report, telling, candidate, i)
        if rank is None:
            continue
        span = report.mentions[i].span
        distance = abs(span.start - candidate.name_span.start)
        found.append(((rank, place.kind in {"country", "region"}, distance), i))
    return [i for _, i in sorted(found)]


def _where(report: Report, telling: Telling, candidate: EventCandidate, mention: int) -> int | None:
    span = report.mentions[mention].span
    before = report.text[telling.span.start : span.start].replace("\n", " ")
    chain = FOLLOWS.search(before)
    while chain is not None:
        # "in Raja, South Sudan", "in Bo, Kenema and Kono": the first of a list has the preposition.
        previous = [
            i
            for i in telling.mentions
            if report.mentions[i].span.end == telling.span.start + chain.start() and report.place(i)
        ]
        if not previous:
            break
        before = report.text[telling.span.start : report.mentions[previous[0]].span.start].replace(
            "\n", " "
        )
        chain = FOLLOWS.search(before)
    if _is_venue(report, candidate, span) or _is_dated(report, mention):
        return 0
    at_front = not before.strip(" •▪–—-*\t")
    if at_front and candidate.clause >= 0:
        pass
    elif FROM.search(before):
        if _is_hosted_from(report, telling, span):
            return _near(report, telling, candidate, span, 0)
        if candidate.type != "assistance" or _comes_from(report, span):
            return None
        return _near(report, telling, candidate, span, 2)
    elif (candidate.type == "mission" or _is_journey(report, candidate, span)) and TOWARDS.search(
        before
    ):
        return _near(report, telling, candidate, span, 0)
    elif not LOCATIVE.search(before) or _comes_from(report, span):
        return None
    return _near(report, telling, candidate, span, 0)


def _is_venue(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a clause says that the event is there: "X will be the venue of"."""
    if candidate.clause < 0:
        return False
    clause = report.clauses[candidate.clause]
    return clause.lemma == "be" and any(s.head.overlaps(span) for s in clause.of("subject"))


def _is_hosted_from(report: Report, telling: Telling, span: Span) -> bool:
    """Whether an event was held over a line from a place: "hosted from Dhaka"."""
    owner = report.innermost(span, telling.clauses)
    return owner is not None and report.clauses[owner].lemma in {
        "host",
        "co-host",
        "hold",
        "broadcast",
        "run",
        "moderate",
    }


def _is_journey(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a name says where it goes: "relief flight to X"."""
    return candidate.noun and candidate.name_span.contains(span)


def _near(
    report: Report, telling: Telling, candidate: EventCandidate, span: Span, least: int
) -> int | None:
    if _is_about(report, candidate, span):
        return None
    if candidate.name_span.contains(span):
        return least
    owner = report.innermost(span, telling.clauses)
    if owner is None or owner == candidate.clause:
        return least
    if owner in candidate.group and _is_near(report, owner, candidate):
        return least
    above = report.clauses[candidate.clause].governor if candidate.clause >= 0 else None
    if owner == above:
        return least + 2
    clause = report.clauses[owner]
    return least + 2 if clause.governor in candidate.group else None


ABOUT = frozenset({"launch", "signing", "adoption", "publication"})


def _is_about(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a country is what a thing is for: "launched a plan to end hunger in X and Y"."""
    if candidate.type not in ABOUT or candidate.clause < 0 or candidate.phrase is None:
        return False
    if span.start < candidate.phrase.head.end:
        return False
    places = [
        i for i in report.mentions_in(Span(start=span.start, end=span.end)) if report.place(i)
    ]
    wide = any(report.place(i).kind in {"country", "region"} for i in places)  # type: ignore[union-attr]
    owner = report.innermost(span, sorted(candidate.group - {-1}))
    within = candidate.phrase.span.contains(span) or owner != candidate.clause
    return wide and within


ONLINE = re.compile(
    r"\b(?:online|on-line|on line|virtual(?:ly)?|remotely|webinar|via (?:zoom|teams|webex|skype)|(?:by|via|through)\s(?:a\s)?video(?:-|\s)?(?:conference|link)\w*|video-?conference|teleconference)\b",
    re.IGNORECASE,
)


def is_online(report: Report, telling: Telling, candidate: EventCandidate) -> bool:
    """Whether an event was held over a line and so at no place."""
    if candidate.type not in {"meeting", "conference", "workshop", "training"}:
        return False
    found = ONLINE.search(telling.span.of(report.text))
    return found is not None


def _comes_from(report: Report, span: Span) -> bool:
    """Whether people are said to be posted or to live there: "chemists posted in Mumbai"."""
    before = report.text[max(span.start - 40, 0) : span.start].lower()
    return (
        re.search(
            r"\b(?:posted|based|living|residing|located|headquartered)\s(?:in|at)\s(?:the\s)?$",
            before,
        )
        is not None
    )


def series(
    report: Report, telling: Telling, candidate: EventCandidate
) -> list[tuple[int | None, int | None, Span]]:
    """Date, place and stretch of each event of a series: "4-5 May in Ndola and 11-12 May in Kitwe"."""
    group = [
        i
        for i in telling.mentions
        if not _in_lead(report, telling, i)
        and (
            (
                usable(report, i)
                and _closeness(report, telling, candidate, report.mentions[i].span) is not None
            )
            or (
                (report.place(i) is not None and _where(report, telling, candidate, i) is not None)
                or _bracketed(report, i)
            )
        )
    ]
    dates = [i for i in group if report.label(i) == "DATE"]
    places = [i for i in group if report.label(i) == "PLACE" and report.place(i) is not None]
    if len(dates) < 2 or len(places) != len(dates):  # noqa: PLR2004 - a series has two
        return []
    order = [report.label(i) for i in sorted([*dates, *places])]
    if order not in (["DATE", "PLACE"] * len(dates), ["PLACE", "DATE"] * len(dates)):
        return []
    pairs = list(zip(dates, places, strict=True))
    starts = [min(report.mentions[d].span.start, report.mentions[p].span.start) for d, p in pairs]
    ends = [max(report.mentions[d].span.end, report.mentions[p].span.end) for d, p in pairs]
    spans: list[Span] = []
    for n, (low, high) in enumerate(zip(starts, ends, strict=True)):
        start = _segment_start(report, telling, low, ends[n - 1] if n else telling.span.start)
        spans.append(Span(start=start, end=high))
    return [(d, p, s) for (d, p), s in zip(pairs, spans, strict=True)]


def journeys(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The places of a journey that goes to several: "first to Chad and then to Niger"."""
    if candidate.type != "mission":
        return []
    found = [
        i
        for i in telling.mentions
        if report.place(i) is not None
        and not _in_lead(report, telling, i)
        and re.search(
            r"\bto\s(?:the\s)?$", report.text[telling.span.start : report.mentions[i].span.start]
        )
    ]
    return found if len(found) > 1 else []


def gatherings(report: Report, telling: Telling, candidate: EventCandidate) -> list[int]:
    """The countries of meetings that were held in each of several: "in Albania, Serbia and Croatia"."""
    phrase = candidate.phrase
    if (
        not candidate.noun
        or phrase is None
        or not phrase.plural
        or candidate.type not in {"meeting", "conference", "workshop"}
    ):
        return []
    found = [i for i in own_places(report, telling, candidate) if report.is_country(i)]
    return sorted(found) if len(found) > 1 else []


def _segment_start(report: Report, telling: Telling, low: int, floor: int) -> int:
    """Where the words of one member of a series begin: its number of people stands ahead of it."""
    figures = [
        report.mentions[i].span.start
        for i in telling.mentions
        if report.label(i) == "FIGURE"
        and floor <= report.mentions[i].span.start < low
        and low - report.mentions[i].span.start < 40  # noqa: PLR2004
    ]
    return min(figures, default=low)


def _bracketed(report: Report, mention: int) -> bool:
    span = report.mentions[mention].span
    if report.label(mention) != "PLACE":
        return False
    return report.text[span.end : span.end + 2] == " (" or _is_dated(report, mention)


def _is_dated(report: Report, mention: int) -> bool:
    """Whether a date stands right behind a place, as in a dateline: "Skopje, 24 July"."""
    end = report.mentions[mention].span.end
    after = mention + 1
    if after >= len(report.mentions) or report.label(after) != "DATE":
        return False
    return report.text[end : report.mentions[after].span.start].strip() in {",", ", on"}


__all__: Sequence[str] = [
    "NOTHING",
    "When",
    "is_people",
    "lead_dates",
    "lead_places",
    "own_dates",
    "own_places",
    "series",
    "usable",
]
