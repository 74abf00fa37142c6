"""When two wordings count as the same, and where the words of one text stand in another."""

import re
import unicodedata

from pipeline.document.span import Span

FILLERS = frozenset(("of", "the", "a", "an", "and", "on", "in", "for", "to"))
"""Words that tell two names apart no more than a comma does."""
CONTAINED = 0.8
"""The share of the shorter wording's words that make it part of the longer one."""
SIGNS = str.maketrans("’“”–—", '\'""--')
EDGES = '".,;:·- '
LEADING_ARTICLE = re.compile(r"^the ")
KIND_OF_PLACE = re.compile(
    r"^(?:city|town|village|district|province) of "
    r"| (?:districts?|regions?|provinces?|oblasts?|counties|county|municipality|camps?|settlements?"
    r"|villages?|city|town|states?|governorates?)$"
)


def normal(text: str | None) -> str:
    """A wording without case, typographic variants, a leading "the", and signs at its edges."""
    plain = unicodedata.normalize("NFKC", text or "").translate(SIGNS)
    return LEADING_ARTICLE.sub("", re.sub(r"\s+", " ", plain).strip().strip(EDGES).casefold())


def normal_place(text: str) -> str:
    """A place's name without the kind of place: "Ndola District" and "Ndola" are the same."""
    return KIND_OF_PLACE.sub("", normal(text))


def telling_words(text: str | None) -> frozenset[str]:
    """The words of a wording that tell it from others."""
    return frozenset(re.findall(r"\w+", normal(text))) - FILLERS


def alike(one: str | None, other: str | None, least: float = 0.5) -> bool:
    """Whether two wordings share enough of their words, or one nearly contains the other.

    Args:
        one: A wording.
        other: Another one.
        least: The least share (0-1) of all words of both that both must have.
    """
    a, b = telling_words(one), telling_words(other)
    if not a or not b:
        return False
    shared = len(a & b)
    return shared / len(a | b) >= least or shared >= CONTAINED * min(len(a), len(b))


class Squeezed:
    """A text as its letters and digits alone, so that no layout hides words from a search."""

    def __init__(self, text: str) -> None:
        kept = [
            (letter, at)
            for at, character in enumerate(text)
            for letter in unicodedata.normalize("NFKC", character).casefold()
            if letter.isalnum()
        ]
        self._letters = "".join(letter for letter, _ in kept)
        self._offsets = [at for _, at in kept]

    def find(self, words: str) -> Span | None:
        """The first place of some words in the text; None where they do not stand in it."""
        wanted = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words).casefold()))
        at = self._letters.find(wanted)
        if at < 0 or not wanted:
            return None
        return Span(start=self._offsets[at], end=self._offsets[at + len(wanted) - 1] + 1)
