"""Compiles ``grammar.toml`` and finds date expressions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.document.details import DateDetail
from pipeline.entity_types.date.readings import READINGS, Groups
from pipeline.entity_types.date.vocabulary import vocabulary

LOOK_BACK = 24
PAIR = 2
LAW_GOES_ON = re.compile(r"\s(?:to|on|concerning|relating)\b")
START = (
    r"(?<![\w])(?=\d|[JFMASONDQHW]|[A-Z][a-z]+day|[Ee]nd|[Ee]arl|[Ll]a[ts]|[Mm]id|[Bb]egin|[Ss]tart"
    r"|[Tt]h|[Ff]ir|[Ss]ec|[Ff]our|[Ff]inal|[Ss]pr|[Ss]um|[Aa]ut|[Ff]all|[Ww]in|[Nn]ext|[Ss]ame"
    r"|[Ff]oll|[Pp]re|[Yy]est|[Tt][eo]|[Aa]n?\b|[Oo]ne|[Tt]w|[Ff]i|[Ss]|[Ee]|[Nn]|[Ll]|[Ww]ee|[Dd]ay"
    r"|[Mm]onth|[Yy]ear|[Cc]oming|[Pp]ast|Christ|Boxing|Val|[’'‘]\d)"
)
"""Where a date may begin: passes over most words of a text at once."""


class FoundDate(NamedTuple):
    """A date expression; offsets are code points of the text searched."""

    start: int
    end: int
    rule: str
    detail: DateDetail


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """All rules as one alternation, in the order of the file."""

    pattern: re.Pattern[str]
    kinds: tuple[tuple[str, str], ...]
    identifiers: re.Pattern[str]
    open_start: re.Pattern[str]
    about: re.Pattern[str]
    between: re.Pattern[str]
    plan_before: re.Pattern[str]
    plan_after: re.Pattern[str]
    law_before: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> "DateGrammar":
        """The grammar of ``grammar.toml``."""
        data = vocabulary()
        parts, kinds = [], []
        for index, rule in enumerate(data.rule):
            parts.append(f"(?P<r{index}>{_numbered(_filled(rule.pattern), index)})")
            kinds.append((rule.id, rule.kind))
        words = data.vocabulary
        plans, laws = "|".join(words.plans), "|".join(words.laws)
        return cls(
            re.compile(START + "(?:" + "|".join(parts) + r")(?![^\W\d_])"),
            tuple(kinds),
            _behind(words.identifiers),
            _behind(words.open_start),
            _behind(words.about),
            _behind(words.between),
            re.compile(rf"\b(?:{plans})\s$", re.IGNORECASE),
            re.compile(rf"\s(?:[a-z]+\s)?(?:{plans})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{laws})(?:,?|\s(?P<of>of))\s$"),
        )

    def find(self, text: str) -> Iterator[FoundDate]:
        """All date expressions of a text, left to right, none inside another."""
        for match in self.pattern.finditer(text):
            index = int((match.lastgroup or "r0")[1:])
            rule, kind = self.kinds[index]
            groups = _named(match, index)
            before = text[max(match.start() - LOOK_BACK, 0) : match.start()]
            if kind in {"year", "years-short"} and self.identifiers.search(before):
                continue
            if kind == "year" and self._names_something(before, text[match.end() :][:LOOK_BACK]):
                continue
            detail = READINGS[kind](groups)
            if detail is None:
                continue
            if kind == "pair" or (len(detail.parts) == PAIR and not detail.runs):
                detail = self._bounded(detail, kind, before)
            yield FoundDate(
                match.start(), match.end(), rule, self._modified(detail, before, text, match)
            )

    def _bounded(self, detail: DateDetail, kind: str, before: str) -> DateDetail:
        """Two dates joined by "and": the bounds of a time behind "between", else each by itself."""
        if kind not in {"pair", "listed"}:
            return detail
        if self.between.search(before):
            return detail.updated(kind="range")
        return detail.updated(kind="set") if kind == "pair" else detail

    def _names_something(self, before: str, after: str) -> bool:
        """Whether a year is part of the name of a plan or a law, and no time."""
        if self.plan_before.search(before) or self.plan_after.match(after):
            return True
        law = self.law_before.search(before)
        return law is not None and (law["of"] is None or LAW_GOES_ON.match(after) is not None)

    def _modified(
        self, detail: DateDetail, before: str, text: str, match: re.Match[str]
    ) -> DateDetail:
        """Add what the words before the date say: "since", "about"."""
        if detail.modifier is not None or detail.kind in {"relative", "range", "set"}:
            return detail
        if self.about.search(before):
            return detail.updated(modifier="about")
        opened = self.open_start.search(before)
        if opened and not re.match(r"\s(?:to|until|till|through)\b", text[match.end() :][:12]):
            alone = opened.group(1).lower() == "from"
            dated = before.rstrip().endswith(("force from", "valid from", "effective from"))
            if not alone or dated:
                return detail.updated(modifier="since")
        return detail


def _filled(pattern: str) -> str:
    for name, fragment in vocabulary().fragments.items():
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


def _behind(words: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({listed})\s*(?:the\s+)?$", re.IGNORECASE)
