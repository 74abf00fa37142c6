"""The command line. Each command parses, calls one function and prints what it returned.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="milestones",
    help="Turn laid-out newsletters into reviewed, structured data.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)
family_app = typer.Typer(help="Report families and their profiles.", no_args_is_help=True)
app.add_typer(family_app, name="family")

USAGE = 2


@app.command()
def run(  # noqa: PLR0913, PLR0917 - one option each
    inputs: Annotated[list[Path], typer.Argument(help="Reports, or folders of reports.")],
    out: Annotated[Path, typer.Option(help="Where the reports' folders go.")] = Path("extracted"),
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Publication date: what 'last week' counts from."),
    ] = None,
    family: Annotated[str | None, typer.Option(help="Use this profile; default: detect.")] = None,
    model: Annotated[str | None, typer.Option(help="Any installed spaCy model.")] = None,
    password: Annotated[str | None, typer.Option(help="Of encrypted PDFs.")] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Reports at once; default: cores.")
    ] = None,
    force: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--force", help="Run reports that have not changed, too.")
    ] = False,
    dry_run: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--dry-run", help="Only say which reports would be run, and why.")
    ] = False,
) -> None:
    """Extract reports into tables: OUT/STEM/ a report, OUT/quarantine/ for what was refused."""
    from pipeline.console import print_plan, run_with_progress  # noqa: PLC0415 - start-up time
    from pipeline.nlp import DEFAULT_MODEL  # noqa: PLC0415
    from pipeline.run import Options, inputs_of  # noqa: PLC0415

    day = published.date() if published else None
    workers = jobs or os.cpu_count() or 1
    options = Options(out, day, family, model or DEFAULT_MODEL, password, workers, force)
    if dry_run:
        print_plan(inputs_of(inputs), options)
        return
    refused = run_with_progress(inputs_of(inputs), options)
    raise typer.Exit(1 if refused else 0)


@app.command()
def evaluate(
    reports: Annotated[list[str] | None, typer.Argument(help="Report ids; default: all.")] = None,
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    gold: Annotated[Path, typer.Option(help="The gold standards.")] = Path("tests/gold"),
    record: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--record", help="Record these scores as the ones to hold.")
    ] = False,
) -> None:
    """Score extracted reports against the gold standard; exit 1 when a recorded score drops."""
    from pipeline.console import print_scores  # noqa: PLC0415
    from pipeline.evaluate import evaluate_reports  # noqa: PLC0415

    dropped = print_scores(evaluate_reports(reports, out, gold, record=record))
    raise typer.Exit(1 if dropped else 0)


@app.command()
def promote(
    stem: Annotated[str, typer.Argument(help="The report's id: its folder in OUT.")],
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    gold: Annotated[Path, typer.Option(help="The gold standards.")] = Path("tests/gold"),
    force: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--force", help="Also where doubts wait for a decision.")
    ] = False,
) -> None:
    """Make a reviewed report a gold standard: what `evaluate` holds every later run to."""
    from pipeline.evaluate.promote import promote as make_gold  # noqa: PLC0415 - start-up time

    typer.echo(make_gold(out / stem, gold, force=force))


@app.command()
def review(
    stem: Annotated[str, typer.Argument(help="The report's id: its folder in OUT.")],
    out: Annotated[Path, typer.Option(help="Where the reports' folders are.")] = Path("extracted"),
    raw: Annotated[Path, typer.Option(help="Where the inputs are.")] = Path("raw"),
    port: Annotated[int, typer.Option(help="Where to listen; 0: any free port.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,  # noqa: FBT002 - a command line flag
) -> None:
    """Check a report in the browser; corrections go to OUT/STEM/review.jsonl."""
    from pipeline.review.serve import serve  # noqa: PLC0415 - start-up time

    serve(out / stem, raw, port, browser=browser, say=typer.echo)


@family_app.command("check")
def family_check(file: Annotated[Path, typer.Argument(help="A report.")]) -> None:
    """Explain which profile a report gets, why, and what a new profile would need."""
    from pipeline.console import print_detection  # noqa: PLC0415

    print_detection(file)


def main() -> None:
    """Run the command line; what the set-up makes impossible ends with 2 and one line."""
    from pipeline.errors import PipelineError  # noqa: PLC0415

    try:
        app()
    except PipelineError as error:
        typer.echo(f"{error.code}: {error.message}", err=True)
        raise SystemExit(USAGE) from error


if __name__ == "__main__":
    main()
