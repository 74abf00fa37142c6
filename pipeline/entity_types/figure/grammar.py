"""Numbers in figures and words, their scale, percent, currency and bounds."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.details import FigureDetail

LOOK_BACK = 24
NOT_ONE_AFTER = re.compile(r"\s(?:of|another|by|day|can)\b")
NOT_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|this|that|the|some|number|day)\s$", re.IGNORECASE
)
LIST_NUMBER = re.compile(r"[.)]\s")
_FIGURES = (
    r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d{1,3})?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,12}(?:\.\d{1,6}|,\d{1,2}(?![\d,]))?"
)
_MEASURE = (
    r"kg|kgs|kilograms?|grams?|g|mg|tons?|tonnes?|MT|mt|litres?|liters?|l|ml|km2|km|kilometres?"
    r"|kilometers?|metres?|meters?|m2|m3|cm|mm|hectares?|ha|acres?|miles|pounds|lbs|MW|GW|kWh"
)


class Found(NamedTuple):
    """A quantity; offsets are code points of the text searched."""

    start: int
    end: int
    rule: str
    detail: FigureDetail


@cache
def vocabulary() -> dict[str, Any]:
    """The words of quantities as data."""
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of quantities."""

    pattern: re.Pattern[str]
    currency_before: re.Pattern[str]
    currency_after: re.Pattern[str]
    at_least: re.Pattern[str]
    at_most: re.Pattern[str]
    inside: re.Pattern[str]
    references: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> "Grammar":
        """The grammar over ``vocabulary.toml``."""
        data = vocabulary()
        word = _any(data["numbers"])
        fraction = _any(data["fractions"])
        long_scales = [scale for scale in data["scales"] if len(scale) > 1]
        scale = rf"(?:\s?(?:{_any(long_scales)})\b|\s?[mMkK](?![\w.]*\w)(?!\s?\d))"
        words = rf"(?:{word})(?:[- ](?:{word}|hundred|thousand|million|billion)\b){{0,5}}"
        percent = r"(?:\s?%|\s(?:per\s?cent|percent(?:age points?)?)\b)"
        amount = rf"(?:{_FIGURES})"
        quantity = (
            rf"(?P<share>(?:{word}|\d{{1,3}}|an?)[ -](?:{fraction})\b|half\b(?!-)"
            rf"|(?:{word}|\d{{1,3}})\s(?:in|out\sof)\s(?:every\s)?(?:{word}|\d{{1,3}})\b(?!\s\w+day))"
            rf"|(?:(?P<low>{amount}){percent}?(?:\s?[-–—]\s?|\sto\s)(?P<high>{amount})"
            rf"|(?<=between\s)(?P<low2>{amount}){percent}?\sand\s(?P<high2>{amount}))"
            rf"(?P<scale1>{scale})?(?P<percent1>{percent})?"
            rf"|(?P<number>{amount})(?P<scale2>{scale})?(?P<percent2>{percent})?"
            rf"|(?P<words>{words})\b(?P<percent3>{percent})?"
            r"|(?P<vague>(?:(?:tens|hundreds)\sof\s)?(?:dozens|hundreds|thousands|millions|billions)\b)"
        )
        currencies = _any(data["currencies"])
        bounds = data["bounds"]
        return cls(
            re.compile(
                rf"(?<![\w/.:^-])(?<!\d,)(?:{quantity})(?![\w^\]]|/\d|[:.]\d|,\d{{3}}|-\d)",
                re.IGNORECASE,
            ),
            re.compile(rf"(?<!\w)({currencies})\s?$"),
            re.compile(rf"\.?\s?({currencies})(?!\w)"),
            _behind(bounds["at_least"]),
            _behind(bounds["at_most"]),
            _behind(bounds["inside"]),
            _behind(bounds["references"]),
        )

    def find(self, text: str) -> Iterator[Found]:
        """All quantities of a text, left to right, none inside another."""
        for match in self.pattern.finditer(text):
            before = text[max(match.start() - LOOK_BACK, 0) : match.start()]
            if self._is_name(match, before, text):
                continue
            detail, rule = self._read(match, before, text)
            inside = self.inside.search(before)
            start = match.start() - (len(before) - inside.start() if inside else 0)
            yield Found(start, match.end(), rule, detail)

    def _is_name(self, match: re.Match[str], before: str, text: str) -> bool:
        """A reference, an ordinal, a list number, "one of": a number that counts nothing."""
        if self.references.search(before):
            return True
        word, after = match.group().lower(), text[match.end() : match.end() + 8]
        if word == "one":
            return bool(NOT_ONE_AFTER.match(after) or NOT_ONE_BEFORE.search(before))
        return bool(word.isdigit() and LIST_NUMBER.match(after) and not before.strip())

    def _read(self, match: re.Match[str], before: str, text: str) -> tuple[FigureDetail, str]:
        groups = match.groupdict()
        percent = any(groups[f"percent{n}"] for n in (1, 2, 3))
        currency = self._currency(before, text[match.end() : match.end() + 20])
        unit = "%" if percent else None if currency else _measure(text[match.end() :])
        if groups["share"]:
            return FigureDetail(value=_share(groups["share"]), unit=unit), "share"
        bounds = [groups[end] or groups[f"{end}2"] for end in ("low", "high")]
        if bounds[0]:
            low, high = (_decimal(bound, groups["scale1"]) for bound in bounds)
            return (
                FigureDetail(at_least=low, at_most=high, unit=unit, currency=currency),
                "range",
            )
        if groups["vague"]:
            return FigureDetail(unit=unit, currency=currency), "vague"
        value = (
            _decimal(groups["number"], groups["scale2"])
            if groups["number"]
            else _in_words(groups["words"])
        )
        detail = FigureDetail(
            value=value,
            at_least=value if self.at_least.search(before) else None,
            at_most=value if self.at_most.search(before) else None,
            unit=unit,
            currency=currency,
        )
        return detail, "percent" if percent else "money" if currency else "number"

    def _currency(self, before: str, after: str) -> str | None:
        found = self.currency_before.search(before) or self.currency_after.match(after)
        return None if found is None else str(vocabulary()["currencies"][found.group(1)])


def _behind(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(words)})\s$", re.IGNORECASE)


def _measure(after: str) -> str | None:
    found = re.match(rf"\s?({_MEASURE})(?![\w])", after)
    return found.group(1) if found else None


def _decimal(figures: str, scale: str | None) -> Decimal | None:
    """A number in figures: comma or blank between thousands, point before decimals."""
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3})", "", figures)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return value * _scale(scale) if scale else value


def _scale(word: str) -> int:
    scales = vocabulary()["scales"]
    name = word.strip()
    return int(scales.get(name) or scales[name.lower()])


def _in_words(text: str) -> Decimal | None:
    """A number in words: "two hundred", "twenty-five", "three million"."""
    numbers, scales = vocabulary()["numbers"], vocabulary()["scales"]
    total = current = 0
    for word in re.split(r"[- ]", text.lower()):
        if word in numbers:
            current += numbers[word]
        elif word == "hundred":
            current = max(current, 1) * scales[word]
        else:
            total += max(current, 1) * scales[word]
            current = 0
    return Decimal(total + current)


def _share(text: str) -> Decimal | None:
    """A share as a number between 0 and 1; None where its parts cannot be read."""
    words = re.split(r"[- ]", text.lower())
    fractions = vocabulary()["fractions"]
    if words[-1] in fractions:
        over, under = fractions[words[-1]]
        count = 1 if len(words) == 1 or words[0] in {"a", "an"} else _count(words[0])
        return (
            None if count is None else (Decimal(count * over) / under).quantize(Decimal("0.0001"))
        )
    first, last = _count(words[0]), _count(words[-1])
    return None if not first or not last else (Decimal(first) / last).quantize(Decimal("0.0001"))


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else vocabulary()["numbers"].get(word)
