"""The parts of a name around its head word: modifiers to the left, the tail to the right."""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.language.load import ending_names, numbers, places, posts
from pipeline.names.heads import HeadWord, heads, heads_by_first, is_plural
from pipeline.names.numbers import bracket_before, is_year
from pipeline.names.series import series_end
from pipeline.names.words import OPENERS, POSSESSIVES, WordTable, is_acronym, vocabulary

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_LONGEST_ITEM = 4
_RELATIONS = {"relating": 2}
"""Words of a preposition of several words: "Convention relating to the Status of Refugees"."""
_WHERE = frozenset(("GPE", "LOC", "FAC", "DATE", "PERSON"))
_COMPANIES = frozenset(("officers", "experts", "heads", "ministers", "ambassadors"))
_TITLE_JOINTS = frozenset(("of", "and", "with", "to", "for", "against"))
_OFFICES = frozenset(("office", "bureau", "secretariat", "cabinet"))
_SHORTEST = 3
_ADJECTIVAL = ("ic", "al", "ive", "ary", "ory", "ous")
_MODIFYING = frozenset(("compound", "amod", "conj", "nmod", "poss"))
_STOPS = frozenset(("of", "the", "a", "an", "in", "on", "at", "by", "to", "for", "with", "from"))


class Tail(NamedTuple):
    """Where a name's tail ends, the head that governs it, and whether it ends in a place."""

    end: int
    head: HeadWord
    place: bool


class Phrases:
    """Reads the surroundings of head words in one ``Doc``.

    Args:
        doc: The parsed text.
        words: Its words.
        known: Bodies known by name, as word indices: the end of each and its first word.
    """

    def __init__(self, doc: Doc, words: WordTable, known: dict[int, int]) -> None:
        self.doc = doc
        self.words = words
        self.count = len(words.text)
        self.known = known
        self.begun = frozenset(known.values())
        self.ends: dict[int, int] = {}
        """The ends of names read so far and their first words."""

    # --- heads --------------------------------------------------------------------------------

    def head_at(self, at: int) -> HeadWord | None:
        """The head word that begins here, with a capital or where its rule needs none."""
        lower, text = self.words.lower, self.words.text[at]
        if text.isupper() and len(text) > _SHORTEST:
            return None
        for parts, rule in heads_by_first().get(lower[at], ()):
            last = at + len(parts)
            small = rule.lower or rule.ordinal or rule.numbered or rule.small
            if tuple(lower[at:last]) == parts and (self.words.proper[at] or small):
                return HeadWord(at, last, " ".join(parts), rule)
        return None

    def head_ending(self, last: int) -> HeadWord | None:
        """The capitalised head whose last word is before ``last``."""
        for first in (last - 1, last - 2, last - 3):
            if first >= 0 and self.words.proper[first]:
                head = self.head_at(first)
                if head and head.last == last:
                    return head
        return None

    def counts(self, at: int) -> bool:
        """Whether the word is an ordinal: "10th", "tenth"."""
        lower = self.words.lower[at]
        return bool(_ORDINAL.fullmatch(lower)) or lower in numbers().ordinals

    # --- places -------------------------------------------------------------------------------

    def branch(self, end: int) -> int:
        """Take in a country that stands right behind: "Border Guard Bangladesh"."""
        close = self.words.place_end(end)
        if close == end or not self.words.is_country(end, close) or self.owns_next(close):
            return end
        return close

    # --- to the left --------------------------------------------------------------------------

    def left(self, head: HeadWord) -> int:
        """The first word of the name whose head this is."""
        words, first = self.words, head.first
        while first > 0:
            if first in self.known:
                first = self.known[first]
                continue
            at = first - 1
            if words.proper[at] and words.lower[at] not in vocabulary().forewords:
                first = at
            elif words.text[at] in POSSESSIVES and at > 0 and self._owns(at, head):
                owner = self.ends.get(at, self.known.get(at, at - 1))
                if owner < at - 1:
                    return owner
                first = at - 1
            elif self._coordinates(at, head):
                first = at - 1
            elif head.rule.label == "INSTRUMENT" and bracket_before(self.words, at) < at:
                first = bracket_before(self.words, at)
            else:
                break
        return self._counted(first, head)

    def left_titled(self, first: int) -> int:
        """Go on to the left over the small words of a title whose year or number follows.

        "Workers with Family Responsibilities Convention, 1981": the number says that all is a name.
        """
        words = self.words
        while first > 1 and words.lower[first - 1] in _TITLE_JOINTS and words.proper[first - 2]:
            at = first - 2
            if words.is_place(at, first - 1) or at in self.known.values() or words.person[at]:
                break
            while at > 0 and words.proper[at - 1]:
                at -= 1
            first = at
        return first

    def left_small(self, head: HeadWord) -> int:
        """``National dental centre of ...``: small letters after an opening capital."""
        for at in range(head.first - 1, max(head.first - _LONGEST_ITEM - 2, -1), -1):
            if self.words.lower[at] in vocabulary().openers and self.words.proper[at]:
                return at
            if not self.words.text[at].isalpha() or self.words.lower[at] in _STOPS:
                break
        return self.left(head)

    def _owns(self, mark: int, head: HeadWord) -> bool:
        """Whether the owner before "'s" is part of the name.

        A body's own body is one name with it; its programme or conference is another thing.
        """
        words, at = self.words, mark - 1
        if not words.proper[at] or self.doc[words.token[at]].ent_type_ == "PERSON":
            return False
        if head.rule.label == "ORG" or words.lower[at] in vocabulary().owners:
            return True
        body = mark in self.ends or mark in self.known or is_acronym(words.text[at])
        return not body and not self.words.is_place(at, mark)

    def _coordinates(self, at: int, head: HeadWord) -> bool:
        """Whether the parse hangs the word before "and" on the head: "Food and Health Agency"."""
        words = self.words
        if words.text[at] not in ("and", "&", ",") or at == 0 or not words.proper[at - 1]:
            return False
        first, last = words.token[at - 1], words.token[head.last - 1]
        token = self.doc[first]
        if words.text[at - 1].isupper() or words.lower[at - 1] in heads():
            return False
        if words.lower[at - 1].endswith(_ADJECTIVAL):
            return True
        if token.ent_type_ in ("GPE", "PERSON"):
            return False
        for _ in range(6):
            if token.dep_ not in _MODIFYING:
                return False
            token = token.head
            if token.i == last:
                return True
            if not first <= token.i <= last:
                return False
        return False

    def _counted(self, first: int, head: HeadWord) -> int:
        """Take in the ordinal of a meeting, the year of an agenda, the number of "16 Days"."""
        if first == 0:
            return first
        word = self.words.lower[first - 1]
        ordinal = head.rule.label == "EVENT" and self.counts(first - 1)
        year = head.rule.year and is_year(word)
        days = head.text == "days" and word.isdigit()
        return first - 1 if ordinal or year or days else first

    # --- to the right -------------------------------------------------------------------------

    def tail(self, head: HeadWord) -> Tail:
        """The tail of a name: "of X and Y for Z in W"."""
        end, place, used, led_by = head.last, False, set[str](), ""
        while end < self.count:
            at = self._after_acronym(end)
            if at >= self.count:
                break
            preposition = self.words.lower[at]
            if self._takes(head, preposition, end, used, after_place=place):
                begin = at + _RELATIONS.get(preposition, 1)
                begin += self.words.lower[begin : begin + 1] == ["the"]
                close = self._object(begin, head, preposition)
                if close == begin:
                    end = self._quoted_tail(begin, end, head)
                    break
                if not self._belongs(head, preposition, begin, close, first=not used):
                    break
                if begin == at + 1 and not used:
                    head = self._governor(head, begin, close)
                used.add(preposition)
                led_by = preposition
                end, place = close, self.words.place_end(begin) == close
            elif used:
                led = led_by in ("in", "to")
                close = series_end(self, end, head, after_place=place, led_to=led)
                if close == end:
                    break
                end = close
            else:
                break
        return Tail(end, head, place)

    def _after_acronym(self, at: int) -> int:
        """Skip "(MoU)": an acronym in brackets within a name."""
        text = self.words.text
        bracketed = text[at : at + 1] == ["("] and text[at + 2 : at + 3] == [")"]
        return at + 3 if bracketed and is_acronym(text[at + 1]) else at

    def _takes(
        self, head: HeadWord, preposition: str, end: int, used: set[str], *, after_place: bool
    ) -> bool:
        """Whether a preposition goes on with the name."""
        rule = head.rule
        if preposition in ("in", "to") and rule.place:
            return True
        if rule.label == "ORG" and after_place and not is_plural(head.text):
            return False
        if preposition == "under":
            return rule.under
        if preposition not in rule.tail:
            return False
        if rule.label != "ORG" or not used or preposition == "of" or preposition in used:
            return True
        before = self.words.lower[end - 1]
        return before in posts().offices or before in heads()

    def _object(self, begin: int, head: HeadWord, preposition: str) -> int:
        """The end of what a preposition governs; ``begin`` if that is no part of a name."""
        named = self.words.place_end(begin)
        if head.rule.place and preposition in ("in", "to") and named > begin:
            return named
        if head.rule.numbered and begin < self.count and is_year(self.words.text[begin]):
            return begin + 1 if preposition == "of" else begin
        if head.text in _OFFICES and self._is_title(begin):
            return self._title_end(begin)
        close = max(self.chunk(begin), named)
        if self.words.lower[close - 1].endswith("ing") and close == begin + 1:
            close = self._activity(close)
        if close == begin and head.rule.portfolios:
            return self._portfolio(begin)
        return close

    def _belongs(
        self, head: HeadWord, preposition: str, begin: int, close: int, *, first: bool
    ) -> bool:
        """Whether a prepositional phrase is part of the name."""
        label = head.rule.label
        if preposition in ("in", "at"):
            # Where an event is held is no part of its name, but a region it is about is.
            region = self.words.phrase(begin, close) in places().wide
            country = label == "ORG" and self.words.is_place(begin, close)
            return region or country or head.rule.seat or self._is_abstract(begin, close)
        if preposition == "under":
            body = self.head_ending(close)
            is_body = body is not None and body.rule.label == "ORG"
            return is_body or self.words.lower[begin] in posts().heads_of_state
        if label == "ORG":
            whom = self.words.is_place(begin, close) or close in self.known
            return first or preposition != "to" or whom
        if label == "EVENT" and preposition == "of" and self._hosts(head, close):
            return False
        return not self._is_bare(begin, close)

    def _is_bare(self, begin: int, close: int) -> bool:
        """Whether a chunk is a mere reference, "the Government", that nothing follows."""
        rule = heads().get(self.words.lower[begin]) if close == begin + 1 else None
        if rule is None:
            return False
        return close >= self.count or self.words.lower[close] not in rule.tail

    def _hosts(self, head: HeadWord, close: int) -> bool:
        """Whether "of X" names a body that holds the event, and the event has no number."""
        if head.first and self.counts(head.first - 1):
            return False
        if self.words.proper[head.first] and self._is_about(close):
            return False
        body = self.head_ending(close)
        return body is not None and body.rule.label == "ORG"

    def _is_about(self, at: int) -> bool:
        """Whether "on X" follows, the subject of the whole: "Session of the Assembly on Rivers"."""
        begin = at + 1 + (self.words.lower[at + 1 : at + 2] == ["the"])
        return self.words.lower[at : at + 1] == ["on"] and self.chunk(begin) > begin

    def _is_abstract(self, begin: int, close: int) -> bool:
        """Whether "in X" says what the name is about ("Trafficking in Persons"), not where."""
        token = self.doc[self.words.token[begin]]
        if close != begin + 1 or token.ent_type_ in _WHERE:
            return False
        # The tagger takes a capitalised plural for a name: "Trading in Animals".
        plural = token.tag_ == "NNP" and token.text.endswith("s")
        return plural or token.tag_ in ("NNS", "NNPS", "VBG")

    def chunk(self, begin: int) -> int:
        """The end of a run of capitalised words, with owners and "&" within it."""
        words, at = self.words, begin
        while at < self.count and (words.proper[at] or self._is_company(begin, at)):
            if at > begin and words.person[at]:
                break
            at += 1
            if at + 1 < self.count and words.proper[at + 1]:
                owner = words.text[at] in POSSESSIVES and self._owns_on(at)
                at += words.text[at] == "&" or owner
        return at

    def _is_company(self, begin: int, at: int) -> bool:
        """Whether people of a post are named as a body's: "Union of Retired Officers"."""
        capital = at > begin and self.words.text[at][0].isupper()
        return capital and self.words.lower[at] in _COMPANIES

    def _activity(self, at: int) -> int:
        """The end of what an activity is done to: "Strengthening the Legal Regime"."""
        if self.words.lower[at : at + 1] != ["the"]:
            return at
        close = self.chunk(at + 1)
        return close if close > at + 1 else at

    def _is_title(self, at: int) -> bool:
        """Whether a capitalised title stands here: "Prime Minister", "Secretary-General"."""
        if at >= self.count or not self.words.text[at][0].isupper():
            return False
        lower = self.words.lower[at]
        return not {lower, lower.partition("-")[0]}.isdisjoint(ending_names() | {"prime"})

    def _title_end(self, begin: int) -> int:
        """The end of the title whose office is named: "Office of the Prime Minister"."""
        at = begin
        while at < self.count and (self.words.proper[at] or self._is_title(at)):
            if at > begin and self.words.person[at]:
                break
            at += 1
        return at

    def _portfolio(self, begin: int) -> int:
        """The end of "labour and social protection", a ministry's field in small letters."""
        lower, known, at = self.words.lower, vocabulary().portfolios, begin
        while at < self.count:
            joint = lower[at] in ("and", ",", "of") and lower[at + 1 : at + 2]
            if lower[at] in known:
                at += 1
            elif joint and lower[at + 1] in known:
                at += 2
            else:
                break
        return at

    def _owns_on(self, mark: int) -> bool:
        """Whether the possessive at ``mark`` is within the name: "Women's Affairs"."""
        if self.words.lower[mark - 1] in vocabulary().owners and mark not in self.known:
            return True
        at = mark + 1
        while at < self.count and self.words.proper[at]:
            at += 1
        return self.head_ending(at) is not None

    def _governor(self, head: HeadWord, begin: int, close: int) -> HeadWord:
        """The head of the whole where the tail's last word is one: "Council of X Convention"."""
        inner = self.head_ending(close)
        if inner is None or inner.first == begin:
            return head
        owned = any(mark in POSSESSIVES for mark in self.words.text[begin:close])
        other = head.rule.label == "ORG" and inner.rule.label != "ORG"
        return inner if owned or other else head

    def _quoted_tail(self, begin: int, end: int, head: HeadWord) -> int:
        """``Conference on "..."``: take in the quoted title, up to its closing mark."""
        words = self.words
        if head.rule.label == "ORG" or begin >= self.count or words.text[begin] not in OPENERS:
            return end
        close = words.closing(begin)
        if close is None or close == begin + 1:
            return end
        return close - (words.text[close - 1] in (".", ",", "…"))

    def owns_next(self, at: int) -> bool:
        """Whether "'s" stands at ``at``."""
        return self.words.text[at : at + 1] in (["'s"], ["’s"])
