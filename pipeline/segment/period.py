"""The period that a report covers, as an EDTF value, from the words of its masthead."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml
from pipeline.document.span import Span
from pipeline.language.load import calendar, numbers
from pipeline.segment.vocabulary import compiled

OPEN_YEAR = "????"
QUARTER, HALF = 3, 6
_FULL_DATE = (
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?P<m>{month})\b\.?,?\s+(?P<y>{year})\b"
    r"|\b(?P<m2>{month})\b\.?\s+\d{1,2}(?:st|nd|rd|th)?,\s+(?P<y2>{year})\b"
    r"|\b(?P<y3>{year})-(?P<n>\d\d)-\d\d\b"
    r"|\b\d{1,2}\.(?P<n2>\d{1,2})\.(?P<y4>{year})\b"
)


class PeriodRule(Checked):
    """One pattern of ``periods.toml`` with its examples."""

    rule: str
    pattern: str
    examples: tuple[tuple[str, str], ...]


class _Periods(Checked):
    period: tuple[PeriodRule, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written: bounds as (year, month, day), with gaps where the text has them.

    ``span`` indexes the text that was searched; ``season`` is an EDTF season.
    """

    span: Span
    rule: str
    first: tuple[int | None, int | None, int | None]
    last: tuple[int | None, int | None, int | None]
    season: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether the text names the year."""
        return self.last[0] is not None

    @property
    def months(self) -> tuple[int, int] | None:
        """The numbers of the first and the last month; None for a year or a season."""
        first, last = self.first[1], self.last[1]
        return (first, last) if first is not None and last is not None else None

    def starting(self, year: int) -> "Period":
        """The same period, beginning in a year that the text leaves open."""
        turns = self.months is not None and self.months[1] < self.months[0]
        return Period(
            self.span,
            self.rule,
            (year, *self.first[1:]),
            (year + turns, *self.last[1:]),
            self.season,
        )

    def edtf(self) -> str:
        """The period as EDTF, with ``????`` for an open year; an interval unless it is one unit."""
        if self.season is not None:
            return f"{_year(self.first[0])}-{self.season}"
        first, last = _written(self.first), _written(self.last)
        return first if first == last else f"{first}/{last}"


def find_period(text: str) -> Period | None:
    """The first period that a masthead's words state; rules in the order of their file."""
    for rule in rules():
        for match in compiled(rule.pattern).finditer(text):
            period = _read(rule.rule, match)
            if period is not None:
                return period
    return None


@cache
def rules() -> tuple[PeriodRule, ...]:
    """The rules of ``periods.toml``."""
    return read_toml(files("pipeline.segment") / "periods.toml", _Periods).period


def month_number(word: str) -> int | None:
    """The number of a month's name or abbreviation."""
    return calendar().month_numbers.get(word.casefold().rstrip("."))


def full_dates(text: str) -> Iterator[tuple[int, int]]:
    """Year and month of each date in the text that names its day, month and year."""
    for match in compiled(_FULL_DATE).finditer(text):
        year = match["y"] or match["y2"] or match["y3"] or match["y4"]
        word, number = match["m"] or match["m2"], match["n"] or match["n2"]
        month = month_number(word) if word else int(number)
        if month is not None and 1 <= month <= 12:  # noqa: PLR2004 - months of a year
            yield int(year), month


def most_likely_year(period: Period | None, dates: Iterable[tuple[int, int]]) -> int | None:
    """The year in which the period begins, by the majority of the body's dates.

    Dates in the period's months count; others only where there are none. None without a
    date, or where two years have the same number of dates.
    """
    months = period.months if period else None
    inside: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    for year, month in dates:
        start = _start_year(months, year, month) if months else year
        if start is None:
            outside[year] += 1
        else:
            inside[start] += 1
    ranked = (inside or outside).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def year_of_month(month: int, period: Period | None) -> int | None:
    """The year of a month that a report with this period speaks of."""
    if period is None or period.first[0] is None or period.last[0] is None:
        return None
    first, last = period.first, period.last
    start = period.first[0] * 12 + (first[1] or 1)
    end = period.last[0] * 12 + (last[1] or 12)
    years = range(period.first[0] - 1, period.last[0] + 2)
    return min(years, key=lambda year: _distance(year * 12 + month, start, end))


def _distance(value: int, start: int, end: int) -> int:
    return max(start - value, value - end, 0)


def _start_year(months: tuple[int, int], year: int, month: int) -> int | None:
    first, last = months
    if first <= last:
        return year if first <= month <= last else None
    if month >= first:
        return year
    return year - 1 if month <= last else None


def _read(rule: str, match: re.Match[str]) -> Period | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    years = [int(groups[key]) for key in sorted(groups) if key.startswith("y")]
    span = Span(start=match.start(), end=match.end())
    season = groups.get("s")
    if season:
        year = years[0]
        return Period(span, rule, (year, None, None), (year, None, None), _season(season))
    first_month, last_month = _months(groups)
    if first_month is not None and not 1 <= first_month <= 12:  # noqa: PLR2004 - months
        return None
    days = [int(groups[key]) if key in groups else None for key in ("d1", "d2")]
    last_day = days[1] if "d2" in groups else days[0]
    last_year = years[-1] if years else None
    first_year = years[0] if years else None
    turns = None not in (first_month, last_month) and (last_month or 0) < (first_month or 0)
    if len(years) == 1 and turns and first_year is not None:
        first_year -= 1
    period = Period(
        span, rule, (first_year, first_month, days[0]), (last_year, last_month, last_day)
    )
    return period if _is_possible(period) else None


def _months(groups: dict[str, str]) -> tuple[int | None, int | None]:
    quarter = next((groups[k] for k in sorted(groups) if k.startswith("q")), None)
    half = next((groups[k] for k in sorted(groups) if k.startswith("h")), None)
    if quarter or half:
        size = QUARTER if quarter else HALF
        number = _ordinal(quarter or half or "")
        return (number - 1) * size + 1, number * size
    words = [groups[key] for key in ("m1", "m2") if key in groups]
    numbers = [month_number(word) for word in words]
    numbers += [int(groups[key]) for key in ("n1", "n2") if key in groups]
    return (numbers[0], numbers[-1]) if numbers else (None, None)


def _ordinal(word: str) -> int:
    return int(word) if word.isdigit() else numbers().ordinals[word.casefold()]


def _season(word: str) -> int:
    return calendar().seasons[word.casefold()]


def _is_possible(period: Period) -> bool:
    for year, month, day in (period.first, period.last):
        if day is not None and month is not None:
            longest = monthrange(year or 2000, month)[1]
            if not 1 <= day <= longest:
                return False
    if period.has_year and period.season is None:
        first, last = (tuple(part or 0 for part in bound) for bound in (period.first, period.last))
        return first <= last
    return True


def _written(bound: tuple[int | None, int | None, int | None]) -> str:
    year, month, day = bound
    parts = [_year(year)]
    if month is not None:
        parts.append(f"{month:02d}")
        if day is not None:
            parts.append(f"{day:02d}")
    return "-".join(parts)


def _year(year: int | None) -> str:
    return OPEN_YEAR if year is None else f"{year:04d}"
