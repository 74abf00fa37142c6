"""Numbers in figures and words, their scale, percent, currency and bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.document.details import FigureDetail
from pipeline.entity_types.figure.patterns import Patterns
from pipeline.entity_types.figure.values import currencies, in_figures, in_words, share

LOOK_BACK = 48
CHANGE_BACK = 90
LARGEST = 10**15
"""What a report counts or pays is less."""
YEARS = range(1900, 2100)
"""Four bare figures in this range may be a year."""
NOTE_BEFORE = re.compile(r"(?:[A-Za-z][,;)]{1,2}|\[)$")
LIST_NUMBER = re.compile(r"[.)]\s")
PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
DASHES = frozenset("-–—")
HOUR = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5][05]")
CODE = re.compile(r"0\d{2,}")
POSTCODE = re.compile(r"\d{4,6}")
COUNTING = (" of", " in", " on", " all", " some", " about", " than")
ADDRESS = 100
LETTERSPACED = re.compile(r"(?:(?<!\S)\S\s){3}$")
OPERATORS = ("+", "*", "=")
FORMULA_BEFORE = re.compile(r"[\w)][+*]$")
PAGE_DIGITS = 3
PAGE_ENDS = re.compile(r"\s?(?:$|\n)|\s{1,3}[A-Z“\"]")
TELEPHONE = re.compile(r"0\d{6,}")


class FoundFigure(NamedTuple):
    """A quantity; offsets are code points of the text searched."""

    start: int
    end: int
    rule: str
    detail: FigureDetail


class FigureGrammar:
    """Finds quantities and reads them."""

    def __init__(self) -> None:
        self.patterns = Patterns.load()

    def find(self, text: str) -> Iterator[FoundFigure]:
        """All quantities of a text, left to right, none inside another."""
        for match in self.patterns.quantity.finditer(text):
            ends = self._apart(match, text)
            parts = (
                [match]
                if ends is None
                else list(self.patterns.quantity.finditer(text, match.start(), ends))
                + list(self.patterns.quantity.finditer(text, match.start("high"), match.end()))
            )
            for part in parts:
                found = self._found(part, text)
                if found is not None:
                    yield found

    def _found(self, match: re.Match[str], text: str) -> FoundFigure | None:
        before = text[max(match.start() - LOOK_BACK, 0) : match.start()]
        if self._is_name(match, before, text):
            return None
        detail, rule = self._read(match, before, text)
        if rule == "range" and (detail.at_least or 0) > (detail.at_most or 0):
            return None  # a score, the number of a law: "3-1"
        if max(detail.value or 0, detail.at_most or 0) > LARGEST:
            return None  # the axis of a chart: "1 000 000 800 000 600 000 400 000"
        inside = self.patterns.inside.search(before)
        start = match.start() - (len(before) - inside.start() if inside else 0)
        return FoundFigure(start, self._end(match, detail), rule, detail)

    def _apart(self, match: re.Match[str], text: str) -> int | None:
        """Where the first of two figures ends that are a change, no range: "from 6% to 20%"."""
        if match["sep"] is None:
            return None
        low, high = in_figures(match["low"]), in_figures(match["high"])
        if match["sep"].strip() in DASHES and match["sep"] != match["sep"].strip():
            # The dash of a dateline: "2-3 June 2016 - 18 officers".
            is_year = match["low"].isdigit() and int(match["low"]) in YEARS
            return match.start("sep") if is_year and (high or 0) < YEARS.start else None
        if match["sep"].strip() != "to":
            return None
        before = text[max(match.start() - CHANGE_BACK, 0) : match.start()]
        clause = before[before.rfind(". ") + 1 :]
        if (
            match["percent_low"]
            or (low is not None and high is not None and low > high)
            or (match["low"].isdigit() and int(match["low"]) in YEARS)
            or (clause.endswith("from ") and self.patterns.change.search(clause))
        ):
            return match.start("sep")
        return None

    def _is_name(self, match: re.Match[str], before: str, text: str) -> bool:
        """A reference, an age, a list number, "one of": a number that counts nothing."""
        patterns = self.patterns
        word, after = match.group().lower(), text[match.end() : match.end() + 24]
        if word == "one":
            return bool(
                patterns.not_one_after.match(after) or patterns.not_one_before.search(before)
            )
        if before[-1:].isalpha() and self._currency(before, after) is None:
            return True
        if (
            patterns.reference.search(before)
            or patterns.age_before.search(before)
            or patterns.age_after.match(after)
        ):
            return True
        if not word[:1].isdigit():
            return match["low3"] is not None and match["low3"] == match["high3"]
        return (
            self._is_marked(word, before, after)
            or self._is_clock(match, before, text[match.end() :][:LOOK_BACK])
            or self._is_address(word, before, text[match.end() :][:ADDRESS])
            or LETTERSPACED.search(before) is not None
            or patterns.counter.fullmatch(text) is not None
            or self._is_page(word, text, match)
            or after.startswith(OPERATORS)
            or FORMULA_BEFORE.search(before) is not None
            or TELEPHONE.fullmatch(word) is not None
            or patterns.telephone_before.search(before) is not None
            or patterns.clock.match(after) is not None
            or self._is_listed(before, after)
        )

    def _is_clock(self, match: re.Match[str], before: str, after: str) -> bool:
        """Times of the day written with a point: "between 10.00 and 12.30 the hall is shut"."""
        ends = [match[name] for name in ("low", "high", "low2", "high2", "number") if match[name]]
        if not ends or not all(HOUR.fullmatch(end) for end in ends):
            return False
        patterns = self.patterns
        return bool(patterns.clock_before.search(before) and patterns.clock_after.match(after))

    def _is_address(self, word: str, before: str, after: str) -> bool:
        """A house number, a postcode, or what begins with a nought as no count does."""
        if CODE.fullmatch(word):
            return True
        if self.patterns.address_after.match(after) and word.isdigit():
            return not before.rstrip().endswith(COUNTING)
        return POSTCODE.fullmatch(word) is not None and (
            self.patterns.postcode_before.search(before) is not None
        )

    def _is_page(self, word: str, text: str, match: re.Match[str]) -> bool:
        """The page numbers behind the titles of a table of contents."""
        opened = self.patterns.contents.search(text, 0, match.start())
        if opened is None or not word.isdigit() or len(word) > PAGE_DIGITS:
            return False
        return PAGE_ENDS.match(text, match.end()) is not None

    def _is_listed(self, before: str, after: str) -> bool:
        """A further number of a list of references: "camps 8W, 9 and 10"."""
        if self.patterns.reference_closes.search(before):
            return True
        listed = self.patterns.reference_list.search(before)
        return listed is not None and self.patterns.reference_goes_on.match(after) is not None

    def _is_marked(self, word: str, before: str, after: str) -> bool:
        """The number of a list item, of a paragraph, or of a note: "[12]", "as reported,12"."""
        if word.isdigit():
            if not before.strip() and LIST_NUMBER.match(after):
                return True
            if NOTE_BEFORE.search(before) and (before[-1] != "[" or after.startswith("]")):
                return True
        elif not PARAGRAPH_NUMBER.fullmatch(word):
            return False
        patterns = self.patterns
        return bool(patterns.item_before.search(before) and patterns.item_after.match(after))

    def _read(self, match: re.Match[str], before: str, text: str) -> tuple[FigureDetail, str]:
        groups = match.groupdict()
        percent = any(groups[f"percent{n}"] for n in (1, 2, 3, 4))
        currency = self._currency(before, text[match.end() : match.end() + 20])
        unit = "%" if percent else None if currency else self._measure(text[match.end() :][:20])
        if groups["share"]:
            return FigureDetail(value=share(groups["share"]), unit=unit), "share"
        if groups["vague"]:
            return FigureDetail(unit=unit, currency=currency), "vague"
        low, high = self._bounds(groups)
        if low is not None:
            detail = FigureDetail(at_least=low, at_most=high, unit=unit, currency=currency)
            return detail, "range"
        value = (
            in_figures(groups["number"], self._scale(groups, currency))
            if groups["number"]
            else in_words(groups["words"])
        )
        detail = FigureDetail(
            value=value,
            at_least=value if self.patterns.at_least.search(before) else None,
            at_most=value if self.patterns.at_most.search(before) else None,
            unit=unit,
            currency=currency,
        )
        return detail, "percent" if percent else "money" if currency else "number"

    @staticmethod
    def _bounds(groups: dict[str, str | None]) -> tuple[Decimal | None, Decimal | None]:
        if groups["low3"] and groups["high3"]:
            return in_words(groups["low3"]), in_words(groups["high3"])
        low, high = groups["low"] or groups["low2"], groups["high"] or groups["high2"]
        if not low or not high:
            return None, None
        return in_figures(low, groups["scale1"]), in_figures(high, groups["scale1"])

    @staticmethod
    def _scale(groups: dict[str, str | None], currency: str | None) -> str | None:
        """The scale behind a number; one letter set apart ("21 M") is one only beside money."""
        scale = groups["scale2"]
        if scale and len(scale.strip()) == 1 and scale[0].isspace() and currency is None:
            return None
        return scale

    def _end(self, match: re.Match[str], detail: FigureDetail) -> int:
        """The end without what turned out to be no part of the number."""
        groups = match.groupdict()
        if groups["number"] and groups["scale2"] and not self._scale(groups, detail.currency):
            return match.end("number")
        again = groups["again"]
        if again and in_figures(again.strip(" ()")) != detail.value:
            return match.start("again")
        return match.end()

    def _measure(self, after: str) -> str | None:
        found = self.patterns.measure.match(after)
        return found.group(1) if found else None

    def _currency(self, before: str, after: str) -> str | None:
        found = self.patterns.currency_before.search(before) or self.patterns.currency_after.match(
            after
        )
        return None if found is None else currencies()[found.group(1)]
