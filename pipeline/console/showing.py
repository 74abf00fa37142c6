"""The commands that show something and change nothing: diff, doctor, family check.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.language.models import DEFAULT_MODEL


def diff(
    run_a: Annotated[Path, typer.Argument(help="The results of a run, or of one report.")],
    run_b: Annotated[Path, typer.Argument(help="The same of another run.")],
    page: Annotated[Path | None, typer.Option(help="Also write the differences as a page.")] = None,
) -> None:
    """Say what differs between the results of two runs."""
    from pipeline.console.results import print_differences  # noqa: PLC0415 - start-up time
    from pipeline.diff import compare  # noqa: PLC0415
    from pipeline.diff.page import write_page  # noqa: PLC0415

    differences = compare(run_a, run_b)
    print_differences(differences, complete=page is None)
    if page is not None:
        write_page(page, run_a, run_b, differences)
        typer.echo(page)


def doctor(
    out: Annotated[Path, typer.Option(help="The folder of the results.")] = Path("extracted"),
    model: Annotated[str, typer.Option(help="The language model (spaCy) to read with.")] = (
        DEFAULT_MODEL
    ),
) -> None:
    """Say what this computer lacks, and how to mend it.

    Ends with 1 when something is missing without which nothing can be read.
    """
    from pipeline.console.results import print_checks  # noqa: PLC0415 - start-up time
    from pipeline.run.doctor import checks  # noqa: PLC0415

    failed = print_checks(checks(out, model))
    raise typer.Exit(1 if failed else 0)


def family_check(file: Annotated[Path, typer.Argument(help="A report.")]) -> None:
    """Say which kind of report a file is taken for, and why.

    Also what a description (profile) of a new kind would need.
    """
    from pipeline.console.results import print_detection  # noqa: PLC0415 - start-up time

    print_detection(file)
