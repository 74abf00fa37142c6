"""Which countries a report speaks of, and where: what tells one Tripoli from the other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.document import Document
from pipeline.document.span import Span
from pipeline.entity_types.place.basis import COUNTRY_IN, Basis, Scope
from pipeline.entity_types.place.names import key_of
from pipeline.families.profile import Profile
from pipeline.names.countries import adjectives, names

_WORD = re.compile(r"[^\W\d_]+(?!\s?\$)")  # "US$" names a currency
_DOER = re.compile(
    r"\b(?:by|(?:gift|donation|grant|loan|contribution|money|funds?|funding|support)\s(?:of|from))"
    r"\s(?:the\s)?(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}(?:,|,?\sand)\s(?:the\s)?){0,4}$"
)
"""Ahead of a country that did or gave something, also of one of several: "built by A and B"."""
_REACH = 100
"""Code points in which such a list begins."""
_BESIDE = 20
"""Code points between a place and the country that the text puts it in."""
_LONGEST = 4
_SHORT_NAME = 3
# A country named as a place is where things are; an adjective or a body's name may be a donor's.
PLACE_WEIGHT, OTHER_WEIGHT = 1.0, 0.3
MASTHEAD_WEIGHT = 2.0
"""The country of the masthead is what the whole report speaks of."""
MOST = 0.5


@dataclass(slots=True)
class _Named:
    """The weights of the countries that one scope names; ``at``: where a sentence names them."""

    weights: dict[str, float] = field(default_factory=dict)
    total: float = 0.0
    at: list[tuple[int, str]] = field(default_factory=list)

    def add(self, code: str, weight: float) -> None:
        self.weights[code] = self.weights.get(code, 0.0) + weight
        self.total += weight


class Countries:
    """The countries named in each sentence, paragraph and section of a report, weighted.

    Args:
        document: A document with sentences, paragraphs and sections.
        profile: Its family, whose home countries count as named once in the report.
    """

    def __init__(self, document: Document, profile: Profile) -> None:
        self._here = document.here
        self._paragraphs = sorted(document.paragraphs or (), key=lambda p: p.span.start)
        self._named: dict[tuple[Scope, int], _Named] = defaultdict(_Named)
        for code in profile.countries:
            self._named[Scope.REPORT, 0].add(code, PLACE_WEIGHT)
        for index, section in enumerate(document.sections or ()):
            if section.country:
                self._named[Scope.SECTION, index].add(section.country, PLACE_WEIGHT)
                self._named[Scope.REPORT, 0].add(section.country, PLACE_WEIGHT)
        self.titled = self._titled(document)
        if self.titled is not None:
            self._named[Scope.REPORT, 0].add(self.titled, MASTHEAD_WEIGHT)
        places = {m.span.start for m in document.mentions or () if m.label == "PLACE"}
        text = document.text or ""
        for offset, code in _named_in(text):
            located = offset in places and not _DOER.search(text, max(offset - _REACH, 0), offset)
            self.add(offset, code, PLACE_WEIGHT if located else OTHER_WEIGHT, located=located)

    @staticmethod
    def _titled(document: Document) -> str | None:
        """The country that the report's title names first, else the name of its publisher."""
        masthead = document.masthead
        if masthead is None:
            return None
        title = masthead.title.of(document.text or "") if masthead.title else ""
        named = _named_in(f"{title} | {masthead.publisher or ''}")
        return next((code for _, code in named), None)

    def add(self, offset: int, code: str, weight: float, *, located: bool = True) -> None:
        """Count a country as named in the text; ``located``: as a place, or by a town of it."""
        for scope, index in self.scopes(offset):
            self._named[scope, index].add(code, weight)
            if scope is Scope.SENTENCE and located:
                self._named[scope, index].at.append((offset, code))

    def scopes(self, offset: int) -> Iterator[tuple[Scope, int]]:
        """What holds a place of the text, from its sentence to the whole report."""
        sentence = self._here.sentence_at(offset)
        if sentence is not None:
            yield Scope.SENTENCE, sentence
        paragraph = self._here.paragraph_at(offset)
        if paragraph is not None:
            yield Scope.PARAGRAPH, paragraph
            section = self._paragraphs[paragraph].section
            if section is not None:
                yield Scope.SECTION, section
        yield Scope.REPORT, 0

    def share(self, scope: Scope, index: int, code: str) -> float:
        """The country's share of the weight of all countries that the scope names, 0 to 1."""
        named = self._named.get((scope, index))
        return named.weights[code] / named.total if named and code in named.weights else 0.0

    def around(self, span: Span, *, sole: bool = False) -> tuple[str, Basis] | None:
        """The country that what stands here most likely lies in, and the basis.

        Args:
            span: A place of the text.
            sole: Only a country that no other is named beside will do.
        """
        for scope, index in self.scopes(span.start):
            named = self._named.get((scope, index))
            if named and named.at and not sole:
                offset, code = _nearest(named.at, span)
                if self.titled is None or -_BESIDE < offset - span.end < _BESIDE:
                    return code, COUNTRY_IN[scope]
            if self.titled is not None and not sole:
                return self.titled, Basis.COUNTRY_IN_TITLE
            if not named or (named.total < PLACE_WEIGHT and scope is not Scope.REPORT):
                continue  # no more than an adjective or a body's name
            code = max(named.weights, key=named.weights.__getitem__)
            basis = COUNTRY_IN[scope]
            if sole or len(named.weights) == 1:
                if len(named.weights) == 1:
                    return code, basis
                break
            if named.weights[code] > MOST * named.total:
                return code, basis
        return None if self.titled is None else (self.titled, Basis.COUNTRY_IN_TITLE)


def _nearest(named: Sequence[tuple[int, str]], span: Span) -> tuple[int, str]:
    """The country named next to a mention, behind it rather than before: "Kapalata near Goma"."""
    return min(named, key=lambda entry: (abs(entry[0] - span.start), entry[0] < span.start))


def _named_in(text: str) -> Iterator[tuple[int, str]]:
    """Where countries are named, by name or adjective, and their codes."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        found = _longest(text, words[at : at + _LONGEST])
        if found:
            yield words[at].start(), found[1]
        at += found[0] if found else 1


def _longest(text: str, words: Sequence[re.Match[str]]) -> tuple[int, str] | None:
    """The longest country name at the beginning of the words: how many words, and the code."""
    if not words[0].group()[0].isupper():
        return None
    for length in range(len(words), 0, -1):
        said = text[words[0].start() : words[length - 1].end()]
        code = _codes().get(key_of(said))
        if code and (len(said) > _SHORT_NAME or said.isupper()):
            return length, code
    return None


@cache
def _codes() -> dict[str, str]:
    return {key_of(name): code for name, code in (adjectives() | names()).items()}
