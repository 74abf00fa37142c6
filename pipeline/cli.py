"""The command line. Each command parses, calls one function and prints what it returned.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console.measuring import benchmark, evaluate, promote
from pipeline.console.merging import merges
from pipeline.language.models import DEFAULT_MODEL, version_of

if TYPE_CHECKING:
    from pipeline.document.errors import PipelineError
    from pipeline.run import Options

app = typer.Typer(
    name="milestones",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,  # importing what draws boxes around help takes longer than the rest
)
family_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(family_app, name="family", help="Report families and their profiles.")

USAGE = 2


def _say_version(asked: bool) -> None:  # noqa: FBT001 - what Typer calls
    if asked:
        typer.echo(f"milestones {version_of('milestones')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[  # noqa: FBT002 - a command line flag; its callback answers
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which one."),
    ] = False,
) -> None:
    """Turn laid-out newsletters into reviewed, structured data."""


class LogFormat(StrEnum):
    """How a run tells of itself."""

    human = "human"
    json = "json"


class Engine(StrEnum):
    """Where a run does its work."""

    local = "local"
    ray = "ray"


Out = Annotated[Path, typer.Option(help="Where the reports' folders go.")]
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Publication date: what 'last week' counts from."),
]
Family = Annotated[str | None, typer.Option(help="Use this profile; default: detect.")]
Model = Annotated[str | None, typer.Option(help="Any installed spaCy model.")]
Password = Annotated[str | None, typer.Option(help="Of encrypted PDFs.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Reports at once; default: cores.")]
Log = Annotated[LogFormat, typer.Option(help="json: an object a line on standard error.")]


@app.command()
def run(  # noqa: PLR0913, PLR0917 - one option each
    inputs: Annotated[list[str], typer.Argument(help="Reports, or folders of reports.")],
    out: Annotated[str, typer.Option(help="Where the reports' folders go.")] = "extracted",
    published: Day = None,
    family: Family = None,
    model: Model = None,
    password: Password = None,
    jobs: Jobs = None,
    force: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--force", help="Run reports that have not changed, too.")
    ] = False,
    dry_run: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--dry-run", help="Only say which reports would be run, and why.")
    ] = False,
    changed_since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only inputs that were modified since this day."),
    ] = None,
    log_format: Log = LogFormat.human,
    engine: Annotated[Engine, typer.Option(help="ray: on a cluster.")] = Engine.local,
    address: Annotated[
        str | None, typer.Option(help="Of the Ray cluster; default: one on this machine.")
    ] = None,
) -> None:
    """Extract reports into tables: OUT/STEM/ a report, OUT/quarantine/ for what was refused."""
    from pipeline.run.inputs import inputs_of, modified_since  # noqa: PLC0415 - start-up time

    folder = Path(out)
    options = _options(folder, published, family, model, password, jobs, force=force)
    with _told(log_format):
        if engine is Engine.ray:
            day = changed_since.date() if changed_since else None
            job = (inputs, out.rstrip("/"), options, address, day)
            raise typer.Exit(_on_ray(*job, log_format, dry_run=dry_run))
        found = inputs_of(inputs, folder)
        since = changed_since.date() if changed_since else None
        paths = modified_since(found, since) if since else found.paths
        if dry_run:
            from pipeline.console.running import print_plan  # noqa: PLC0415

            print_plan(paths, options, found.refused)
            raise typer.Exit(1 if found.refused else 0)
        _tell_passed_over(found.passed_over, log_format)
        refused = _runner(log_format)(paths, options, found.refused)
        _refresh(folder, log_format)
    raise typer.Exit(1 if refused else 0)


@app.command()
def watch(  # noqa: PLR0913, PLR0917 - one option each
    folder: Annotated[Path, typer.Argument(help="Where reports arrive.")],
    out: Out = Path("extracted"),
    published: Day = None,
    family: Family = None,
    model: Model = None,
    password: Password = None,
    jobs: Jobs = None,
    log_format: Log = LogFormat.human,
) -> None:
    """Extract reports as they arrive in a folder, or change there, until Ctrl-C."""
    from pipeline.run.watch import arrivals  # noqa: PLC0415 - start-up time

    options = _options(out, published, family, model, password, jobs, force=False)
    with _told(log_format), suppress(KeyboardInterrupt):
        for found in arrivals(folder, out):
            _tell_passed_over(found.passed_over, log_format)
            _runner(log_format)(found.paths, options, found.refused)
            _refresh(out, log_format)


def _on_ray(  # noqa: PLR0913 - one option each
    inputs: list[str],
    out: str,
    options: "Options",
    address: str | None,
    since: date | None,
    log_format: LogFormat,
    *,
    dry_run: bool,
) -> int:
    from pipeline.document.errors import ConfigError  # noqa: PLC0415 - start-up time

    try:
        from pipeline.run.cluster.job import Job, plan, run_job  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        message = f"{error.name} is not installed: pip install 'milestones[ray]'"
        raise ConfigError("config.extra", message) from error
    job = Job(inputs, out, options, address, since)
    if dry_run:
        typer.echo("\n".join(plan(job)))
        return 0
    return 1 if run_job(job, typer.echo, as_json=log_format is LogFormat.json) else 0


def _refresh(out: Path, log_format: LogFormat) -> None:
    """Bring the dataset over all reports up to date, and say what it lacks."""
    from pipeline.dataset import refresh  # noqa: PLC0415 - start-up time

    folder = refresh(out)
    _tell_set_aside(out, log_format)
    if folder and log_format is LogFormat.human:
        typer.echo(f"all reports -> {folder}")


def _tell_set_aside(out: Path, log_format: LogFormat = LogFormat.human) -> None:
    """Name the reports that the dataset lacks as their folders are damaged."""
    from pipeline.dataset import set_aside  # noqa: PLC0415 - start-up time

    for stem, why in set_aside(out).items():
        if log_format is LogFormat.human:
            typer.echo(f"not in the dataset: {stem}: {why}", err=True)
        else:
            from pipeline.run.log import log  # noqa: PLC0415

            log("set-aside", report=stem, message=why)


def _tell_passed_over(passed_over: "Mapping[str, Sequence[Path]]", log_format: LogFormat) -> None:
    """Say once what lies in input folders and is no input."""
    if log_format is LogFormat.human:
        from pipeline.console.running import print_passed_over  # noqa: PLC0415 - start-up time

        print_passed_over(passed_over)
        return
    from pipeline.run.log import log  # noqa: PLC0415

    for why, paths in passed_over.items():
        log("passed-over", why=why, paths=[str(path) for path in paths])


def _options(  # noqa: PLR0913 - one option each
    out: Path,
    published: datetime | None,
    family: str | None,
    model: str | None,
    password: str | None,
    jobs: int | None,
    *,
    force: bool,
) -> "Options":
    from pipeline.run import Options  # noqa: PLC0415

    day = published.date() if published else None
    workers = jobs or os.cpu_count() or 1
    return Options(out, day, family, model or DEFAULT_MODEL, password, workers, force)


def _runner(
    log_format: LogFormat,
) -> "Callable[[Sequence[Path], Options, Mapping[Path, PipelineError]], int]":
    if log_format is LogFormat.json:
        from pipeline.run.log import run_with_log  # noqa: PLC0415 - start-up time

        return run_with_log
    from pipeline.console.running import run_with_progress  # noqa: PLC0415

    return run_with_progress


@contextmanager
def _told(log_format: LogFormat) -> Iterator[None]:
    """What ends a run is told as the rest of it was."""
    from pipeline.document.errors import PipelineError  # noqa: PLC0415 - start-up time

    try:
        yield
    except PipelineError as error:
        if log_format is LogFormat.human:
            raise
        from pipeline.run.log import log_failure  # noqa: PLC0415

        log_failure(error)
        raise typer.Exit(USAGE) from error


for command in (evaluate, promote, benchmark, merges):
    app.command()(command)


@app.command()
def review(  # noqa: PLR0913, PLR0917 - one option each
    stem: Annotated[str, typer.Argument(help="The report's id: its folder in OUT.")],
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    raw: Annotated[Path, typer.Option(help="Where the inputs are.")] = Path("raw"),
    port: Annotated[int, typer.Option(help="Where to listen; 0: any free port.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,  # noqa: FBT002 - a command line flag
    imported: Annotated[
        Path | None,
        typer.Option("--import", help="Take decisions from a workbook or annotations instead."),
    ] = None,
    reviewer: Annotated[str | None, typer.Option(help="Who decided, for --import.")] = None,
    password: Password = None,
) -> None:
    """Check a report in the browser; corrections go to OUT/STEM/review.jsonl."""
    from pipeline.decisions.reviewer import user_name  # noqa: PLC0415 - start-up time
    from pipeline.review.session import Session  # noqa: PLC0415

    session = Session(out / stem, raw, password)
    if imported is not None:
        from pipeline.review.importing import import_file, told  # noqa: PLC0415

        taken = import_file(session, imported, reviewer or user_name())
        typer.echo("\n".join(told(taken)))
        raise typer.Exit(1 if taken.refused else 0)
    from pipeline.review.serve import serve  # noqa: PLC0415

    serve(session, port, browser=browser, say=typer.echo)


@app.command()
def export(
    stems: Annotated[list[str] | None, typer.Argument(help="Report ids; default: all.")] = None,
    to: Annotated[str, typer.Option(help="The form: see the README.")] = "xlsx",
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    into: Annotated[Path | None, typer.Option(help="Where to write; default: OUT/dataset.")] = None,
) -> None:
    """Write the dataset, or the reports that are named, in the form of another tool."""
    from pipeline.exchange.export import export as write  # noqa: PLC0415 - start-up time

    for path in write(stems or [], to, out, into or out / "dataset"):
        typer.echo(path)
    _tell_set_aside(out)


@app.command()
def site(
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    into: Annotated[Path, typer.Option(help="The folder of the site.")] = Path("site"),
) -> None:
    """Write the dataset as pages: timeline, map, networks, reports, bodies, people, places."""
    from pipeline.site import write_site  # noqa: PLC0415 - start-up time

    typer.echo(write_site(out, into))
    _tell_set_aside(out)


@app.command()
def trends(
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    *,
    complete: Annotated[bool, typer.Option("--all", help="All names, not the first few.")] = False,
) -> None:
    """Say what each period brings, by office: who is new, back or gone, months without news."""
    from pipeline.console.results import print_trends  # noqa: PLC0415 - start-up time

    print_trends(out, complete=complete)
    _tell_set_aside(out)


@app.command()
def diff(
    run_a: Annotated[Path, typer.Argument(help="The folder of a run, or of one report.")],
    run_b: Annotated[Path, typer.Argument(help="The same of another run.")],
    page: Annotated[Path | None, typer.Option(help="Also write a page to read it on.")] = None,
) -> None:
    """Say what a run changes in the dataset, row by row."""
    from pipeline.console.results import print_differences  # noqa: PLC0415 - start-up time
    from pipeline.diff import compare  # noqa: PLC0415
    from pipeline.diff.page import write_page  # noqa: PLC0415

    differences = compare(run_a, run_b)
    print_differences(differences, complete=page is None)
    if page is not None:
        write_page(page, run_a, run_b, differences)
        typer.echo(page)


@app.command()
def doctor(out: Out = Path("extracted"), model: Model = None) -> None:
    """Check what a run needs; exit 1 when something needed is missing."""
    from pipeline.console.results import print_checks  # noqa: PLC0415 - start-up time
    from pipeline.run.doctor import checks  # noqa: PLC0415

    failed = print_checks(checks(out, model or DEFAULT_MODEL))
    raise typer.Exit(1 if failed else 0)


@family_app.command("check")
def family_check(file: Annotated[Path, typer.Argument(help="A report.")]) -> None:
    """Explain which profile a report gets, why, and what a new profile would need."""
    from pipeline.console.results import print_detection  # noqa: PLC0415

    print_detection(file)


def main() -> None:
    """Run the command line; what the set-up makes impossible ends with 2 and one line."""
    from pipeline.document.errors import PipelineError  # noqa: PLC0415

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name may be no UTF-8
    try:
        app()
    except PipelineError as error:
        typer.echo(f"{error.code}: {error.message}", err=True)
        raise SystemExit(USAGE) from error


if __name__ == "__main__":
    main()
