"""The words of a spaCy ``Doc`` as the gazetteer sees them.

spaCy's tokens split at hyphens and keep ``Ghazni(6%`` in one piece; names are matched on runs of
letters instead, each of which knows the token that it lies in.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

# An apostrophe stays within a word ("N'Djamena"), save before a possessive s.
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼʻ`](?!s\b)[^\W\d_]+)*|\d+")
# What may stand between two words of one name.
_SOLID = re.compile(r"\s{1,2}|\s?[-‐–'’`]\s?")


class Word(NamedTuple):
    """A run of letters or of digits; ``gap`` is the text up to the next one.

    ``solid``: nothing but a space or a hyphen stands between it and the next word.
    """

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    gap: str
    solid: bool
    doc: Doc
    at: int

    @property
    def token(self) -> Token:
        """The token that it lies in."""
        return self.doc[self.at]


def words_of(doc: Doc, text: str) -> list[Word]:
    """The words of a ``Doc`` in order; ``text`` is its text."""
    starts = doc.to_array("IDX").tolist()
    matches = list(_WORD.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    words = []
    at = 0
    for match, end in zip(matches, ends, strict=True):
        start, word, gap = match.start(), match.group(), text[match.end() : end]
        # "d'Ivoire" begins small and is a capital word all the same.
        capital = word[0].isupper() or not (word.islower() or word.isdigit())
        solid = gap == " " or bool(_SOLID.fullmatch(gap))
        while at + 1 < len(starts) and starts[at + 1] <= start:
            at += 1
        lower = word.casefold()
        words.append(Word(start, match.end(), word, lower, capital, gap, solid, doc, at))
    return words
