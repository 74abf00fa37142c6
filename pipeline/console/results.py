"""Results in the terminal: checks, scores, differences, trends, families."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import shorten
from typing import get_args

from rich.box import SIMPLE_HEAD
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from pipeline.dataset import refresh
from pipeline.dataset.trends import KINDS, Known, Quarter, trends
from pipeline.diff import Difference, Kind
from pipeline.document.errors import ConfigError
from pipeline.evaluate import Comparison
from pipeline.families.profile import detect, explain
from pipeline.readers import read
from pipeline.run.doctor import Check


def print_checks(checks: Iterable[Check]) -> int:
    """Print a line a check, as soon as it was made.

    Returns:
        The number of needed parts that failed.
    """
    console, failed = Console(), 0
    for check in checks:
        mend = "" if check.ok else f" -> {check.mend}{'' if check.needed else ' (not needed)'}"
        line = f"{'ok' if check.ok else 'failed':6}  {check.part}: {check.found}{mend}"
        console.print(line, markup=False, soft_wrap=True)
        failed += check.needed and not check.ok
    return failed


def print_scores(comparisons: Sequence[Comparison]) -> int:
    """Print the scorecards; name what was lost and what is new where a score dropped.

    Returns:
        The number of measures that fell below the recorded ones.
    """
    console = Console()
    for report in dict.fromkeys(c.report for c in comparisons):
        table = Table(title=report, title_justify="left", box=SIMPLE_HEAD)
        table.add_column("measure", no_wrap=True)
        for heading in ("precision", "recall", "F1", "recorded", "right", "missed", "extra"):
            table.add_column(heading, justify="right")
        for comparison in comparisons:
            if comparison.report == report:
                table.add_row(*_score_row(comparison))
        console.print(table)
    return print_dropped(comparisons)


def print_dropped(comparisons: Iterable[Comparison]) -> int:
    """Name what was lost, and what is new, where a score dropped.

    Returns:
        The number of measures that fell below the recorded ones.
    """
    console = Console()
    dropped = [comparison for comparison in comparisons if comparison.dropped]
    for comparison in dropped:
        console.print(f"[red]{comparison.report}: {comparison.measure.name} dropped[/]")
        for row in comparison.lost:
            console.print(f"  lost  {row}", markup=False)
        for row in comparison.new:
            console.print(f"  new   {row}", markup=False)
    return len(dropped)


def _score_row(comparison: Comparison) -> list[str]:
    score = comparison.measure.score
    recorded = comparison.recorded_f1
    f1 = f"{score.f1:.3f}"
    return [
        comparison.measure.name,
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"[red]{f1}[/]" if comparison.dropped else f1,
        "-" if recorded is None else f"{recorded:.3f}",
        str(score.tp),
        str(score.fn),
        str(score.fp),
    ]


def print_differences(differences: Sequence[Difference], *, complete: bool) -> None:
    """Print how many rows differ between two runs, one line per table; all if ``complete``."""
    console = Console()
    kinds = get_args(Kind)
    counts = Counter((d.table, d.kind) for d in differences)
    shown = Table(title=f"{len(differences)} differences", title_justify="left", box=SIMPLE_HEAD)
    for heading in ("table", *kinds):
        shown.add_column(heading, justify="left" if heading == "table" else "right")
    for table in dict.fromkeys(d.table for d in differences):
        shown.add_row(table, *(str(counts[table, kind]) for kind in kinds))
    console.print(shown)
    for difference in differences if complete else ():
        where = f"{difference.report_id} {difference.table}"
        console.print(f"{difference.kind} {where}: {difference.name}", markup=False, soft_wrap=True)
        for column, (before, after) in difference.cells.items():
            console.print(f"    {column}: {before!r} -> {after!r}", markup=False, soft_wrap=True)


ALL_OFFICES = "all offices"
WIDTH = 40
"""Characters of a name that is printed short."""
SHOWN = 3
"""Names of a kind that are printed of each change; the rest are counted."""


def print_trends(out: Path, *, complete: bool = False) -> None:
    """Print the counts of each office's periods, who is new in them, back, and gone.

    Args:
        out: The folder of all reports.
        complete: Whether to print all names, and not the first few.

    Raises:
        ConfigError: ``config.no-report``.
    """
    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    console, told = Console(), trends(dataset)
    several = len(told.offices) > 1
    series = {**({ALL_OFFICES: told.quarters} if several else {}), **told.offices}
    shown = Table(title="Trends", title_justify="left", box=SIMPLE_HEAD)
    kinds = ("events", *KINDS)
    for heading in ("office", "period", *kinds):
        justify: JustifyMethod = "right" if heading in kinds else "left"
        shown.add_column(heading, justify=justify, no_wrap=heading != "office")
    for office, quarters in told.offices.items():
        for quarter in quarters:
            counts = (str(quarter.counts[kind]) for kind in kinds)
            shown.add_row(Text(office), quarter.period, *counts)
    console.print(shown)
    for office, quarters in series.items():
        for quarter in quarters[1:] if office != ALL_OFFICES else quarters[-1:]:
            for line in _changes(office if several else "", quarter, complete=complete):
                console.print(line, markup=False, soft_wrap=True)
    for words, months in (
        ("months without a milestone or dated event", told.gaps),
        ("months that no report is about", told.uncovered),
    ):
        if months:
            console.print(f"{words}: {', '.join(months)}", markup=False, soft_wrap=True)


def _changes(office: str, quarter: Quarter, *, complete: bool) -> Iterator[str]:
    """Who is new, back and gone in a period, a line each."""
    for words, names in (("new", quarter.new), ("back", quarter.back), ("gone", quarter.gone)):
        said = [_counted(kind, names[kind], complete=complete) for kind in KINDS if names[kind]]
        if said:
            begin = " ".join(filter(None, (office, quarter.period, words)))
            yield f"{begin}: {', '.join(said)}"


def _counted(kind: str, names: Sequence[Known], *, complete: bool) -> str:
    """The number of names and the first few: "5 donors (A; B; C ...)"."""
    first = [str(n) if complete else shorten(str(n), WIDTH, placeholder=" ...") for n in names]
    more = "" if complete or len(names) <= SHOWN else " ..."
    return f"{len(names)} {kind} ({'; '.join(first if complete else first[:SHOWN])}{more})"


def print_detection(file: Path) -> None:
    """Print which family profile a report gets, and why."""
    console = Console()
    for line in explain(detect(read(file))):
        console.print(line, markup=False)
