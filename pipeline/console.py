"""What a person sees in the terminal: progress, tables, explanations."""

from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipeline.evaluate import Comparison
from pipeline.flags import Severity
from pipeline.profile import detect, explain
from pipeline.readers import read
from pipeline.run import Options, Outcome, changes, run

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
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
        results = run(inputs, options)
        for path in inputs:
            progress.update(task, description=path.name)
            outcomes.append(next(results))
            progress.advance(task)
    print_summary(Console(), outcomes)
    return sum(outcome.error is not None for outcome in outcomes)


def print_plan(inputs: Sequence[Path], options: Options) -> None:
    """Print which inputs a run would extract, and why."""
    console = Console()
    for path in inputs:
        why = ("forced",) if options.force else changes(path, options)
        console.print(f"{path}: {', '.join(why) or 'unchanged'}", soft_wrap=True)


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
            console.print(f"{outcome.path} -> {outcome.folder}", soft_wrap=True)
        elif outcome.error is not None:
            console.print(f"[red]refused[/] {outcome.path}: {outcome.error.message}")
            console.print(f"        {outcome.error.code}, recorded in {outcome.folder}")


def _tables_of(outcome: Outcome) -> Table:
    shown = Table(title=outcome.path.name, title_justify="left")
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
    shown.add_column("report")
    for name in (*SHOWN_TABLES, *SEVERITIES):
        shown.add_column(name, justify="right", no_wrap=True)
    for outcome in outcomes:
        counts = [outcome.rows[name] for name in SHOWN_TABLES]
        counts += [outcome.flags.get(severity, 0) for severity in SEVERITIES]
        shown.add_row(outcome.path.name, *map(str, counts))
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


def print_detection(file: Path) -> None:
    """Print which family profile a report gets, and why."""
    console = Console()
    for line in explain(detect(read(file))):
        console.print(line, markup=False)
