"""Guesses: a word that lost its beginning. Offered to the reviewer, never applied."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.document import Suggestion
from pipeline.flags import Flag, flag
from pipeline.repair.words import Words, zipf
from pipeline.span import Span

TOKEN = re.compile(r"(?<![\w'’.@/-])[a-z]{5,}(?![\w'’@/-])")
BEFORE = re.compile(r"(\w+) $")
RULE = "lost-beginning"
FREQUENT = 2.5
"""The Zipf value from which a word is a candidate for what was meant."""
LOST_AT_MOST = 5


def suggest(
    text: str, spans: Iterable[Span], words: Words
) -> tuple[tuple[Suggestion, ...], tuple[Flag, ...]]:
    """Suggest a word for each unknown token that is the tail of exactly one frequent word.

    Where the word before is about as long as what is missing, it is what the scan made of the lost
    beginning, and the suggestion replaces both.
    """
    found = [s for span in spans for s in _suggestions(text, span, words)]
    flags = tuple(
        flag("repair.suggestion", span=s.span, before=s.span.of(text), after=s.replacement)
        for s in found
    )
    return tuple(found), flags


def _suggestions(text: str, span: Span, words: Words) -> Iterator[Suggestion]:
    for token in TOKEN.finditer(text, span.start, span.end):
        word = token.group()
        if words.counts[word] != 1 or zipf(word) > 0:
            continue
        whole = _words_ending_in(word)
        if len(whole) != 1:
            continue
        lost = len(whole[0]) - len(word)
        before = BEFORE.search(text[max(span.start, token.start() - 20) : token.start()])
        start = token.start()
        if before and before.group(1).islower() and abs(len(before.group(1)) - lost) <= 1:
            start -= len(before.group())
        yield Suggestion(span=Span(start=start, end=token.end()), replacement=whole[0], rule=RULE)


def _words_ending_in(tail: str) -> list[str]:
    """Frequent words that end in the tail and are only a little longer."""
    backwards = tail[::-1]
    index = _backwards()
    found = []
    for word in index[bisect_left(index, backwards) :]:
        if not word.startswith(backwards):
            break
        if 0 < len(word) - len(tail) <= LOST_AT_MOST:
            found.append(word[::-1])
    return found


@cache
def _backwards() -> list[str]:
    """The frequent words of English, spelt backwards, sorted."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - see words.zipf

    known = get_frequency_dict("en", wordlist="large")
    least = 10 ** (FREQUENT - 9)  # Zipf values count uses in a billion words
    return sorted(word[::-1] for word, use in known.items() if use >= least and word.isalpha())
