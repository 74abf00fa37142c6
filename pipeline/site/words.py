"""What cells say, in the words of a reader: dates, places, roles; no control characters."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from pipeline.document.hidden import HIDDEN
from pipeline.names.countries import short_names

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLACES = {
    "city": "town or city",
    "admin1": "province or region of a country",
    "admin2": "district",
    "natural_feature": "river, lake, mountain or other feature",
}
_ROLES = {"auspices": "under the auspices of", "opened_by": "opened by", "funder": "donor"}
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: the words of several languages are not spelt right without them."""
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
DAY, MONTH, YEAR = 10, 7, 4
"""Code points of a day, month or year in EDTF."""
DASH = "\N{EN DASH}"


def clean(text: str) -> str:
    """Text without control characters: those that break lines are spaces, others are left out."""
    return HIDDEN.sub(lambda match: _instead(match[0]), text)


def _instead(character: str) -> str:
    if character in _JOINERS:
        return character
    return " " if character in _BREAKS else ""


def when(value: str) -> str:
    """An EDTF date (level 1) in words: ``6-10 November 2017`` with an en dash, ``autumn 2017``.

    What is no such date stays as it is; an empty value stays empty.
    """
    first, _, last = value.partition("/")
    if not _is_edtf(value):
        return value
    if not last:
        return _point(value)
    if last in {"", ".."} or first in {"", ".."}:
        return f"since {_point(first)}" if last in {"", ".."} else f"until {_point(last)}"
    return _interval(first, last)


@cache
def _is_edtf(value: str) -> bool:
    try:
        parse_edtf(value)
    except (EDTFParseException, ValueError):
        return False
    return True


def _point(value: str) -> str:
    """One date: a day, month, season or year, with what the sign at its end says."""
    bare = value.rstrip("?~%")
    sign = value[len(bare) :]
    words = _bare(bare)
    about = f"about {words}" if sign in {"~", "%"} else words
    return f"{about} (uncertain)" if sign in {"?", "%"} else about


def _bare(value: str) -> str:
    year, *rest = value.split("-") if not value.startswith("-") else [value]
    if not (year.isdecimal() and all(part.isdecimal() for part in rest)):
        return f"the {year[:3]}0s" if year[:3].isdecimal() and year[3:] == "X" else value
    match [int(part) for part in rest]:
        case []:
            return str(int(year))
        case [season] if season in _SEASONS:
            return _season(int(year), season)
        case [month] if 1 <= month <= len(_MONTHS):
            return f"{_MONTHS[month - 1]} {int(year)}"
        case [month, day]:
            return f"{day} {_MONTHS[month - 1]} {int(year)}"
        case _:
            return value


def _season(year: int, code: int) -> str:
    """Winter goes on into the next year."""
    shown = f"{year}/{(year + 1) % 100:02d}" if _SEASONS[code] == "winter" else str(year)
    return f"{_SEASONS[code]} {shown}"


def _interval(first: str, last: str) -> str:
    """What both ends share stands once: ``30 October - 2 November 2017``."""
    low, high = _point(first), _point(last)
    if len(first) == len(last) == DAY and first[:MONTH] == last[:MONTH]:
        return f"{int(first[8:])}{DASH}{high}"
    if len(first) == len(last) > YEAR and first[:YEAR] == last[:YEAR]:
        low = low.removesuffix(f" {int(first[:YEAR])}") if first[:YEAR].isdecimal() else low
    apart = DASH if " " not in low and len(first) == len(last) else f" {DASH} "
    return f"{low}{apart}{high}"


def day(value: str) -> str:
    """A day of a table, ``2017-11-06`` or a time of that day, in words."""
    found = date.fromisoformat(value[:DAY])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def country(code: str) -> str:
    """The usual name of a country by its ISO 3166-1 code; the code where it is not known."""
    return short_names().get(code, code)


def kind_of_place(kind: str) -> str:
    """What a place is."""
    return _PLACES.get(kind, kind.replace("_", " "))


def role(name: str) -> str:
    """What somebody was in an event."""
    return _ROLES.get(name, name.replace("_", " "))


def joined(names: Sequence[str]) -> str:
    """Names as a list in a sentence: ``A, B and C``."""
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


def number(value: str) -> str:
    """A number of a table with its thousands apart: ``1,146``; other text as it is."""
    whole, _, part = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdecimal():
        return value
    return f"{sign}{int(digits):,}" + (f".{part}" if part.strip("0") else "")
