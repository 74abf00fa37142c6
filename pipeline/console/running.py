"""A run in the terminal: its progress, its summary, its plan."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from pipeline.document.errors import PipelineError
from pipeline.document.flags import Severity
from pipeline.review.remedies import remedies
from pipeline.run import NONE_REFUSED, Options, Outcome, changes
from pipeline.run.manifest import recorded, slowest

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
FEW = 3
"""Reports whose times nobody needs to be told; and how many of more are named."""
SHOWN_NAMES = 5
"""Files that are named of those passed over for one reason."""
STYLES = {"well": "green", "in part": "yellow", "badly": "red"}
LISTED = 50
"""Reports of which a summary has a line each: a longer list nobody reads; `run.json` has all."""
SHOWN_TABLES = ("milestones", "sections", "mentions", "events")


def run_with_progress(
    inputs: Sequence[Path],
    options: Options,
    refused: Mapping[Path, PipelineError] = NONE_REFUSED,
) -> int:
    """Run over all inputs with a progress bar, then print the summary.

    Returns:
        The number of inputs that were refused.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    outcomes: list[Outcome] = []
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=len(inputs))
        results = recorded(inputs, options, refused)
        for path in inputs:
            progress.update(task, description=escape(path.name))
            outcomes.append(next(results))
            progress.advance(task)
        outcomes.extend(results)  # there are no more, but the manifest comes after the last
    print_summary(Console(), outcomes)
    return sum(outcome.error is not None for outcome in outcomes)


def print_passed_over(passed_over: Mapping[str, Sequence[Path]]) -> None:
    """Print what lies in input folders and is no input, and why."""
    console = Console()
    for why, paths in passed_over.items():
        names = ", ".join(map(str, paths[:SHOWN_NAMES]))
        more = f" and {len(paths) - SHOWN_NAMES} more" if len(paths) > SHOWN_NAMES else ""
        console.print(f"passed over ({why}): {names}{more}", soft_wrap=True, markup=False)


def print_plan(
    inputs: Sequence[Path], options: Options, refused: Mapping[Path, PipelineError]
) -> None:
    """Print which inputs a run would extract or refuse, and why."""
    console = Console()
    for path in inputs:
        if path in refused:
            line = f"{path}: refused: {refused[path].message}"
            console.print(line, soft_wrap=True, markup=False)
            continue
        why = ("forced",) if options.force else changes(path, options)
        line = f"{path}: {', '.join(why) or 'unchanged'}"
        console.print(line, soft_wrap=True, markup=False)


def print_summary(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print what was extracted: rows per table for one report, one line per report for several.

    Of many reports only the sums, and what is not as it should be, by name.
    """
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
            if len(reports) <= LISTED:
                line = f"{outcome.path} -> {outcome.folder}"
                console.print(line, soft_wrap=True, markup=False)
            _print_verdict(console, outcome, name_it=len(reports) > LISTED)
            for file in outcome.kept:
                line = f"        was cut or edited and is written anew; as it stood: {file}"
                console.print(line, soft_wrap=True, markup=False)
        elif outcome.error is not None:
            why = escape(f"{outcome.path}: {outcome.error.message}")
            console.print(f"[red]refused[/] {why}")
            record = f"        {outcome.error.code}, recorded in {outcome.folder}"
            console.print(record, markup=False)
    timed = slowest(outcomes)
    if len(timed) > FEW:
        console.print(f"slowest: {', '.join(map(_time_of, timed[:FEW]))}", markup=False)


def _print_verdict(console: Console, outcome: Outcome, *, name_it: bool) -> None:
    """Print how well a report was read where not well, and why, the worst cause first.

    In a long list (``name_it``) only of those that were read badly.
    """
    verdict = outcome.verdict
    if verdict is None or not verdict.causes or (name_it and verdict.reading != "badly"):
        return
    of_which = f" {escape(str(outcome.path))}" if name_it else ""
    console.print(
        f"        [{STYLES[verdict.reading]}]read {verdict.reading}[/]{of_which}", soft_wrap=True
    )
    for cause in verdict.causes:
        line = f"        {cause.severity}: {cause.message}"
        console.print(line, soft_wrap=True, markup=False)
        if remedy := remedies().get(cause.code):
            console.print(f"            {remedy}", soft_wrap=True, markup=False)


def _time_of(outcome: Outcome) -> str:
    return f"{outcome.path.name} {outcome.seconds:.1f} s"


def _tables_of(outcome: Outcome) -> Table:
    shown = Table(title=escape(outcome.path.name), title_justify="left")
    shown.add_column("table")
    shown.add_column("rows", justify="right")
    for name, rows in outcome.rows.items():
        shown.add_row(name, str(rows))
    shown.add_section()
    if outcome.verdict is not None:
        shown.add_row("read", outcome.verdict.reading)
    for severity in SEVERITIES:
        shown.add_row(f"flags: {severity}", str(outcome.flags.get(severity, 0)))
    return shown


def _reports(outcomes: Sequence[Outcome]) -> Table:
    shown = Table(title="Extracted", title_justify="left", box=SIMPLE_HEAD)
    shown.add_column("report", overflow="fold", min_width=16)
    shown.add_column("read", no_wrap=True)
    for name in (*SHOWN_TABLES, *SEVERITIES[:2]):
        shown.add_column(name, justify="right", no_wrap=True)
    if len(outcomes) > LISTED:
        sums = map(sum, zip(*map(_counts, outcomes), strict=True))
        shown.add_row(f"{len(outcomes)} reports", _readings(outcomes), *map(str, sums))
        return shown
    for outcome in outcomes:
        reading = outcome.verdict.reading if outcome.verdict else ""
        style = STYLES.get(reading, "")
        counts = map(str, _counts(outcome))
        shown.add_row(escape(outcome.path.name), Text(reading, style), *counts)
    return shown


def _readings(outcomes: Sequence[Outcome]) -> str:
    """How many reports were read how well, a line each."""
    found: Counter[str] = Counter(o.verdict.reading for o in outcomes if o.verdict)
    return "\n".join(f"{found[reading]} {reading}" for reading in STYLES if found[reading])


def _counts(outcome: Outcome) -> list[int]:
    rows = [outcome.rows[name] for name in SHOWN_TABLES]
    return rows + [outcome.flags.get(severity, 0) for severity in SEVERITIES[:2]]
