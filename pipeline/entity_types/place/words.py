"""The words of a spaCy ``Doc`` as the gazetteer sees them.

spaCy's tokens split at hyphens and keep ``Ghazni(6%`` in one piece; names are matched on runs of
letters instead, each of which knows the token that it lies in.
"""

import re
from bisect import bisect_right
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
    token: Token


def words_of(doc: Doc, text: str) -> list[Word]:
    """The words of a ``Doc`` in order; ``text`` is its text."""
    tokens = list(doc)
    starts = [token.idx for token in tokens]
    matches = list(_WORD.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    words = []
    for match, end in zip(matches, ends, strict=True):
        word, gap = match.group(), text[match.end() : end]
        # "d'Ivoire" begins small and is a capital word all the same.
        capital = word[0].isupper() or not (word.islower() or word.isdigit())
        token = tokens[bisect_right(starts, match.start()) - 1]
        solid = gap == " " or bool(_SOLID.fullmatch(gap))
        lower = word.casefold()
        words.append(Word(match.start(), match.end(), word, lower, capital, gap, solid, token))
    return words
