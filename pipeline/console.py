"""What a person sees in the terminal: progress, tables, explanations."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipeline.evaluate import Comparison
from pipeline.flags import Severity
from pipeline.profile import detect, explain
from pipeline.readers import read
from pipeline.run import Options, Outcome, run
from schemas.records import Flag

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SHOWN_TABLES = ("milestones", "sections", "mentions", "places", "organisations", "people", "events")


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
    _summary(Console(), outcomes)
    return sum(outcome.error is not None for outcome in outcomes)


def _summary(console: Console, outcomes: Sequence[Outcome]) -> None:
    table = Table(title="Extracted", title_justify="left")
    table.add_column("report")
    for name in (*SHOWN_TABLES, *(f"flags: {severity}" for severity in SEVERITIES)):
        table.add_column(name, justify="right")
    for outcome in outcomes:
        if outcome.report is not None:
            rows = outcome.report.tables
            severities = Counter(f.severity for f in rows["flags"] if isinstance(f, Flag))
            counts = [len(rows[name]) for name in SHOWN_TABLES]
            counts += [severities[severity] for severity in SEVERITIES]
            table.add_row(outcome.path.name, *map(str, counts))
    if table.row_count:
        console.print(table)
    for outcome in outcomes:
        if outcome.error is None:
            console.print(f"{outcome.path} -> {outcome.folder}")
        else:
            console.print(f"[red]refused[/] {outcome.path}: {outcome.error.message}")
            console.print(f"        {outcome.error.code}, recorded in {outcome.folder}")


def print_scores(comparisons: Sequence[Comparison]) -> int:
    """Print the scorecards; name what was lost and what is new where a score dropped.

    Returns:
        The number of measures that fell below the recorded ones.
    """
    console = Console()
    for report in dict.fromkeys(c.report for c in comparisons):
        table = Table(title=report, title_justify="left")
        table.add_column("measure")
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
