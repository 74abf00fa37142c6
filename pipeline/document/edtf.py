"""Date arithmetic: partial dates and EDTF strings to their first and last day, and back.

Extended Date/Time Format, level 1 (Library of Congress, 2019-02-04). Seasons: spring March to May,
summer June to August, autumn September to November, winter December to February of the next year.
"""

import calendar
from datetime import date, timedelta

from pipeline.document.details import PartialDate

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


def first_day(part: PartialDate) -> date:
    """The first day of a partial date that has its year.

    Raises:
        ValueError: There is no such day, or no year.
    """
    if part.year is None:
        raise ValueError("a partial date without a year has no bounds")
    if part.season is not None:
        return date(part.year, SEASON_MONTHS[part.season], 1)
    return date(part.year, part.month or 1, part.day or 1)


def last_day(part: PartialDate) -> date:
    """The last day of a partial date that has its year.

    Raises:
        ValueError: There is no such day, or no year.
    """
    first = first_day(part)
    if part.day is not None:
        return first
    if part.season is not None:
        return end_of_month(add_months(first, 2))
    return end_of_month(first) if part.month is not None else date(first.year, 12, 31)


def written(part: PartialDate) -> str:
    """A partial date with a year as EDTF."""
    if part.season is not None:
        return f"{part.year:04d}-{part.season}"
    fields = (f"{part.year:04d}", part.month, part.day)
    return "-".join(f if isinstance(f, str) else f"{f:02d}" for f in fields if f is not None)


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of a month that is too short for it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_between(first: date, last: date) -> str:
    """An interval of whole months as EDTF; one month stands alone."""
    low, high = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return low if low == high else f"{low}/{high}"


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


MONTHS_OF_YEAR = 12


def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date or closed interval; None where it is open or no date."""
    try:
        ends = [_parsed(end.rstrip("~?%")) for end in edtf.split("/")]
        return first_day(ends[0]), last_day(ends[-1])
    except ValueError:
        return None, None


def _parsed(text: str) -> PartialDate:
    fields = [int(field) for field in text.split("-")]
    second = fields[1] if len(fields) > 1 else None
    if second is not None and second > MONTHS_OF_YEAR:
        return PartialDate(year=fields[0], season=second)
    return PartialDate(year=fields[0], month=second, day=fields[2] if fields[2:] else None)
