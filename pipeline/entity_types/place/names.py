"""Place names as keys: one spelling for all ways in which a name is typed or transliterated."""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.entity_types.place.vocabulary import vocabulary

_MARKS = re.compile(r"['’‘`´ʻʼʿʾ′ˈˌ]")
_GAPS = re.compile(r"[\s\-‐-―/.,()]+")


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The name without case, accents and punctuation: ``N’Djaména`` -> ``ndjamena``."""
    if name.isascii():
        plain = name.casefold()
    else:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        plain = plain.translate(_letters())
    return _GAPS.sub(" ", _MARKS.sub("", plain)).strip()


def skeleton_of(key: str) -> str:
    """What different transliterations of one name share: ``hirat`` and ``herat`` -> ``hirat``.

    Args:
        key: A result of :func:`key_of`.
    """
    words = key.split()
    while len(words) > 1 and words[0] in vocabulary().articles:
        words = words[1:]
    text = "".join(words)
    for pattern, replacement in _transliterations():
        text = pattern.sub(replacement, text)
    return text


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(vocabulary().letters)


@cache
def _transliterations() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = vocabulary().transliterations
    return tuple((re.compile(rule.pattern), rule.replacement) for rule in rules)
