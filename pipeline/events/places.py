"""Where an event was, by the places of its own sentence and of what leads it.

A place that says something of another thing in the sentence ("officers from Kenya") is none of the
event.
"""

import re

from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate, tells_of
from pipeline.events.lexicon import lexicon, singular_of
from pipeline.events.reading import Report, Telling
from schemas.codelists import EventType

LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|off|outside|around|across|throughout|inside|along|through|over|within|of\sthe\s\w+\sof)\s"
    r"(?:the\s)?(?:[\w’'-]+\s){0,3}?(?:of\s(?:the\s)?)?(?:[A-Z][\w’'-]+,\s)?)$",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    r"\b(?:to|for|into|visit(?:ed|s)?|toured?|at)\s(?:the\s)?(?:(?!by\s)[\w’'-]+\s){0,3}?$",
    re.IGNORECASE,
)
FROM = re.compile(r"(?:\b(?P<given>[a-z]{3,15})\s)?\bfrom\s(?:the\s)?$", re.IGNORECASE)
FOLLOWS = re.compile(r"(?:,\s|\s?\(|\sand\s(?:in\s|at\s)?(?:the\s)?|,\sand\s)$")
LIVING = re.compile(
    r"\b(?:posted|based|living|residing|located|headquartered)\s(?:in|at)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Ahead of where people are posted or live: "chemists posted in Mumbai"."""
ONLINE = re.compile(
    r"\b(?:online|on-line|on line|virtual(?:ly)?|remotely|webinar|via (?:zoom|teams|webex|skype)"
    r"|(?:by|via|through)\s(?:a\s)?video(?:-|\s)?(?:conference|link)\w*|video-?conference|teleconference)\b",
    re.IGNORECASE,
)
AHEAD = 40
"""Code points in which a word for where people live stands ahead of a place."""
MADE: frozenset[EventType] = frozenset({"launch", "signing", "adoption", "publication"})
"""Events of things that are for countries."""
GATHERINGS: frozenset[EventType] = frozenset({"meeting", "conference", "workshop", "training"})
"""Events that may be held over a line."""
BROUGHT: frozenset[EventType] = frozenset({"assistance", "handover"})
"""Events whose things are brought somewhere."""
WIDE = frozenset({"country", "region"})


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
        if place is None or telling.is_lead(report.mentions[i].span):
            continue
        rank = where(report, telling, candidate, i)
        if rank is None:
            continue
        span = report.mentions[i].span
        distance = abs(span.start - candidate.name_span.start)
        found.append(((rank, place.kind in WIDE, distance), i))
    return [i for _, i in sorted(found)]


def where(report: Report, telling: Telling, candidate: EventCandidate, mention: int) -> int | None:
    """How near a place is to an event, from 0 (nearest); None where it is of another thing."""
    span = report.mentions[mention].span
    if _is_venue(report, candidate, span) or is_dated(report, mention):
        return 0
    rank = _rank(report, telling, candidate, span)
    if rank is None or _is_about(report, candidate, span):
        return None
    steps = _steps(report, telling, candidate, span)
    return None if steps is None else rank + steps


def _before(report: Report, telling: Telling, span: Span) -> str:
    """The words of a sentence ahead of a place, or of the list that it is in.

    "in Raja, South Sudan", "in Bo, Kenema and Kono": the first of a list has the preposition.
    """
    begin = telling.span.start
    before = report.text[begin : span.start].replace("\n", " ")
    chain = FOLLOWS.search(before)
    while chain is not None:
        ahead = begin + chain.start()
        previous = [
            report.mentions[i].span
            for i in telling.mentions
            if report.mentions[i].span.end == ahead and report.place(i)
        ]
        if not previous:
            break
        before = report.text[begin : previous[0].start].replace("\n", " ")
        chain = FOLLOWS.search(before)
    return before


def _rank(report: Report, telling: Telling, candidate: EventCandidate, span: Span) -> int | None:
    """What the preposition ahead of a place says: 0 there, 2 perhaps, None not there."""
    before = _before(report, telling, span)
    if candidate.clause >= 0 and not before.strip(" •▪–—-*\t"):
        return 0  # it begins the sentence
    if _ends_line(report, telling, candidate, span):
        return 0
    source = FROM.search(before)
    if source is not None:
        return _rank_of_source(report, telling, candidate, span, given=source["given"])
    going = candidate.type == "mission" or _is_journey(candidate, span)
    if TOWARDS.search(before) and (
        going or _are_called(report, candidate) or _is_on_journey(report, candidate, span)
    ):
        return 0
    if LOCATIVE.search(before) and not _live_there(report, span):
        return 0
    return 2 if _is_destination(report, candidate, span) else None


def _rank_of_source(
    report: Report, telling: Telling, candidate: EventCandidate, span: Span, *, given: str | None
) -> int | None:
    """The same of a place behind "from", and what was given from there."""
    if given is not None and singular_of(given) in lexicon().classes.backing:
        return None  # "with support from X"
    if _is_hosted_from(report, telling, span):
        return 0
    if candidate.phrase is not None and candidate.phrase.lemma in lexicon().classes.leaving:
        return 0
    return 2 if candidate.type == "assistance" and not _live_there(report, span) else None


def _is_destination(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a place is where something was brought: "airlifted 30 tons to X"."""
    if candidate.type not in BROUGHT or candidate.noun or candidate.clause < 0:
        return False
    places = [report.place(i) for i in report.mentions_in(span)]
    return any(place is not None and place.kind not in WIDE for place in places) and any(
        slot.head.overlaps(span) for slot in report.clauses[candidate.clause].of("to", "into")
    )


def _ends_line(report: Report, telling: Telling, candidate: EventCandidate, span: Span) -> bool:
    """Whether a place ends a line without a verb: "7 May: seminar on policing, Tokmok"."""
    if candidate.clause < 0 or report.clauses[candidate.clause].kind != "nominal":
        return False
    comma = report.text[max(span.start - 2, 0) : span.start] == ", "
    return comma and not report.text[span.end : telling.span.end].strip(" .;")


def _is_venue(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a clause says that the event is there: "X was the venue"."""
    if candidate.clause < 0:
        return False
    clause = report.clauses[candidate.clause]
    return clause.lemma == "be" and any(s.head.overlaps(span) for s in clause.of("subject"))


def _is_hosted_from(report: Report, telling: Telling, span: Span) -> bool:
    """Whether an event was held over a line from a place: "hosted from Dhaka"."""
    owner = report.innermost(span, telling.clauses)
    return owner is not None and report.clauses[owner].lemma in lexicon().classes.hosting


def _is_journey(candidate: EventCandidate, span: Span) -> bool:
    """Whether an event is a journey, or its name says where it goes: "relief flight to X"."""
    if not candidate.noun:
        return False
    phrase = candidate.phrase
    travelled = phrase is not None and phrase.lemma in lexicon().classes.journeys
    return travelled or candidate.name_span.contains(span)


def _are_called(report: Report, candidate: EventCandidate) -> bool:
    """Whether an event is where people are called to: "a workshop brought 28 nurses to X"."""
    if candidate.type not in GATHERINGS or candidate.clause < 0:
        return False
    return report.clauses[candidate.clause].lemma in lexicon().classes.calling


def _is_on_journey(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether an event was on a journey to a place: "during her visit to X, she met"."""
    if candidate.clause < 0:
        return False
    return any(
        slot.span.contains(span) and slot.noun in lexicon().classes.journeys
        for slot in report.clauses[candidate.clause].of("during", "on", "in the course of")
    )


def _steps(report: Report, telling: Telling, candidate: EventCandidate, span: Span) -> int | None:
    """How far the clause of a place is from that of the event: 0 or 2; None if it is another's."""
    owner = report.innermost(span, telling.clauses)
    if candidate.name_span.contains(span) or owner is None or owner == candidate.clause:
        return 0
    if owner in candidate.group and tells_of(report, owner, candidate):
        return 0
    above = report.clauses[candidate.clause].governor if candidate.clause >= 0 else None
    return 2 if owner == above or report.clauses[owner].governor in candidate.group else None


def _is_about(report: Report, candidate: EventCandidate, span: Span) -> bool:
    """Whether a country is what a thing is for: "launched a plan to end hunger in X and Y"."""
    if candidate.type not in MADE or candidate.clause < 0 or candidate.phrase is None:
        return False
    if span.start < candidate.phrase.head.end:
        return False
    places = [report.place(i) for i in report.mentions_in(span)]
    owner = report.innermost(span, sorted(candidate.group - {-1}))
    within = candidate.phrase.span.contains(span) or owner != candidate.clause
    return within and any(place is not None and place.kind in WIDE for place in places)


def is_online(report: Report, telling: Telling, candidate: EventCandidate) -> bool:
    """Whether an event was held over a line and so at no place."""
    return candidate.type in GATHERINGS and bool(ONLINE.search(telling.span.of(report.text)))


def _live_there(report: Report, span: Span) -> bool:
    """Whether people are said to be posted or to live at a place."""
    return LIVING.search(report.text[max(span.start - AHEAD, 0) : span.start]) is not None


def is_dated(report: Report, mention: int) -> bool:
    """Whether a date stands right beside a place, as in a dateline: "Skopje, 24 July"."""
    if _is_behind_date(report, mention):
        return True
    end = report.mentions[mention].span.end
    after = mention + 1
    if after >= len(report.mentions) or report.label(after) != "DATE":
        return False
    return report.text[end : report.mentions[after].span.start].strip() in {",", ", on"}


def _is_behind_date(report: Report, mention: int) -> bool:
    """Whether a place ends its sentence behind a date: "handed over on 20 October, Bishkek"."""
    before = mention - 1
    if before < 0 or report.label(before) != "DATE":
        return False
    span = report.mentions[mention].span
    ends = report.text[span.end : span.end + 1] in {"", "\n", ".", ")"}
    return ends and report.text[report.mentions[before].span.end : span.start] == ", "
