"""Later short mentions: a surname alone, once the full or titled name is known."""

import re
from collections.abc import Iterable

from pipeline.document import Mention
from pipeline.entity_types.countries import names
from pipeline.entity_types.person.vocabulary import words
from pipeline.span import Span

SHORTEST = 4
"""Code points from which a surname is told from other words."""
SHORTEST_FAMILY = 3
"""The same for a listed family name: "Kim"."""
_LOCATED = re.compile(r"\b(?:in|at|from|to|near|of|around|outside|towards|between) (?:the )?$")
_REACH = 14
_FULL = 2


def surnames(text: str, mentions: Iterable[Mention]) -> list[tuple[Span, Span]]:
    """The surnames that stand for a person wherever they recur.

    Only names behind an honorific or a post, or told by their context, are sure enough; a surname
    that is also a place of the report is left alone.

    Returns:
        Pairs of the surname's span and the span of the name that introduces it.
    """
    mentions = list(mentions)
    places = {m.span.of(text) for m in mentions if m.label == "PLACE" and _is_place(text, m)}
    found = []
    for mention in mentions:
        if mention.label != "PERSON" or mention.method == "model":
            continue
        surname = _surname(text, mention)
        if surname is not None and surname.of(text) not in places:
            found.append((surname, mention.span))
    return found


def _is_place(text: str, mention: Mention) -> bool:
    """Whether a place is one by more than its name in the gazetteer."""
    before = text[max(0, mention.span.start - _REACH) : mention.span.start]
    said = mention.span.of(text).lower()
    return mention.method != "model" and (bool(_LOCATED.search(before)) or said in names())


def _surname(text: str, mention: Mention) -> Span | None:
    """The last word of a name, or the first where that is a family name of East Asia."""
    start, end = mention.span.start, mention.span.end
    parts = mention.span.of(text).split()
    first = len(parts) >= _FULL and parts[0] in words("family_first")
    if first and parts[-1] not in words("family_first"):
        long = len(parts[0]) >= SHORTEST_FAMILY
        return Span(start=start, end=start + len(parts[0])) if long else None
    if len(parts[-1]) < SHORTEST:
        return None
    return Span(start=end - len(parts[-1]), end=end)
