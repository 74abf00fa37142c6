"""Evidence for or against a word: this document's own words, then the English language."""

import re
import unicodedata
from collections import Counter
from functools import cached_property
from typing import Literal

from pipeline.language.frequency import zipf
from pipeline.repair.vocabulary import vocabulary

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’]+")
PHRASE = re.compile(r"(\w{1,40}) (?=([A-Z]\w{0,40}))")
PLURAL = re.compile(r"(?<=[^s])s$")

KNOWN = 2.0
"""From this Zipf value on, a word is one; below are typing errors and rare names, too."""
USUAL = 3.0
"""From this Zipf value on, a word is in common use."""
COMMON = 4.0
"""From this Zipf value on, a word stands on its own everywhere."""
SOLID = 3.2
"""Below this Zipf value, a word made of two common ones is a compound that lost its hyphen."""
PREFIXED = 1.3
"""From this Zipf value on, a word with a prefix that is written solid is one."""
VERY_COMMON = 5.5
"""From this Zipf value on, even an ending may be a word ("able")."""

Verdict = Literal["join", "keep", "unsure"]


class ReportWords:
    """The words of one document and the verdict over a word that is broken at a hyphen."""

    def __init__(self, raw: str) -> None:
        self._raw = raw

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the document, in small letters."""
        return Counter(word.lower() for word in WORD.findall(_plain(self._raw)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are capitalised within a sentence."""
        return frozenset(NAME.findall(self._raw))

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str]]:
        """Words and the capitalised words right behind them."""
        return frozenset((m.group(1), m.group(2)) for m in PHRASE.finditer(self._raw))

    def broken(self, left: str, right: str) -> Verdict:
        """Whether ``left-`` and ``right`` are one word, a true compound, or nobody can say.

        Evidence in this order: letters and figures, this document, the language.
        """
        left, right = _plain(left), _plain(right)
        if not (left.isalpha() and right.isalpha()):
            return "keep"
        joined = f"{left}{right}".lower()
        here = self.counts[joined] - self.counts[f"{left}-{right}".lower()]
        if here:
            return "join" if here > 0 else "keep"
        if left.isupper() and right.isupper() and len(left) > 1:
            return "join" if zipf(joined) >= KNOWN else "unsure"
        if right[0].isupper() or any(letter.isupper() for letter in left[1:]):
            return "keep"
        return _by_language(left, right, max(zipf(joined), zipf(PLURAL.sub("", joined))))


def _by_language(left: str, right: str, joined: float) -> Verdict:
    """The verdict by affixes and frequencies; ``joined`` is the Zipf value of the joined word."""
    known, prefix = vocabulary(), left.lower()
    parts = zipf(left), zipf(right)
    is_compound = parts[0] >= COMMON and parts[1] >= VERY_COMMON and joined < KNOWN
    if right in known.endings and not is_compound:
        return "join"
    if prefix in known.hyphenated_prefixes and parts[1] >= KNOWN:
        return "join" if joined >= USUAL else "keep"
    if prefix in known.solid_prefixes:
        return "join" if joined >= PREFIXED or parts[1] < USUAL else "keep"
    if joined >= SOLID:
        return "join"
    if left[0].isupper() and joined < KNOWN and parts[1] < COMMON:
        # No word of this language, and its end is none either: a name.
        return "join"
    return _by_parts(min(parts), joined)


def _by_parts(rarer: float, joined: float) -> Verdict:
    """The verdict by the rarer part and the whole."""
    if rarer >= COMMON:
        return "keep"
    if joined >= KNOWN or rarer < KNOWN:
        return "join"
    return "keep" if rarer >= USUAL else "unsure"


def _plain(text: str) -> str:
    """The text without soft hyphens, with ligatures taken apart."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
