"""What a number's figures or words are worth."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry

from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import numbers

THOUSANDS_WITH_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
HALF = Decimal("0.5")


class Bounds(Checked):
    """Words ahead of a number that make it a bound."""

    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    inside: tuple[str, ...]


class Age(Checked):
    """Words that make an age of a number: whose, ahead of it, behind it."""

    people: tuple[str, ...]
    bounds: tuple[str, ...]
    after: tuple[str, ...]


class NotOne(Checked):
    """Words beside "one" with which it counts nothing."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class OpenCurrencies(Checked):
    """Names of money that several countries share."""

    names: frozenset[str]


class Vocabulary(Checked):
    """``vocabulary.toml``: words of quantities, with examples that the tests run."""

    worded_scales: tuple[str, ...]
    vague: tuple[str, ...]
    measures: tuple[str, ...]
    change: tuple[str, ...]
    not_currencies: frozenset[str]
    item_words: tuple[str, ...]
    references: tuple[str, ...]
    counters: tuple[str, ...]
    telephone: tuple[str, ...]
    reference_lists: tuple[str, ...]
    scales: dict[str, int]
    fractions: dict[str, tuple[int, int]]
    bounds: Bounds
    age: Age
    not_one: NotOne
    currencies: dict[str, str]
    open_currencies: OpenCurrencies
    examples: tuple[dict[str, Any], ...]


@cache
def vocabulary() -> Vocabulary:
    """The words of quantities."""
    return read_toml(files(__package__) / "vocabulary.toml", Vocabulary)


@cache
def currencies() -> Mapping[str, str]:
    """Codes, symbols and names of currencies with their ISO 4217 code."""
    words = vocabulary().not_currencies
    codes = (currency.alpha_3 for currency in pycountry.currencies)
    named = vocabulary().currencies
    return {code: code for code in codes if code not in words} | named


def in_figures(figures: str, scale: str | None = None) -> Decimal | None:
    """A number in figures: comma, blank or apostrophe between thousands, point before decimals.

    Where a point stands before a comma, it is the other way round: "45.000,50".
    """
    if THOUSANDS_WITH_POINTS.fullmatch(figures):
        figures = figures.replace(".", "").replace(",", ".")
    plain = re.sub(r"['’](?=\d{3})", "", figures)
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}|\d{2},)", "", plain)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return value * _scale(scale) if scale else value


def _scale(word: str) -> int:
    scales = vocabulary().scales
    name = word.strip()
    return int(scales.get(name) or scales[name.lower()])


def in_words(text: str) -> Decimal:
    """A number in words: "two hundred", "twenty-five", "three million", "two and a half"."""
    cardinals, scales = numbers().cardinals, vocabulary().scales
    if text.lower().startswith("half a "):
        return HALF * in_words(text[len("half a ") :])
    whole, joint, _ = text.lower().partition(" and a half")
    total = current = 0
    for word in re.split(r"[- ]", whole.replace(" and ", " ")):
        if word in cardinals:
            current += cardinals[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1) * scales[word]
        else:
            total += max(current, 1) * scales[word]
            current = 0
    value = Decimal(total + current)
    return value + HALF if joint else value


def share(text: str) -> Decimal | None:
    """A share as a number between 0 and 1; None where its parts cannot be read."""
    words = re.split(r"[- ]", text.lower())
    fractions = vocabulary().fractions
    if words[-1] in fractions:
        over, under = fractions[words[-1]]
        count = 1 if len(words) == 1 else _count(words[0])
        return None if count is None else _rounded(Decimal(count * over) / under)
    first, last = _count(words[0]), _count(words[-1])
    return None if not first or not last else _rounded(Decimal(first) / last)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"))


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else numbers().cardinals.get(word)
