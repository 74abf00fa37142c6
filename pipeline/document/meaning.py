"""What an extended date means: its first and last day, in words."""

import re
from calendar import month_name
from datetime import date

from edtf import parse_edtf
from pydantic import TypeAdapter, ValidationError

from schemas.values import Edtf

_EDTF: TypeAdapter[str] = TypeAdapter(Edtf)
_QUALIFIED = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


def bounds(value: str) -> tuple[date, date]:
    """The first and the last day of an EDTF date.

    Raises:
        ValueError: It is not an EDTF date, or open or too far away to have both days.
    """
    try:
        parsed = parse_edtf(_EDTF.validate_python(value))
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return date(low.tm_year, low.tm_mon, low.tm_mday), date(*high[:3])
    except ValidationError as error:
        raise ValueError(f"{value} is not a date in EDTF, such as 2017-11-04 or 2017-11") from error
    except (ValueError, AttributeError, TypeError, OverflowError) as error:
        raise ValueError(f"{value} has no first and last day") from error


def meaning(value: str) -> str:
    """What an EDTF date means, for a person: ``4 November 2017`` or its first and last day.

    Raises:
        ValueError: It is not an EDTF date, or has no bounds.
    """
    first, last = bounds(value)
    doubt = next((f", {word}" for sign, word in _QUALIFIED.items() if sign in value), "")
    if first == last:
        return f"{_day(first)}{doubt}"
    return f"{_day(first)} to {_day(last)}, {(last - first).days + 1} days{doubt}"


def spoken(value: str) -> str:
    """An EDTF date as people write it: "26 March 2018 to 1 April 2018"; else as it is."""
    ends = value.split("/")
    said = [_spoken_part(part) for part in ends]
    if all(said) and len(said) <= len(("first", "last")):
        return " to ".join(said)
    if len(ends) > 1 and said[0] and ends[1] == "..":
        return f"since {said[0]}"
    return value


def _spoken_part(part: str) -> str:
    """A year, month or day in words; empty for what is none of them."""
    if not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", part):
        return ""
    fields = part.split("-")
    month = [month_name[int(fields[1])]] if fields[1:] else []
    return " ".join([*(str(int(day)) for day in fields[2:]), *month, fields[0]])


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
