"""Days that lead the items under a month heading: "9: ...", "12-14: ..." under "March"."""

import re
from collections.abc import Sequence

from pipeline.document import Document, Mention
from pipeline.document.details import DateDetail, PartialDate
from pipeline.entity_types.date.grammar import FoundDate

LEADING = re.compile(
    r"\W{0,3}(?P<days>(?P<first>\d{1,2})(?:\s?[–—-]\s?(?P<last>\d{1,2}))?)\s?:\s+(?=[A-Z“\"(])"
)
DAYS = range(1, 32)
RULE = "day under a month"


def leading_day(text: str) -> FoundDate | None:
    """The day or days that a paragraph begins with; None where it begins with anything else."""
    found = LEADING.match(text)
    if found is None:
        return None
    days = [int(day) for day in (found["first"], found["last"]) if day]
    if not all(day in DAYS for day in days) or days != sorted(days):
        return None
    parts = tuple(PartialDate(day=day) for day in days)
    detail = DateDetail(kind="range" if len(days) > 1 else "date", parts=parts)
    return FoundDate(found.start("days"), found.end("days"), RULE, detail)


def situated(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those days that stand under no month: "2: Conclusions"."""
    return [m for m in mentions if not _is_bare_day(m) or _month(document, m) is not None]


def _is_bare_day(mention: Mention) -> bool:
    detail = mention.detail
    if not isinstance(detail, DateDetail) or not detail.parts:
        return False
    return all(part.day and part.month is None and part.year is None for part in detail.parts)


def _month(document: Document, mention: Mention) -> str | None:
    section = document.here.section_at(mention.span)
    return None if section is None else (document.sections or ())[section].month
