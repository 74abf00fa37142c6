"""When, where and in which country an event was: one ladder for each, the nearest step first.

The event's own sentence, what leads its paragraph, the dateline of its story, its heading, the
report. Each value keeps the step that it rests on (:class:`.basis.Basis`).
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.document import ResolvedDate
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate
from pipeline.events.dates import NOTHING, When, lead_dates, observance, own_dates
from pipeline.events.draft import Draft, Situation
from pipeline.events.headings import heading_period
from pipeline.events.lexicon import lexicon
from pipeline.events.places import is_online, lead_places, own_places
from pipeline.events.reading import Report
from pipeline.language.load import grammar

SEVERAL_DAYS = range(1, 32)
"""Days between the first and the last of an event of which a day can be counted."""
STORY = timedelta(days=10)
"""What a story with a dateline tells of lies nearer to it than this."""
WITHIN = frozenset({"over", "during", "in", "throughout", "within"})
"""Relations by which a clause says in which period it happened."""


def when(report: Report, candidate: EventCandidate, at: Situation) -> When:
    """The date of an event, by the first step that has one."""
    return next(_dates(report, candidate, at), NOTHING)


def _dates(report: Report, candidate: EventCandidate, at: Situation) -> Iterator[When]:
    """The dates of an event by each step of the ladder that has one."""
    for mention in own_dates(report, at.telling, candidate)[:1]:
        yield When(report.date_of[mention], None, Basis.DATE_IN_SENTENCE)
    counted = _day_of_last(report, candidate, at)
    if counted is not None:
        yield When(None, counted, Basis.DAY_OF_EVENT_BEFORE)
    for mention in lead_dates(report, at.lead)[:1]:
        yield When(report.date_of[mention], None, Basis.DATELINE)
    for mention in at.telling.mentions:
        day = observance(report, mention)
        if day is not None:
            yield When(None, day, Basis.OBSERVANCE)
    if at.scope.date is not None:
        yield When(report.date_of[at.scope.date], None, Basis.DATELINE)
    month = None if at.section is None else report.sections[at.section].month
    if month is not None:
        yield When(None, month, Basis.MONTH_HEADING)
    period = heading_period(report, at.section)
    if period is not None:
        yield When(None, period, Basis.HEADING_PERIOD)
    if report.period is not None and _says_period(report, candidate):
        yield When(None, report.period, Basis.REPORT_PERIOD)


def _day_of_last(report: Report, candidate: EventCandidate, at: Situation) -> str | None:
    """The day (ISO 8601) of the event told before that a phrase counts: "on the second day"."""
    dates = [report.dates[d.when.date] for d in at.scope.drafts if d.when.date is not None]
    several = [date for date in dates if days_between(date) in SEVERAL_DAYS]
    if not several:
        return None
    for index in candidate.group - {-1}:
        for slot in report.clauses[index].of("on", "when"):
            if slot.lemma == "day":
                day = _counted_day(several[-1], report.words(slot.span).lower())
                if day is not None:
                    return day
    return None


def _counted_day(value: ResolvedDate, words: str) -> str | None:
    """The day that "the second day" is of a date; None where it has fewer."""
    number = next((n for word, n in grammar().days.items() if f" {word} " in f" {words} "), None)
    if number is None or value.first is None or value.last is None:
        return None
    day = value.last if number < 0 else value.first + timedelta(days=number)
    return day.isoformat() if day <= value.last else None


def days_between(value: ResolvedDate) -> int:
    """How many days lie between the first and the last day of a date."""
    if value.first is None or value.last is None:
        return 0
    return (value.last - value.first).days


def _says_period(report: Report, candidate: EventCandidate) -> bool:
    """Whether a clause says that it speaks of the whole period: "over the quarter"."""
    return any(
        slot.relation in WITHIN
        and slot.determiner in {"definite", "demonstrative"}
        and slot.lemma in lexicon().classes.periods
        for index in candidate.group - {-1}
        for slot in report.clauses[index].slots
    )


ELSEWHERE = frozenset({"funder", "partner"})
"""Roles of countries where an event need not have been: "with funds from X"."""


def place(report: Report, draft: Draft, at: Situation) -> None:
    """Place an event by the first step that has a place, and give it a country."""
    if is_online(report, at.telling, draft.candidate):
        return
    paid = {role.mention for role in draft.roles.values() if role.role in ELSEWHERE}
    own = [i for i in own_places(report, at.telling, draft.candidate) if i not in paid]
    leading = [*lead_places(report, at.lead)]
    if at.scope.place is not None and not _is_apart(report, draft, at):
        leading.append(at.scope.place)
    if own:
        draft.put(report, own[0], Basis.PLACE_IN_SENTENCE)
    elif leading:
        draft.put(report, leading[0], Basis.DATELINE)
    if draft.country is None:
        find_country(report, draft, [*own, *leading])


def _is_apart(report: Report, draft: Draft, at: Situation) -> bool:
    """Whether an event has a date of its own that lies apart from that of the dateline above it."""
    if at.scope.date is None or draft.when.rule != Basis.DATE_IN_SENTENCE or at.lead is not None:
        return False
    if draft.when.date is None:
        return False
    own = report.dates[draft.when.date]
    above = report.dates[report.date_of[at.scope.date]]
    if own.first is None or above.first is None:
        return False
    return abs(own.first - above.first) > STORY


def find_country(report: Report, draft: Draft, mentions: Sequence[int] = ()) -> None:
    """Give an event the country of the first step that has one.

    Args:
        report: The report.
        draft: The event.
        mentions: Places of its sentence and dateline.
    """
    found = next(_countries(report, draft, mentions), None)
    if found is not None:
        draft.country, draft.country_rule = found


def _countries(
    report: Report, draft: Draft, mentions: Sequence[int]
) -> Iterator[tuple[str, Basis]]:
    """The countries (ISO 3166-1) of an event by each step of the ladder that has one."""
    for mention in mentions:
        known = report.place(mention)
        if known is not None and known.country:
            yield known.country, Basis.COUNTRY_OF_PLACE
    if draft.section is not None:
        headed = report.sections[draft.section].country or report.country_of_heading(draft.section)
        if headed:
            yield headed, Basis.COUNTRY_HEADING
        named = report.countries_in_heading(draft.section)
        if len(named) == 1:
            yield named.pop(), Basis.COUNTRY_IN_HEADING
    if report.country_of_frame is not None:
        yield report.country_of_frame, Basis.COUNTRY_OF_REPORT
    for countries, basis in _of_bodies(report, draft):
        if len(countries) == 1:
            yield countries.pop(), basis
    if report.country is not None:
        yield report.country, Basis.COUNTRY_OF_REPORT


def _of_bodies(report: Report, draft: Draft) -> Iterator[tuple[set[str], Basis]]:
    """The countries of those who did it, who took part, and whom its sentence names.

    None of a visit: it is elsewhere.
    """
    if draft.candidate.type == "mission":
        return
    yield _countries_of(report, draft, {"host", "organiser"}), Basis.COUNTRY_OF_ORGANISER
    yield _countries_of(report, draft, {"recipient", "participant"}), Basis.COUNTRY_OF_PARTICIPANTS
    yield _countries_in_sentence(report, draft), Basis.COUNTRY_OF_BODY_BESIDE


def _countries_of(report: Report, draft: Draft, roles: set[str]) -> set[str]:
    """The countries of the bodies that have one of the roles in an event."""
    mentions = [role.mention for role in draft.roles.values() if role.role in roles]
    bodies = [report.body_of[mention] for mention in mentions if mention in report.body_of]
    return {body.country for body in bodies if body.country}


def _countries_in_sentence(report: Report, draft: Draft) -> set[str]:
    """The countries of the bodies that an event's sentence names, of those who paid left out."""
    paid = {role.mention for role in draft.roles.values() if role.role == "funder"}
    bodies = [report.body_of.get(i) for i in draft.telling.mentions if i not in paid]
    return {body.country for body in bodies if body is not None and body.country}


def country_of_story(draft: Draft, item: Sequence[Draft]) -> None:
    """Give an event without a country that of the event told before it in its story."""
    if draft.country is None and item and item[-1].country is not None:
        draft.country, draft.country_rule = item[-1].country, Basis.COUNTRY_OF_EVENT_BEFORE


def place_within(draft: Draft, before: Draft) -> None:
    """Give what was done at an event its place, and its date unless it has one of its own."""
    if draft.when.rule != Basis.DATE_IN_SENTENCE:
        draft.when = before.when._replace(rule=Basis.DATE_OF_EVENT_BEFORE)
    if draft.place_rule != Basis.PLACE_IN_SENTENCE:
        draft.place, draft.place_rule = before.place, Basis.PLACE_OF_EVENT_BEFORE
        draft.country, draft.country_rule = before.country, before.country_rule


def place_beside(report: Report, draft: Draft, before: Draft) -> None:
    """Place an event where the one told before it in its paragraph was."""
    if is_online(report, draft.telling, draft.candidate):
        return
    draft.place, draft.place_rule = before.place, Basis.PLACE_IN_PARAGRAPH
    if before.country is not None:
        draft.country, draft.country_rule = before.country, before.country_rule
