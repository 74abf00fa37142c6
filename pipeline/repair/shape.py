"""What a block's words look like: running prose, a heading, a sentence that is not finished."""

import re
from dataclasses import dataclass
from typing import Literal

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.document import BlockHint
from pipeline.repair.vocabulary import aside_pattern, furniture_pattern, vocabulary

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FINISHED = re.compile(
    r"[.!?:;…][\"'”’»)\]]{0,3}$|[^\W\d][\"'”’»)\]]{0,2}[.!?][\"'”’»)]?\s?\[?\d{1,2}\]?$"
    r"|\([A-Z][a-z]+\s[^()]{2,200}\)$"  # a note on what comes before: "(Supported by ...)"
)
HYPHENS = "-\u2010\u00ad"
ADDRESS = re.compile(
    r"(?:https?://|www\.|\S{1,80}@)\S{1,200}$|\b[\w-]{1,60}(?:\.[a-z]{2,4}){1,2}(?:/\S{0,100})?$"
)
OPENS_ADDRESS = re.compile(
    r"(?:https?://|www\.|[\w.-]{1,60}@|[\w-]{1,60}(?:\.[a-z]{2,6}){1,3}(?:[/\s]|$))"
)
PULL_QUOTE = re.compile(r"[\"“«„].{20,}[\"”»]\W{0,4}(?:[–—-]\s?)?[^.!?]{0,120}\.?", re.DOTALL)

TAIL = 120
"""Characters in which the end of a block is looked at."""
PROSE_WORDS = 8
"""From this many words on, a block may be running prose."""
CLAUSE_WORDS = 3
"""From this many words on, small letters make a beginning of a sentence."""
LOWER_SHARE = 0.4
HEADING_WORDS = 8
SHORT = 200
"""Up to this many characters, a block may be a pattern's: furniture, caption, pull quote."""
QUOTE_LENGTH = 600

Aside = Literal["furniture", "caption", "quote"]


@dataclass(frozen=True, slots=True)
class BlockShape:
    """What repair asks of a block's words.

    Attributes:
        hint: What the layout says it is.
        words: Its first and last words, all of them up to a length.
        count: How many words it has.
        is_prose: Many words, many of them small.
        is_clause: A few words, many of them small.
        is_heading: By its layout, or few capitalised words without a full stop.
        is_finished: Whether it ends as a sentence does.
        dangles: Whether it ends with a word or mark that something must follow.
        wants_object: Whether that is a preposition, an article or the like.
        hyphen: The part of a word before a hyphen at its end.
        aside: What it is, if it may stand between the halves of a sentence.
        is_address: Whether it ends with an address of the internet.
    """

    hint: BlockHint | None
    words: tuple[str, ...]
    count: int
    is_prose: bool
    is_clause: bool
    is_heading: bool
    is_finished: bool
    dangles: bool
    wants_object: bool
    hyphen: str | None
    aside: Aside | None
    is_address: bool

    @property
    def is_open(self) -> bool:
        """Whether it is text that stops in mid-sentence."""
        if self.hint not in (None, "body", "quote", "list_item") or self.aside == "furniture":
            return False
        if self.is_finished or self.is_address:
            return False
        return self.is_prose or (not self.is_heading and (self.dangles or self.is_clause))


def shape_of(text: str, hint: BlockHint | None) -> BlockShape:
    """The shape of a block's words, which begin and end with a character that is no blank."""
    words = tuple(WORD.findall(text))
    lower = sum(word[0].islower() for word in words)
    is_small = lower >= LOWER_SHARE * len(words)
    is_prose = len(words) >= PROSE_WORDS and is_small
    tail = text[-TAIL:]
    is_finished = FINISHED.search(tail) is not None
    hyphen = broken_word(text)
    last = words[-1].lower() if words and tail.endswith(words[-1]) else ""
    return BlockShape(
        hint=hint,
        words=words,
        count=len(words),
        is_prose=is_prose,
        is_clause=len(words) >= CLAUSE_WORDS and is_small,
        is_heading=_is_heading(text, words, hint, is_finished=is_finished),
        is_finished=is_finished,
        dangles=tail.endswith((",", "،", "&", "/")) or last in vocabulary().dangling,
        wants_object=last in vocabulary().dangling - vocabulary().coordinating,
        hyphen=hyphen,
        aside=_aside(text, hint),
        is_address=ADDRESS.search(tail) is not None,
    )


def _is_heading(
    text: str, words: tuple[str, ...], hint: BlockHint | None, *, is_finished: bool
) -> bool:
    if hint is not None:
        return hint == "heading"
    if not words or len(words) > HEADING_WORDS or is_finished or text[0].islower():
        return False
    content = [word for word in words if word.lower() not in STOP_WORDS] or words
    small = sum(word[0].islower() for word in content)
    return 2 * small <= len(content)


def _aside(text: str, hint: BlockHint | None) -> Aside | None:
    if hint == "hidden":
        return "furniture"
    if hint in {"furniture", "caption", "quote"}:
        return hint
    if hint is not None:
        return None
    if len(text) <= SHORT and furniture_pattern().fullmatch(text):
        return "furniture"
    if len(text) <= SHORT and aside_pattern().match(text):
        return "caption"
    if len(text) <= QUOTE_LENGTH and PULL_QUOTE.fullmatch(text):
        return "quote"
    return None


def broken_word(text: str) -> str | None:
    """The letters and figures right before a hyphen at the end; None without one."""
    if len(text) < 2 or text[-1] not in HYPHENS:  # noqa: PLR2004 - a letter and a hyphen
        return None
    start = len(text) - 1
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return text[start:-1] or None


def opens_small(text: str) -> bool:
    """Whether a block begins in mid-sentence: with a small letter, also behind a bracket."""
    head = text.lstrip("([\"'“‘«„")[:1]
    return head.islower() and OPENS_ADDRESS.match(text) is None
