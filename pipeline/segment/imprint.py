"""The imprint: small print at the end of a report, and the day on which it was published."""

import re
from collections.abc import Sequence
from datetime import date

from pipeline.document.span import Span
from pipeline.segment.parts import Part
from pipeline.segment.period import find_period
from pipeline.segment.vocabulary import compiled, form_of, vocabulary

MOST_PASSAGES = 6
"""How many passages an imprint has at most."""
MOST_WORDS = 80
HEAD = 12
"""Among so many first passages, a report says when it was published."""
NAME_WORDS = 14
_PLACE_BEFORE = re.compile(r"(?:[A-Z][\w'’.-]{1,30}(?: [A-Z][\w'’.-]{1,30}){0,3},\s)?")
_BEFORE_DATE = 3
"""Characters that may stand between "published on" and the date: a colon and a blank."""

Publication = tuple[date, Span]


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


def publication(parts: Sequence[Part]) -> Publication | None:
    """The day of publication as the masthead or the imprint says it, and where."""
    first, last = list(parts[:HEAD]), [part for part in parts[HEAD:] if part.reason == "imprint"]
    for part in (*first, *last):
        found = _issued(part)
        if found is not None:
            return found
    lines = (_dateline(part) for part in first if part.role in {"period", "heading", "body"})
    return next((line for line in lines if line is not None), None)


def _issued(part: Part) -> Publication | None:
    """The date behind "published on" or the like."""
    for form in vocabulary().issued:
        match = compiled(form.pattern).search(part.text)
        day = _day_at(part, match.end()) if match else None
        if day is not None:
            return day
    return None


def _dateline(part: Part) -> Publication | None:
    """The date of a line that holds nothing else but the town."""
    before = _PLACE_BEFORE.match(part.text)
    found = _day_at(part, before.end() if before else 0)
    return found if found is not None and found[1].end == part.shape.span.end else None


def is_dateline(part: Part) -> bool:
    """Whether a line holds a date and nothing else but the town."""
    return _dateline(part) is not None


def _day_at(part: Part, start: int) -> Publication | None:
    """The full date that begins about an offset of a part's words."""
    period = find_period(part.text[start:])
    if period is None or period.first != period.last or period.span.start > _BEFORE_DATE:
        return None
    year, month, day = period.first
    if year is None or month is None or day is None:
        return None
    here = Span(start=start + period.span.start, end=start + period.span.end)
    return date(year, month, day), part.at(here)
