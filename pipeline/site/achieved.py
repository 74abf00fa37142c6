"""The page of results: what was achieved, added up, with the words behind each sum."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.dataset.sums import EVERYTHING, NOT_STATED
from pipeline.site.data import LATE, Data
from pipeline.site.listing import Cell, Column, Listing, cell, country_cell
from pipeline.site.reviews import told
from pipeline.site.words import country, number, when
from pipeline.write.report import Row

SHOWN = {
    "country": "By country",
    "month": "By month or period",
    "theme": "By theme",
    "office": "By office",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a sum; ``share``: of the largest beside it, in per cent, never less than 1."""

    name: str
    total: str
    share: int


@dataclass(frozen=True, slots=True)
class Achievement:
    """One measure in one unit, with its sum; ``bars``: the sum by country, month, theme, office."""

    measure: str
    unit: str
    total: str
    results: int
    parts: int
    bars: Mapping[str, Sequence[Bar]]


def achievements(data: Data) -> list[Achievement]:
    """All sums of the dataset, as its table ``result_sums`` has them."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in data.tables["result_sums"]:
        groups[row["measure"], row["unit"]].append(row)
    return [_achievement(measure, unit, rows) for (measure, unit), rows in groups.items()]


def _achievement(measure: str, unit: str, rows: Sequence[Row]) -> Achievement:
    (whole,) = (row for row in rows if row["by"] == EVERYTHING)
    bars = {
        title: _bars(by, [row for row in rows if row["by"] == by]) for by, title in SHOWN.items()
    }
    return Achievement(
        measure=measure,
        unit=unit,
        total=number(whole["total"]),
        results=int(whole["results"]),
        parts=int(whole["parts"]),
        bars={title: found for title, found in bars.items() if len(found) > 1},
    )


def _bars(by: str, rows: Sequence[Row]) -> list[Bar]:
    """The parts of a sum in one scale that begins at nought: months in time, others by size."""
    most = max((Decimal(row["total"]) for row in rows), default=Decimal(1)) or Decimal(1)
    if by == "month":
        ordered = sorted(rows, key=lambda row: (row["group"] == NOT_STATED, row["group"]))
    else:
        ordered = sorted(rows, key=lambda row: (-Decimal(row["total"]), row["group"]))
    return [
        Bar(
            _name(by, row["group"]),
            number(row["total"]),
            max(1, int(100 * Decimal(row["total"]) / most)),
        )
        for row in ordered
    ]


def _name(by: str, group: str) -> str:
    if group == NOT_STATED:
        return NOT_STATED
    return {"country": country, "month": when}.get(by, str)(group)


def results_listing(data: Data) -> Listing:
    """Every result with its sentence; those that are part of another say why they are not added."""
    columns = [
        Column("When", kind="key"),
        Column("What", choice=True),
        Column("Number", kind="number"),
        Column("Unit", choice=True),
        Column("Country", choice=True),
        Column("Event"),
        Column("In the report's words"),
        Column("Added up", choice=True),
        Column("Report", choice=True),
        Column("Review", choice=True),
    ]
    rows = sorted(data.tables["results"], key=lambda row: (row["date"] or LATE, row["result_id"]))
    return Listing("results", "All results", columns, [_result(data, row) for row in rows])


def _result(data: Data, row: Row) -> list[Cell]:
    event = row["event_id"]
    name = data.activities[event]["activity"] if event in data.activities else ""
    return [
        cell(when(row["date"]) or "not dated", key=row["date"] or LATE),
        cell(row["measure"]),
        cell(number(row["value"])),
        cell(row["unit"]),
        country_cell(data, row["country"]),
        cell(name, data.links.get(event, "")),
        cell(row["sentence"]),
        cell(f"no: {row['part_rule']}" if row["part_of"] else "yes"),
        cell(data.titles[row["report_id"]], data.pages[row["report_id"]]),
        cell(told(data.reviews.of_event(event))),
    ]
