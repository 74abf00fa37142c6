"""Whether one block goes on with the sentence, word or heading that another one breaks off."""

import re
from calendar import day_name, month_name
from collections.abc import Sequence
from itertools import pairwise

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.document.markers import opens_news
from pipeline.repair.glue import first_word, is_suspended
from pipeline.repair.shape import CLAUSE_WORDS, opens_small
from pipeline.repair.units import Unit
from pipeline.repair.vocabulary import vocabulary
from pipeline.repair.words import ReportWords

TEXT_HINTS = (None, "body", "quote", "list_item")
CALENDAR = frozenset((*month_name, *day_name))
SAME_SIZE = 0.05
"""The share by which the font sizes of two halves may differ."""
HABIT = 0.15
"""Up to this share of paragraphs without a full stop, the report's paragraphs have one."""
SENTENCE_WORDS = 10
HEADING_WORDS = 14
"""How many words a heading over several blocks may have."""
DIGIT = re.compile(r"\d")
DAY_AT_END = re.compile(r"(?<![\w.,/])(?:[12]?\d|3[01])$")
DAY_OR_YEAR = re.compile(r"(?:[12]?\d|3[01]|(?:19|20)\d\d)(?![\d%]|[.,]\d)")
YEAR = re.compile(r"(?:19|20)\d\d\b")


class Continuation:
    """Judges neighbouring blocks of one report.

    Args:
        units: All of them, in reading order.
        words: Evidence over words.
    """

    def __init__(self, units: Sequence[Unit], words: ReportWords) -> None:
        self.words = words
        heard = [unit for unit in units if unit.shape.aside is None]
        self.after_open = {two.number for one, two in pairwise(heard) if one.shape.is_open}
        prose = [unit for unit in heard if unit.shape.is_prose and not unit.listed]
        odd = sum(
            one.shape.is_open and one.shape.is_prose and not one.listed and not _is_small(two)
            for one, two in pairwise(heard)
        )
        self.paragraphs_end = odd <= max(1, HABIT * len(prose))

    def rule(self, left: Unit, right: Unit) -> str | None:
        """The rule by which the second one goes on with the first; None where it does not."""
        one, two = left.shape, right.shape
        if _stand_apart(left, right):
            return None
        if right.listed or _is_one_date(left.text, right.text):
            return "sentence" if _is_one_date(left.text, right.text) else None
        if one.hyphen is not None and right.text[0].isalnum():
            return "hyphen" if self._completes_word(left, right) else None
        if _continues_heading(left, right):
            return "heading"
        is_text = two.hint in TEXT_HINTS and not two.is_heading
        if is_text and self._begins_sentence(left, right):
            return "sentence"
        is_text = is_text and one.is_open
        is_whole_item = left.listed and not (one.is_prose or one.dangles)
        if is_text and not is_whole_item and self._continues_sentence(left, right):
            return "sentence"
        return None

    def _completes_word(self, left: Unit, right: Unit) -> bool:
        """Whether the block begins with the rest of the word that is broken off."""
        one, two, start = left.shape, right.shape, first_word(right.text)
        part = one.hyphen or ""
        if start[0].isdigit():
            return one.is_open and (part[-1].isdigit() or part.isupper())
        if is_suspended(part, right.text):
            return one.is_open
        evidence = self.words.broken(part, start)
        if start[0].islower():
            return one.is_open or evidence == "join" or self._begins_sentence(left, right)
        if part.isupper() and (evidence == "join" or not start.istitle()):
            return evidence == "join" or (one.is_open and not two.is_heading)
        if f"{part}-{start}".lower() in self.words.counts:
            return True
        is_name = start in self.words.names or start in CALENDAR or part[0].isupper()
        is_opener = start.lower() in STOP_WORDS
        return is_name and not is_opener and one.is_open and not two.is_heading

    def _begins_sentence(self, left: Unit, right: Unit) -> bool:
        """Whether what looks like a heading is the beginning of a sentence.

        No text under a heading begins with a small letter, unless it goes on with what stands over
        the heading.
        """
        one, two = left.shape, right.shape
        is_plain = one.hint is None and one.aside is None and not left.listed
        is_short = is_plain and (one.is_heading or one.count < CLAUSE_WORDS)
        is_rest = two.hint is None and two.is_prose and two.is_finished and _is_small(right)
        if not (is_short and is_rest):
            return False
        is_first = self.paragraphs_end and left.number not in self.after_open
        return is_first or (one.wants_object and one.count >= CLAUSE_WORDS)

    def _continues_sentence(self, left: Unit, right: Unit) -> bool:
        one, two = left.shape, right.shape
        if _is_small(right):
            if two.is_finished or two.is_prose:
                return one.is_prose or one.dangles or two.is_finished
            return one.is_prose and ((one.dangles and two.count > 1) or two.dangles)
        if right.text[0].isdigit():
            is_date = bool(one.words) and one.words[-1] in CALENDAR
            is_date = is_date and DAY_OR_YEAR.match(right.text) is not None
            is_sure = one.wants_object or is_date or (one.dangles and self.paragraphs_end)
            return is_sure and two.count > 1
        if not (two.is_finished and one.is_clause and two.words):
            return False
        return self._continues_name(left, right)

    def _continues_name(self, left: Unit, right: Unit) -> bool:
        """Whether a capital within a sentence begins the block, not a new sentence."""
        one, first = left.shape, right.shape.words[0]
        if first.lower() in STOP_WORDS:
            return False
        is_name = first in self.words.names
        if one.dangles:
            return is_name or self.paragraphs_end
        last = one.words[-1] if left.text.endswith(one.words[-1]) else ""
        is_phrase = right.text.startswith(first) and (last, first) in self.words.phrases
        return self.paragraphs_end and (is_phrase or _goes_on_with_a_name(left, right))


def _is_one_date(left: str, right: str) -> bool:
    """Whether a date is broken in two: "On 26" | "January the ...", "in February" | "2021."."""
    before, after = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0].rstrip(".,;:)")
    if after in CALENDAR and after in month_name:
        return DAY_AT_END.search(left) is not None
    return before in month_name and YEAR.match(right) is not None


def _stand_apart(left: Unit, right: Unit) -> bool:
    """Whether what the two are rules out that they are one passage."""
    one, two = left.shape, right.shape
    if opens_news(right.text) or not _same_size(left, right):
        return True
    asides = {one.aside, two.aside} & {"furniture", "caption"}
    return bool(asides) or "table" in (one.hint, two.hint)


def _is_small(unit: Unit) -> bool:
    return not unit.listed and opens_small(unit.text)


def _same_size(left: Unit, right: Unit) -> bool:
    one, two = left.block.size, right.block.size
    if one is None or two is None:
        return True
    return abs(one - two) <= SAME_SIZE * max(one, two)


def _goes_on_with_a_name(left: Unit, right: Unit) -> bool:
    """A name broken in two: "... of Narcotics and Law" | "Enforcement Affairs, launched ..."."""
    words, following = left.shape.words, right.shape.words
    if len(words) < SENTENCE_WORDS or len(following) < 2:  # noqa: PLR2004 - a name and more
        return False
    first, joining, last = words[-3:]
    is_within = last[0].isupper() and first[0].isupper() and joining in vocabulary().within_names
    # The name's end is followed by the rest of the sentence, in small letters.
    return is_within and any(word[0].islower() for word in following[:4])


def _continues_heading(left: Unit, right: Unit) -> bool:
    """Whether a heading breaks off and the next short block goes on with it."""
    one, two = left.shape, right.shape
    if not one.is_heading or one.count + two.count > HEADING_WORDS or not two.words:
        return False
    if left.block.level != right.block.level or two.is_finished or DIGIT.search(right.text):
        return False
    said = {word.lower() for word in one.words} - STOP_WORDS
    if said & {word.lower() for word in two.words} or left.text.isupper() != right.text.isupper():
        return False
    if _is_small(right):
        is_rest = two.hint in (None, "heading") and not two.is_prose
        return is_rest and two.words[0] in vocabulary().coordinating
    return two.is_heading and one.dangles
