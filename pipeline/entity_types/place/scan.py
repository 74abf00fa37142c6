"""Every stretch of a text that could be a place's name, listed in the gazetteer or not."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.entity_types.place.gazetteer import Entry, Gazetteer
from pipeline.entity_types.place.grammar import PlaceGrammar
from pipeline.entity_types.place.names import key_of
from pipeline.entity_types.place.words import Word

LONGEST = 8
"""Words of a name."""
SHORTEST = 3
"""Letters of a name that no gazetteer has."""
_POSSESSIVE = frozenset({"'", "’"})
_HYPHENS = frozenset({"-", "‐", "‑"})


@dataclass(slots=True)
class PlaceName:
    """A possible name of a place: words ``[first, last)`` and what the gazetteer has for them.

    ``joined``: one of its words is listed, the whole is not. ``score`` is the evidence found so
    far; ``method`` names what decided; ``kind`` is what the list around it is announced to hold.
    """

    first: int
    last: int
    key: str
    entry: Entry | None = None
    joined: bool = False
    score: float = 0.0
    accepted: bool = False
    method: str = ""
    kind: str | None = None

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1

    @property
    def worldly(self) -> bool:
        """Whether it names a country or a region of the world."""
        return self.entry is not None and self.entry.worldly

    @property
    def is_country(self) -> bool:
        """Whether it names a country."""
        return self.entry is not None and self.entry.is_country

    @property
    def strong(self) -> bool:
        """Whether it is a well-known name."""
        entry = self.entry
        return entry is not None and not entry.variant and (entry.worldly or entry.large)


class Scanner:
    """Reads names off the words of a text.

    Args:
        gazetteer: Where names are looked up.
        grammar: Head words and directions, which are no names by themselves.
    """

    def __init__(self, gazetteer: Gazetteer, grammar: PlaceGrammar) -> None:
        self.gazetteer = gazetteer
        self.grammar = grammar

    def scan(self, text: str, words: Sequence[Word]) -> list[PlaceName]:
        """All possible names, in order, without overlaps; words of one name joined."""
        names: list[PlaceName] = []
        at = 0
        while at < len(words):
            name = (
                self._name(text, words, at) if words[at].capital else self._small(text, words, at)
            )
            if name is None:
                at += 1
                continue
            at = name.last
            if names and self._are_one(names[-1], name, words):
                listed = names[-1].entry or name.entry
                names[-1] = self._unlisted(text, words, names[-1].first, name.last)
                names[-1].joined = listed is not None
            else:
                names.append(name)
        for name in names:
            self._extend(text, words, name)
        return names

    def _small(self, text: str, words: Sequence[Word], at: int) -> PlaceName | None:
        """A country's name that begins with a small letter: "occupied Palestinian territory"."""
        if at + 1 == len(words) or not words[at + 1].capital or not words[at].solid:
            return None
        if words[at].lower in self.grammar.no_names or not words[at].text.isalpha():
            return None
        found = self._listed(text, words, at)
        return found if found and found.worldly and not found.single else None

    def _name(self, text: str, words: Sequence[Word], at: int) -> PlaceName | None:
        word = words[at]
        listed = self._listed(text, words, at)
        if listed:
            return listed
        if word.lower in self.grammar.no_names or word.token.is_stop or len(word.text) == 1:
            return None
        end = at + 1
        while end < len(words) and words[end - 1].solid:
            beyond = words[end + 1] if end + 1 < len(words) else None
            particle = words[end].lower in self.grammar.words.particles
            if self._goes_on(text, words, end):
                end += 1
            elif particle and beyond and words[end].solid and beyond.capital:
                end += 2
            else:
                break
        return self._unlisted(text, words, at, end)

    def _goes_on(self, text: str, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        could_be_name = word.capital and word.lower not in self.grammar.no_names
        return could_be_name and self._listed(text, words, at) is None

    def _listed(self, text: str, words: Sequence[Word], at: int) -> PlaceName | None:
        """The longest name of the gazetteer that begins at a word."""
        found = None
        for last in range(at, min(at + LONGEST, len(words))):
            before = words[last - 1]
            if last > at and not (before.solid or before.gap in (" & ", ". ", ".")):
                break
            key = key_of(text[words[at].start : words[last].end])
            entry, begins = self.gazetteer.look(key)
            if not begins:
                break
            owner = words[last].lower == "s" and before.gap in _POSSESSIVE
            if entry and not owner and (words[last].capital or last > at + 1 or entry.large):
                found = PlaceName(at, last + 1, key, entry)
        return None if found and self._is_a_word(found, words) else found

    def _is_a_word(self, name: PlaceName, words: Sequence[Word]) -> bool:
        """Whether a listed name is better read as a word: "The", "North", "District"."""
        if name.entry is None or name.worldly:
            return False
        own = words[name.first : name.last]
        rare = not name.entry.common and len(name.key) >= SHORTEST
        if name.single and own[0].token.is_stop and not rare:
            return True
        return all(word.lower in self.grammar.no_names for word in own)

    def _unlisted(self, text: str, words: Sequence[Word], first: int, last: int) -> PlaceName:
        key = key_of(text[words[first].start : words[last - 1].end])
        entry = self.gazetteer.find(key) or self.gazetteer.find_variant(key)
        return PlaceName(first, last, key, entry)

    def _are_one(self, left: PlaceName, right: PlaceName, words: Sequence[Word]) -> bool:
        """Whether two names side by side are one.

        "Bani | Ali", "Dar'a | Al Balad", "Wadi al- | Rabie" are, "Goma | North Kivu" are not.
        """
        between = words[left.last : right.first]
        solid = all(word.solid for word in words[left.last - 1 : right.first])
        if not solid or len(between) > 1 or left.worldly or right.worldly:
            return False
        vocabulary = self.grammar.words
        if between:
            linking = _links(between[0], vocabulary.articles, vocabulary.particles)
            return linking and not (left.entry and right.entry)
        if words[right.first].lower in vocabulary.articles and not right.strong:
            return True
        if words[left.last - 1].gap in _HYPHENS:
            return not (left.strong or right.strong)  # "Ak-Tal" is one name, "Osh-Naryn" are two
        acronym = any(name.single and words[name.first].text.isupper() for name in (left, right))
        if acronym or words[left.last - 1].gap != " ":
            return False
        if left.strong or right.strong:
            return not (left.strong and right.strong) and _is_entity(words, left.first, right.last)
        return True

    def _extend(self, text: str, words: Sequence[Word], name: PlaceName) -> None:
        """Takes in an article before the name and a compass point behind it."""
        before = words[name.first - 1] if name.first else None
        if before and before.solid and before.lower in self.grammar.words.articles:
            joined = before.gap != " " or not (name.worldly or before.token.is_stop)
            if before.capital and joined:
                name.first -= 1
        if name.last == len(words) or words[name.last - 1].gap != " ":
            return
        after = words[name.last]
        beyond = words[name.last + 1] if name.last + 1 < len(words) else None
        goes_on = beyond and after.gap == " " and beyond.capital
        ends = not goes_on or (beyond and beyond.lower in self.grammar.head_words)
        if after.capital and after.lower in self.grammar.words.compass and ends:
            longer = self._unlisted(text, words, name.first, name.last + 1)
            name.last, name.key = longer.last, longer.key
            if longer.entry and not longer.entry.variant:
                name.entry = longer.entry


def _links(word: Word, articles: AbstractSet[str], particles: AbstractSet[str]) -> bool:
    """Whether a word stands within names: "al-", "de"; "at" is a preposition where it is alone."""
    if word.lower in particles:
        return True
    return word.lower in articles and (word.capital or word.gap != " " or not word.token.is_stop)


def _is_entity(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words ``[first, last)`` are exactly one entity of the model, of whatever kind."""
    if words[first].token.ent_iob_ != "B":
        return False
    inner = all(word.token.ent_iob_ == "I" for word in words[first + 1 : last])
    return inner and not (last < len(words) and words[last].token.ent_iob_ == "I")
