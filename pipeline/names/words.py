"""A spaCy ``Doc`` as written words: hyphenated tokens joined, with the marks that rules read."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from spacy.tokens import Doc, Span

from pipeline.document.candidates import text_of
from pipeline.document.checked import Checked, read_toml
from pipeline.language.load import calendar, ending_names, places
from pipeline.names import countries

_LONGEST_PLACE = 6
_FULL_LINE = 40
"""Code points from which a line is taken to end where the page does."""
_ELIDED = ("d'", "d’")
_JOINTS = frozenset("-‐‑–/")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
OPENERS = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’", "”": "”"}


class NameVocabulary(Checked):
    """Words of the grammar of names: ``headwords.toml``."""

    function_words: frozenset[str]
    capital_names: frozenset[str]
    prefixes: frozenset[str]
    owners: frozenset[str]
    weak: frozenset[str]
    lone_bodies: frozenset[str]
    list_adverbs: frozenset[str]
    openers: frozenset[str]
    common_names: tuple[str, ...]
    forewords: frozenset[str]
    portfolios: frozenset[str]
    synonyms: tuple[tuple[str, str], ...]


@cache
def vocabulary() -> NameVocabulary:
    """The vocabulary, read once."""
    return read_toml(files("pipeline.names") / "headwords.toml", NameVocabulary)


@cache
def _time_words() -> frozenset[str]:
    """Names of the calendar that stand capitalised beside names, those left out that are words."""
    known = calendar()
    return (known.names | frozenset(known.short_months)) - known.also_words


class WordTable(NamedTuple):
    """Parallel columns, one row a written word; offsets are code points into ``doc.text``.

    ``proper``: may be part of a name (a capital, not a function word, title or month).
    ``person``: a PERSON entity of the model, of two tokens or more, begins here.
    """

    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    token: list[int]
    proper: list[bool]
    person: list[bool]

    def closing(self, opening: int, limit: int = 40) -> int | None:
        """The index of the quotation mark that closes the one at ``opening``."""
        mark = OPENERS[self.text[opening]]
        for index in range(opening + 1, min(opening + limit, len(self.text))):
            if self.text[index] == mark:
                return index
        return None

    def phrase(self, first: int, last: int) -> str:
        """Words ``first`` to before ``last`` in small letters, one blank between them."""
        return " ".join(self.lower[first:last])

    def place_end(self, begin: int) -> int:
        """The end of the country or region named here; ``begin`` if none is."""
        if begin >= len(self.text) or not self.proper[begin]:
            return begin
        for close in range(min(begin + _LONGEST_PLACE, len(self.text)), begin, -1):
            elided = self.lower[close - 1].startswith(_ELIDED)
            if (self.proper[close - 1] or elided) and self.is_place(begin, close):
                return close
        return begin

    def is_place(self, begin: int, close: int) -> bool:
        """Whether exactly these words name a country or region."""
        said = self.phrase(begin, close)
        return said.replace("’", "'") in countries.names() or said in places().wide

    def is_country(self, begin: int, close: int) -> bool:
        """Whether exactly these words name a country."""
        return self.phrase(begin, close).replace("’", "'") in countries.names()


def words_of(doc: Doc) -> WordTable:
    """Join hyphenated tokens and mark the words."""
    texts = [token.text for token in doc]
    starts = [token.idx for token in doc]
    people = {ent.start for ent in doc.ents if ent.label_ == "PERSON" and _is_full_name(ent)}
    words = WordTable([], [], [], [], [], [], [])
    at, count, full = 0, len(texts), text_of(doc)
    wrapped = _wraps(texts, starts)
    while at < count:
        if at in wrapped:
            at += 1
            continue
        last = at
        while last + 2 < count and _joins(texts, starts, last):
            last += 2
        start, end = starts[at], starts[last] + len(texts[last])
        # A full stop that lost its blank belongs to the sentence before: ".Food".
        start += texts[at][0] == "." and texts[at][1:2].isupper()
        text = full[start:end]
        lower = text.lower()
        words.text.append(text)
        words.lower.append(lower)
        words.start.append(start)
        words.end.append(end)
        words.token.append(at)
        words.proper.append(is_proper(text, lower))
        words.person.append(at in people)
        at = last + 1
    return words


def word_indices(doc: Doc, words: WordTable) -> dict[int, int]:
    """Tokens to the word that begins there, both by index.

    The token of a line break leads to the word behind it; the end of the ``Doc`` to the number of
    all words.
    """
    found = {token: index for index, token in enumerate([*words.token, len(doc)])}
    for token in doc:
        if token.is_space and token.i + 1 in found:
            found.setdefault(token.i, found[token.i + 1])
    return found


def _wraps(texts: list[str], starts: list[int]) -> frozenset[int]:
    """The tokens that are nothing but the end of a full line: names go on over them.

    A short line ends on purpose: it is a cell or an item.
    """
    found, line = set(), 0
    for at, text in enumerate(texts):
        if "\n" not in text:
            continue
        if text.strip(" ") == "\n" and starts[at] - line >= _FULL_LINE:
            found.add(at)
        line = starts[at] + len(text)
    return frozenset(found)


def _is_full_name(ent: Span) -> bool:
    """Whether a PERSON entity is two capitalised words and more; the model also marks lists."""
    return len(ent) > 1 and all(token.text[0].isupper() for token in ent)


def is_proper(text: str, lower: str) -> bool:
    """Whether a word may be part of a name: a capital, not a function word, title or month."""
    if not text[0].isupper() or text[-1] == "-":
        return False
    known = vocabulary()
    if text in known.capital_names:
        return True
    return not (lower in known.function_words or lower in ending_names() or lower in _time_words())


def is_acronym(text: str) -> bool:
    """Whether a word is spelt as an acronym: short, most letters capital, at least two."""
    capitals = sum(letter.isupper() for letter in text)
    return 2 <= len(text) <= 10 and text[0].isupper() and capitals * 2 > len(text)  # noqa: PLR2004


def _joins(texts: list[str], starts: list[int], at: int) -> bool:
    left, joint, right = texts[at], texts[at + 1], texts[at + 2]
    if joint not in _JOINTS or not left[-1].isalnum():
        return False
    if starts[at + 2] - starts[at] != len(left) + len(joint):
        return False
    if right[0].isupper() or right[0].isdigit():
        return True
    return joint != "/" and left.rpartition("-")[2].lower() in vocabulary().prefixes
