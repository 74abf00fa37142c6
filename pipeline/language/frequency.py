"""How usual a word is in English: the word list of the ``wordfreq`` project, kept beside this file.

A Zipf value is log10 of the uses in a billion words: 7 "the", 4 "office", 3 "ledger", 0 unknown.
The library itself is not used: it brings forty times as much, the lists of all languages and what
cuts their scripts into words.
"""

import gzip
import re
from functools import cache
from importlib.resources import files
from math import log10
from unicodedata import normalize

import msgspec

LIST = ("en", "frequencies.msgpack.gz")
TOKEN = re.compile(r"\w+(?:['.:·]\w+)*")
DIGITS = re.compile(r"(?<=\d)\d|\d(?=\d)")
BILLION = 9
"""log10 of it."""
CENTIBELS = 100
"""Steps of the list in a Zipf unit."""


@cache
def zipf(word: str) -> float:
    """The Zipf frequency of an English word, in whatever case.

    Of several words ("mid-term") it is at most that of the rarest: the inverses of their
    frequencies add up. A number counts as all numbers of as many digits together.
    """
    known = frequencies()
    tokens = TOKEN.findall(DIGITS.sub("0", normalize("NFKC", word.lower()).replace("’", "'")))
    if not tokens or any(token not in known for token in tokens):
        return 0.0
    inverse = sum(10 ** (BILLION - known[token]) for token in tokens)
    return max(round(BILLION - log10(inverse), 2), 0.0)


@cache
def frequencies() -> dict[str, float]:
    """The Zipf frequency of each word of the list, in small letters."""
    packed = files(__package__).joinpath(*LIST).read_bytes()
    _, *steps = msgspec.msgpack.decode(gzip.decompress(packed))
    known: dict[str, float] = {}
    for step, words in enumerate(steps):
        known |= dict.fromkeys(words, BILLION - step / CENTIBELS)
    return known
