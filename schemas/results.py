"""Records of what was achieved, counted over all reports; tables of the dataset only."""

from decimal import Decimal
from typing import Literal

from schemas.record import DatasetRecord, Record
from schemas.values import Country, Edtf, Id, Month, Offset, Page, PurposeCode, Text

Measure = Literal[
    "people trained",
    "people served",
    "people moved",
    "people taking part",
    "things handed over",
    "things seized",
    "things destroyed",
    "money spent",
]
"""What a result counts. People served were given something or looked after, people moved were
evacuated, resettled or brought home."""

PartRule = Literal["same words", "same happening", "stated as a part", "within an aggregate"]
"""Why a result is part of another: both rest on the same words; two reports tell of one event; the
text says "including" or "of whom"; a sum over a period and what happened within it."""

Dimension = Literal["all", "month", "country", "theme", "office"]
"""What results are summed by; "all" is the sum over everything."""


class Result(Record):
    """A number of people, things or money that an event came to; one with ``part_of`` is in no sum.

    ``start`` and ``end`` are the number in ``text.txt``.
    """

    key = ("result_id",)
    references = {"event_id": "events", "part_of": "results"}

    result_id: Id
    event_id: Id
    measure: Measure
    unit: Text
    value: Decimal
    date: Edtf | None
    month: Month | None
    country: Country | None
    theme: str | None
    theme_code: PurposeCode | None
    office: str | None
    part_of: Id | None
    part_rule: PartRule | None
    sentence: Text
    start: Offset
    end: Offset
    page: Page | None


class ResultSum(DatasetRecord):
    """Results of one measure and unit added up; those of one dimension add up to that of "all"."""

    key = ("measure", "unit", "by", "group")

    measure: Measure
    unit: Text
    by: Dimension
    group: Text
    total: Decimal
    results: int
    parts: int
