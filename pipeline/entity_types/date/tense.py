"""Whether what a date belongs to has happened or is to come, by the verb that it depends on.

A date without a year ("on 5 January") may lie before or after the report; the clause tells: "was
held", "will be held", "is planned for".
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.document.details import Tense
from pipeline.entity_types.date.vocabulary import vocabulary

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
OPEN = frozenset({"may", "might", "must", "should", "can"})
"""Modals that leave open whether it will be so; what they speak of has not been."""
PAST = frozenset({"was", "were", "had", "has", "have", "been", "'ve", "’ve"})
PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
VERBS = ("VB", "MD")
UP_TO = re.compile(r"\b(?:by|until|till|up to|before)\s(?:the\s)?$", re.IGNORECASE)
REACH = 12
"""Code points before a date in which one of these words stands."""
FARTHEST = 12
"""Words from a date up to the root of its sentence."""
ONWARDS = frozenset({"to", "until", "till", "for"})


def tense_of(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense in which the words ``[start, end)`` are told; None where nothing tells."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    path = list(_upwards(span.root))
    told: Tense | None = next(filter(None, map(_of_verb, path)), None)
    if told == "past" and UP_TO.search(doc.text, max(0, span.start_char - REACH), span.start_char):
        told = None  # "All have signed up for the course by May": it may be to come
    words = vocabulary().vocabulary
    if any(token.lower_ in words.planned and token.tag_ != "VBD" for token in path):
        # "The course planned for May was called off": before or after, nobody says.
        return None if told == "past" else "future"
    onwards = any(token.lower_ in ONWARDS for token in path)
    if onwards and any(token.lower_ in words.put_off for token in path):
        return "future"
    return told


def _upwards(token: Token) -> Iterator[Token]:
    """The token, what it depends on, and so on up to the root."""
    for _ in range(FARTHEST):
        yield token
        if token.head is token or token.head.i == token.i:
            return
        token = token.head


def _of_verb(verb: Token) -> Tense | None:
    """What a verb and its auxiliaries say; an infinitive leaves it to what it depends on."""
    if not verb.tag_.startswith(VERBS):
        return None
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & FUTURE or (helpers & OPEN and "have" not in helpers) or verb.lower_ in FUTURE:
        return "future"
    if verb.lower_ == "going" and helpers & PRESENT:
        return "future"
    if "to" in helpers and verb.head.lower_ in PRESENT:
        return "future"  # "is to be held in May"
    if verb.tag_ == "VBD" or helpers & PAST:
        return "past"
    if verb.tag_ == "VBN" and not helpers and verb.lower_ not in vocabulary().vocabulary.planned:
        return "past"  # "the course held in May"
    return None
