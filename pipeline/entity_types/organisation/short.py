"""Later short names of a body: "the Coalition" after "the Global Coalition to Guard Rivers".

A capitalised head word alone stands for the body that the text named with it last, unless the text
gave that body an acronym: then the acronym is its short name and the head word a common noun.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.document import Acronym, Mention
from pipeline.document.details import NameDetail
from pipeline.document.index import Index
from pipeline.document.span import Span
from pipeline.entity_types.organisation.methods import Method
from pipeline.names.contexts import contexts

_BEFORE = re.compile(r"(?:\b(?P<word>[a-z]+) |\bThe )$")
_AFTER = re.compile(r" (?:[A-Z(]|of\b|for\b|on\b|to\b|against\b)|[\w-]")
_REACH = 16


def short_names(
    text: str, spans: Sequence[Span], mentions: Sequence[Mention], acronyms: Iterable[Acronym]
) -> list[Mention]:
    """All mentions, with the short names among them.

    Args:
        text: The document's text.
        spans: The paragraphs that bear mentions.
        mentions: The mentions so far, in the order of the text.
        acronyms: Those that the text defines.
    """
    named = {acronym.long.of(text) for acronym in acronyms}
    first: dict[str, int] = {}
    for mention in mentions:
        head = head_of(mention)
        if head and mention.span.of(text) not in named:
            first.setdefault(head.capitalize(), mention.span.end)
    if not first:
        return list(mentions)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(first))})\b")
    here = Index(mentions=mentions)
    found = [
        Mention(
            span=Span(start=match.start(), end=match.end()), label="ORG", method=Method.SHORT_NAME
        )
        for span in spans
        for match in pattern.finditer(text, span.start, span.end)
        if match.start() > first[match.group()] and _stands_alone(text, match)
    ]
    free = [mention for mention in found if not here.mentions_over(mention.span)]
    return sorted([*mentions, *free], key=lambda mention: mention.span.start)


def head_of(mention: Mention) -> str | None:
    """The head word of a body's name that may stand for it alone."""
    detail = mention.detail
    if mention.label != "ORG" or not isinstance(detail, NameDetail):
        return None
    return detail.head if detail.head in contexts().short_heads else None


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    if before is None or _AFTER.match(text, match.end()):
        return False
    return before["word"] not in contexts().indefinite
