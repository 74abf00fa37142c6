"""Names in quotation marks beside a head word: ``the "Green Hill" foundation``, ``project "X"``."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.names.heads import HeadRule, heads, is_plural
from pipeline.names.headwords import FoundName, NameReading
from pipeline.names.words import OPENERS, WordTable

# "conference on", "project entitled": what may stand between a head word and its quoted name.
_LINKS = frozenset(
    ("on", "of", "entitled", "titled", "called", "named", "under", "the", "title", "name", ":", ",")
)
_LISTS = (("such", "as"), ("including",), (":",), ("like",), ("namely",))
_REACH_BEFORE = 3
_REACH_AFTER = 3
_REACH_LIST = 40
_MOST_WORDS = 30


class Quoted(NamedTuple):
    """A quoted name: code points and the rule of the head word that names its type."""

    start: int
    end: int
    head: str
    rule: HeadRule


def quoted_names(reading: NameReading) -> Iterator[Quoted]:
    """Quoted names that a head word before or after them types."""
    words, at = reading.words, 0
    by_end = {name.last: name for name in reading.names}
    while at < len(words.text):
        close = words.closing(at) if words.text[at] in OPENERS else None
        if close is None:
            at += 1
            continue
        if _is_title(words, at + 1, close):
            found = _typed(words, at, close, by_end)
            if found:
                yield found
        at = close + 1


def _is_title(words: WordTable, first: int, close: int) -> bool:
    if not 0 < close - first <= _MOST_WORDS:
        return False
    return words.text[first][0].isupper() or words.text[first][0].isdigit()


def _typed(
    words: WordTable, opening: int, close: int, by_end: dict[int, FoundName]
) -> Quoted | None:
    last = close - (words.text[close - 1] in (".", ",", "…") and close - 1 > opening + 1)
    start, end = words.start[opening + 1], words.end[last - 1]
    name = by_end.get(opening)
    if name and name.rule.quoted and (name.rule.label == "ORG" or not name.tailed):
        whole = end if last < close else words.end[close]
        return Quoted(name.start, whole, name.head, name.rule)
    head = _head_after(words, close + 1) or _head_before(words, opening) or _listed(words, opening)
    rule = _rule_of(head) if head else None
    return Quoted(start, end, head, rule) if head and rule else None


def _head_after(words: WordTable, begin: int) -> str | None:
    for at in range(begin, min(begin + _REACH_AFTER, len(words.text))):
        word = words.lower[at]
        if _types(word):
            return word
        if at + 1 < len(words.text) and _types(f"{word} {words.lower[at + 1]}"):
            return f"{word} {words.lower[at + 1]}"
        if not word.replace("-", "").isalpha() or word in (
            "and",
            "or",
            "the",
            "of",
            "in",
            "to",
            "for",
            "by",
            "with",
        ):
            return None
    return None


def _head_before(words: WordTable, opening: int) -> str | None:
    for at in range(opening - 1, max(opening - 2 - _REACH_BEFORE, -1), -1):
        word = words.lower[at]
        pair = f"{words.lower[at - 1]} {word}" if at else word
        if _types(pair):
            return pair
        if _types(word):
            return word
        if word not in _LINKS:
            return None
    return None


def _listed(words: WordTable, opening: int) -> str | None:
    """The plural head word that opens a list: ``initiatives such as A, B and "C"``."""
    for at in range(opening - 1, max(opening - _REACH_LIST, -1), -1):
        word = words.lower[at]
        if word in (".", ";", "!", "?"):
            return None
        if _types(word) and is_plural(word):
            after = [tuple(words.lower[at + 1 : at + 1 + len(intro)]) for intro in _LISTS]
            return word if any(a == b for a, b in zip(after, _LISTS, strict=True)) else None
    return None


def _types(word: str) -> bool:
    rule = _rule_of(word)
    return bool(rule and rule.quoted)


def _rule_of(word: str) -> HeadRule | None:
    return heads().get(word) or heads().get(word.removesuffix("s"))
