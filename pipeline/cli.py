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

from pipeline.console.help import EPILOGS, START
from pipeline.console.measuring import benchmark, evaluate, promote
from pipeline.console.merging import merges
from pipeline.console.opening import home, install_shortcut, status
from pipeline.console.showing import diff, doctor, family_check
from pipeline.language.models import DEFAULT_MODEL, version_of

if TYPE_CHECKING:
    from pipeline.document.errors import PipelineError
    from pipeline.run import Options

app = typer.Typer(
    name="milestones",
    invoke_without_command=True,
    pretty_exceptions_show_locals=False,
    rich_markup_mode=None,  # importing what draws boxes around help takes longer than the rest
)
family_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(family_app, name="family", help="See which kind of report a file is taken for.")

USAGE = 2
FORMS = "xlsx, csv-bom (for Excel), 5w, geojson, ics, iati, hxl, parquet, sqlite; of a report also "
FORMS += "webannotation, docbin, labelstudio."


def _say_version(asked: bool) -> None:  # noqa: FBT001 - what Typer calls
    if asked:
        typer.echo(f"milestones {version_of('milestones')}")
        raise typer.Exit


@app.callback(epilog=START)
def about(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001, FBT002 - a command line flag; its callback answers
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """Turn newsletters and reports into tables that can be checked, searched and counted.

    Without a command, the home page opens in the browser.
    """
    if context.invoked_subcommand is None:
        home()


class LogFormat(StrEnum):
    """How a run tells of itself."""

    human = "human"
    json = "json"


class Engine(StrEnum):
    """Where a run does its work."""

    local = "local"
    ray = "ray"


Out = Annotated[Path, typer.Option(help="The folder of the results.")]
Day = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day the report was published: 'last week' is counted from it.",
    ),
]
Family = Annotated[
    str | None,
    typer.Option(help="Read all as this kind of report; without it, the kind is found out."),
]
Model = Annotated[str | None, typer.Option(help="Another language model (spaCy) to read with.")]
Password = Annotated[str | None, typer.Option(help="The password that opens the PDFs.")]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Reports to read at the same time; without it, one for each core."),
]
Log = Annotated[
    LogFormat, typer.Option(help="json: tell of each step on standard error, for programs.")
]


@app.command(epilog=EPILOGS["run"])
def run(  # noqa: PLR0913, PLR0917 - one option each
    inputs: Annotated[
        list[str], typer.Argument(help="Reports (PDF, Word, HTML, text), or folders of them.")
    ],
    out: Annotated[str, typer.Option(help="The folder of the results.")] = "extracted",
    published: Day = None,
    family: Family = None,
    model: Model = None,
    password: Password = None,
    jobs: Jobs = None,
    force: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--force", help="Read reports again that have not changed.")
    ] = False,
    dry_run: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--dry-run", help="Read nothing; say which reports would be, and why.")
    ] = False,
    changed_since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Only reports whose files were changed since this day.",
        ),
    ] = None,
    log_format: Log = LogFormat.human,
    engine: Annotated[Engine, typer.Option(help="ray: on many computers.")] = Engine.local,
    address: Annotated[
        str | None, typer.Option(help="Where the Ray cluster is; without it, on this computer.")
    ] = None,
) -> None:
    """Read reports and write what they say as tables."""
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


@app.command(epilog=EPILOGS["watch"])
def watch(  # noqa: PLR0913, PLR0917 - one option each
    folder: Annotated[Path, typer.Argument(help="The folder that reports are put into.")],
    out: Out = Path("extracted"),
    published: Day = None,
    family: Family = None,
    model: Model = None,
    password: Password = None,
    jobs: Jobs = None,
    log_format: Log = LogFormat.human,
) -> None:
    """Read each report that arrives in a folder, until Ctrl-C."""
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
    from pipeline.document.extras import needing  # noqa: PLC0415 - start-up time

    with needing("ray"):
        from pipeline.run.cluster.job import Job, plan, run_job  # noqa: PLC0415
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


@app.command(epilog=EPILOGS["review"])
def review(  # noqa: PLR0913, PLR0917 - one option each
    stem: Annotated[str, typer.Argument(help="The report's name: that of its folder of results.")],
    out: Out = Path("extracted"),
    raw: Annotated[Path, typer.Option(help="The folder that the reports were read from.")] = Path(
        "raw"
    ),
    port: Annotated[
        int, typer.Option(help="The page's port on this computer; 0: any free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,  # noqa: FBT002 - a command line flag
    imported: Annotated[
        Path | None,
        typer.Option(
            "--import", help="Take the corrections from a workbook or annotations instead."
        ),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(help="Who made the corrections of --import.")
    ] = None,
    password: Password = None,
) -> None:
    """Check a report in the browser and correct its tables."""
    from pipeline.decisions.reviewer import user_name  # noqa: PLC0415 - start-up time
    from pipeline.review.session import Session  # noqa: PLC0415

    session = Session(out / stem, raw, password)
    if imported is not None:
        from pipeline.review.importing import import_file, told, told_notes  # noqa: PLC0415

        taken = import_file(session, imported, reviewer or user_name())
        typer.echo("\n".join([*told(taken), *told_notes(imported, taken)]))
        raise typer.Exit(1 if taken.refused else 0)
    from pipeline.review.serve import serve  # noqa: PLC0415

    serve(session, port, browser=browser, say=typer.echo)


@app.command(epilog=EPILOGS["export"])
def export(
    stems: Annotated[
        list[str] | None, typer.Argument(help="Names of reports; without one, all.")
    ] = None,
    to: Annotated[str, typer.Option(help=FORMS)] = "xlsx",
    out: Out = Path("extracted"),
    into: Annotated[Path | None, typer.Option(help="The folder to write to.")] = None,
) -> None:
    """Write the tables as a workbook, map or calendar."""
    from pipeline.exchange.export import export as write  # noqa: PLC0415 - start-up time

    for path in write(stems or [], to, out, into or out / "dataset"):
        typer.echo(path)
    _tell_set_aside(out)


@app.command(epilog=EPILOGS["site"])
def site(
    out: Out = Path("extracted"),
    into: Annotated[Path, typer.Option(help="The folder of the site.")] = Path("site"),
    office: Annotated[
        Path | None,
        typer.Option(
            help="Who signs it: a TOML with name, title, logo, contact, licence, date;"
            " default: office.toml beside OUT, if there is one."
        ),
    ] = None,
    reviewed_only: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--reviewed-only", help="Leave out what nobody has reviewed.")
    ] = False,
) -> None:
    """Make pages to look at: results, events, people."""
    from pipeline.site import office_of, read_office, write_site  # noqa: PLC0415 - start-up time

    signed = read_office(office) if office else office_of(out)
    typer.echo(write_site(out, into, signed, reviewed_only=reviewed_only))
    _tell_set_aside(out)


@app.command(epilog=EPILOGS["trends"])
def trends(
    out: Out = Path("extracted"),
    *,
    complete: Annotated[bool, typer.Option("--all", help="All names, not the first few.")] = False,
) -> None:
    """Say by office who is new, back or gone."""
    from pipeline.console.results import print_trends  # noqa: PLC0415 - start-up time

    print_trends(out, complete=complete)
    _tell_set_aside(out)


for command in (home, install_shortcut, status, diff, doctor, merges, evaluate, promote, benchmark):
    name = command.__name__.replace("_", "-")
    app.command(name, epilog=EPILOGS[name])(command)
family_app.command("check", epilog=EPILOGS["family check"])(family_check)


def main() -> None:
    """Run the command line; what the set-up makes impossible ends with 2 and one line."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name may be no UTF-8
    try:
        app()
    except Exception as error:
        from pipeline.document.errors import PipelineError  # noqa: PLC0415 - start-up time

        if not isinstance(error, PipelineError):
            raise
        typer.echo(f"{error.code}: {error.message}", err=True)
        raise SystemExit(USAGE) from error


if __name__ == "__main__":
    main()
