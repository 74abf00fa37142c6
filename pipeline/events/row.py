"""From a draft to the row of an event: its name, type and status, and whether it is history."""

from datetime import date, timedelta
from itertools import pairwise

from pipeline.document import Event, EventRole
from pipeline.document.edtf import edtf_bounds
from pipeline.events.count import Count
from pipeline.events.dates import When, observance
from pipeline.events.draft import Draft
from pipeline.events.lexicon import lexicon
from pipeline.events.names import completed, headed, noun_name, purpose
from pipeline.events.reading import Report
from pipeline.language.load import is_people
from schemas.codelists import EventType

BEFORE = timedelta(days=92)
"""A quarter: what lies further before a report's period is history."""
LONG_BEFORE = timedelta(days=400)
"""The same before the day of publication, where the period is not known."""


def event_of(report: Report, draft: Draft) -> Event:
    """The event of a draft."""
    when = draft.when
    edtf = when.edtf if when.date is None else report.dates[when.date].edtf
    days = _consecutive(edtf)
    if days is not None:
        when = When(None, days, when.rule)
    status = draft.candidate.status
    if status == "happened" and edtf is not None and edtf.endswith(".."):
        status = "ongoing"
    first, last = _bounds(report, when)
    if status == "happened" and _is_line(report, draft) and _is_later(report, first):
        status = "planned"
    return Event(
        background=status == "happened" and _is_history(report, last),
        span=draft.telling.span,
        name=_name(report, draft),
        type=_type(report, draft),
        status=status,
        name_span=draft.candidate.name_span,
        section=draft.section,
        date=when.date,
        edtf=when.edtf,
        date_rule=when.rule,
        place=draft.place,
        place_rule=draft.place_rule,
        country=draft.country,
        country_rule=draft.country_rule,
        participants=draft.count.value if draft.count is not None else None,
        count=draft.count.at if draft.count is not None else None,
        amount=draft.money.value if draft.money is not None else None,
        currency=draft.money.currency if draft.money is not None else None,
        money=draft.money.at if draft.money is not None else None,
        roles=_roles(report, draft),
        told_by=tuple(draft.told_by),
        clauses=frozenset(draft.candidate.group - {-1}),
    )


def _roles(report: Report, draft: Draft) -> tuple[EventRole, ...]:
    """The roles in the order of the text; who held an event takes no part in it besides."""
    holding = {"organiser", "host"}
    held = [report.body_of.get(r.mention) for r in draft.roles.values() if r.role in holding]

    def is_said(role: EventRole) -> bool:
        body = report.body_of.get(role.mention)
        return role.role == "participant" and body is not None and body in held

    return tuple(
        sorted(
            (role for role in draft.roles.values() if not is_said(role)),
            key=lambda role: role.mention,
        )
    )


def _type(report: Report, draft: Draft) -> EventType:
    """The type, assistance for what was given to people: "gave 40 residents a dose"."""
    candidate = draft.candidate
    if _is_observance(report, draft):
        return "campaign"
    if _is_presentation(report, draft):
        return "handover"
    if candidate.type != "handover" or candidate.noun or candidate.clause < 0:
        return candidate.type
    clause, classes = report.clauses[candidate.clause], lexicon().classes
    if any(slot.noun in classes.prizes for slot in clause.of("object")):
        return "competition"
    if clause.lemma not in classes.giving or draft.has("recipient") or draft.count is None:
        return candidate.type
    served = [*clause.of("recipient", "to")]
    if clause.lemma in classes.getting:
        served += clause.of("subject")
    return "assistance" if any(is_people(slot.noun) for slot in served) else candidate.type


def _is_presentation(report: Report, draft: Draft) -> bool:
    """Whether things were given to somebody: "presented 15 ambulances to the Governor"."""
    candidate = draft.candidate
    if candidate.noun or candidate.clause < 0:
        return False
    clause = report.clauses[candidate.clause]
    if clause.lemma not in lexicon().classes.presenting:
        return False
    counted = any(
        report.figure(i) is not None
        for slot in clause.of("object")
        if slot.noun not in lexicon().texts.nouns
        for i in report.mentions_in(slot.span)
    )
    return counted and bool(clause.of("to", "recipient"))


def _is_observance(report: Report, draft: Draft) -> bool:
    """Whether what people did was done to mark a day: "walked to the sea on Oceans Day"."""
    candidate = draft.candidate
    if candidate.noun or candidate.clause < 0 or candidate.type not in {"other", "mission"}:
        return False
    return any(
        (report.label(i) == "EVENT" and {"Day", "Days", "Week"} & set(report.name(i).split()))
        or observance(report, i) is not None
        for slot in report.clauses[candidate.clause].of("on", "for", "during", "when")
        for i in report.mentions_in(slot.span)
    )


def _name(report: Report, draft: Draft) -> str:
    """The name of an event, with as much beside its noun as makes it stand alone."""
    candidate = draft.candidate
    clause = report.clauses[candidate.clause] if candidate.clause >= 0 else None
    place = None if draft.place is None else report.places[draft.place].name
    bodies = [
        report.name(r.mention) for r in draft.roles.values() if r.role in {"organiser", "host"}
    ]
    extra = [
        f"to {place}" if place and candidate.type == "mission" else "",
        purpose(report, candidate.phrase) if candidate.phrase is not None else "",
        f"for {_people(report, draft.count)}" if draft.count else "",
        f"in {place}" if place and candidate.type != "mission" else "",
        f"by {bodies[0]}" if bodies else "",
    ]
    return completed(
        report, draft.name or candidate.name, clause if candidate.noun else None, extra
    )


def _people(report: Report, count: Count) -> str:
    """Those who took part, in the words of the report where one phrase counts them."""
    if count.whom is None:
        return f"{count.value:,} people"
    return noun_name(report, headed(count.whom))[0]


def _bounds(report: Report, when: When) -> tuple[date | None, date | None]:
    """The first and the last day of a date."""
    if when.date is not None:
        value = report.dates[when.date]
        return value.first, value.last
    return edtf_bounds(when.edtf or "")


def _is_line(report: Report, draft: Draft) -> bool:
    """Whether an event is told without a verb, whose tense would say whether it has happened."""
    clause = draft.candidate.clause
    return clause < 0 or report.clauses[clause].kind == "nominal"


def _is_later(report: Report, first: date | None) -> bool:
    """Whether a day lies behind what the report covers, and behind its day of publication."""
    _, ends = edtf_bounds(report.period or "")
    published = report.document.source.published
    known = [day for day in (ends, published) if day is not None]
    return first is not None and bool(known) and first > max(known)


def _is_history(report: Report, last: date | None) -> bool:
    """Whether a day lies long before what the report is about."""
    if last is None:
        return False
    begins, _ = edtf_bounds(report.period or "")
    if begins is not None:
        return last < begins - BEFORE
    published = report.document.source.published
    return published is not None and last < published - LONG_BEFORE


def _consecutive(edtf: str | None) -> str | None:
    """An EDTF set of days in a row as an interval: "on 6 and 7 July"."""
    if edtf is None or not edtf.startswith("{"):
        return None
    try:
        days = [date.fromisoformat(day) for day in edtf.strip("{}").split(",")]
    except ValueError:
        return None
    if any(b - a != timedelta(days=1) for a, b in pairwise(days)):
        return None
    return f"{days[0]}/{days[-1]}"
