"""Names built on head words: one grammar for organisations, events, programmes and instruments.

A name is a head word with what belongs to it: capitalised modifiers before it ("State Forest
**Service**"), owners ("Ministry of Trade's Training **Centre**"), and a tail of prepositional
phrases after it ("**Conference** on Rivers and Lakes in Central Asia"). The head words of each type
are data (``heads.toml`` in its folder); the grammar reads all of them, since the last head of a
phrase decides its type: a "Council of Europe **Convention**" is an instrument.
"""

from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.language.load import posts
from pipeline.names import countries
from pipeline.names.bodies import bodies
from pipeline.names.heads import HeadRule, HeadWord, heads_by_first, is_plural
from pipeline.names.numbers import number_end
from pipeline.names.phrases import Phrases
from pipeline.names.words import WordTable, is_acronym, vocabulary, word_indices, words_of

_KEY = "milestones.names"
_LONG_WORD = 5


class FoundName(NamedTuple):
    """A name found; ``first`` and ``last`` count words, ``start`` and ``end`` code points."""

    first: int
    last: int
    start: int
    end: int
    head: str
    rule: HeadRule
    tailed: bool


class NameReading(NamedTuple):
    """What the grammar reads in a ``Doc``: its words, its names and the bodies known by name.

    ``known`` holds code points: where each is, and where it ends with the country of its branch.
    """

    words: WordTable
    names: tuple[FoundName, ...]
    known: dict[tuple[int, int], int]


class NameGrammar:
    """The compiled grammar; it holds nothing of a ``Doc``."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        spellings = {s for body in bodies() for s in (*body.spellings, *body.acronyms)}
        self._matcher.add("body", [nlp.make_doc(spelling) for spelling in sorted(spellings)])

    def read(self, doc: Doc) -> NameReading:
        """Read a ``Doc``, once: later calls return the same reading."""
        reading: NameReading | None = doc.user_data.get(_KEY)
        if reading is None:
            reading = self._read(doc)
            doc.user_data[_KEY] = reading
        return reading

    def _read(self, doc: Doc) -> NameReading:
        words = words_of(doc)
        word_at = word_indices(doc, words)
        spans = [
            (word_at[first], word_at[last])
            for first, last in self._known(doc)
            if first in word_at and last in word_at
        ]
        phrases = Phrases(doc, words, {last: first for first, last in spans})
        known = {}
        for first, last in spans:
            close = phrases.branch(last)
            close = _of_country(phrases, last) if close == last else close
            known[words.start[first], words.end[last - 1]] = words.end[close - 1]
        return NameReading(words, _names(phrases), known)

    def _known(self, doc: Doc) -> list[tuple[int, int]]:
        """Token spans of known bodies, the longest of those that overlap."""
        spans = sorted(
            ((first, last) for _, first, last in self._matcher(doc)),
            key=lambda span: (span[0] - span[1], span[0]),
        )
        taken: set[int] = set()
        chosen = []
        for first, last in spans:
            if not taken.intersection(range(first, last)):
                taken.update(range(first, last))
                chosen.append((first, last))
        return [(first, last) for first, last in sorted(chosen) if not _shouted(doc, first, last)]


@cache
def grammar(nlp: Language) -> NameGrammar:
    """The grammar of a spaCy pipeline, compiled once."""
    return NameGrammar(nlp)


def _shouted(doc: Doc, first: int, last: int) -> bool:
    """Whether a word in capitals stands among others, where its capitals say nothing."""
    if last - first > 1 or not doc[first].is_upper:
        return False
    beside = [doc[at] for at in (first - 1, last) if 0 <= at < len(doc)]
    return any(token.is_upper and token.is_alpha and len(token) > _LONG_WORD for token in beside)


def _of_country(phrases: Phrases, at: int) -> int:
    """Take in "of the Republic of X" after a known body: "MoI of Ukraine"."""
    lower = phrases.words.lower
    if lower[at : at + 1] != ["of"]:
        return at
    begin = at + 1 + (lower[at + 1 : at + 2] == ["the"])
    if lower[begin : begin + 2] == ["republic", "of"]:
        begin += 2
    close = phrases.words.place_end(begin)
    return close if close > begin and phrases.words.is_country(begin, close) else at


def _names(phrases: Phrases) -> tuple[FoundName, ...]:
    """All names, also one within another."""
    index, found, after = heads_by_first(), [], 0
    for at, word in enumerate(phrases.words.lower):
        head = phrases.head_at(at) if at >= after and word in index else None
        if head is None:
            continue
        after = head.last
        name = _name(phrases, head)
        if name:
            phrases.ends[name.last] = min(name.first, phrases.ends.get(name.last, name.first))
            found.append(name)
    return tuple(found)


def _name(phrases: Phrases, head: HeadWord) -> FoundName | None:
    words, tail = phrases.words, phrases.tail(head)
    end = number_end(words, tail.end, tail.head)
    numbered = end > tail.end
    if end == head.last and head.rule.label == "ORG":
        end = phrases.branch(end)
    if head.rule.branch and end == head.last:
        return None
    small = head.rule.small and tail.place and not words.proper[head.first]
    first = phrases.left_small(head) if small else phrases.left(head)
    if numbered and tail.head.rule.numbered and words.proper[head.first]:
        first = phrases.left_titled(first)
    before = [i for i in range(first, head.first) if words.proper[i] or phrases.counts(i)]
    specific = _is_specific if words.proper[head.first] else _is_specific_small
    if not specific(phrases, head, before, end, place=tail.place):
        return None
    if words.lower[first - 1 : first] == ["on"] and words.lower[first - 2] in posts().of_fields:
        return None  # "Specialist on Labour Administration"
    rule = tail.head.rule
    if rule.label != "ORG" and end == tail.head.last and _goes_on(phrases, end):
        return None
    if words.phrase(first, end).endswith(vocabulary().common_names):
        return None
    start, stop = words.start[first], words.end[end - 1]
    return FoundName(first, end, start, stop, tail.head.text, rule, tailed=end > head.last)


def _is_specific(
    phrases: Phrases,
    head: HeadWord,
    before: list[int],
    end: int,
    *,
    place: bool,  # noqa: ARG001
) -> bool:
    """Whether the words around a head make it a name and no mere reference."""
    words, rule = phrases.words, head.rule
    if end > head.last:
        return not phrases.words.is_place(before[0] if before else head.first, end)
    if not before or is_plural(head.text) or head.text in rule.only_tail:
        return False
    if phrases.words.is_place(before[0], end):
        return False
    if rule.telling and all(_is_other_name(phrases, i) for i in before):
        return False
    weak = all(words.lower[i] in vocabulary().weak for i in before)
    numbered = rule.label == "EVENT" and len(before) > 1 and phrases.counts(before[0])
    return numbered or not (rule.strict and weak)


def _is_specific_small(
    phrases: Phrases, head: HeadWord, before: list[int], end: int, *, place: bool
) -> bool:
    """The same for a head in small letters."""
    words, rule = phrases.words, head.rule
    tailed = end > head.last
    if rule.numbered and tailed and any(char.isdigit() for char in words.text[head.last]):
        return True
    if rule.ordinal and tailed and before and phrases.counts(before[-1]):
        return True
    if rule.small and place and before and words.lower[before[0]] in vocabulary().openers:
        return True
    if rule.country:
        named = words.phrase(before[0], head.first) if before else ""
        return place or named in countries.adjectives() or named in countries.names()
    if not rule.lower or is_plural(head.text):
        return False
    telling = [i for i in before if not _is_other_name(phrases, i)]
    return len(telling) - bool(telling and _opens(phrases, telling[0])) >= rule.lower


def _is_other_name(phrases: Phrases, at: int) -> bool:
    """Whether a modifier is a country, an adjective of one or a body: "Maltese", "UN"."""
    words = phrases.words
    lower = words.lower[at]
    if (
        lower in countries.adjectives()
        or phrases.words.is_place(at, at + 1)
        or lower in vocabulary().weak
    ):
        return True
    if is_acronym(words.text[at]) and words.text[at].isupper():
        return True
    return any(first <= at < last for last, first in phrases.known.items())


def _opens(phrases: Phrases, at: int) -> bool:
    """Whether a word opens a sentence or list item, so that its capital says nothing."""
    words = phrases.words
    if at == 0 or phrases.doc[words.token[at]].is_sent_start:
        return True
    return not words.text[at - 1][-1].isalnum() and words.text[at - 1] not in "(,'’"


def _goes_on(phrases: Phrases, at: int) -> bool:
    """Whether the phrase has its head further on: "Project Manager"."""
    if at >= phrases.count:
        return False
    text = phrases.words.text[at]
    if not text[0].isupper() or text.isupper():
        return False
    function = phrases.words.lower[at] in vocabulary().function_words
    return not function and phrases.words.place_end(at) == at
