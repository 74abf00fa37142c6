"""Results as rows, and added up; a part of another result is added nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.dataset.achieved import Achieved
from pipeline.write.report import Row

EVERYTHING = "all"
NOT_STATED = "not stated"
"""The group of results of which the text does not say the month, country, theme or office."""
DIMENSIONS = ("month", "country", "theme", "office")


def result_row(result: Achieved, event_id: str) -> Row:
    """A result as a row of the table, with the dataset's id of its event."""
    return {
        "report_id": result.report_id,
        "result_id": result.result_id,
        "event_id": event_id,
        "measure": result.measure,
        "unit": result.unit,
        "value": f"{result.value:f}",
        "date": result.event["date"],
        "month": _month(result),
        "country": result.event["country"],
        "theme": result.theme,
        "theme_code": result.theme_code,
        "office": result.office,
        "part_of": result.part_of,
        "part_rule": result.part_rule or "",
        "sentence": result.sentence,
        "start": str(result.start),
        "end": str(result.end),
        "page": result.page,
    }


def _month(result: Achieved) -> str:
    """The month that all of a result falls in."""
    event, month = result.event, len("2017-10")
    first, last = event["date_start"][:month], event["date_end"][:month]
    return first if first == last else ""


@dataclass
class _Sum:
    total: Decimal = Decimal(0)
    results: int = 0
    parts: int = 0


def sum_rows(results: Iterable[Row]) -> Iterator[Row]:
    """Rows of ``results`` added up by each dimension, in the order of measures, units and groups.

    A result that lasts longer than a month is a group of its own period: it is split over no
    months. So the groups of each dimension add up to the sum over everything. A group that holds
    nothing but parts has no row: its sum is not known, and not nought.
    """
    sums: defaultdict[tuple[str, str, str, str], _Sum] = defaultdict(_Sum)
    for row in results:
        for by in (EVERYTHING, *DIMENSIONS):
            found = sums[row["measure"], row["unit"], by, _group(row, by)]
            if row["part_of"]:
                found.parts += 1
            else:
                found.results += 1
                found.total += Decimal(row["value"])
    for (measure, unit, by, group), found in sorted(sums.items()):
        if not found.results:
            continue
        yield {
            "measure": measure,
            "unit": unit,
            "by": by,
            "group": group,
            "total": f"{found.total:f}",
            "results": str(found.results),
            "parts": str(found.parts),
        }


def _group(row: Mapping[str, str], by: str) -> str:
    """What a result is added to in a dimension."""
    if by == EVERYTHING:
        return EVERYTHING
    if by == "month":
        return row["month"] or row["date"] or NOT_STATED
    return row[by] or NOT_STATED
