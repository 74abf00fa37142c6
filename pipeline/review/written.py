"""What people write as the value that a cell holds: dates, numbers, sums, countries, currencies.

A message of a refusal says what to write instead.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pycountry
from pydantic import TypeAdapter, ValidationError
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from pipeline.document.details import DateDetail, FigureDetail, PartialDate
from pipeline.document.edtf import edtf_bounds
from pipeline.entity_types.date.grammar import DateGrammar
from pipeline.entity_types.date.values import absolute
from pipeline.entity_types.figure.grammar import FigureGrammar
from pipeline.entity_types.figure.values import currencies, in_figures
from pipeline.names import countries
from schemas.values import Edtf

EXAMPLES_OF_DATES = (
    "4 November 2017, March 2018, 26 March - 1 April 2018, Q2 2018 or since May 2018"
)
SIMILAR = 82
"""The least likeness (0-100) of a name that is offered instead of one that nobody has."""
_EDTF: TypeAdapter[str] = TypeAdapter(Edtf)
_LEADING = re.compile(r"^(?:(?:in|on|from|during|the|of|between)\s+)+", re.IGNORECASE)
_DASH = re.compile(r"\s{1,4}[-–—]\s{1,4}|\s{0,4}[–—]\s{0,4}")
_BEFORE = re.compile(r"(?:since|about|around|circa|from)\s", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:over|about|around|some|more than|at least|up to|nearly)\s+", re.IGNORECASE
)


class Money(NamedTuple):
    """A sum and its currency (ISO 4217), where one is named."""

    amount: Decimal
    currency: str | None


def date_of(written: str, near: str = "") -> str:
    """A date as people write it, in EDTF.

    Args:
        written: "26 March - 1 April 2018", "March 2018", "Q2 2018", or EDTF itself.
        near: The report's period in EDTF: it has the year of a date that is written without.

    Raises:
        ValueError: It is no date, or has no year.
    """
    words = " ".join(written.split())
    try:
        return _EDTF.validate_python(words)
    except ValidationError:
        detail = _detail(words)
    if detail is None or not detail.parts:
        raise ValueError(f"“{words}” is not understood as a date: write {EXAMPLES_OF_DATES}")
    parts = [_with_year(part, detail.parts, near) for part in detail.parts]
    if any(part.year is None for part in parts):
        raise ValueError(f"“{words}” has no year: write it too, as in {EXAMPLES_OF_DATES}")
    try:
        return _EDTF.validate_python(absolute(detail, parts).edtf)
    except (ValidationError, ValueError) as error:
        raise ValueError(f"there is no such day as “{words}”") from error


def _detail(words: str) -> DateDetail | None:
    """What the whole of the words says, if the report's grammar of dates reads all of them."""
    said = [words] if _BEFORE.match(words) else [words, _LEADING.sub("", words)]
    joined = [_DASH.sub(joint, form) for joint in ("-", " to ") for form in said]
    for form in dict.fromkeys((*said, *joined)):
        for found in DateGrammar.load().find(form):
            lead = form[: found.start].strip()
            if found.end == len(form) and (not lead or _BEFORE.fullmatch(f"{lead} ")):
                return found.detail
    return None


def _with_year(part: PartialDate, parts: Sequence[PartialDate], near: str) -> PartialDate:
    """A part with the year that another one says, else that of the period in which it lies."""
    if part.year is not None:
        return part
    said = next((other.year for other in reversed(parts) if other.year), None)
    if said:
        return part.updated(year=said)
    first, last = edtf_bounds(near) if near else (None, None)
    if not first or not last:
        return part
    years = range(first.year, last.year + 1)
    months = [(year, part.month) for year in years if part.month]
    inside = [y for y, m in months if first.replace(day=1) <= date(y, m, 1) <= last]
    return part.updated(year=(inside or list(years))[0])


def month_of(written: str, near: str = "") -> str:
    """A month as people write it, as EDTF ``YYYY-MM``.

    Raises:
        ValueError: It is no single month.
    """
    found = date_of(written, near)
    if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", found):
        raise ValueError(f"“{written}” is no single month: write one such as March 2018")
    return found


def day_of(written: str, near: str = "") -> str:
    """A day as people write it, as ``YYYY-MM-DD``.

    Raises:
        ValueError: It is no single day.
    """
    found = date_of(written, near)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", found):
        raise ValueError(f"“{written}” is no single day: write one such as 15 January 2018")
    return found


def number_of(written: str) -> Decimal:
    """A number in figures or words: "1,200", "forty", "2.5 million".

    Raises:
        ValueError: It is no number.
    """
    words = _AROUND.sub("", " ".join(written.split())).replace(" and ", " ")
    plain = in_figures(words)
    if plain is not None and plain.is_finite():
        return plain
    found = _figure(words)
    if found is None or found.value is None:
        raise ValueError(f"“{written}” is no number: write 40, 1,200 or forty")
    return found.value


def count_of(written: str) -> int:
    """A number of people.

    Raises:
        ValueError: It is no whole number.
    """
    number = number_of(written)
    if number != number.to_integral_value() or number < 0:
        raise ValueError(f"“{written}” is no number of people: write 40, 1,200 or forty")
    return int(number)


def money_of(written: str) -> Money:
    """A sum with or without its currency: "US$ 5,000", "2 million euros", "5000".

    Raises:
        ValueError: It is no sum.
    """
    words = _AROUND.sub("", " ".join(written.split()))
    found = _figure(words)
    if found is not None and found.value is not None:
        return Money(found.value, found.currency)
    try:
        return Money(number_of(words), None)
    except ValueError as error:
        raise ValueError(f"“{written}” is no sum: write 5,000 or USD 5,000") from error


@cache
def _figures() -> FigureGrammar:
    return FigureGrammar()


def _figure(words: str) -> FigureDetail | None:
    found = list(_figures().find(words))
    if len(found) != 1 or re.search(r"\d", words[: found[0].start] + words[found[0].end :]):
        return None
    return found[0].detail


def country_of(written: str) -> str:
    """A country by its name or its code, as ISO 3166-1 alpha-2.

    Raises:
        ValueError: No country is called so.
    """
    return _code_of("country", written, country_names(), _country_name)


def _code_of(kind: str, written: str, known: Mapping[str, str], shown: Callable[[str], str]) -> str:
    """The code of a name; ``shown`` says how a code is offered instead of one that is unknown."""
    code = known.get(_plain(written))
    if code:
        return code
    raise ValueError(f"no {kind} is called “{written}”{_instead(written, known, shown)}")


@cache
def country_names() -> Mapping[str, str]:
    """Codes of countries by all names in small letters, and by their own codes."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        names = [country.name, getattr(country, "common_name", ""), country.alpha_2]
        names += [getattr(country, "official_name", ""), country.alpha_3]
        found |= {_plain(name): country.alpha_2 for name in names if name}
    return {**found, **countries.names()}


def currency_of(written: str) -> str:
    """A currency by its code, its sign or its name, as ISO 4217.

    Raises:
        ValueError: No currency is called so.
    """
    return _code_of("currency", written, _currency_names(), str)


@cache
def _currency_names() -> Mapping[str, str]:
    named = {_plain(currency.name): currency.alpha_3 for currency in pycountry.currencies}
    return {**named, **{_plain(name): code for name, code in currencies().items()}}


def _country_name(code: str) -> str:
    found = pycountry.countries.get(alpha_2=code)
    return found.name if found else code


def _instead(written: str, known: Mapping[str, str], named: Callable[[str], str]) -> str:
    near = extractOne(_plain(written), list(known), scorer=ratio, score_cutoff=SIMILAR)
    return f": is it {named(known[near[0]])}?" if near else ": pick one of the list"


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
