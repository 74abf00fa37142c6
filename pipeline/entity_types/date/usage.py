"""How a report writes its dates: the year it mostly speaks of, and day or month first."""

from collections import Counter
from collections.abc import Sequence

from pipeline.document import Mention
from pipeline.document.details import DateDetail
from pipeline.document.edtf import MONTHS_OF_YEAR

DATED = frozenset({"date", "month", "range", "set"})
"""Kinds of dates whose years a report mostly speaks of."""


def usual_year(mentions: Sequence[Mention]) -> int | None:
    """The year that most dates of a report write out; None where none does."""
    years = Counter(
        part.year
        for mention in mentions
        if isinstance(mention.detail, DateDetail) and mention.detail.kind in DATED
        for part in mention.detail.parts
        if part.year is not None
    )
    return years.most_common(1)[0][0] if years else None


def day_first(mentions: Sequence[Mention]) -> bool | None:
    """Whether numeric dates have the day first; None where no date of the report shows it."""
    orders = {
        (part.day or 0) > MONTHS_OF_YEAR
        for mention in mentions
        if isinstance(mention.detail, DateDetail) and mention.detail.modifier == "numeric"
        for part in mention.detail.parts
        if (part.day or 0) > MONTHS_OF_YEAR or (part.month or 0) > MONTHS_OF_YEAR
    }
    return orders.pop() if len(orders) == 1 else None
