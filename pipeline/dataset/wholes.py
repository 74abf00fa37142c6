"""Which results already count others: no person and no thing is added twice.

Four things make a result part of another one, from the surest to the least sure: both rest on the
same words; two reports tell of the same event; the text says "including"; and a sum over a period
("41 courses reached 874 officers from April to June") holds what the same doers achieved in the
same country within it. The last is a guess that is on the safe side: each is a flag.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.dataset.achieved import Achieved
from pipeline.dataset.measures import sums_up
from pipeline.dataset.wording import content_words
from schemas.results import PartRule

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def parts_known(
    results: Sequence[Achieved], event_of: Mapping[tuple[str, str], str]
) -> list[Achieved]:
    """The results, each part with the result that counts it.

    Args:
        results: Of all reports, in their order; those that their own sentences call parts say so.
        event_of: The event of the dataset, by a report and the event's id there.
    """
    whole_of = {r.result_id: r.part_of for r in results if r.part_of}
    rules: dict[str, PartRule] = {}
    ways: tuple[tuple[PartRule, Pairs], ...] = (
        ("same words", _of_same_words(results)),
        ("same happening", _told_again(results, event_of)),
        ("within an aggregate", _within(results)),
    )
    for rule, pairs in ways:
        for part, whole in pairs:
            if part not in whole_of and not _leads_to(whole_of, whole, part):
                whole_of[part], rules[part] = whole, rule
    return [
        replace(r, part_of=whole_of[r.result_id], part_rule=rules[r.result_id])
        if r.result_id in rules
        else r
        for r in results
    ]


Pairs = Iterator[tuple[str, str]]
"""The ids of a part and of its whole."""


def _leads_to(whole_of: Mapping[str, str], start: str, goal: str) -> bool:
    """Whether one comes from a result to another by way of its wholes."""
    at: str | None = start
    while at is not None and at != goal:
        at = whole_of.get(at)
    return at == goal


def _of_same_words(results: Iterable[Achieved]) -> Pairs:
    """Two events that one number counts: "Twelve officers visited A and B"."""
    first: dict[tuple[object, ...], str] = {}
    for r in results:
        number = r.report_id, _kind(r), r.unit, r.value, r.start, r.end
        whole = first.setdefault(number, r.result_id)
        if whole != r.result_id:
            yield r.result_id, whole


def _kind(result: Achieved) -> str:
    """People are people, whatever was done with them; all else by its measure."""
    return "people" if result.measure.startswith("people") else result.measure


def _told_again(results: Iterable[Achieved], event_of: Mapping[tuple[str, str], str]) -> Pairs:
    """What a second report says of an event that another one has told."""
    first: dict[tuple[str, str, str], Achieved] = {}
    for r in results:
        event = event_of[r.report_id, r.event["event_id"]]
        told = first.setdefault((event, r.measure, r.unit), r)
        if told.report_id != r.report_id:
            yield r.result_id, told.result_id


def _within(results: Sequence[Achieved]) -> Pairs:
    """What was achieved within the period of a sum by the same doers."""
    wholes: defaultdict[tuple[str, str], list[Achieved]] = defaultdict(list)
    for r in results:
        if r.first and (_is_of_period(r.event["date"]) or sums_up(r.sentence)):
            wholes[r.measure, r.unit].append(r)
    parts: defaultdict[str, list[Achieved]] = defaultdict(list)
    for r in results:
        fitting = [w for w in wholes[r.measure, r.unit] if _holds(w, r)]
        if fitting:
            parts[min(fitting, key=_extent).result_id].append(r)
    known = {r.result_id: r for r in results}
    for whole, held in parts.items():
        if sum(r.value for r in held) <= known[whole].value or sums_up(known[whole].sentence):
            yield from ((r.result_id, whole) for r in held)


def _is_of_period(date: str) -> bool:
    """Whether an EDTF date is a year, a season or months, of which no day is told.

    >>> _is_of_period("2016-04/2016-06"), _is_of_period("2016-04-03/2016-06-01")
    (True, False)
    """
    bounds = [bound for bound in date.split("/") if bound not in {"", ".."}]
    if any(_DAY.match(bound) for bound in bounds):
        return date.endswith("..")
    return len(bounds) != 1 or date.endswith("..") or not _MONTH.fullmatch(bounds[0])


def _holds(whole: Achieved, part: Achieved) -> bool:
    """Whether a sum counts a result, by time, doers, country and size."""
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    if whole.result_id == part.result_id or part.value > whole.value:
        return False
    if not (whole.first <= part.first and part.last <= whole.last):
        return False
    if (whole.first, whole.last) == (part.first, part.last) and (
        not sums_up(whole.sentence) or sums_up(part.sentence)
    ):
        return False
    where = whole.event["country"]
    return (
        (not where or where == part.event["country"])
        and _same_doers(whole, part)
        and _alike(whole, part)
    )


_MIXED = frozenset({"people served", "people taking part", "money spent"})
"""Measures of unlike things: advice and scholarships both serve people."""


def _alike(whole: Achieved, part: Achieved) -> bool:
    """Whether a sum may hold a result by what was done: in mixed measures, a word tells so."""
    names = (content_words(result.event["name"]) for result in (whole, part))
    return whole.measure not in _MIXED or bool(frozenset.intersection(*names))


def _same_doers(whole: Achieved, part: Achieved) -> bool:
    if whole.organisers and part.organisers:
        return bool(whole.organisers & part.organisers)
    same_office = whole.office == part.office and bool(whole.office)
    return same_office or whole.report_id == part.report_id


def _extent(whole: Achieved) -> tuple[int, Decimal]:
    """How long a sum's period is, and how much it sums up: the closest whole comes first."""
    days = (whole.last - whole.first).days if whole.first and whole.last else 0
    return days, whole.value
