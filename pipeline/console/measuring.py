"""The commands that say how good the tables are: evaluate, promote, benchmark.

Heavy modules are imported inside the commands, so that ``--help`` answers at once.
"""

import os
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.language.models import DEFAULT_MODEL

if TYPE_CHECKING:
    from pipeline.benchmark import Result

Reports = Annotated[Path, typer.Option(help="The folder of the results.")]
Golds = Annotated[
    Path, typer.Option(help="The folder of what people found by hand (gold standards).")
]
EXTRACTED = Path("extracted")
GOLD = Path("tests/gold")


class Form(StrEnum):
    """The files that the benchmark's reports come as."""

    pdf = "pdf"
    txt = "txt"
    html = "html"


def evaluate(
    reports: Annotated[
        list[str] | None, typer.Argument(help="Names of reports; without one, all.")
    ] = None,
    out: Reports = EXTRACTED,
    gold: Golds = GOLD,
    record: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--record", help="Record these scores as the ones to hold.")
    ] = False,
) -> None:
    """Measure the tables against what people found by hand.

    Ends with 1 when a recorded score drops.
    """
    from pipeline.console.results import print_scores  # noqa: PLC0415 - start-up time
    from pipeline.evaluate import evaluate_reports  # noqa: PLC0415

    dropped = print_scores(evaluate_reports(reports, out, gold, record=record))
    raise typer.Exit(1 if dropped else 0)


def promote(
    stem: Annotated[str, typer.Argument(help="The report's name: that of its folder of results.")],
    out: Reports = EXTRACTED,
    gold: Golds = GOLD,
    force: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--force", help="Also where doubts wait for a decision.")
    ] = False,
) -> None:
    """Hold later runs to a report that was reviewed."""
    from pipeline.evaluate.promote import promote as make_gold  # noqa: PLC0415 - start-up time

    typer.echo(make_gold(out / stem, gold, force=force))


def benchmark(  # noqa: PLR0913, PLR0917 - one option each
    folder: Annotated[Path, typer.Option(help="The newsletters with their gold.")] = Path(
        "benchmarks/newsletters"
    ),
    form: Annotated[
        list[Form] | None, typer.Option(help="Read the reports as these; default: pdf and txt.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score another system's answers: REPORT.json each.")
    ] = None,
    baseline: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--baseline", help="Score bare spaCy models, too.")
    ] = False,
    model: Annotated[
        list[str] | None,
        typer.Option(help=f"The models of --baseline; default: {DEFAULT_MODEL}."),
    ] = None,
    as_json: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--json", help="Print JSON, for programs.")
    ] = False,
    record: Annotated[  # noqa: FBT002 - a command line flag
        bool, typer.Option("--record", help="Record these scores as the ones to hold.")
    ] = False,
) -> None:
    """Measure this program, or another, on open newsletters.

    Ends with 1 when a recorded score drops.
    """
    if predictions and (record or form):
        raise typer.BadParameter("--predictions goes with neither --record nor --form")
    from pipeline import benchmark as bench  # noqa: PLC0415 - start-up time
    from pipeline.console.benchmark import benchmark_json, print_benchmark  # noqa: PLC0415
    from pipeline.console.results import print_dropped  # noqa: PLC0415

    results, comparisons = [], []
    if predictions:
        results.append(bench.predicted_results(folder, predictions))
    else:
        results += _extracted(folder, [item.value for item in form or ()] or bench.HELD)
        if record:
            bench.record(folder, results)
        comparisons = bench.against_recorded(folder, results)
    if baseline:
        results += [bench.baseline_results(folder, name) for name in model or [DEFAULT_MODEL]]
    if as_json:
        typer.echo(benchmark_json(results, comparisons))
    else:
        print_benchmark(results)
        print_dropped(comparisons)
    raise typer.Exit(1 if any(comparison.dropped for comparison in comparisons) else 0)


def _extracted(folder: Path, forms: "list[str] | tuple[str, ...]") -> "list[Result]":
    """This product's results, one per form; what is extracted for them is thrown away."""
    from pipeline.benchmark import extracted_results  # noqa: PLC0415 - start-up time
    from pipeline.run import Options  # noqa: PLC0415

    results = []
    for form in forms:
        with TemporaryDirectory() as out:
            options = Options(Path(out), jobs=os.cpu_count() or 1)
            results.append(extracted_results(folder, form, options))
    return results
