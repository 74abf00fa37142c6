"""Lists within a name's tail: "of A, B and C", told from lists of names."""

from typing import TYPE_CHECKING

from pipeline.names.heads import HeadWord, heads, is_plural
from pipeline.names.words import is_acronym, vocabulary

if TYPE_CHECKING:
    from pipeline.names.phrases import Phrases

_LONGEST_ITEM = 4


def series_end(
    phrases: "Phrases", at: int, head: HeadWord, *, after_place: bool, led_to: bool
) -> int:
    """The end of ", B and C" after "of A"; ``at`` where the words do not go on so.

    Args:
        phrases: The words around.
        at: Where A ends.
        head: The head of the name.
        after_place: Whether A is a place.
        led_to: Whether "in" or "to" leads to A, so that more places may follow.
    """
    words, plural = phrases.words, is_plural(head.text)
    if after_place and not plural:
        return _places_end(phrases, at) if led_to and head.rule.place else at
    end = at
    while end < phrases.count and words.text[end] == ",":
        begin = end + 1
        if words.lower[begin : begin + 1] == ["and"]:
            break
        begin += plural and words.lower[begin : begin + 1] == ["of"]
        close = phrases.chunk(begin)
        adverb = close > begin and words.lower[begin] in vocabulary().list_adverbs
        if not adverb and not _joins(phrases, begin, close, plural=plural):
            return at
        end = close
    begin = end + (words.text[end : end + 1] == [","])
    if words.lower[begin : begin + 1] not in (["and"], ["&"]):
        return end if end > at and words.lower[at + 1] in vocabulary().list_adverbs else at
    begin += 1
    if plural and words.lower[begin : begin + 1] and words.lower[begin] in {*head.rule.tail, "the"}:
        begin += 1
    close = phrases.chunk(begin)
    return close if _joins(phrases, begin, close, plural=plural) else at


def _places_end(phrases: "Phrases", at: int) -> int:
    """The end of "and Serbia" in "Mission to Albania and Serbia"."""
    words = phrases.words
    if words.lower[at : at + 1] != ["and"]:
        return at
    begin = at + 1 + (words.lower[at + 1 : at + 2] == ["the"])
    close = words.place_end(begin)
    return close if close > begin and not phrases.owns_next(close) else at


def _joins(phrases: "Phrases", begin: int, close: int, *, plural: bool) -> bool:
    """Whether a chunk after "and" or a comma goes on with the name, and is no name itself."""
    words = phrases.words
    if not begin < close <= begin + _LONGEST_ITEM or words.person[begin]:
        return False
    last = phrases.head_ending(close)
    lone = words.lower[begin] in vocabulary().lone_bodies
    if (lone and not _shares_head(phrases, begin, last)) or begin in phrases.begun:
        return False
    bare_topic = last is not None and last.first == begin and not last.rule.tail
    if last and not is_plural(last.text) and not bare_topic:
        return False
    acronym = close == begin + 1 and words.text[begin].isupper() and is_acronym(words.text[begin])
    if acronym or plural:
        return plural and not acronym
    if _modifies_on(phrases, close) or _is_spelt_apart(phrases, begin, close):
        return False
    return not (words.is_place(begin, close) or phrases.owns_next(close))


def _shares_head(phrases: "Phrases", begin: int, last: HeadWord | None) -> bool:
    """Whether a body's word only modifies a plural: "Schools of Port and Customs Agencies"."""
    modifies = phrases.words.lower[begin] in heads()
    return modifies and last is not None and last.first > begin and is_plural(last.text)


def _is_spelt_apart(phrases: "Phrases", begin: int, close: int) -> bool:
    """Whether one word has a capital within, as brands have: "AstraZeneca"."""
    text = phrases.words.text[begin]
    return close == begin + 1 and text[1:] != text[1:].lower() and text.isalpha()


def _modifies_on(phrases: "Phrases", at: int) -> bool:
    """Whether a noun in small letters follows, so that what stands before only modifies it."""
    if at >= phrases.count or not phrases.words.text[at][0].islower():
        return False
    return phrases.doc[phrases.words.token[at]].tag_ in ("NN", "NNS", "JJ")
