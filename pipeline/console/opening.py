"""The commands that need no other: the home page, its icon, and how the reports stand.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[Path, typer.Option(help="The folder of the results.")]
RAW, OUT = Path("raw"), Path("extracted")
GOLD, SITE = Path("tests/gold"), Path("site")


def home(
    out: Out = OUT,
    raw: Annotated[Path, typer.Option(help="Where dropped reports are put.")] = RAW,
    gold: Annotated[Path, typer.Option(help="Where model answers are kept.")] = GOLD,
    site: Annotated[Path, typer.Option(help="The folder of the web site.")] = SITE,
    port: Annotated[int, typer.Option(help="Where to listen; 0: any free port.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,  # noqa: FBT002 - a command line flag
) -> None:
    """Open the page that does everything."""
    from pipeline.home.desk import Folders  # noqa: PLC0415 - start-up time
    from pipeline.home.serve import serve_home  # noqa: PLC0415

    serve_home(Folders(raw, out, gold, site), port, browser=browser, say=typer.echo)


def install_shortcut(
    folder: Annotated[Path, typer.Option(help="The folder that the page opens over.")] = Path(),
) -> None:
    """Put an icon on the desktop that opens the page."""
    from pipeline.home.shortcut import install_shortcut as install  # noqa: PLC0415 - start-up time

    for path in install(folder, Path.home()):
        typer.echo(path)


def status(out: Out = OUT) -> None:
    """Say how well each report was read."""
    from pipeline.home.state import states  # noqa: PLC0415 - start-up time

    for state in states(out):
        if state.damaged:
            typer.echo(f"{state.stem}: damaged: {state.damaged}")
            continue
        by = f" by {', '.join(state.reviewers)}" if state.reviewers else ""
        checked = f"{state.done} of {state.total} checked{by}"
        typer.echo(f"{state.stem}: read {state.reading}; review {state.review}, {checked}")
        for cause, remedy in state.reasons:
            typer.echo(f"    {cause}")
            if remedy:
                typer.echo(f"        {remedy}")
