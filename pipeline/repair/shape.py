"""What a block's words look like: running prose, a heading, a sentence that is not finished."""

import re

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.document import BlockHint

WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FINISHED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
DANGLING = re.compile(
    r"(?:[,&/]|\b(?:and|or|of|for|the|to|in|on|with|by|from|a|an|at|against|between|under))$",
    re.IGNORECASE,
)
PULL_QUOTE = re.compile(r"^[\"“«„].{20,}[\"”»]\W*(?:[–—-]\s*)?[^.!?]{0,120}\.?$", re.DOTALL)

PROSE_WORDS = 8
"""From this many words on, a block may be running prose."""
SENTENCE_WORDS = 10
"""From this many words on, a block without a full stop is a sentence that goes on."""
LOWER_SHARE = 0.4
HEADING_WORDS = 8


def is_prose(text: str) -> bool:
    """Running text: many words, many of them small."""
    words = WORDS.findall(text)
    lower = sum(word[0].islower() for word in words)
    return len(words) >= PROSE_WORDS and lower >= LOWER_SHARE * len(words)


def is_heading(text: str, hint: BlockHint | None, before: str = "") -> bool:
    """A heading by its layout, or by its few capitalised words without a full stop."""
    if hint is not None:
        return hint == "heading"
    words = WORDS.findall(text)
    if not words or len(words) > HEADING_WORDS or FINISHED.search(text) or text[0].islower():
        return False
    content = [word for word in words if word.lower() not in STOP_WORDS]
    small = sum(word[0].islower() for word in content)
    return not is_prose(before) and 2 * small <= len(content)


def is_unfinished(text: str, hint: BlockHint | None) -> bool:
    """Running prose that stops in mid-sentence."""
    if hint not in (None, "body", "quote", "list_item"):
        return False
    return is_prose(text) and not FINISHED.search(text)


def continues_sentence(one: str, two: str, left: BlockHint | None, right: BlockHint | None) -> bool:
    """Whether ``two`` goes on with the sentence that ``one`` breaks off."""
    if right not in (None, "body", "quote", "list_item") or not is_unfinished(one, left):
        return False
    if two[0].islower():
        return True
    return _goes_on_with_a_name(one, two)


def _goes_on_with_a_name(one: str, two: str) -> bool:
    """A name broken in two: "... of Narcotics and Law" | "Enforcement Affairs, launched ..."."""
    words, following = WORDS.findall(one), WORDS.findall(two)
    if len(words) < SENTENCE_WORDS or len(following) < 2 or not two[0].isalpha():  # noqa: PLR2004
        return False
    if following[0].lower() in STOP_WORDS or is_heading(two, None) or not FINISHED.search(two):
        return False
    dangles = DANGLING.search(one) is not None
    # The name's end is followed by the rest of the sentence, in small letters.
    runs_on = any(word[0].islower() for word in following[:4])
    return runs_on and (dangles or _within_a_name(words))


def _within_a_name(words: list[str]) -> bool:
    """The last words are capitals around a small joining word: "Narcotics and Law"."""
    last, joining, first = words[-1], words[-2], words[-3]
    return last[0].isupper() and first[0].isupper() and joining in {"and", "of", "for", "on"}


def continues_heading(one: str, two: str, left: BlockHint | None, right: BlockHint | None) -> bool:
    """Whether a heading breaks off and the next short block goes on with it."""
    if not (is_heading(one, left) and is_heading(two, right)):
        return False
    return DANGLING.search(one) is not None


def interrupts(text: str, hint: BlockHint | None) -> bool:
    """Something that a layout may set between the halves of a sentence."""
    if hint is not None:
        return hint in {"furniture", "caption", "quote"}
    return PULL_QUOTE.match(text) is not None or text.strip().isdigit()
