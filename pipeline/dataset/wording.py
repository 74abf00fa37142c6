"""What the names of two events share: words that say something, in their base form."""

import re
import unicodedata
from functools import cache

from pipeline.dataset.measures import base_form
from pipeline.language.load import calendar, grammar

_WORD = re.compile(r"[^\W\d_]{3,}")


def content_words(name: str) -> frozenset[str]:
    """The words of a name without case, accents, endings of the plural, and words of grammar.

    >>> sorted(content_words("The Courses on Repair of nets in May"))
    ['course', 'net', 'repair']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(base_form(word) for word in _WORD.findall(bare)) - _empty_words()


@cache
def _empty_words() -> frozenset[str]:
    known, relations = grammar(), grammar().prepositions
    return frozenset(
        base_form(word)
        for words in (
            *known.determiners.kinds.values(),
            known.determiners.articles,
            known.conjunctions.subordinating,
            known.conjunctions.listing,
            *(getattr(relations, name) for name in type(relations).model_fields),
            calendar().names,
        )
        for phrase in words
        for word in phrase.split()
    )
