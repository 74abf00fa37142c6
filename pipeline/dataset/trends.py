"""What each period brings, office by office and over all offices: who appears, leaves and returns.

A body is gone when the office that named it no longer does. That another office reports next says
nothing: over all offices, whoever the latest report of any office names is still there.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.dataset.results import is_result
from pipeline.dataset.unify import normalised
from pipeline.document.edtf import edtf_bounds
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
    """One period against what was known before it.

    ``new``: in no report before; ``back``: in an earlier one, not in the one before; ``gone``: in
    the one before, not in this. Over all offices, "the one before" is the latest of each office.
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

    ``quarters`` are those over all offices, ``offices`` those of each by itself. ``gaps`` are the
    months of the covered periods in which nothing is told to have happened; ``uncovered`` the
    months between the first and the last period that no report is about.
    """

    quarters: tuple[Quarter, ...]
    offices: Mapping[str, tuple[Quarter, ...]]
    by_country: pd.DataFrame
    by_theme: pd.DataFrame
    gaps: tuple[str, ...] = field(default=())
    uncovered: tuple[str, ...] = field(default=())


Present = Mapping[str, Mapping[str, set[Known]]]
"""Who and what each report names, by kind."""


def trends(dataset: Path) -> Trends:
    """The trends of ``extracted/dataset/``."""
    reports = {row["report_id"]: row for row in read_table(dataset, "reports")}
    period_of = {stem: row["period"] or UNKNOWN for stem, row in reports.items()}
    periods = sorted(set(period_of.values()), key=_place_in_time)
    office_of = _offices(reports.values())
    events = [row for row in read_table(dataset, "events") if is_result(row)]
    happened = Counter(row["report_id"] for row in events)
    present = _present(dataset)
    by_office = {
        office: _series([s for s in reports if office_of[s] == office], periods, period_of)
        for office in dict.fromkeys(office_of.values())
    }
    covered = sorted({month for period in periods for month in _months(period)})
    told = set(_told(events, read_table(dataset, "milestones"), read_table(dataset, "sections")))
    between = _months(f"{covered[0]}/{covered[-1]}") if covered else []
    return Trends(
        tuple(_quarters(_series(reports, periods, period_of), office_of, present, happened)),
        {
            office: tuple(_quarters(series, office_of, present, happened))
            for office, series in by_office.items()
        },
        _counted(((period_of[r["report_id"]], r["country"]) for r in events), "country"),
        _counted(_themes(dataset, period_of), "theme"),
        tuple(month for month in covered if month not in told),
        tuple(_runs(month for month in between if month not in covered)),
    )


def _place_in_time(period: str) -> tuple[bool, str, str]:
    """What periods are ordered by: their first and last day, those that are not known last."""
    first, last = edtf_bounds(period)
    begin = str(first) if first else period
    return period == UNKNOWN, begin, str(last or "")


def _offices(reports: Iterable[Row]) -> Mapping[str, str]:
    """The office of each report, under the name of its first; without a publisher, by its title."""
    names: dict[str, str] = {}
    found = {}
    for row in reports:
        name = row["publisher"] or row["title"] or row["report_id"]
        found[row["report_id"]] = names.setdefault(normalised(name), name)
    return found


def _series(
    stems: Iterable[str], periods: Sequence[str], period_of: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    """Some reports by their period, in its order."""
    known = list(stems)
    of_period = {p: tuple(s for s in known if period_of[s] == p) for p in periods}
    return {period: found for period, found in of_period.items() if found}


def _quarters(
    series: Mapping[str, tuple[str, ...]],
    office_of: Mapping[str, str],
    present: Present,
    happened: Mapping[str, int],
) -> Iterator[Quarter]:
    """What each period of a series brings, against the latest report of each office before it."""
    ever: dict[str, set[Known]] = {kind: set() for kind in KINDS}
    latest: dict[str, dict[str, set[Known]]] = {kind: {} for kind in KINDS}
    for period, stems in series.items():
        changes: dict[str, dict[str, list[Known]]] = {"new": {}, "back": {}, "gone": {}}
        counts = {"events": sum(happened[stem] for stem in stems)}
        for kind in KINDS:
            before = set().union(*latest[kind].values())
            now = {s: present[kind].get(s, set()) for s in stems}
            for office in {office_of[stem] for stem in stems}:
                latest[kind][office] = set().union(
                    *(named for stem, named in now.items() if office_of[stem] == office)
                )
            after = set().union(*latest[kind].values())
            changes["new"][kind] = sorted(after - ever[kind])
            changes["back"][kind] = sorted((after & ever[kind]) - before)
            changes["gone"][kind] = sorted(before - after)
            counts[kind] = len(set().union(*now.values()))
            ever[kind] |= after
        yield Quarter(period, stems, changes["new"], changes["back"], changes["gone"], counts)


def _present(dataset: Path) -> Present:
    """Who and what each report names, by kind; donors by all that it says of who paid."""
    found: dict[str, defaultdict[str, set[Known]]] = {kind: defaultdict(set) for kind in KINDS}
    known = {
        kind: {row[key]: _known(kind, row, key) for row in read_table(dataset, kind)}
        for kind, key in _KEYS.items()
    }
    for row in read_table(dataset, "entity_rows"):
        if row["table"] in known:
            entity = known[row["table"]][row["entity_id"]]
            found[row["table"]][row["report_id"]].add(entity)
    anybody = {id_: entity for entities in known.values() for id_, entity in entities.items()}
    for row in read_table(dataset, "donors"):
        donor = anybody.get(row["entity_id"], Known(row["name"], "", row["entity_id"]))
        found["donors"][row["report_id"]].add(donor)
    return found


def _known(kind: str, row: Row, key: str) -> Known:
    country = row["country"] if kind == "organisations" else ""
    return Known(row["name"], country, row[key])


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
