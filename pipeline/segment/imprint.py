"""The imprint: small print at the end of a report; lines that only say where and when it came."""

import re
from collections.abc import Sequence

from pipeline.document.span import Span
from pipeline.segment.parts import Part
from pipeline.segment.period import find_period
from pipeline.segment.vocabulary import form_of, vocabulary

MOST_PASSAGES = 6
"""How many passages an imprint has at most."""
MOST_WORDS = 80
NAME_WORDS = 14
_TOWN = re.compile(r"(?:[A-Z][\w'’.-]{1,30}(?: [A-Z][\w'’.-]{1,30}){0,3},\s)?")


def with_imprint(parts: Sequence[Part]) -> list[Part]:
    """Set aside the small print at the end: who publishes, what may be copied, whom to write to."""
    decided = list(parts)
    seen = 0
    for position in reversed(range(len(decided))):
        part = decided[position]
        if part.role in {"furniture", "noise"}:
            continue
        is_last = seen == 0
        if seen == MOST_PASSAGES or not _is_small_print(part, is_last=is_last):
            break
        decided[position] = Part(part.shape, "furniture", "imprint")
        seen += 1
    return decided


def _is_small_print(part: Part, *, is_last: bool) -> bool:
    """Whether a passage is a line of the imprint, by its words or by its type."""
    if part.role not in {"body", "caption"} or part.shape.words > MOST_WORDS:
        return False
    if form_of(part.text, vocabulary().imprint):
        return True
    if form_of(part.text, vocabulary().caption) or part.shape.hint not in {None, "caption"}:
        return False
    names_body = form_of(part.text, vocabulary().publisher) is not None
    return is_last and names_body and part.shape.words <= NAME_WORDS and not part.shape.is_sentence


def is_dateline(part: Part) -> bool:
    """Whether a line holds a day and nothing else but the town."""
    before = _TOWN.match(part.text)
    rest = part.text[before.end() if before else 0 :]
    day = find_period(rest)
    if day is None or day.first != day.last or None in day.first:
        return False
    return day.span == Span(start=0, end=len(rest))
