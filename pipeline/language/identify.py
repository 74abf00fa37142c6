"""In which language a passage is written: the rules read English only.

A cheap test comes first: letters of another script, or running text without the small words of
English. Only what fails it is shown to the library ``py3langid``, whose model loads slowly.
"""

import re
import unicodedata
from functools import cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SMALL_WORDS = frozenset(
    {
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "that",
        "the",
        "their",
        "there",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
    }
)
"""Words of English that hardly any sentence of eight words lacks."""
LEAST_WORDS = 8
"""From so many words on, running text in the Latin script is tested."""
LEAST_OF_SCRIPT = 2
"""From so many words on, a passage in another script is."""
ENGLISH_SHARE = 0.12
PROSE_SHARE = 0.5
"""The share of small letters' words in running text; lists of names have fewer."""
ENGLISH, UNKNOWN = "en", "und"


def language_of(text: str) -> str | None:
    """The language of a passage as BCP 47; None where it is too short to tell.

    "und": not English, and too short to say more.
    """
    words = WORD.findall(text)
    if not words:
        return None
    if not in_latin_script(text):
        return _identified(text) if len(words) >= LEAST_OF_SCRIPT else UNKNOWN
    if len(words) < LEAST_WORDS:
        return None
    small = sum(word in SMALL_WORDS for word in map(str.lower, words))
    if small >= ENGLISH_SHARE * len(words):
        return ENGLISH
    if sum(map(str.islower, words)) < PROSE_SHARE * len(words):
        return ENGLISH if small else None
    return _identified(text)


def in_latin_script(text: str) -> bool:
    """Whether at least half of the letters of a text are Latin; so are texts without letters."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(map(_is_latin, letters)) >= len(letters)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or _name(letter).startswith("LATIN")


@cache
def _name(letter: str) -> str:
    return unicodedata.name(letter, "")


def _identified(text: str) -> str:
    from py3langid.langid import classify  # noqa: PLC0415 - its model loads when it is needed

    language, _ = classify(text)
    return str(language)
