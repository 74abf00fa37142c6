"""One text with its words, its possible names, and what stands around each of them."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

import pycountry
from spacy.tokens import Doc, Span

from pipeline.document.candidates import text_of
from pipeline.entity_types.place.grammar import Heading
from pipeline.entity_types.place.scan import PlaceName, Scanner
from pipeline.entity_types.place.words import Word, words_of
from pipeline.language.frequency import zipf

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PROPER = frozenset({"NNP", "NNPS"})
SHORT_WORD = 2
USUAL = 2.5
"""From this Zipf value on, English has a word."""
UNHEARD = 1.0
"""Below this Zipf value, hardly any English text has a word."""
FOREIGN = frozenset({"FW"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
LONGEST_LEAD = 60
_HYPHENS = frozenset({"-", "‐", "‑"})
_INTO = frozenset({"in", "into", "to"})
_DATED_BEFORE = re.compile(
    r"\W{0,3}(?:\d[\d./–-]{3,20}|\d[\d–-]{0,6}\s[A-Z][a-z]{2,9}(?:\s\d{4})?)[,:]\s"
)
_LEAD_ENDS = re.compile(r"(?:\s\([^()\n]{2,40}\))?\s?[:–—]")
_DATED_BEHIND = re.compile(r",\s\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s[A-Z][a-z]+(?:\s\d{4})?\s?[:–—-]")
_FORMAL_NAME = re.compile(r"\((?:the\s)?(?:[A-Z][\w’']+\s){1,4}of\)")
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
        locatives, directions = self.grammar.locatives, self.grammar.direction_words
        if nearest in locatives or nearest in directions:
            return True
        of = directions | self.grammar.words.parts_of
        return (nearest == "the" and farther in locatives) or (nearest == "of" and farther in of)

    def is_foreign(self, name: PlaceName, below: float = USUAL) -> bool:
        """Whether a name is one proper noun that is no acronym and hardly a word of English.

        Args:
            name: A possible name.
            below: The Zipf value that its words stay below.
        """
        words = self.words[name.first : name.last]
        hyphened = all(word.gap in _HYPHENS for word in words[:-1])
        proper = all(word.capital and word.token.tag_ in PROPER | FOREIGN for word in words)
        if not (hyphened and proper) or self.is_acronym(name):
            return False
        return max(zipf(word.text) for word in words) < below

    def is_firmly_located(self, name: PlaceName, *, agent: bool) -> bool:
        """Whether a place alone may stand there: "in Ertegul", which is no word of English.

        Args:
            name: A name that no list has.
            agent: The model takes it for a body or a person, of whom "at" is said, too.
        """
        words = self.grammar.words
        if self.is_behind(name, words.firm):
            return self.is_foreign(name)
        if not self.is_behind(name, words.firm_at):
            return False
        if agent and self.words[name.first - 1].lower != "at":
            return False
        return self.is_foreign(name, UNHEARD if agent else USUAL)

    def is_behind(self, name: PlaceName, words: AbstractSet[str]) -> bool:
        """Whether one of some words leads to a name, and no noun follows it."""
        before = self.words[name.first - 1] if name.first else None
        if before is None or before.lower not in words or before.gap != " ":
            return False
        return not self._is_attribute(name)

    def _is_attribute(self, name: PlaceName) -> bool:
        """Whether a noun follows, of which the name says more: "in Ertegul courts"."""
        if name.last == len(self.words) or not self.words[name.last - 1].solid:
            return False
        return self.words[name.last].token.tag_ in NOUNS

    def is_owner(self, name: PlaceName) -> bool:
        """Whether "of" leads to a name that English does not know: "the ferry of Ertegul"."""
        return self.is_behind(name, frozenset({"of"})) and self.is_foreign(name, UNHEARD)

    def is_water(self, name: PlaceName) -> bool:
        """Whether it is a river's, by what leads to it: "on the Ob", "banks of the Ob"."""
        before = [word.lower for word in self.words[max(name.first - 3, 0) : name.first]]
        if before[-1:] != ["the"] or not self.is_foreign(name):
            return False
        if self._is_attribute(name):
            return False
        words = self.grammar.words
        of = len(before) > SHORT_WORD and before[-2] == "of" and before[-3] in words.waters_of
        return of or (len(before) > 1 and before[-2] in words.waters)

    def is_lead(self, name: PlaceName) -> bool:
        """Whether it opens a dated line: "29/08/2019, Ertegul:", "Ertegul, 3 May 2019 - "."""
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        lead, rest = self.text[:start], self.text[end : end + LONGEST_LEAD]
        if not self.is_foreign(name):
            return False
        dated = _DATED_BEFORE.fullmatch(lead) and _LEAD_ENDS.match(rest)
        return bool(dated) or (not lead.strip(" •▪–-") and _DATED_BEHIND.match(rest) is not None)

    def is_language(self, name: PlaceName) -> bool:
        """Whether it is a language of a list or a translation: "in Hausa and in English"."""
        return name.key in languages() and self.is_behind(name, _INTO)

    def names_plan(self, name: PlaceName) -> bool:
        """Whether a country in capitals is part of the name of a plan: "the SAMOA Pathway"."""
        if not name.worldly or not self.surface(name).isupper() or name.last == len(self.words):
            return False
        after = self.words[name.last]
        plan = after.capital and after.lower in self.grammar.words.plans
        return plan and self.words[name.last - 1].solid and not self.in_capitals

    def is_inversion(self, name: PlaceName) -> bool:
        """Whether it stands in the bracket of a formal name: "Bolivia (Plurinational State of)"."""
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        opened = self.text.rfind("(", 0, start)
        inside = _FORMAL_NAME.match(self.text, opened) if opened >= 0 else None
        return inside is not None and start < inside.end() and end <= inside.end()

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


@cache
def languages() -> frozenset[str]:
    """Names of the languages that ISO 639-1 lists, in small letters."""
    listed = (language for language in pycountry.languages if hasattr(language, "alpha_2"))
    return frozenset(language.name.partition(" (")[0].lower() for language in listed)
