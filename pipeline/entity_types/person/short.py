"""Later short mentions: a surname alone, once the full or titled name is known."""

from collections.abc import Iterable

from pipeline.document import Mention
from pipeline.span import Span

SHORTEST = 4
"""Code points from which a surname is told from other words."""


def surnames(text: str, mentions: Iterable[Mention]) -> list[tuple[Span, Span]]:
    """The surnames that stand for a person wherever they recur.

    Only names behind an honorific or a post are sure enough; a surname that is also a place of the
    report is left alone.

    Returns:
        Pairs of the surname's span and the span of the name that introduces it.
    """
    mentions = list(mentions)
    places = {m.span.of(text) for m in mentions if m.label == "PLACE" and m.method != "model"}
    found = []
    for mention in mentions:
        if mention.label != "PERSON" or mention.method == "model":
            continue
        name = mention.span.of(text)
        surname = name.split()[-1]
        if len(surname) >= SHORTEST and surname not in places:
            start = mention.span.end - len(surname)
            found.append((Span(start=start, end=mention.span.end), mention.span))
    return found
