"""The command by which a person decides which rows of several reports are one thing."""

from pathlib import Path
from typing import Annotated

import typer


def merges(
    out: Annotated[Path, typer.Option(help="The folder of the results.")] = Path("extracted"),
    accept: Annotated[
        list[str] | None, typer.Option(help="A row (TABLE/REPORT/ROW) that is the same.")
    ] = None,
    apart: Annotated[
        list[str] | None, typer.Option(help="A row (TABLE/REPORT/ROW) that is another.")
    ] = None,
    reviewer: Annotated[str | None, typer.Option(help="Who decides.")] = None,
) -> None:
    """Say which rows of several reports may be one, and decide."""
    from pipeline.dataset import refresh  # noqa: PLC0415 - start-up time
    from pipeline.dataset.merges import awaiting, decide  # noqa: PLC0415
    from pipeline.decisions.reviewer import user_name  # noqa: PLC0415
    from pipeline.document.errors import ConfigError  # noqa: PLC0415

    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    who = reviewer or user_name()
    decide(out, dataset, accept or (), "accept", who)
    decide(out, dataset, apart or (), "reject", who)
    dataset = refresh(out) or dataset
    for message, rows in awaiting(dataset).items():
        typer.echo(message)
        for row in rows:
            typer.echo(f"    {row}")
