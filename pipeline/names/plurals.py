"""Several names under one plural head word: "Ministries of Interior and of Justice".

Only where the preposition is said again are they told apart for sure: "Ministries of Labour and
Social Protection and Health" may be two or three. Countries are told apart by themselves:
"governments of Chad and Peru".
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.names.heads import singular
from pipeline.names.headwords import FoundName
from pipeline.names.words import WordTable

_JOINTS = frozenset(("and", ",", "the"))


class NamePart(NamedTuple):
    """Code points of one name, and the name in full where the head word is another's or plural."""

    start: int
    end: int
    full: str | None = None


def parts(words: WordTable, name: FoundName) -> list[NamePart]:
    """The names within a name: itself, or each that a repeated "of" begins."""
    one = singular(name.head)
    again = list(_repeated(words, name)) if one and name.tailed else []
    again = again or (list(_countries(words, name)) if one and name.tailed else [])
    if one is None or not again:
        return [NamePart(name.start, name.end)]
    head = words.lower.index(name.head, name.first, name.last)
    before = [*words.text[name.first : head], one.capitalize()]
    begins = [head + 1, *again]
    ends = [*(_without_joints(words, at) for at in again), name.last]
    found = []
    for begin, end in zip(begins, ends, strict=True):
        own = begin if words.lower[begin] not in name.rule.tail else begin + 1
        start = name.start if begin == head + 1 else words.start[own]
        link = [] if own > begin else [words.text[head + 1]]
        full = " ".join([*before, *link, *words.text[begin:end]])
        found.append(NamePart(start, words.end[end - 1], full))
    return found


def _repeated(words: WordTable, name: FoundName) -> Iterator[int]:
    """Where a preposition of the tail follows "and" or a comma."""
    for at in range(name.first + 2, name.last - 1):
        place = words.place_end(at + 1) > at + 1
        if words.lower[at] in name.rule.tail and words.text[at - 1] in _JOINTS and not place:
            yield at


def _countries(words: WordTable, name: FoundName) -> Iterator[int]:
    """Where each further country begins, if the tail is nothing but a list of countries."""
    at = words.lower.index(name.head, name.first, name.last) + 2
    begins = []
    while at < name.last:
        at += words.lower[at] == "the"
        close = words.place_end(at)
        if close == at or close > name.last or not words.is_country(at, close):
            return
        begins.append(at)
        at = close
        while at < name.last and words.text[at] in _JOINTS:
            at += 1
    yield from begins[1:]


def _without_joints(words: WordTable, at: int) -> int:
    while words.text[at - 1] in _JOINTS:
        at -= 1
    return at
