"""The year of a date that has none: "on 5 January", "since March", "will be held in May".

What has happened lies before the day on which it is told, what is planned behind it. Without a
tense, a date is taken to lie next to the time that the report covers.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.document.details import DateDetail, PartialDate, Tense
from pipeline.document.edtf import first_day, last_day
from pipeline.entity_types.date.values import DateAnchor

GRACE = timedelta(days=31)
"""So long after its period a report may have come out, and tell of that time."""


class Bare(NamedTuple):
    """A year, and whether another is about as likely."""

    year: int
    doubtful: bool = False


def direction_of(detail: DateDetail, *, ahead: bool) -> Tense | None:
    """Whether a date is past or to come; ``ahead``: its section tells of what is to come."""
    if detail.modifier == "since":
        return "past"
    return detail.tense or ("future" if ahead else None)


def year_within(part: PartialDate, period: DateAnchor) -> int | None:
    """The year in which the part lies within the time that the report covers, if there is one."""
    years = range(period.first.year, period.last.year + 1)
    return next((year for year in years if period.first <= _first(part, year) <= period.last), None)


def year_in_period(part: PartialDate, period: DateAnchor, direction: Tense | None) -> Bare:
    """The year beside a time that the report covers, whose day of issue is not known."""
    if direction == "past":
        year = _latest(part, period.last + GRACE)
        return Bare(year, doubtful=_first(part, year) > period.last)
    if direction == "future":
        return Bare(_earliest(part, period.first))
    return Bare(nearest(part, period))


def year_from_day(part: PartialDate, day: date, direction: Tense | None) -> Bare:
    """The year beside the day on which a thing was told."""
    if direction == "past":
        return Bare(_latest(part, day))
    if direction == "future":
        return Bare(_earliest(part, day))
    year = _latest(part, day + GRACE)
    return Bare(year, doubtful=_first(part, year) > day)


def year_of_deictic(part: PartialDate, anchor: DateAnchor, offset: int) -> int:
    """The year of "last July", "this March", "next May"."""
    if offset < 0:
        return _latest(part, anchor.first.replace(day=1) - timedelta(days=1))
    return _earliest(part, anchor.last) if offset else nearest(part, anchor)


def nearest(part: PartialDate, context: DateAnchor) -> int:
    """The year in which the part lies nearest to the middle of the context."""
    middle = context.first + (context.last - context.first) / 2

    def distance(year: int) -> int:
        return abs((_middle(part, year) - middle).days)

    return min((context.last.year, context.last.year - 1, context.last.year + 1), key=distance)


def _middle(part: PartialDate, year: int) -> date:
    return first_day(_in(part.updated(day=part.day or 15), year))


def _first(part: PartialDate, year: int) -> date:
    return first_day(_in(part, year))


def _in(part: PartialDate, year: int) -> PartialDate:
    """The part in a year; a day that its month has not is the month's last."""
    if part.day is None or part.month is None:
        return part.updated(year=year)
    return part.updated(year=year, day=min(part.day, monthrange(year, part.month)[1]))


def _latest(part: PartialDate, limit: date) -> int:
    """The last year in which the part began by the limit."""
    return limit.year if _first(part, limit.year) <= limit else limit.year - 1


def _earliest(part: PartialDate, origin: date) -> int:
    """The first year in which the part is not over before the origin."""
    return origin.year + (last_day(_in(part, origin.year)) < origin)
