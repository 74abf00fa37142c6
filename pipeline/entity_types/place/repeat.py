"""Later mentions of a place without evidence of their own: "Girgat is free" after "in Girgat".

A name that the report uses for a place somewhere stands for it everywhere, unless it is also an
ordinary word or another capitalised word makes a longer name of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.document import Mention, Origin
from pipeline.document.details import PlaceDetail
from pipeline.document.span import Span
from pipeline.entity_types.place.gazetteer import Gazetteer, gazetteer
from pipeline.entity_types.place.grammar import grammar
from pipeline.entity_types.place.methods import Method
from pipeline.entity_types.place.names import key_of

SHORTEST = 4
"""Code points from which a name is told from other words."""
_BEFORE = re.compile(r"(?:[^\W\d_][\w.’'-]{0,60}[ -])$")
_AFTER = re.compile(r"[ -][^\W\d_]+")
_REACH = 30


def repeated(text: str, spans: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """All mentions, with the repeated names of places among them.

    Args:
        text: The document's text.
        spans: The paragraphs that bear mentions.
        mentions: The mentions so far, in the order of the text.
    """
    known = dict(_names(text, mentions))
    if not known:
        return list(mentions)
    kept = [m for m in mentions if not (_is_guess(m) and m.span.of(text) in known)]
    taken = bytearray(len(text))
    for mention in kept:
        taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span)
    listed = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w’'-])(?:{listed})(?![\w-])")
    found = [
        Mention(
            span=Span(start=match.start(), end=match.end()),
            label="PLACE",
            method=Method.REPEAT,
            detail=known[match.group()],
        )
        for span in spans
        for match in pattern.finditer(text, span.start, span.end)
        if not any(taken[match.start() : match.end()]) and _stands_alone(text, match)
    ]
    return sorted([*kept, *found], key=lambda mention: mention.span.start)


def _names(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[str, PlaceDetail]]:
    """Names of places as written, without their head words, and what is known of each."""
    places = gazetteer()
    for mention in mentions:
        if mention.label != "PLACE" or not isinstance(mention.detail, PlaceDetail):
            continue
        name = _bare(mention.span.of(text))
        key = key_of(name)
        own = len(name) >= SHORTEST and key == mention.detail.key
        if own and not name.isupper() and _is_telling(places, key):
            yield name, mention.detail


def _is_guess(mention: Mention) -> bool:
    """Whether the model alone takes a name for another thing: the report's own use counts."""
    return mention.origin is Origin.MODEL and mention.label in {"PERSON", "ORG"}


def _bare(words: str) -> str:
    """The name without head words and directions around it."""
    parts, others = words.split(" "), grammar().no_names
    while parts and (parts[0].lower() in others or parts[0].islower()):
        parts = parts[1:]
    while parts and parts[-1].lower() in others:
        parts = parts[:-1]
    return " ".join(parts)


def _is_telling(places: Gazetteer, key: str) -> bool:
    """Whether a name is no ordinary word's and no country's, which are found by themselves."""
    entry = places.find(key)
    return entry is None or not (entry.common or entry.worldly)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no capitalised word beside the name makes a longer one of it."""
    after = _AFTER.match(text, match.end())
    if after and after.group()[1].isupper() and after.group()[1:].lower() not in grammar().no_names:
        return False
    if after and after.group()[1:].lower() in grammar().words.illnesses:
        return False
    before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    if before is None or not before.group()[0].isupper():
        return True
    # "In Girgat the board met": a small word that begins a sentence is no part of a name.
    return before.group().endswith(" ") and before.group().strip().lower() in STOP_WORDS
