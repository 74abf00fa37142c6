"""What each period brings: who appears, leaves and returns, counts, months without news."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.dataset.results import is_result
from pipeline.write.report import Row, read_table

UNKNOWN = "unknown"
"""The period of a report that states none."""
KINDS = ("organisations", "donors", "places", "people")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_KEYS = {"organisations": "organisation_id", "places": "place_id", "people": "person_id"}


class Known(NamedTuple):
    """A body, place or person; two of one name are two, so the country stands beside a body's."""

    name: str
    country: str
    entity_id: str

    def __str__(self) -> str:
        return f"{self.name} ({self.country})" if self.country else self.name


@dataclass(frozen=True, slots=True)
class Quarter:
    """One period against the one before it.

    ``new``: in no period before; ``back``: in an earlier one, not in the one before; ``gone``: in
    the one before, not in this.
    """

    period: str
    reports: tuple[str, ...]
    new: dict[str, list[Known]]
    back: dict[str, list[Known]]
    gone: dict[str, list[Known]]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Trends:
    """All periods in their order; ``by_country`` and ``by_theme`` count events and stories.

    ``gaps`` are the months of the covered periods in which nothing is told to have happened;
    ``uncovered`` the months between the first and the last period that no report is about.
    """

    quarters: tuple[Quarter, ...]
    by_country: pd.DataFrame
    by_theme: pd.DataFrame
    gaps: tuple[str, ...] = field(default=())
    uncovered: tuple[str, ...] = field(default=())


def trends(dataset: Path) -> Trends:
    """The trends of ``extracted/dataset/``."""
    reports = {row["report_id"]: row for row in read_table(dataset, "reports")}
    period_of = {stem: row["period"] or UNKNOWN for stem, row in reports.items()}
    periods = sorted(set(period_of.values()), key=lambda p: (p == UNKNOWN, p))
    events = [row for row in read_table(dataset, "events") if is_result(row)]
    present = _present(dataset, period_of)
    quarters = []
    for index, period in enumerate(periods):
        stems = tuple(s for s, p in period_of.items() if p == period)
        changes = {kind: _changes(present[kind], periods, index) for kind in KINDS}
        quarters.append(
            Quarter(
                period,
                stems,
                {kind: new for kind, (new, _, _) in changes.items()},
                {kind: back for kind, (_, back, _) in changes.items()},
                {kind: gone for kind, (_, _, gone) in changes.items()},
                {
                    "events": sum(row["report_id"] in stems for row in events),
                    **{kind: len(present[kind].get(period, ())) for kind in KINDS},
                },
            )
        )
    covered = sorted({month for period in periods for month in _months(period)})
    told = set(_told(events, read_table(dataset, "milestones"), read_table(dataset, "sections")))
    between = _months(f"{covered[0]}/{covered[-1]}") if covered else []
    return Trends(
        tuple(quarters),
        _counted(((period_of[r["report_id"]], r["country"]) for r in events), "country"),
        _counted(_themes(dataset, period_of), "theme"),
        tuple(month for month in covered if month not in told),
        tuple(_runs(month for month in between if month not in covered)),
    )


def _present(dataset: Path, period_of: Mapping[str, str]) -> Mapping[str, Mapping[str, set[Known]]]:
    """Who and what each period names, by kind."""
    found: dict[str, defaultdict[str, set[Known]]] = {kind: defaultdict(set) for kind in KINDS}
    known = {
        kind: {row[key]: _known(kind, row, key) for row in read_table(dataset, kind)}
        for kind, key in _KEYS.items()
    }
    for row in read_table(dataset, "entity_rows"):
        if row["table"] in known:
            entity = known[row["table"]][row["entity_id"]]
            found[row["table"]][period_of[row["report_id"]]].add(entity)
    anybody = {id_: entity for entities in known.values() for id_, entity in entities.items()}
    for row in read_table(dataset, "event_roles"):
        if row["role"] == "funder":
            donor = anybody.get(row["entity_id"], Known(row["name"], "", row["entity_id"]))
            found["donors"][period_of[row["report_id"]]].add(donor)
    return found


def _known(kind: str, row: Row, key: str) -> Known:
    country = row["country"] if kind == "organisations" else ""
    return Known(row["name"], country, row[key])


def _changes(
    present: Mapping[str, set[Known]], periods: Sequence[str], index: int
) -> tuple[list[Known], list[Known], list[Known]]:
    """Who is new, back and gone in a period."""
    now = present.get(periods[index], set())
    last = present.get(periods[index - 1], set()) if index else set()
    earlier: set[Known] = set().union(*(present.get(p, set()) for p in periods[:index]))
    return sorted(now - earlier), sorted((now & earlier) - last), sorted(last - now)


def _themes(dataset: Path, period_of: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for row in read_table(dataset, "sections"):
        if row["theme"]:
            yield period_of[row["report_id"]], row["theme"]


def _counted(pairs: Iterable[tuple[str, str]], column: str) -> pd.DataFrame:
    counts = Counter((period, value) for period, value in pairs if value)
    rows = [(period, value, count) for (period, value), count in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["period", column, "count"])


def _months(period: str) -> list[str]:
    """The months of a period; none where it is open or uncertain, or a season."""
    first, _, last = period.partition("/")
    first, last = _bound(first, "01"), _bound(last or first, "12")
    try:
        return [str(month) for month in pd.period_range(first, last, freq="M")]
    except ValueError:
        return []


def _bound(date: str, month: str) -> str:
    """The month of a day, month or year, the given one of a year."""
    return f"{date}-{month}" if _YEAR.fullmatch(date) else date[: len("2017-01")]


def _told(events: Sequence[Row], *stories: Sequence[Row]) -> Iterator[str]:
    """The months that events last in, and those that milestones and stories stand under.

    What is only known to have happened in some year or season fills no month.
    """
    for row in events:
        if all(_MONTH.match(bound) for bound in row["date"].split("/")):
            yield from _months(row["date"])
    for row in (row for table in stories for row in table):
        if row["month"]:
            yield row["month"]


def _runs(months: Iterable[str]) -> Iterator[str]:
    """Months that follow each other as one interval: "2018-01/2021-03"."""
    run: list[str] = []
    for month in months:
        if run and pd.Period(month, "M") != pd.Period(run[-1], "M") + 1:
            yield _interval(run)
            run = []
        run.append(month)
    if run:
        yield _interval(run)


def _interval(run: Sequence[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}/{run[-1]}"
