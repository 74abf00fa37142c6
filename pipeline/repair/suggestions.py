"""Guesses: a word that lost letters. Offered to the reviewer, never applied."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.document import Suggestion
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span
from pipeline.language.frequency import frequencies, zipf
from pipeline.repair.vocabulary import vocabulary
from pipeline.repair.words import ReportWords

TAIL = re.compile(r"(?<![\w'’.@/&#-])[a-z]{5,40}(?![\w'’@/-])")
BEFORE = re.compile(r"(\w{1,20}) $")
LOST = "\ufffd"
WITH_LOST = re.compile(rf"(?<![\w{LOST}])[^\W\d_]{{0,30}}{LOST}[^\W\d_]{{0,30}}(?![\w{LOST}])")
LIGATURES = ("ti", "tt", "ft", "ff", "fi", "fl", "ffi", "ffl", "th", "tti", "ct", "st")
"""Letters that fonts draw as one, and text layers lose as one."""
FREQUENT = 2.5
"""The Zipf value from which a word is a candidate for what was meant."""
LOST_AT_MOST = 5
SHORTEST = 5
"""Shorter tokens may have been too many words."""


def suggest(
    text: str, spans: Iterable[Span], words: ReportWords
) -> tuple[tuple[Suggestion, ...], tuple[Flag, ...]]:
    """Suggest the one word that a damaged one can have been.

    Args:
        text: The repaired text.
        spans: Where its passages stand.
        words: The document's words.
    """
    found: list[Suggestion] = []
    flags: list[Flag] = []
    for span in spans:
        found += _beginnings(text, span, words)
        found += _ligatures(text, span)
    flags += (
        flag(
            "repair.suggestion",
            span=s.span,
            offered=(s.span.of(text), s.replacement),
            before=s.span.of(text),
            after=s.replacement,
        )
        for s in found
    )
    lost = text.count(LOST)
    if lost:
        at = text.index(LOST)
        flags.append(flag("repair.lost-character", span=Span(start=at, end=at + 1), count=lost))
    return tuple(found), tuple(flags)


def _beginnings(text: str, span: Span, words: ReportWords) -> Iterator[Suggestion]:
    """Unknown words that are the tail of exactly one frequent word.

    Where the word before is about as long as what is missing, it is what became of the lost
    beginning, and the suggestion replaces both.
    """
    for token in TAIL.finditer(text, span.start, span.end):
        word = token.group()
        if words.counts[word] != 1 or zipf(word) > 0:
            continue
        whole = _words_ending_in(word)
        if len(whole) != 1:
            continue
        lost = len(whole[0]) - len(word)
        start = token.start()
        before = BEFORE.search(text[max(span.start, start - 21) : start])
        if before and _is_lost_beginning(before.group(1), lost):
            start -= len(before.group())
        yield Suggestion(
            span=Span(start=start, end=token.end()),
            replacement=whole[0],
            rule="lost-beginning",
        )


def _is_lost_beginning(word: str, lost: int) -> bool:
    is_own = word in vocabulary().determiners
    return word.islower() and not is_own and abs(len(word) - lost) <= 1


def _words_ending_in(tail: str) -> list[str]:
    """Frequent words that end in the tail and are only a little longer."""
    backwards = tail[::-1]
    index = _backwards()
    found = []
    for number in range(bisect_left(index, backwards), len(index)):
        if not index[number].startswith(backwards):
            break
        if 0 < len(index[number]) - len(tail) <= LOST_AT_MOST:
            found.append(index[number][::-1])
    return found


@cache
def _backwards() -> list[str]:
    """The frequent words of English, spelt backwards, sorted."""
    known = frequencies()
    return sorted(word[::-1] for word, use in known.items() if use >= FREQUENT and word.isalpha())


def _ligatures(text: str, span: Span) -> Iterator[Suggestion]:
    """Words with a replacement character that one ligature makes known."""
    if text.find(LOST, span.start, span.end) < 0:
        return
    for token in WITH_LOST.finditer(text, span.start, span.end):
        if len(token.group()) < SHORTEST:
            continue
        candidates = {token.group().replace(LOST, letters) for letters in LIGATURES}
        whole = [word for word in sorted(candidates) if zipf(word) >= FREQUENT]
        if len(whole) == 1:
            yield Suggestion(
                span=Span(start=token.start(), end=token.end()),
                replacement=whole[0],
                rule="lost-ligature",
            )
