"""Compiles ``grammar.toml`` and reads what a match's own words say."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.details import DateDetail, DateUnit, PartialDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_BACK = 24
START = (
    r"(?<![\w])(?=\d|[JFMASONDQH]|[A-Z][a-z]+day|[Ee]nd|[Ee]arl|[Ll]a[ts]|[Mm]id|[Bb]egin|[Ss]tart"
    r"|[Tt]h|[Ff]ir|[Ss]ec|[Ff]our|[Ff]inal|[Ss]pr|[Ss]um|[Aa]ut|[Ff]all|[Ww]in|[Nn]ext|[Ss]ame"
    r"|[Ff]oll|[Pp]re|[Yy]est|[Tt]o|[Aa]n?\b|[Oo]ne|[Tt]w|[Ff]i|[Ss]|[Ee]|[Nn]|[Ll])"
)
"""Where a date may begin: passes over most words of a text at once."""

Groups = Mapping[str, str]


class Found(NamedTuple):
    """A date expression; offsets are code points of the text searched."""

    start: int
    end: int
    rule: str
    detail: DateDetail


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules as one alternation, in the order of the file."""

    pattern: re.Pattern[str]
    kinds: tuple[tuple[str, str], ...]
    identifiers: re.Pattern[str]
    open_start: re.Pattern[str]
    about: re.Pattern[str]
    between: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> "Grammar":
        """The grammar of ``grammar.toml``."""
        data = vocabulary()
        parts, kinds = [], []
        for index, rule in enumerate(data["rules"]):
            parts.append(f"(?P<r{index}>{_numbered(_filled(rule['pattern']), index)})")
            kinds.append((rule["id"], rule["kind"]))
        words = data["vocabulary"]
        return cls(
            re.compile(START + "(?:" + "|".join(parts) + r")(?![^\W\d_])"),
            tuple(kinds),
            _behind(words["identifiers"]),
            _behind(words["open_start"]),
            _behind(words["about"]),
            _behind(words["between"]),
        )

    def find(self, text: str) -> Iterator[Found]:
        """All date expressions of a text, left to right, none inside another."""
        for match in self.pattern.finditer(text):
            index = int((match.lastgroup or "r0")[1:])
            rule, kind = self.kinds[index]
            groups = _named(match, index)
            before = text[max(match.start() - LOOK_BACK, 0) : match.start()]
            if kind in {"year", "years-short"} and self.identifiers.search(before):
                continue
            detail = READINGS[kind](groups)
            if detail is None:
                continue
            if kind == "pair":
                between = self.between.search(before) is not None
                detail = detail.model_copy(update={"kind": "range" if between else "set"})
            yield Found(
                match.start(), match.end(), rule, self._modified(detail, before, text, match)
            )

    def _modified(
        self, detail: DateDetail, before: str, text: str, match: re.Match[str]
    ) -> DateDetail:
        """Add what the words before the date say: "since", "about"."""
        if detail.modifier is not None or detail.kind in {"relative", "range", "set"}:
            return detail
        if self.about.search(before):
            return detail.model_copy(update={"modifier": "about"})
        opened = self.open_start.search(before)
        if opened and not re.match(r"\s(?:to|until|till|through)\b", text[match.end() :][:12]):
            alone = opened.group(1).lower() == "from"
            dated = before.rstrip().endswith(("force from", "valid from", "effective from"))
            if not alone or dated:
                return detail.model_copy(update={"modifier": "since"})
        return detail


@cache
def vocabulary() -> dict[str, Any]:
    """The grammar file as data."""
    data = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    return {**data, "rules": data.pop("rule")}


def _filled(pattern: str) -> str:
    for name, fragment in vocabulary()["fragments"].items():
        pattern = pattern.replace("{" + name + "}", fragment)
    return pattern


def _numbered(pattern: str, index: int) -> str:
    """Group names of a rule, made unique within the alternation."""
    pattern = re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{index}>", pattern)
    return re.sub(r"\(\?P=(\w+)\)", rf"(?P=\g<1>_{index})", pattern)


def _named(match: re.Match[str], index: int) -> Groups:
    suffix = f"_{index}"
    groups = match.groupdict()
    return {
        name.removesuffix(suffix): value
        for name, value in groups.items()
        if value is not None and name.endswith(suffix) and not name.startswith("r")
    }


def _behind(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({listed})\s*(?:the\s+)?$", re.IGNORECASE)


# --- readings: one function a kind, from a match's groups to what they say ----------------------


def _number(digits: str | None) -> int | None:
    found = re.match(r"\d+", digits or "")
    return int(found.group()) if found else None


def _month(name: str | None) -> int | None:
    return MONTHS.index(name[:3].lower()) + 1 if name else None


def _partial(groups: Groups, nth: str) -> PartialDate:
    month = groups.get(f"n{nth}")
    return PartialDate(
        year=_number(groups.get(f"y{nth}")),
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


def _set(groups: Groups) -> DateDetail:
    month, year = _month(groups.get("m1")), _number(groups.get("y1"))
    days = re.findall(r"\d+", groups["days"])
    parts = tuple(PartialDate(year=year, month=month, day=int(day)) for day in days)
    return DateDetail(kind="set", parts=parts)


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
    return detail.model_copy(update={"modifier": "numeric"})


def _month_only(groups: Groups) -> DateDetail:
    return DateDetail(kind="month", parts=(_partial(groups, "1"),))


def _part(groups: Groups) -> DateDetail:
    """A part of a month, year or decade: "early", "mid", "end of"."""
    words = re.findall(r"[a-z]+", groups["part"].lower())
    part = next(vocabulary()["parts"][word] for word in words if word in vocabulary()["parts"])
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
    return detail.model_copy(update={"kind": "decade"})


def _half(groups: Groups) -> DateDetail:
    number = vocabulary()["ordinals"][groups["ordinal"].lower()]
    if "m1" in groups:
        return DateDetail(kind="month", parts=(_partial(groups, "1"),), modifier=f"half-{number}")
    return _portion(groups, 6 * (number - 1) + 1, 6 * number, groups.get("y2"))


def _quarter(groups: Groups) -> DateDetail:
    code = groups.get("q") or groups.get("q2")
    number = int(code) if code else vocabulary()["ordinals"][groups["ordinal"].lower()]
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
    season = vocabulary()["seasons"][groups["season"].lower()]
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
    return DateDetail(kind="decade", parts=(PartialDate(year=int(groups["y1"])),))


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


def _distance(groups: Groups) -> DateDetail | None:
    word = groups["number"].lower()
    number = int(word) if word.isdigit() else vocabulary()["numbers"].get(word)
    if number is None:
        return None
    direction = groups["direction"]
    back = direction in {"earlier", "ago", "before that"}
    return DateDetail(
        kind="relative",
        offset=-number if back else number,
        unit=_unit(groups["unit"]),
        anchor="published" if direction == "ago" else "mention",
    )


def _today(groups: Groups) -> DateDetail:
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[groups["today"].lower()]
    return DateDetail(kind="relative", offset=offset, unit="day", anchor="published")


def _weekday(groups: Groups) -> DateDetail:
    return DateDetail(
        kind="relative",
        offset=WEEKDAYS.index(groups["weekday"][:3].lower()),
        unit="weekday",
        anchor="published",
    )


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
    "set": _set,
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
}
