"""Numbers and years of instruments: "Resolution 1373 (2001)", "Diving Convention, 2007 (No. 9)"."""

import re

from pipeline.names.heads import HeadWord
from pipeline.names.words import WordTable

YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST_BRACKET = 6
_NUMBER = re.compile(r"[A-Z]{0,3}[-/]?\d[\d/.\-]*(?:[A-Z]{1,3})?")
_NUMERO = frozenset(("No.", "No", "no.", "no", "№", "Nº", "Nr."))


def number_end(words: WordTable, end: int, head: HeadWord) -> int:
    """Take in the number and the year behind a name that ends before ``end``.

    Returns:
        The index behind them; ``end`` where the words there are neither.
    """
    if not (head.rule.numbered or head.rule.year) or end >= len(words.text):
        return end
    if head.rule.numbered:
        dated = _dated(words, end)
        if dated > end:
            return dated
    return _numbered(words, end, head) if end == head.last else end


def bracket_before(words: WordTable, at: int) -> int:
    """Where "(Minimum Rates)" begins that closes at ``at``; ``at`` where none does."""
    if words.text[at] != ")":
        return at
    for opening in range(at - 1, max(at - _LONGEST_BRACKET, 0), -1):
        if words.text[opening] == "(":
            named = words.proper[opening - 1] and opening < at - 2
            return opening if named else at
        if not words.proper[opening]:
            return at
    return at


def is_year(text: str) -> bool:
    """Whether a word is a year of the 19th century or later."""
    return bool(YEAR.fullmatch(text))


def _numbered(words: WordTable, end: int, head: HeadWord) -> int:
    """``1373 (2001)``, ``No. 182``, ``2063``, ``No. 12 of 2015``."""
    text, rule = words.text, head.rule
    at = _numero(words, end)
    if at >= len(text) or not _NUMBER.fullmatch(text[at]):
        return end
    if rule.year and not rule.numbered and not is_year(text[at]):
        return end
    at += 1
    if text[at : at + 1] == ["("] and text[at + 2 : at + 3] == [")"]:
        return at + 3 * is_year(text[at + 1])
    of_year = text[at : at + 1] == ["of"] and is_year("".join(text[at + 1 : at + 2]))
    return at + 2 * of_year


def _dated(words: WordTable, end: int) -> int:
    """``, 1981 (No. 156)``, ``, 1930``, ``(No. 156)``, ``2013 (No. 4)``."""
    text, at = words.text, end
    comma = text[at] == ","
    if is_year("".join(text[at + comma : at + comma + 1])):
        at += 1 + comma
    elif comma:
        return end
    close = _bracketed_number(words, at)
    if close > at:
        return close
    return at if comma else end


def _bracketed_number(words: WordTable, at: int) -> int:
    """The index behind ``(No. 156)``; ``at`` where none stands there."""
    text = words.text
    if text[at : at + 1] != ["("]:
        return at
    numbered = _numero(words, at + 1)
    if numbered == at + 1 or not _NUMBER.fullmatch("".join(text[numbered : numbered + 1])):
        return at
    return numbered + 2 if text[numbered + 1 : numbered + 2] == [")"] else at


def _numero(words: WordTable, at: int) -> int:
    """The index behind "No." or "No" and a full stop of its own."""
    text = words.text
    if "".join(text[at : at + 1]) not in _NUMERO:
        return at
    return at + 1 + (text[at + 1 : at + 2] == ["."])
