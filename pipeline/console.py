"""What a person sees in the terminal: progress, tables, explanations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipeline.dataset import refresh
from pipeline.diff import Difference, Kind
from pipeline.doctor import Check
from pipeline.errors import ConfigError
from pipeline.evaluate import Comparison
from pipeline.flags import Severity
from pipeline.manifest import recorded, slowest
from pipeline.profile import detect, explain
from pipeline.readers import read
from pipeline.run import Options, Outcome, changes
from pipeline.trends import KINDS, trends

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
FEW = 3
"""Reports whose times nobody needs to be told; and how many of more are named."""
SHOWN_TABLES = ("milestones", "sections", "mentions", "events")


def run_with_progress(inputs: Sequence[Path], options: Options) -> int:
    """Run over all inputs with a progress bar, then print the summary.

    Returns:
        The number of inputs that were refused.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    outcomes: list[Outcome] = []
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=len(inputs))
        results = recorded(inputs, options)
        for path in inputs:
            progress.update(task, description=escape(path.name))
            outcomes.append(next(results))
            progress.advance(task)
        outcomes.extend(results)  # there are no more, but the manifest comes after the last
    print_summary(Console(), outcomes)
    return sum(outcome.error is not None for outcome in outcomes)


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


def print_plan(inputs: Sequence[Path], options: Options) -> None:
    """Print which inputs a run would extract, and why."""
    console = Console()
    for path in inputs:
        why = ("forced",) if options.force else changes(path, options)
        line = f"{path}: {', '.join(why) or 'unchanged'}"
        console.print(line, soft_wrap=True, markup=False)


def print_summary(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print what was extracted: rows a table for one report, a line a report for several."""
    reports = [outcome for outcome in outcomes if outcome.rows]
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    if len(reports) == 1:
        console.print(_tables_of(reports[0]))
    elif reports:
        console.print(_reports(reports))
    if unchanged:
        console.print(f"{unchanged} unchanged since they were last extracted (--force runs them)")
    for outcome in outcomes:
        if outcome.rows:
            line = f"{outcome.path} -> {outcome.folder}"
            console.print(line, soft_wrap=True, markup=False)
        elif outcome.error is not None:
            why = escape(f"{outcome.path}: {outcome.error.message}")
            console.print(f"[red]refused[/] {why}")
            record = f"        {outcome.error.code}, recorded in {outcome.folder}"
            console.print(record, markup=False)
    timed = slowest(outcomes)
    if len(timed) > FEW:
        console.print(f"slowest: {', '.join(map(_time_of, timed[:FEW]))}", markup=False)


def _time_of(outcome: Outcome) -> str:
    return f"{outcome.path.name} {outcome.seconds:.1f} s"


def _tables_of(outcome: Outcome) -> Table:
    shown = Table(title=escape(outcome.path.name), title_justify="left")
    shown.add_column("table")
    shown.add_column("rows", justify="right")
    for name, rows in outcome.rows.items():
        shown.add_row(name, str(rows))
    shown.add_section()
    for severity in SEVERITIES:
        shown.add_row(f"flags: {severity}", str(outcome.flags.get(severity, 0)))
    return shown


def _reports(outcomes: Sequence[Outcome]) -> Table:
    shown = Table(title="Extracted", title_justify="left", box=SIMPLE_HEAD)
    shown.add_column("report", overflow="fold", min_width=16)
    for name in (*SHOWN_TABLES, *SEVERITIES):
        shown.add_column(name, justify="right", no_wrap=True)
    for outcome in outcomes:
        counts = [outcome.rows[name] for name in SHOWN_TABLES]
        counts += [outcome.flags.get(severity, 0) for severity in SEVERITIES]
        shown.add_row(escape(outcome.path.name), *map(str, counts))
    return shown


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
    """Print how many rows differ between two runs, a line a table; all of them if ``complete``."""
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


def print_trends(out: Path) -> None:
    """Print the counts of each period, who is new in it, back, and gone since the one before.

    Raises:
        ConfigError: ``config.no-report``.
    """
    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    console, told = Console(), trends(dataset)
    shown = Table(title="Trends", title_justify="left", box=SIMPLE_HEAD)
    kinds = ("events", *KINDS)
    for heading in ("period", *kinds):
        shown.add_column(heading, justify="left" if heading == "period" else "right")
    for quarter in told.quarters:
        shown.add_row(quarter.period, *(str(quarter.counts[kind]) for kind in kinds))
    console.print(shown)
    for quarter in told.quarters[1:]:
        changes = (("new", quarter.new), ("back", quarter.back), ("gone", quarter.gone))
        for words, names in changes:
            for kind in KINDS:
                if names[kind]:
                    line = f"{quarter.period} {words}, {kind}: {'; '.join(map(str, names[kind]))}"
                    console.print(line, markup=False, soft_wrap=True)
    for words, months in (
        ("months without a milestone or dated event", told.gaps),
        ("months that no report is about", told.uncovered),
    ):
        if months:
            console.print(f"{words}: {', '.join(months)}", markup=False, soft_wrap=True)


def print_detection(file: Path) -> None:
    """Print which family profile a report gets, and why."""
    console = Console()
    for line in explain(detect(read(file))):
        console.print(line, markup=False)
