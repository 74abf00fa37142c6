"""Later short mentions: a surname alone, once the full or titled name is known."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.document import Mention, Origin
from pipeline.document.span import Span
from pipeline.entity_types.person.methods import Method
from pipeline.entity_types.person.vocabulary import words
from pipeline.names.countries import names

SHORTEST = 4
"""Code points from which a surname is told from other words."""
SHORTEST_FAMILY = 3
"""The same for a listed family name: "Kim"."""
_LOCATED = re.compile(r"\b(?:in|at|from|to|near|of|around|outside|towards|between) (?:the )?$")
_REACH = 14
_FULL = 2


def surnames(text: str, mentions: Iterable[Mention]) -> list[tuple[Span, Span]]:
    """The surnames that stand for a person wherever they recur.

    Only names behind an honorific or a post, or told by their context, are sure enough, and those
    whose surname the text lets act; a surname that is also a place of the report is left alone.

    Returns:
        Pairs of the surname's span and the span of the name that introduces it.
    """
    mentions = list(mentions)
    places = {m.span.of(text) for m in mentions if m.label == "PLACE" and _is_place(text, m)}
    acting = _acting(text)
    found = []
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        sure = mention.origin is not Origin.MODEL
        found += [
            (short, mention.span)
            for short in _shorts(text, mention)
            if short.of(text) not in places and (sure or short.of(text) in acting)
        ]
        given = _given(text, mention) if sure else None
        if given and given.of(text) not in places:
            found.append((given, mention.span))
    return found


def _given(text: str, mention: Mention) -> Span | None:
    """The given name, by which reports go on to call those whose story they tell."""
    first, _, rest = mention.span.of(text).partition(" ")
    if len(first) < SHORTEST or not rest or mention.method != Method.APPOSITION:
        return None
    return Span(start=mention.span.start, end=mention.span.start + len(first))


def _is_place(text: str, mention: Mention) -> bool:
    """Whether a place is one by more than its name in the gazetteer."""
    before = text[max(0, mention.span.start - _REACH) : mention.span.start]
    said = mention.span.of(text).lower()
    return mention.origin is not Origin.MODEL and (bool(_LOCATED.search(before)) or said in names())


def _acting(text: str) -> frozenset[str]:
    """Words before a verb of which people are the subject: "X said", "X's lawyer"."""
    return frozenset(match["name"] or match["after"] for match in _deed().finditer(text))


@cache
def _deed() -> re.Pattern[str]:
    deeds, kin = ("|".join(sorted(words(name))) for name in ("deeds", "retinue"))
    word = r"[^\W\d_a-z][\w-]{2,30}"
    before = rf"(?<![\w-])(?P<name>{word})(?: (?:{deeds})|['’]s (?:{kin}))\b"
    return re.compile(rf"{before}|\b(?:{deeds}) (?P<after>{word})\b")


def _shorts(text: str, mention: Mention) -> Iterator[Span]:
    """The last word of a name, or the first where that is a family name of East Asia.

    Of a name with a father's name behind "bin" or "uulu", both.
    """
    start, end = mention.span.start, mention.span.end
    parts = mention.span.of(text).split()
    first, last = parts[0], parts[-1]
    family = len(parts) >= _FULL and first in words("family_first")
    given = any(part in words("of_father") for part in parts[1:-1])
    if family and last not in words("family_first"):
        if len(first) >= SHORTEST_FAMILY:
            yield Span(start=start, end=start + len(first))
        return
    if len(last) >= SHORTEST and last not in words("descendants"):
        yield Span(start=end - len(last), end=end)
    if given and len(first) >= SHORTEST:
        yield Span(start=start, end=start + len(first))
