"""What changes from one period to the next: who appears and leaves, counts, months without news."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline.extracted import Row, read_table

UNKNOWN = "unknown"
"""The period of a report that states none."""
KINDS = ("organisations", "donors", "places", "people")


@dataclass(frozen=True, slots=True)
class Quarter:
    """One period against those before it: the names that are new, and those not seen again."""

    period: str
    reports: tuple[str, ...]
    new: dict[str, list[str]]
    gone: dict[str, list[str]]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Trends:
    """All periods in their order; ``by_country`` and ``by_theme`` count events and stories."""

    quarters: tuple[Quarter, ...]
    by_country: pd.DataFrame
    by_theme: pd.DataFrame
    gaps: tuple[str, ...] = field(default=())


def trends(dataset: Path) -> Trends:
    """The trends of ``extracted/dataset/``.

    ``gaps`` are the months of the covered periods in which no event is dated.
    """
    reports = {row["report_id"]: row for row in read_table(dataset, "reports")}
    period_of = {stem: row["period"] or UNKNOWN for stem, row in reports.items()}
    periods = sorted(set(period_of.values()), key=lambda p: (p == UNKNOWN, p))
    events = read_table(dataset, "events")
    present = _present(dataset, period_of)
    quarters = []
    for index, period in enumerate(periods):
        stems = tuple(s for s, p in period_of.items() if p == period)
        quarters.append(
            Quarter(
                period,
                stems,
                {kind: _new(present[kind], periods, index) for kind in KINDS},
                {kind: _gone(present[kind], periods, index) for kind in KINDS},
                {
                    "events": sum(row["report_id"] in stems for row in events),
                    **{kind: len(present[kind].get(period, ())) for kind in KINDS},
                },
            )
        )
    return Trends(
        tuple(quarters),
        _counted(((period_of[r["report_id"]], r["country"]) for r in events), "country"),
        _counted(_themes(dataset, period_of), "theme"),
        tuple(_gaps(reports.values(), events)),
    )


def _present(dataset: Path, period_of: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """The names of each kind, by period."""
    found: dict[str, dict[str, set[str]]] = {kind: {} for kind in KINDS}
    names = {
        kind: {row[key]: row["name"] for row in read_table(dataset, kind)}
        for kind, key in (
            ("organisations", "organisation_id"),
            ("places", "place_id"),
            ("people", "person_id"),
        )
    }
    for row in read_table(dataset, "entity_rows"):
        if row["table"] in names:
            period = period_of[row["report_id"]]
            name = names[row["table"]][row["entity_id"]]
            found[row["table"]].setdefault(period, set()).add(name)
    for row in read_table(dataset, "event_roles"):
        if row["role"] == "funder":
            name = names["organisations"].get(row["entity_id"], row["name"])
            found["donors"].setdefault(period_of[row["report_id"]], set()).add(name)
    return found


def _new(present: dict[str, set[str]], periods: Sequence[str], index: int) -> list[str]:
    before = set().union(*(present.get(p, set()) for p in periods[:index]))
    return sorted(present.get(periods[index], set()) - before)


def _gone(present: dict[str, set[str]], periods: Sequence[str], index: int) -> list[str]:
    """What the period before had and this one has not."""
    if not index:
        return []
    return sorted(present.get(periods[index - 1], set()) - present.get(periods[index], set()))


def _themes(dataset: Path, period_of: dict[str, str]) -> Iterable[tuple[str, str]]:
    for row in read_table(dataset, "sections"):
        if row["theme"]:
            yield period_of[row["report_id"]], row["theme"]


def _counted(pairs: Iterable[tuple[str, str]], column: str) -> pd.DataFrame:
    counts = Counter((period, value) for period, value in pairs if value)
    rows = [(period, value, count) for (period, value), count in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["period", column, "count"])


def _gaps(reports: Iterable[Row], events: Sequence[Row]) -> Iterable[str]:
    told = {row["date_start"][:7] for row in events if row["date_start"]}
    for period in sorted({row["period"] for row in reports if row["period"]}):
        first, _, last = period.partition("/")
        try:
            months = pd.period_range(first[:7], (last or first)[:7], freq="M")
        except ValueError:  # an open or uncertain period has no months to count
            continue
        yield from (str(month) for month in months if str(month) not in told)
