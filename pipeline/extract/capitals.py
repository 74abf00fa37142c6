"""Paragraphs in capitals, as the model and the rules read them: with the capitals of prose.

"THE MINISTRY OF HEALTH SIGNED A GRANT" is read as "the Ministry of Health signed a Grant". Only
what is read changes: offsets are the same, and mentions hold the words as the report has them.
"""

import re

from pipeline.language.load import verbs
from pipeline.names.bodies import by_name
from pipeline.names.contexts import contexts
from pipeline.names.words import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST_WORDS = 6
_LEAST_SHARE = 0.9


def as_prose(paragraph: str) -> str:
    """The paragraph, or where it is in capitals, the same in the capitals of prose."""
    words = _WORD.findall(paragraph)
    capital = sum(word.isupper() for word in words)
    if len(words) < _LEAST_WORDS or capital < _LEAST_SHARE * len(words):
        return paragraph
    prose = _WORD.sub(lambda match: _lowered(match.group()), paragraph)
    return prose if len(prose) == len(paragraph) else paragraph


def _lowered(word: str) -> str:
    """A word as prose has it: acronyms of bodies stay, verbs and small words are small."""
    lower = word.lower()
    if word in by_name() or word in vocabulary().capital_names or word in contexts().not_bodies:
        return word
    verb = lower in verbs().subjects.people_and_bodies or (
        lower.endswith(("ed", "ing")) and lower.startswith(verbs().subjects.bodies)
    )
    if verb or (lower in vocabulary().function_words and lower != "may"):
        return lower
    return word[0] + lower[1:]
