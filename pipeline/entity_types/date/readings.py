"""What the own words of a date expression say: one function a kind, from a match's groups."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from pipeline.document.details import DateDetail, DateModifier, DateUnit, PartialDate
from pipeline.entity_types.date.vocabulary import vocabulary
from pipeline.language.load import calendar

MONTHS = tuple(name[:3] for name in calendar().months)
WEEKDAYS = tuple(name[:3] for name in calendar().weekdays)
CENTURY_TURNS = 70
"""Two figures below it are a year of this century, all others one of the last."""
TOKEN = re.compile(r"(?P<month>[A-Za-z]{3,})|(?P<year>\d{4})|(?P<day>\d{1,2})|(?P<run>[-–—])")
WEEKS: tuple[DateModifier, ...] = ("week-1", "week-2", "week-3", "week-4")

Groups = Mapping[str, str]


def _number(digits: str | None) -> int | None:
    found = re.match(r"\d+", digits or "")
    return int(found.group()) if found else None


def _month(name: str | None) -> int | None:
    return MONTHS.index(name[:3].lower()) + 1 if name else None


def _year_number(digits: str | None) -> int | None:
    year = _number(digits)
    if year is None or len(digits or "") != 2:  # noqa: PLR2004 - two figures of a year
        return year
    return year + (2000 if year < CENTURY_TURNS else 1900)


def _partial(groups: Groups, nth: str) -> PartialDate:
    month = groups.get(f"n{nth}")
    return PartialDate(
        year=_year_number(groups.get(f"y{nth}")),
        month=int(month) if month else _month(groups.get(f"m{nth}")),
        day=_number(groups.get(f"d{nth}")),
    )


def _range(groups: Groups) -> DateDetail:
    """Two bounds; what one leaves out, the other says ("6-10 November 2017")."""
    first, last = _partial(groups, "1"), _partial(groups, "2")
    last = PartialDate(year=last.year or first.year, month=last.month or first.month, day=last.day)
    year = first.year
    if year is None and last.year is not None:
        wraps = first.month is not None and last.month is not None and first.month > last.month
        year = last.year - wraps
    first = PartialDate(year=year, month=first.month or last.month, day=first.day)
    return DateDetail(kind="range", parts=(first, last))


def _listed(groups: Groups) -> DateDetail:
    """Days of one or more months: "11-13 and 18 May", "May 3 and 5", "4 March and 8 April 2019".

    A month that stands behind its days is that of all before it that have none, as is a year.
    """
    days: list[PartialDate] = []
    runs: list[int] = []
    month: int | None = None
    tokens = [t for t in TOKEN.finditer(groups["listed"]) if not _is_weekday(t.group())]
    behind = tokens[0].lastgroup == "day"
    for token in tokens:
        match token.lastgroup:
            case "month" if (named := _named_month(token.group())) is not None:
                month = named
                if behind:
                    days = [day if day.month else day.updated(month=month) for day in days]
            case "year":
                days = _in_year(days, int(token.group()))
            case "day":
                days.append(PartialDate(month=None if behind else month, day=int(token.group())))
            case "run":
                runs.append(len(days) - 1)
    known = next((day.year for day in reversed(days) if day.year), None)
    days = [day if day.year else day.updated(year=known) for day in days]
    if len(days) == 2 and not runs and _follow(*days):  # noqa: PLR2004 - a pair
        return DateDetail(kind="range", parts=tuple(days))
    return DateDetail(kind="set", parts=tuple(days), runs=tuple(runs))


def _is_weekday(word: str) -> bool:
    return word.endswith("day")


def _named_month(word: str) -> int | None:
    return _month(word) if word[:3].lower() in MONTHS else None


def _in_year(days: list[PartialDate], year: int) -> list[PartialDate]:
    """The days with a year behind them; what stands before a turn of the year lies before it."""
    last = days[-1].month or 0
    return [day if day.year else day.updated(year=year - ((day.month or 0) > last)) for day in days]


def _follow(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days stand side by side: "on 4 and 5 July" is one meeting of two days."""
    same = (one.year, one.month) == (other.year, other.month)
    return same and (other.day or 0) - (one.day or 0) == 1


def _months_listed(groups: Groups) -> DateDetail:
    year = _number(groups.get("y1"))
    months = filter(None, map(_named_month, re.findall(r"[A-Za-z]{3,}", groups["listed"])))
    return DateDetail(kind="set", parts=tuple(PartialDate(year=year, month=m) for m in months))


def _week_of_year(groups: Groups) -> DateDetail | None:
    """The days of a numbered week (ISO 8601); None where the year has none of that number."""
    nth = next(n for n in ("", "2", "3") if f"week{n}" in groups)
    try:
        monday = date.fromisocalendar(int(groups[f"y{nth or 1}"]), int(groups[f"week{nth}"]), 1)
    except ValueError:
        return None
    part = PartialDate(year=monday.year, month=monday.month, day=monday.day)
    return DateDetail(kind="date", parts=(part,), modifier="week")


def _deictic_month(groups: Groups) -> DateDetail:
    offset = {"last": -1, "this": 0, "next": 1}[groups["deictic"].lower()]
    return DateDetail(kind="month", parts=(_partial(groups, "1"),), offset=offset)


def _span(groups: Groups) -> DateDetail | None:
    """So many units up to an anchor, or from it: "the past two weeks"."""
    word = groups["number"].lower()
    number = int(word) if word.isdigit() else vocabulary().numbers.get(word)
    if number is None:
        return None
    back = groups["deictic"] in {"past", "last", "previous"}
    return DateDetail(
        kind="relative",
        offset=-number if back else number,
        unit=_unit(groups["unit"]),
        anchor="mention" if groups["deictic"] in {"previous", "following"} else "published",
        modifier="span",
    )


def _pair(groups: Groups) -> DateDetail:
    return _range(groups)


def _date(groups: Groups) -> DateDetail:
    return DateDetail(kind="date", parts=(_partial(groups, "1"),))


def _same_year(groups: Groups) -> DateDetail:
    return DateDetail(kind="date", parts=(_partial(groups, "1"),), anchor="mention")


def _numeric(groups: Groups) -> DateDetail | None:
    """Day before month, as reports write; the other order is left to resolution."""
    if "d2" in groups:
        merged = {
            **groups,
            "n1": groups.get("n1", groups["n2"]),
            "y1": groups.get("y1", groups["y2"]),
        }
        detail = _range(merged)
    else:
        detail = _date(groups)
    for part in detail.parts:
        day, month = part.day or 0, part.month or 0
        if not (0 < min(day, month) <= 12 and max(day, month) <= 31):  # noqa: PLR2004 - months, days
            return None
    return detail.updated(modifier="numeric")


def _month_only(groups: Groups) -> DateDetail:
    return DateDetail(kind="month", parts=(_partial(groups, "1"),))


def _part(groups: Groups) -> DateDetail:
    """A part of a month, year or decade: "early", "mid", "end of"."""
    words = re.findall(r"[a-z]+", groups["part"].lower())
    part = next(vocabulary().parts[word] for word in words if word in vocabulary().parts)
    if "deictic" in groups:
        return DateDetail(
            kind="relative",
            unit=_unit(groups["unit"]),
            offset={"last": -1, "next": 1}.get(groups["deictic"], 0),
            anchor="period",
            modifier=part,
        )
    if "m1" in groups:
        return DateDetail(kind="month", parts=(_partial(groups, "1"),), modifier=part)
    year = int(groups["y1"])
    return DateDetail(kind="year", parts=(PartialDate(year=year),), modifier=part)


def _decade_part(groups: Groups) -> DateDetail:
    detail = _part(groups)
    return detail.updated(kind="decade")


def _half(groups: Groups) -> DateDetail:
    number = vocabulary().ordinals[groups["ordinal"].lower()]
    if "m1" in groups:
        half: DateModifier = "half-1" if number == 1 else "half-2"
        return DateDetail(kind="month", parts=(_partial(groups, "1"),), modifier=half)
    return _portion(groups, 6 * (number - 1) + 1, 6 * number, groups.get("y2"))


def _quarter(groups: Groups) -> DateDetail:
    code = groups.get("q") or groups.get("q2")
    number = int(code) if code else vocabulary().ordinals[groups["ordinal"].lower()]
    year = groups.get("y1") or groups.get("y2")
    return _portion(groups, 3 * number - 2, 3 * number, year)


def _portion(groups: Groups, first: int, last: int, year: str | None) -> DateDetail:
    """Some months of a year that may be named by "this", "last", "the"."""
    offset = {"last": -1, "next": 1}.get(groups.get("deictic", ""))
    parts = tuple(PartialDate(year=_number(year), month=month) for month in (first, last))
    return DateDetail(
        kind="quarter",
        parts=parts,
        offset=offset,
        anchor="mention" if groups.get("deictic") in {"the", "that"} else None,
    )


def _season(groups: Groups) -> DateDetail:
    season = calendar().seasons[groups["season"].lower()]
    return DateDetail(
        kind="season", parts=(PartialDate(year=_number(groups.get("y1")), season=season),)
    )


def _years_short(groups: Groups) -> DateDetail | None:
    """The second year of "2018/19" follows the first, or it is no date."""
    first = int(groups["y1"])
    last = first - first % 100 + int(groups["y2"])
    if not first < last <= first + 20:
        return None
    return DateDetail(kind="range", parts=(PartialDate(year=first), PartialDate(year=last)))


def _year(groups: Groups) -> DateDetail:
    return DateDetail(kind="year", parts=(PartialDate(year=int(groups["y1"])),))


def _decade(groups: Groups) -> DateDetail:
    """A decade; one of two figures ("the '90s") is of the twentieth century."""
    year = int(groups["y1"]) if "y1" in groups else 1900 + int(groups["decade"])
    return DateDetail(kind="decade", parts=(PartialDate(year=year),))


def _century(groups: Groups) -> DateDetail | None:
    number = int(groups["century"])
    return (
        DateDetail(kind="century", parts=(PartialDate(year=100 * (number - 1)),))
        if number > 1
        else None
    )


def _week_of_month(groups: Groups) -> DateDetail:
    number = vocabulary().ordinals[groups["ordinal"].lower()]
    last = groups["ordinal"].lower() == "last"
    modifier: DateModifier = "week-last" if last else WEEKS[number - 1]
    return DateDetail(kind="month", parts=(_partial(groups, "1"),), modifier=modifier)


def _week_of_day(groups: Groups) -> DateDetail:
    nth = "1" if "d1" in groups else "2"
    part = _partial(groups, nth).updated(year=_number(groups.get("y1")))
    return DateDetail(kind="date", parts=(part,), modifier="week")


def _holiday(groups: Groups) -> DateDetail:
    name = re.sub(r"\s", " ", groups["holiday"].lower()).replace("’", "'")
    month, day = vocabulary().holidays[name]
    part = PartialDate(year=_number(groups.get("y1")), month=month, day=day)
    return DateDetail(kind="date", parts=(part,))


def _deictic(groups: Groups) -> DateDetail:
    word = groups["deictic"].lower()
    to_mention = word in {"same", "following", "previous", "preceding", "that", "that same"} or (
        groups["deictic"] == "next" and groups["unit"] == "day"
    )
    return DateDetail(
        kind="relative",
        offset={"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}.get(
            word, 0
        ),
        unit=_unit(groups["unit"]),
        anchor="mention" if to_mention else "published",
    )


def _distance(groups: Groups) -> DateDetail:
    """So many units from an anchor; "several months ago" is a date whose value nobody knows."""
    word = groups.get("number", "one").lower()
    number = int(word) if word.isdigit() else vocabulary().numbers.get(word)
    if number is None:
        return DateDetail(kind="relative")
    direction = groups["direction"]
    back = direction in {"earlier", "ago", "before", "before that"}
    return DateDetail(
        kind="relative",
        offset=-number if back else number,
        unit=_unit(groups["unit"]),
        anchor="published" if direction in {"ago", "from now"} else "mention",
    )


def _today(groups: Groups) -> DateDetail:
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[groups["today"].lower()]
    return DateDetail(kind="relative", offset=offset, unit="day", anchor="published")


def _weekday(groups: Groups) -> DateDetail:
    """The last such day: what is told has happened; the next one where the words say so."""
    name = groups.get("coming") or groups["weekday"]
    offset = WEEKDAYS.index(name[:3].lower()) + (len(WEEKDAYS) if "coming" in groups else 0)
    return DateDetail(kind="relative", offset=offset, unit="weekday", anchor="published")


def _weekend(groups: Groups) -> DateDetail:
    offset = {"this": 0, "next": 1}.get(groups.get("deictic", "").lower(), -1)
    return DateDetail(kind="relative", offset=offset, unit="weekend", anchor="published")


def _unit(name: str) -> DateUnit:
    units: dict[str, DateUnit] = {
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
        "decade": "decade",
    }
    return units[name.removesuffix("s")]


READINGS: dict[str, Callable[[Groups], DateDetail | None]] = {
    "range": _range,
    "listed": _listed,
    "months-listed": _months_listed,
    "week-of-year": _week_of_year,
    "deictic-month": _deictic_month,
    "span": _span,
    "pair": _pair,
    "date": _date,
    "same-year": _same_year,
    "numeric": _numeric,
    "month": _month_only,
    "part": _part,
    "decade-part": _decade_part,
    "half": _half,
    "quarter": _quarter,
    "season": _season,
    "years-short": _years_short,
    "year": _year,
    "decade": _decade,
    "deictic": _deictic,
    "distance": _distance,
    "today": _today,
    "weekday": _weekday,
    "weekend": _weekend,
    "century": _century,
    "week-of-month": _week_of_month,
    "week-of-day": _week_of_day,
    "holiday": _holiday,
}
