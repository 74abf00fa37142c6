"""Every stretch of a text that could be a place's name, listed in the gazetteer or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entity_types.place.gazetteer import Entry, Gazetteer
from pipeline.entity_types.place.grammar import Grammar
from pipeline.entity_types.place.names import key_of
from pipeline.entity_types.place.words import Word

LONGEST = 8
SHORTEST = 3


@dataclass(slots=True)
class Name:
    """A possible name of a place: words ``[first, last)`` and what the gazetteer has for them.

    ``score`` is the evidence found so far; ``method`` names what decided, ``kind`` what the list that it stands in is announced to hold.
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
    def worldly(self) -> bool:
        """Whether it names a country or a region of the world."""
        return self.entry is not None and self.entry.worldly

    @property
    def is_country(self) -> bool:
        """Whether it names a country."""
        return self.entry is not None and any(
            place.kind == "country" for place, _ in self.entry.places
        )

    @property
    def strong(self) -> bool:
        """Whether it is a well-known name."""
        return (
            self.entry is not None
            and not self.entry.variant
            and (self.entry.worldly or self.entry.large)
        )


class Scanner:
    """Reads names off the words of a text.

    Args:
        gazetteer: Where names are looked up.
        grammar: Head words and directions, which are no names by themselves.
    """

    def __init__(self, gazetteer: Gazetteer, grammar: Grammar) -> None:
        self.gazetteer = gazetteer
        self.grammar = grammar

    def scan(self, text: str, words: Sequence[Word]) -> list[Name]:
        """All possible names, in order, without overlaps; words of one name joined."""
        names: list[Name] = []
        at = 0
        while at < len(words):
            name = self._name(text, words, at) if words[at].capital else None
            if name is None:
                at += 1
                continue
            at = name.last
            if names and self._are_one(names[-1], name, words):
                first, listed = names[-1].first, names[-1].entry or name.entry
                names[-1] = self._unlisted(text, words, first, name.last, joined=listed is not None)
            else:
                names.append(name)
        for name in names:
            self._extend(text, words, name)
        return names

    def _name(self, text: str, words: Sequence[Word], at: int) -> Name | None:
        word = words[at]
        listed = self._listed(text, words, at)
        if listed:
            return listed
        if (
            word.lower in self.grammar.no_names
            or word.token.is_stop
            or len(word.text) < SHORTEST - 1
        ):
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
        name_word = word.capital and word.lower not in self.grammar.no_names
        return name_word and self._listed(text, words, at) is None

    def _listed(self, text: str, words: Sequence[Word], at: int) -> Name | None:
        """The longest name of the gazetteer that begins at a word."""
        found = None
        for last in range(at, min(at + LONGEST, len(words))):
            if last > at and not (
                words[last - 1].solid or words[last - 1].gap in (" & ", ". ", ".")
            ):
                break
            key = key_of(text[words[at].start : words[last].end])
            if not self.gazetteer.has_prefix(key):
                break
            entry = self.gazetteer.find(key)
            if entry and (words[last].capital or last > at + 1 or entry.large):
                found = Name(at, last + 1, key, entry)
        return None if found and self._is_a_word(found, words) else found

    def _is_a_word(self, name: Name, words: Sequence[Word]) -> bool:
        """Whether a listed name is better read as a word: "The", "North", "District"."""
        if name.entry is None or name.entry.worldly:
            return False
        own = words[name.first : name.last]
        only = own[0] if len(own) == 1 else None
        stop = only and only.token.is_stop and (name.entry.common or len(name.key) < SHORTEST)
        return bool(stop) or all(word.lower in self.grammar.no_names for word in own)

    def _unlisted(
        self, text: str, words: Sequence[Word], first: int, last: int, *, joined: bool = False
    ) -> Name:
        key = key_of(text[words[first].start : words[last - 1].end])
        entry = self.gazetteer.find(key) or self.gazetteer.find_variant(key)
        return Name(first, last, key, entry, joined)

    def _are_one(self, left: Name, right: Name, words: Sequence[Word]) -> bool:
        """Whether two names side by side are one: "Bani | Ali", "Dar'a | Al Balad", "Wadi al- | Rabie"."""
        linking = self.grammar.words.articles | self.grammar.words.particles
        between = words[left.last : right.first]
        if not all(word.solid for word in words[left.last - 1 : right.first]) or len(between) > 1:
            return False
        if left.worldly or right.worldly:
            return False
        if between:
            known = left.entry is not None and right.entry is not None
            return between[0].solid and between[0].lower in linking and not known
        if words[right.first].lower in self.grammar.words.articles and not right.strong:
            return True
        acronym = any(
            n.last - n.first == 1 and words[n.first].text.isupper() for n in (left, right)
        )
        if words[left.last - 1].gap != " " or acronym or (left.strong and right.strong):
            return False
        if not left.strong and not right.strong:
            return True
        entity = words[left.first].token.ent_iob_ == "B" and words[left.first].token.ent_type_ != ""
        inner = all(word.token.ent_iob_ == "I" for word in words[left.first + 1 : right.last])
        beyond = words[right.last] if right.last < len(words) else None
        return entity and inner and not (beyond and beyond.token.ent_iob_ == "I")

    def _extend(self, text: str, words: Sequence[Word], name: Name) -> None:
        """Takes in an article before the name and a compass point behind it."""
        before = words[name.first - 1] if name.first else None
        if (
            before
            and before.solid
            and before.lower in self.grammar.words.articles
            and before.capital
        ):
            if before.gap != " " or not (name.worldly or before.token.is_stop):
                name.first -= 1
        after = words[name.last] if name.last < len(words) else None
        if (
            after
            and after.capital
            and after.lower in self.grammar.words.compass
            and words[name.last - 1].gap == " "
        ):
            beyond = words[name.last + 1] if name.last + 1 < len(words) else None
            if not (
                beyond
                and after.gap == " "
                and beyond.capital
                and beyond.lower not in self.grammar.head_words
            ):
                longer = self._unlisted(text, words, name.first, name.last + 1)
                name.last, name.key = longer.last, longer.key
                name.entry = (
                    longer.entry if longer.entry and not longer.entry.variant else name.entry
                )
