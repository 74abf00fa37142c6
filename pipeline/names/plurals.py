"""Several names under one plural head word: "Ministries of Interior and of Justice".

Only where the preposition is said again are they told apart for sure: "Ministries of Labour and
Social Protection and Health" may be two or three.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.names.heads import singular
from pipeline.names.headwords import FoundName
from pipeline.names.words import WordTable

_JOINTS = frozenset(("and", ","))


class NamePart(NamedTuple):
    """Code points of one name, and the name in full where the head word is another's or plural."""

    start: int
    end: int
    full: str | None = None


def parts(words: WordTable, name: FoundName) -> list[NamePart]:
    """The names within a name: itself, or each that a repeated "of" begins."""
    one = singular(name.head)
    again = list(_repeated(words, name)) if one and name.tailed else []
    if one is None or not again:
        return [NamePart(name.start, name.end)]
    head = words.lower.index(name.head, name.first, name.last)
    before = [*words.text[name.first : head], one.capitalize()]
    begins = [head + 1, *again]
    ends = [*(_without_joints(words, at) for at in again), name.last]
    found = []
    for begin, end in zip(begins, ends, strict=True):
        start = name.start if begin == head + 1 else words.start[begin + 1]
        full = " ".join([*before, *words.text[begin:end]])
        found.append(NamePart(start, words.end[end - 1], full))
    return found


def _repeated(words: WordTable, name: FoundName) -> Iterator[int]:
    """Where a preposition of the tail follows "and" or a comma."""
    for at in range(name.first + 2, name.last - 1):
        place = words.place_end(at + 1) > at + 1
        if words.lower[at] in name.rule.tail and words.text[at - 1] in _JOINTS and not place:
            yield at


def _without_joints(words: WordTable, at: int) -> int:
    while words.text[at - 1] in _JOINTS:
        at -= 1
    return at
