"""One text with its words, its possible names, and what stands around each of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from pipeline.document.candidates import text_of
from pipeline.entity_types.place.grammar import Heading
from pipeline.entity_types.place.scan import PlaceName, Scanner
from pipeline.entity_types.place.words import Word, words_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PROPER = frozenset({"NNP", "NNPS"})
SHORT_WORD = 2
_DATELINE = re.compile(r"[^.!?;\n]{0,60}?\s?(?:\([^()\n]{2,40}\)\s?)?(?:[–—]|--?(?=\s)|:\s)")
"""What stands between the place of a dateline and its story."""


class PlaceReading:
    """A text read once; answers questions about its names."""

    def __init__(self, doc: Doc, scanner: Scanner) -> None:
        self.text = text_of(doc)
        self.grammar = scanner.grammar
        self.words: Sequence[Word] = words_of(doc, self.text)
        self.entities: Sequence[Span] = doc.ents
        letters = [word.text for word in self.words if word.text.isalpha()]
        longer = [word for word in letters if len(word) > SHORT_WORD]
        self.in_capitals = sum(map(str.isupper, longer)) > len(longer) / 2
        self.names = scanner.scan(self.text, self.words)

    def surface(self, name: PlaceName) -> str:
        """The name as written."""
        return self.text[self.words[name.first].start : self.words[name.last - 1].end]

    def between(self, left: PlaceName, right: PlaceName) -> str:
        """The text between two names."""
        return self.text[self.words[left.last - 1].end : self.words[right.first].start]

    def entities_of(self, name: PlaceName) -> list[Span]:
        """The model's entities that overlap a name."""
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        return [e for e in self.entities if e.start_char < end and start < e.end_char]

    def is_within(self, name: PlaceName, entity: Span) -> bool:
        """Whether an entity is longer than the name with its article: "al-Osh"."""
        first = name.first
        if first and self.words[first - 1].lower in self.grammar.words.articles:
            first -= self.words[first - 1].gap != " "
        start, end = self.words[first].start, self.words[name.last - 1].end
        return entity.start_char < start or entity.end_char > end

    def is_proper(self, name: PlaceName) -> bool:
        """Whether the model takes all words of a name for proper nouns."""
        return all(word.token.tag_ in PROPER for word in self.words[name.first : name.last])

    def is_located(self, name: PlaceName) -> bool:
        """Whether a word of place leads to the name: "in Osh", "from the Osh", "north of Osh"."""
        before = [word.lower for word in self.words[max(name.first - 2, 0) : name.first]]
        if not before:
            return False
        nearest, farther = before[-1], before[0]
        locatives, directions = self.grammar.words.locatives, self.grammar.direction_words
        if nearest in locatives or nearest in directions:
            return True
        of = directions | self.grammar.words.parts_of
        return (nearest == "the" and farther in locatives) or (nearest == "of" and farther in of)

    def heading(self, name: PlaceName) -> Heading | None:
        """The head phrase behind or before a name."""
        after = self.grammar.after(self.words, name.last)
        return after or self.grammar.before(self.words, name.first)

    def is_loose(self, index: int) -> bool:
        """Whether a capitalised word that is no listed name stands right beside the name."""
        name = self.names[index]
        for other in self.names[max(index - 1, 0) : index + 2]:
            beside = other.last == name.first or name.last == other.first
            gap = self.words[min(other.last, name.last) - 1].gap
            if other.entry is None and beside and gap == " " and not self.is_acronym(other):
                return True
        return False

    def is_dateline(self, name: PlaceName) -> bool:
        """Whether it opens a story in capitals: "LAGOS, May 3 (Agency) - The court ...".

        Two places in one ("GENEVA/KIGALI") count each.
        """
        said = self.surface(name)
        lead = self.text[: self.words[name.first].start]
        opens = not lead.strip() or (lead.isupper() and "\n" not in lead and "." not in lead)
        if not opens or not said.isupper() or len(said) <= SHORT_WORD:
            return False
        return _DATELINE.match(self.text, self.words[name.last - 1].end) is not None

    def is_acronym(self, name: PlaceName) -> bool:
        """Whether it is one word with a capital letter within, as "FAO", "PoEs" and "NGOs" are."""
        letters = pairwise(self.words[name.first].text)
        inner = any(b.isupper() for a, b in letters if a.isalpha())
        return name.single and inner and not self.in_capitals
