"""From date expressions with all their parts to values: EDTF and day bounds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from pipeline.document.details import DateDetail, DateUnit, PartialDate
from pipeline.document.edtf import (
    add_months,
    end_of_month,
    first_day,
    last_day,
    months_between,
    week_of,
    written,
)

DAYS_OF_WEEK = 7
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved date: EDTF and day bounds, and what it rests on (None: its own words)."""

    edtf: str
    first: date | None
    last: date | None
    anchor: str | None = None
    rule: str | None = None


class AnchorKind(StrEnum):
    """What a date may lean on."""

    MENTION = "mention"
    DATELINE = "dateline"
    MONTH_HEADING = "month heading"
    PERIOD = "period"
    PUBLISHED = "published"
    USUAL_YEAR = "usual year"


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """What a date leans on: of which kind, its value (EDTF), its first and its last day."""

    kind: AnchorKind
    value: str
    first: date
    last: date

    def __str__(self) -> str:
        """The anchor as tables name it: "period:2017-10/2017-12"."""
        return f"{self.kind}:{self.value}"


def absolute(detail: DateDetail, parts: Sequence[PartialDate]) -> Value:
    """The value of an expression whose parts all have their year.

    Raises:
        ValueError: There is no such day.
    """
    first, last = first_day(parts[0]), last_day(parts[-1])
    match detail.kind:
        case "set":
            return Value(_set(parts, detail.runs), first, last)
        case "quarter":
            return Value(months_between(first, last), first, last)
        case "range":
            return Value(f"{written(parts[0])}/{written(parts[-1])}", first, last)
        case "decade":
            return _decade(detail, first.year)
        case "century":
            year = first.year
            return Value(f"{year // 100:02d}XX", date(year, 1, 1), date(year + 99, 12, 31))
        case "season":  # seasons are never qualified nor bounds of an interval (EDTF, level 1)
            return Value(written(parts[0]), first, last)
        case _:
            return _modified(detail, written(parts[0]), first, last)


def _set(parts: Sequence[PartialDate], runs: Sequence[int]) -> str:
    """All members of a set as EDTF (level 2): ``{2019-02-11..2019-02-13,2019-02-18}``."""
    joints = [".." if at in runs else "," for at in range(len(parts) - 1)]
    members = zip(map(written, parts), [*joints, ""], strict=True)
    return "{" + "".join(member + joint for member, joint in members) + "}"


def _modified(detail: DateDetail, edtf: str, first: date, last: date) -> Value:
    """A single date with what "since", "about" or "early" add to it."""
    match detail.modifier:
        case "since":
            return Value(f"{edtf}/..", first, None)
        case "about":
            return Value(f"{edtf}~", first, last)
        case "week":
            first, last = week_of(first)
            return Value(f"{first}/{last}", first, last)
        case "week-1" | "week-2" | "week-3" | "week-4" | "week-last":
            return _week_of_month(first, detail.modifier)
        case "half-1":
            return Value(f"{first}/{first.replace(day=15)}", first, first.replace(day=15))
        case "half-2":
            return Value(f"{first.replace(day=16)}/{last}", first.replace(day=16), last)
        case "early" | "mid" | "late" | "begin" | "end" if detail.kind == "year":
            return _part_of_year(first.year, detail.modifier)
        case _:
            return Value(edtf, first, last)


def _week_of_month(month: date, week: str) -> Value:
    """Seven days of a month, about: "the second week" is none of the calendar."""
    end = end_of_month(month)
    last = end if week == "week-last" else month + timedelta(days=7 * int(week[-1]) - 1)
    first = last - timedelta(days=6)
    return Value(f"{first}~/{last}~", first, last)


PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "begin": (1, 1), "end": (12, 12)}
PARTS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "begin": (0, 0), "end": (9, 9)}


def _part_of_year(year: int, part: str) -> Value:
    low, high = PARTS_OF_YEAR[part]
    first, last = date(year, low, 1), end_of_month(date(year, high, 1))
    return Value(months_between(first, last), first, last)


def _decade(detail: DateDetail, year: int) -> Value:
    if detail.modifier not in PARTS_OF_DECADE:
        return Value(f"{year // 10:03d}X", date(year, 1, 1), date(year + 9, 12, 31))
    low, high = PARTS_OF_DECADE[detail.modifier]
    first, last = date(year + low, 1, 1), date(year + high, 12, 31)
    edtf = f"{year + low}" if low == high else f"{year + low}/{year + high}"
    return Value(edtf, first, last)


def part_of(anchor: DateAnchor, unit: str, offset: int, part: str) -> Value:
    """A part of the anchor's year or month: "the end of the year"."""
    rule = f"{part} of the anchor's {unit}"
    if unit == "year":
        value = _part_of_year(anchor.last.year + offset, part)
        return replace(value, anchor=str(anchor), rule=rule)
    first = add_months(anchor.last.replace(day=1), offset)
    return Value(f"{first:%Y-%m}", first, end_of_month(first), str(anchor), rule)


def shifted(anchor: DateAnchor, unit: DateUnit, offset: int) -> Value:
    """The day, week, month, quarter or year so many units from the anchor."""
    rule = _rule(unit, offset)
    first, last = _shift(anchor, unit, offset)
    match unit:
        case "day" | "weekday":
            edtf = f"{first}"
        case "week" | "weekend":
            edtf = f"{first}/{last}"
        case "month" | "quarter":
            edtf = months_between(first, last)
        case "year" | "decade":
            edtf = f"{first.year:04d}"
    return Value(edtf, first, last, str(anchor), rule)


def spanned(anchor: DateAnchor, unit: DateUnit, offset: int) -> Value:
    """All days up to the anchor, or from it, of so many units: "the past two weeks"."""
    origin = anchor.last if offset < 0 else anchor.first
    match unit:
        case "week":
            other = origin + timedelta(weeks=offset)
        case "month" | "quarter" | "year" | "decade":
            other = add_months(origin, offset * MONTHS[unit])
        case _:
            other = origin + timedelta(days=offset)
    first, last = sorted((origin, other))
    return Value(f"{first}/{last}", first, last, str(anchor), f"{offset:+d} {unit} of the anchor")


def _rule(unit: DateUnit, offset: int) -> str:
    if unit == "weekday":
        return "next such weekday" if offset >= DAYS_OF_WEEK else "last such weekday"
    return f"{offset:+d} {unit}" if offset else f"same {unit}"


def _shift(anchor: DateAnchor, unit: DateUnit, offset: int) -> tuple[date, date]:
    """First and last day of the unit; for "weekday" see :class:`DateDetail`."""
    start_of_month = anchor.last.replace(day=1)
    match unit:
        case "day":
            day = (anchor.first if offset < 0 else anchor.last) + timedelta(days=offset)
            return day, day
        case "weekday" if offset >= DAYS_OF_WEEK:
            day = anchor.last + timedelta(days=(offset - anchor.last.weekday() - 1) % 7 + 1)
            return day, day
        case "weekday":
            day = anchor.last - timedelta(days=(anchor.last.weekday() - offset) % 7)
            return day, day
        case "week":
            return week_of(anchor.last + timedelta(weeks=offset))
        case "weekend":
            sunday = week_of(anchor.last + timedelta(weeks=offset))[1]
            return sunday - timedelta(days=1), sunday
        case "month":
            first = add_months(start_of_month, offset)
            return first, end_of_month(first)
        case "quarter":
            month = 3 * ((anchor.last.month - 1) // 3) + 1
            first = add_months(start_of_month.replace(month=month), 3 * offset)
            return first, end_of_month(add_months(first, 2))
        case "year" | "decade":
            year = anchor.last.year + offset * (10 if unit == "decade" else 1)
            return date(year, 1, 1), date(year, 12, 31)
