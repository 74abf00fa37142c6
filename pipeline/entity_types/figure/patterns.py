"""The patterns of quantities, compiled once from ``vocabulary.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.entity_types.figure.values import currencies, vocabulary
from pipeline.language.load import numbers, places

_FIGURES = (
    r"\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d{1,3})?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,12}(?:\.\d{1,6}|,\d{1,2}(?![\d,]))?"
)
_PERCENT = r"(?:\s?%|\s(?:per\s?cent|percent(?:age points?)?)\b)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """A quantity, and what the words before and behind it make of it."""

    quantity: re.Pattern[str]
    measure: re.Pattern[str]
    currency_before: re.Pattern[str]
    currency_after: re.Pattern[str]
    at_least: re.Pattern[str]
    at_most: re.Pattern[str]
    inside: re.Pattern[str]
    reference: re.Pattern[str]
    reference_list: re.Pattern[str]
    reference_goes_on: re.Pattern[str]
    reference_closes: re.Pattern[str]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    change: re.Pattern[str]
    not_one_before: re.Pattern[str]
    not_one_after: re.Pattern[str]
    telephone_before: re.Pattern[str]
    item_before: re.Pattern[str]
    item_after: re.Pattern[str]
    clock: re.Pattern[str]
    clock_before: re.Pattern[str]
    clock_after: re.Pattern[str]
    address_after: re.Pattern[str]
    postcode_before: re.Pattern[str]
    contents: re.Pattern[str]
    counter: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> "Patterns":
        """The patterns over ``vocabulary.toml``."""
        data = vocabulary()
        streets = _any(word.title() for word in (*places().streets, *places().addresses))
        bounds, age = data.bounds, data.age
        one = data.not_one
        plurals = [word for word in data.reference_lists if re.search(r"[^s]s$", word)]
        more = r"(?:\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?|,\s(?:and\s|or\s)?|\s(?:and|or|to|&)\s|\s)){1,6}"
        return cls(
            quantity=_quantity(),
            measure=re.compile(rf"\s?({_any(data.measures)})(?!\w)"),
            currency_before=re.compile(rf"(?<!\w)({_any(currencies())})\s?$"),
            currency_after=re.compile(rf"\.?\s?(?:of\s)?({_any(currencies())})(?!\w)"),
            at_least=_behind(bounds.at_least),
            at_most=_behind(bounds.at_most),
            inside=_behind(bounds.inside),
            reference=_behind(data.references + data.reference_lists),
            reference_list=re.compile(
                rf"(?<![\w-])(?:{_any(data.reference_lists)})\s{more}$", re.IGNORECASE
            ),
            reference_goes_on=re.compile(r"[A-Z]?(?:[,.;:)\]]|\s(?:and|or|&)\s\d|\s\d|\s\(|$)"),
            reference_closes=re.compile(
                rf"(?<![\w-])(?:{_any(plurals)})\s(?:\d{{1,4}}[A-Z]?,?\s){{1,6}}(?:and|or|to|&)\s$",
                re.IGNORECASE,
            ),
            age_before=re.compile(
                rf"\b(?:{_any(age.people)})\s(?:(?:aged|are|who are|is)\s)?"
                rf"(?:{_any(age.bounds)})\s(?:(?:the\s)?ages?\sof\s)?$|\baged?\s(?:of\s|between\s)?$"
                rf"|\baged?\s\d{{1,2}}\sand\s$",
                re.IGNORECASE,
            ),
            age_after=re.compile(
                rf"\s(?:years?|months?)?\s?(?:{_any(age.after)})\b", re.IGNORECASE
            ),
            change=re.compile(rf"\b(?:{_any(data.change)})\b", re.IGNORECASE),
            not_one_before=re.compile(
                rf"(?:\b(?:{_any(one.before)})|\w{{3}}est|\d(?:st|nd|rd|th))\s$", re.IGNORECASE
            ),
            not_one_after=re.compile(rf"(?:{_any(one.after)})\b"),
            telephone_before=re.compile(
                rf"(?:\+|\b(?:{_any(data.telephone)})\b)[^A-Za-z]{{0,30}}$", re.IGNORECASE
            ),
            item_before=re.compile(r"(?:^|[.!?:;\])”\"]\s{0,2}|\n)\s?$"),
            item_after=re.compile(rf"\s(?:{_any(data.item_words)})\s"),
            clock_before=re.compile(r"\b(?:at|between|from|until|till|by)\s$", re.IGNORECASE),
            clock_after=re.compile(
                r"\s?(?:$|[,.;)]|(?:h|hrs|hours)\b)|\s(?:the|an?|and|on|in|at|each|every|all)\b"
            ),
            address_after=re.compile(rf"\s(?:[A-Z][\w’'.-]{{0,30}}\s){{1,3}}(?:{streets})\b"),
            postcode_before=re.compile(rf"\b(?:{streets})[^.!?\n]{{0,20}},\s$|\b[A-Z]{{1,2}}-$"),
            contents=re.compile(r"\b(?:in this issue|contents)\b", re.IGNORECASE),
            counter=re.compile(
                rf"\W{{0,5}}(?:[A-Z][a-z]{{1,20}}\s)?\d[\d,. ]{{0,9}}\s?"
                rf"(?:{_any(data.counters)})\W{{0,5}}",
                re.IGNORECASE,
            ),
            clock=re.compile(
                r"(?:\s(?:to|and|-|–)\s\d{1,2}(?:[.:]\d\d)?)?\s?(?:[ap]\.?m\b|[AP]\.?M\b|o.clock)"
            ),
        )


def _quantity() -> re.Pattern[str]:
    data = vocabulary()
    word, fraction = _any(numbers().cardinals), _any(data.fractions)
    long_scales = [scale for scale in data.scales if len(scale) > 1]
    worded_scales = _any(data.worded_scales)
    scale = rf"(?:\s?(?:{_any(long_scales)})\b|\s?[mMkK](?![\w.]*\w)(?!\s?\d))"
    words = (
        rf"(?:(?:{word})(?:[- ](?:{word}|{worded_scales})\b){{0,5}}"
        rf"(?:(?:(?<=hundred)|(?<=thousand))\sand\s(?:{word})(?:[- ](?:{word})\b)?)?"
        rf"|half\sa\s(?:{worded_scales})\b|(?<=\ba\s)(?:{worded_scales})\b)"
    )
    amount = rf"(?:{_FIGURES})"
    low = rf"(?P<low>{amount})(?P<percent_low>{_PERCENT})?"
    quantity = (
        rf"(?P<share>(?:{word}|\d{{1,3}})\s?[ -](?:{fraction})\b"
        rf"|half\b(?!-|\sa\s(?:{worded_scales}))"
        rf"|(?<=\ba[ -])(?:third|quarter|fifth)(?=\s(?:of|are|were|have|had|in|more|less)\b|[,.;)])"
        rf"|(?:{word}|\d{{1,3}})\sin\s(?:every\s)?(?:{word}|\d{{1,3}})\b(?!\s\w+day))"
        rf"|(?:{low}(?P<sep>\s?[-–—]\s?|\s(?:to|or)\s)(?P<high>{amount})"
        rf"|(?<=between\s)(?P<low2>{amount}){_PERCENT}?\sand\s(?P<high2>{amount}))"
        rf"(?P<scale1>{scale})?(?P<percent1>{_PERCENT})?"
        rf"|(?P<low3>{words})\s(?:to|or)\s(?P<high3>{words})\b(?P<percent4>{_PERCENT})?"
        rf"|(?P<number>{amount})(?P<scale2>{scale})?(?P<percent2>{_PERCENT})?"
        rf"|(?P<words>{words}(?:\sand\sa\shalf)?)\b(?P<again>\s\(\d{{1,4}}\))?(?P<percent3>{_PERCENT})?"
        rf"|(?P<vague>(?:(?:tens|hundreds)\sof\s)?(?:{_any(data.vague)})\b)"
    )
    codes = "|".join(code for code in currencies() if len(code) == 3)  # noqa: PLR2004 - ISO 4217
    glued = rf"(?=(?-i:{_any(data.measures)}|{codes}|[MF])(?!\w))"
    return re.compile(
        rf"(?:(?<![\w/.:^-])|(?<=(?-i:[A-Z]{{3}})))(?<!\d,)(?:{quantity})"
        rf"(?:{glued}|(?![\w^]|/\d|[:.]\d|,\d{{3}}|-\d))",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _behind(words: Iterable[str]) -> re.Pattern[str]:
    # "Over a thousand": the article belongs to the number.
    return re.compile(rf"(?<![\w-])(?:{_any(words)})\s(?:a\s)?$", re.IGNORECASE)
