"""Evidence for or against a word: this document's own words, then word frequencies of English.

Frequencies are the Zipf values of the ``wordfreq`` library (log10 of uses in a billion words).
"""

import re
from collections import Counter
from functools import cache, cached_property
from typing import Literal

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
KNOWN = 2.0
"""From this Zipf value on, a word counts as known."""
COMMON = 4.0
"""From this Zipf value on, a word stands on its own everywhere."""
COMPOUND = 3.2
"""Below this Zipf value, a word made of two common ones is a compound without its hyphen."""

Verdict = Literal["join", "keep", "unsure"]


@cache
def zipf(word: str) -> float:
    """The Zipf frequency of an English word."""
    from wordfreq import zipf_frequency  # noqa: PLC0415 - half a second that most reports save

    return float(zipf_frequency(word.lower(), "en", wordlist="large"))


class Words:
    """The words of one document and the verdict over a word that is broken at a hyphen."""

    def __init__(self, raw: str) -> None:
        self._raw = raw

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the document, in small letters."""
        return Counter(word.lower() for word in WORD.findall(self._raw))

    def broken(self, left: str, right: str) -> Verdict:
        """Whether ``left-`` and ``right`` are one word, a true compound, or nobody can say.

        Evidence in this order: letters and figures, this document, the language.
        """
        if not (left.isalpha() and right.isalpha()):
            return "keep"
        joined, hyphenated = f"{left}{right}".lower(), f"{left}-{right}".lower()
        here = self.counts[joined] - self.counts[hyphenated]
        if here:
            return "join" if here > 0 else "keep"
        if left.isupper() and right.isupper():
            return "join" if zipf(joined) >= KNOWN else "unsure"
        if right[0].isupper():
            return "keep"
        return self._by_frequency(left, right, zipf(joined))

    @staticmethod
    def _by_frequency(left: str, right: str, frequency: float) -> Verdict:
        compound = min(zipf(left), zipf(right)) >= COMMON
        if frequency >= (COMPOUND if compound else KNOWN):
            return "join"
        if compound:
            return "keep"
        unknown = zipf(right) < KNOWN
        return "join" if left[0].isupper() and unknown else "unsure"
