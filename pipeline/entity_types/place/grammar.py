"""Head words and directions around a name: "Osh region", "city of Osh", "northern Osh"."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.entity_types.place.vocabulary import PlaceVocabulary, vocabulary
from pipeline.entity_types.place.words import Word
from pipeline.language.load import grammar as words_of_grammar
from pipeline.language.load import places, posts, titles

Phrase = tuple[str, ...]
_QUOTED = frozenset([' "', " “", " «", " '", " ‘"])


class Heading(NamedTuple):
    """A head phrase beside a name, words ``[first, last)``, and what kind of place it names.

    ``spanned``: it belongs to the mention.
    """

    first: int
    last: int
    kind: str
    spanned: bool


class PlaceGrammar:
    """The vocabulary compiled for look-up by word position."""

    def __init__(self, words: PlaceVocabulary) -> None:
        self.words = words
        prepositions = words_of_grammar().prepositions
        self.locatives = prepositions.location | prepositions.way
        self.titles = titles().of_people | posts().of_people
        self.streets = frozenset(places().streets)
        self._after: dict[Phrase, tuple[str, bool]] = {}
        self._before: dict[Phrase, tuple[str, bool]] = {}
        self._of: dict[Phrase, tuple[str, bool]] = {}
        for head in words.heads:
            for phrase in (tuple(word.replace("-", " ").split()) for word in head.words):
                if head.after:
                    self._after.setdefault(phrase, (head.kind, head.capital))
                if head.before:
                    self._before.setdefault(phrase, (head.kind, head.spanned))
                if head.of:
                    self._of.setdefault(phrase, (head.kind, head.spanned))
        tables = self._before | self._after | self._of
        self.plural_heads = {
            phrase[-1]: kind for phrase, (kind, _) in tables.items() if phrase[-1].endswith("s")
        }
        self._directions = {tuple(direction.split()) for direction in words.directions}
        self.head_words = frozenset(word for phrase in tables for word in phrase)
        self.direction_words = frozenset(word for phrase in self._directions for word in phrase)
        self.no_names = self.head_words | self.direction_words

    def after(self, words: Sequence[Word], at: int) -> Heading | None:
        """The head phrase that begins with word ``at``: "Osh | region"."""
        if at == len(words) or words[at].lower not in self.head_words or not words[at - 1].solid:
            return None
        for length in (3, 2, 1):
            phrase = words[at : at + length]
            found = self._after.get(tuple(word.lower for word in phrase))
            if found and all(word.solid for word in phrase[:-1]):
                kind, capital = found
                if phrase[0].capital or not capital:
                    return Heading(at, at + len(phrase), kind, spanned=True)
        return None

    def before(self, words: Sequence[Word], at: int) -> Heading | None:
        """The head phrase before word ``at``, also with "of": "city of | Osh", "Lake | Chad"."""
        if not at:
            return None
        of = words[at - 1].lower == "of" and words[at - 1].gap == " "
        end = at - 1 if of else at
        table = self._of if of else self._before
        if not end or words[end - 1].lower not in self.head_words:
            return None
        for length in (3, 2, 1):
            phrase = words[max(end - length, 0) : end]
            found = table.get(tuple(word.lower for word in phrase))
            if found and all(word.gap in _QUOTED or word.solid for word in phrase):
                return Heading(end - len(phrase), at, *found)
        return None

    def directions_before(self, words: Sequence[Word], at: int) -> int:
        """The first word of the direction before word ``at``; ``at`` if there is none."""
        for length in (2, 1):
            phrase = words[at - length : at] if at >= length else ()
            solid = all(word.solid for word in phrase)
            if solid and tuple(word.lower for word in phrase) in self._directions:
                return at - length
        return at


@cache
def grammar() -> PlaceGrammar:
    """The grammar of ``vocabulary.toml``."""
    return PlaceGrammar(vocabulary())
