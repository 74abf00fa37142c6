"""Finds places in a spaCy ``Doc``: the gazetteer, the model and the grammar each bring evidence.

A name alone seldom tells: "Nice" is a word, "Georgia" two places, and a village stands in no list. So every
possible name collects evidence, whose weights ``vocabulary.toml`` lists, and counts as a place from
a total of ``enough``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.details import PlaceDetail
from pipeline.entity_types import Candidate, Finder
from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.entity_types.place.grammar import Grammar, Heading, grammar
from pipeline.entity_types.place.scan import SHORTEST, Name, Scanner
from pipeline.entity_types.place.vocabulary import Evidence
from pipeline.entity_types.place.words import Word, words_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PEOPLES = frozenset({"NORP", "LANGUAGE"})
SHORTEST_MIXED_CASE = 4
WORDS_TO_HEAD = 8
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_JOINT = re.compile(r"[,;/&(–]| - |\b(?:and|or)\b")
_STOP = re.compile(r"[.!?]\s|[:\n]")
_ANNOUNCING_GAP = re.compile(r"[^.!?]*(?:[:(–]| - )[^.!?]*")


def build(nlp: Language) -> Finder:  # noqa: ARG001 - every type is built with the pipeline
    """The finder of places."""
    scanner = Scanner(gazetteer(), grammar())

    def find(doc: Doc) -> Iterator[Candidate]:
        return _Reading(doc, scanner).candidates()

    return find


class _Reading:
    """One pass over one text."""

    def __init__(self, doc: Doc, scanner: Scanner) -> None:
        # spaCy joins the tokens anew each time that a Doc is asked for its text.
        self.text = doc.text
        self.grammar: Grammar = scanner.grammar
        self.evidence: Evidence = scanner.grammar.words.evidence
        self.words: Sequence[Word] = words_of(doc, self.text)
        self.entities: tuple[Span, ...] = doc.ents
        longer = [word.text for word in self.words if len(word.text) > 2 and word.text.isalpha()]
        self.in_capitals = sum(map(str.isupper, longer)) > len(longer) / 2
        self.names = scanner.scan(self.text, self.words)

    def candidates(self) -> Iterator[Candidate]:
        """The names with enough evidence, with their head words and directions."""
        for index, name in enumerate(self.names):
            self._weigh(index, name)
        self._weigh_lists()
        for name in self.names:
            if name.accepted:
                yield self._candidate(name)

    # --- the name itself and what stands around it

    def _weigh(self, index: int, name: Name) -> None:
        if self._is_no_place(name):
            name.score = -10.0
            return
        weigh = self._weigh_listed if name.entry else self._weigh_unlisted
        weigh(index, name)
        name.accepted = name.score >= self.evidence.enough

    def _is_no_place(self, name: Name) -> bool:
        first, last = self.words[name.first], self.words[name.last - 1]
        after = self.words[name.last] if name.last < len(self.words) else None
        if after and after.lower in self.grammar.words.illnesses:
            return True
        if name.last - name.first == 1 and first.lower in self.grammar.words.generic:
            return True
        if name.worldly:
            letters = [c for c in name.key if c != " "]
            if len(letters) < SHORTEST_MIXED_CASE:
                surface = self.text[first.start : last.end]
                modifier = last.token.dep_ in _MODIFIERS and last.token.head.i > last.token.i
                # "US$ 5", "U.S. citizens": a currency and an adjective.
                return (
                    sum(map(str.isupper, surface)) < 2
                    or last.gap.startswith("$")
                    or (name.key in ("us", "u s") and modifier)
                )
            return False
        if name.entry is None and (
            len(name.key) < SHORTEST or first.lower in self.grammar.words.generic
        ):
            return True
        small = name.entry is None or name.entry.common or not name.entry.large
        return small and any(entity.label_ in PEOPLES for entity in self._entities(name))

    def _weigh_listed(self, index: int, name: Name) -> None:
        entry, weight = name.entry, self.evidence
        assert entry is not None
        entities = self._entities(name)
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        model = any(entity.label_ in PLACE_LABELS for entity in entities)
        within = [
            e
            for e in entities
            if e.label_ not in PLACE_LABELS and (e.start_char < start or e.end_char > end)
        ]
        if entry.worldly:
            name.score, name.method = weight.country, "gazetteer"
            if not model and any(e.label_ == "PERSON" for e in within):
                name.score += weight.within_person
            return
        single = name.last - name.first == 1
        name.method = "transliteration" if entry.variant else "gazetteer"
        if entry.variant:
            name.score = weight.large_variant if entry.large else weight.variant
            name.score += 0 if self._proper(name) else weight.no_proper_noun
        elif entry.common:
            name.score = weight.common
        elif entry.large:
            name.score = weight.large
        else:
            name.score = weight.listed if single else weight.several_words
        if model and (self._proper(name) or not entry.common):
            name.score += weight.model
        if self._located(name):
            name.score += weight.locative
        if self._heading(name):
            name.score += weight.head
        if self._is_loose(index):
            name.score += weight.loose
        if within:
            name.score += weight.within_other
        if self._is_acronym(name):
            name.score += weight.acronym

    def _weigh_unlisted(self, index: int, name: Name) -> None:
        weight = self.evidence
        entities = self._entities(name)
        name.score, name.method = weight.listed if name.joined else weight.unknown, "model"
        if any(entity.label_ in PLACE_LABELS for entity in entities):
            name.score += weight.model
        if any(entity.label_ not in PLACE_LABELS for entity in entities):
            name.score += weight.other_unknown
        if self._located(name):
            name.score += weight.locative_unknown
        heading = self._heading(name)
        if heading:
            # First-level units are all listed; "Division" and "State of" head other names, too.
            listed_kind = heading.kind == "admin1"
            name.score += weight.head_of_listed_kind if listed_kind else weight.head_unknown
            name.method = "head"
        if self._is_acronym(name):
            name.score += weight.acronym_unknown
        if not self._proper(name):
            name.score += weight.no_proper_noun

    def _entities(self, name: Name) -> list[Span]:
        start, end = self.words[name.first].start, self.words[name.last - 1].end
        return [
            entity
            for entity in self.entities
            if entity.start_char < end and start < entity.end_char
        ]

    def _proper(self, name: Name) -> bool:
        return all(word.token.pos_ == "PROPN" for word in self.words[name.first : name.last])

    def _located(self, name: Name) -> bool:
        """Whether a preposition of place governs the name: "in Osh", "from the Osh", "north of Osh"."""
        before = [word.lower for word in self.words[max(name.first - 2, 0) : name.first]]
        if not before:
            return False
        nearest, farther = before[-1], before[0]
        locatives, directions = self.grammar.words.locatives, self.grammar.direction_words
        if nearest in locatives or nearest in directions:
            return True
        return (nearest == "the" and farther in locatives) or (
            nearest == "of" and farther in directions
        )

    def _heading(self, name: Name) -> Heading | None:
        return self.grammar.after(self.words, name.last) or self.grammar.before(
            self.words, name.first
        )

    def _is_loose(self, index: int) -> bool:
        """Whether a capitalised word that is no listed name stands right beside the name."""
        name = self.names[index]
        for other in self.names[max(index - 1, 0) : index + 2]:
            beside = other.last == name.first or name.last == other.first
            if other.entry is None and beside and not self._is_acronym(other):
                if self.words[min(other.last, name.last) - 1].gap == " ":
                    return True
        return False

    def _is_acronym(self, name: Name) -> bool:
        """Whether it is one word with a capital letter within, as "FAO", "PoEs" and "NGOs" are."""
        text = self.words[name.first].text
        inner = any(b.isupper() for a, b in pairwise(text) if a.isalpha())
        return name.last - name.first == 1 and inner and not self.in_capitals

    # --- lists

    def _weigh_lists(self) -> None:
        """Evidence passes along a list, from its announcement and between neighbours."""
        weight = self.evidence
        for chain in self._chains():
            announced = self._announced(chain[0])
            for name in chain:
                name.kind = announced
            changed = True
            while changed:
                changed = False
                accepted = {name.key for name in self.names if name.accepted}
                for place, name in enumerate(chain):
                    if name.accepted or name.score < -weight.enough:
                        continue
                    score = name.score
                    if announced:
                        score += weight.head_unknown
                    neighbours = chain[max(place - 1, 0) : place + 2]
                    if any(other.accepted for other in neighbours) and (
                        name.entry or self._is_list(chain)
                    ):
                        score += weight.list
                        score += weight.long_list * (sum(other.accepted for other in chain) > 1)
                    if name.key in accepted:
                        score += weight.repeated
                    if score >= weight.enough:
                        name.accepted = changed = True
                        name.method = name.method if name.entry else "list"

    def _chains(self) -> Iterator[list[Name]]:
        chain: list[Name] = []
        for name in self.names:
            if chain and not self._are_linked(chain[-1], name):
                yield chain
                chain = []
            chain.append(name)
        if chain:
            yield chain

    def _are_linked(self, left: Name, right: Name) -> bool:
        """Whether nothing but joints of a list stands between two names: "A (5 %), B and the C"."""
        between = self.words[left.last : right.first]
        if len(between) > 6:
            return False
        text = self.text[self.words[left.last - 1].end : self.words[right.first].start]
        if not _JOINT.search(text) or _STOP.search(text):
            return False
        allowed = self.grammar.words.joints | self.grammar.no_names
        return all(word.lower in allowed or word.text.isdigit() for word in between)

    def _is_list(self, chain: Sequence[Name]) -> bool:
        """Whether more than a comma joins the names: "In Kenya, Mr Otieno" is no list."""
        between = self.text[self.words[chain[0].last - 1].end : self.words[chain[-1].first].start]
        return len(chain) > 2 or not re.fullmatch(r"\s*[,–-]\s*", between)

    def _announced(self, name: Name) -> str | None:
        """The kind that a head word announces a list of: "three districts, namely", "BCPs of Kenya: "."""
        if not name.first:
            return None
        nearest = self.words[name.first - 1]
        leads = nearest.lower in self.grammar.words.announcers or _ANNOUNCING_GAP.fullmatch(
            nearest.gap
        )
        if not leads:
            return None
        for at in range(name.first - 1, max(name.first - 1 - WORDS_TO_HEAD, -1), -1):
            word = self.words[at]
            if word is not nearest and _STOP.search(word.gap):
                return None
            if word.lower in self.grammar.plural_heads:
                return self.grammar.plural_heads[word.lower]
        return None

    # --- the mention

    def _candidate(self, name: Name) -> Candidate:
        words, first, last = self.words, name.first, name.last
        heading = self._heading(name)
        # "Sudan states" are states of Sudan, "Niger River" is a river.
        if heading and name.is_country and not words[heading.first].capital:
            heading = None
        if heading and heading.spanned:
            first, last = min(first, heading.first), max(last, heading.last)
        elif name.worldly:
            heading = None
        first = self.grammar.directions_before(words, first)
        start, end = words[first].start, words[last - 1].end
        text = self.text
        if text[end : end + 1] == "." and "." in text[start:end]:
            end += 1
        kind = heading.kind if heading else None if name.worldly else name.kind
        detail = PlaceDetail(key=name.key, kind=kind)
        return Candidate(start, end, "PLACE", name.method, detail)
