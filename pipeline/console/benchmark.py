"""The open benchmark in the terminal, and as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.benchmark import Result
from pipeline.benchmark.reading import CORE_NAMES, LABELS, PEOPLE, QUOTES, TITLES
from pipeline.evaluate import Comparison
from pipeline.evaluate.events.cells import CELLS
from pipeline.evaluate.events.report import EVENTS, ROLES, WHOLE_EVENTS, cell_measure
from pipeline.evaluate.score import Score

COLUMNS = {
    EVENTS: "events",
    ROLES: "who",
    CORE_NAMES: "names",
    TITLES: "titles",
    PEOPLE: "people",
    QUOTES: "quotes",
}
"""Measures of which a table shows the F1, under what heading."""
EXPLAINED = """\
found   events of the report that have a row; extra: rows that tell of none
whole   events whose row has date, country, type, status, count and all roles right
events and all columns behind it are F1, the harmonic mean of precision (what is told is so) and
recall (what is so is told), from 0 to 1; "-": the system says nothing of it
who     who organised, hosted, took part in, received, paid for, opened, spoke at events
names   dates, places, organisations and people, each as often as it is named
titles  of sections; people: each once; quotes: direct speech with its speaker"""

Scores = Mapping[str, Score]


def print_benchmark(results: Sequence[Result]) -> None:
    """Print one table per system with a line per report, and what its rows and names are like."""
    console = Console()
    for result in results:
        total = result.total
        system = f"{result.system}, {result.form}" if result.form else result.system
        table = Table(title=system, title_justify="left", box=SIMPLE_HEAD, padding=0)
        table.add_column("report", no_wrap=True)
        for heading in ("found", "extra", "whole", *COLUMNS.values()):
            table.add_column(heading, justify="right", no_wrap=True)
        for report, measures in result.reports.items():
            scores = {measure.name: measure.score for measure in measures}
            table.add_row(*_line(report, scores, total))
        table.add_section()
        table.add_row(*_line("all", total, total), style="bold")
        console.print(table)
        for line in _summary(total):
            console.print(line, markup=False, highlight=False)
    console.print(f"\n{EXPLAINED}", markup=False, highlight=False, soft_wrap=True)


def _line(report: str, scores: Scores, total: Scores) -> list[str]:
    """A report's cells; of what the system says nothing anywhere, a dash."""
    events, whole = scores[EVENTS], scores[WHOLE_EVENTS]
    counts = [f"{events.tp}/{events.tp + events.fn}", str(events.fp)]
    counts.append(f"{whole.tp}/{whole.tp + whole.fn}")
    return [
        report,
        *(counts if _answered(total[EVENTS]) else ["-"] * len(counts)),
        *(_f1(scores[measure]) if _answered(total[measure]) else "-" for measure in COLUMNS),
    ]


def _answered(score: Score) -> bool:
    return bool(score.tp + score.fp)


def _f1(score: Score) -> str:
    """An F1; "-" where there is nothing to find and nothing was found."""
    return f"{score.f1:.2f}" if score != Score() else "-"


def _summary(total: Scores) -> Iterable[str]:
    if found := total[EVENTS].tp:
        shares = (f"{cell} {share:.2f}" for cell, share in _right_of_found(total).items())
        yield f"right of the {found} events found: {', '.join(shares)}"
    kinds = (f"{label} {_f1(total[label])}" for label in LABELS if _answered(total[label]))
    yield f"names by kind, F1: {', '.join(kinds)}"


def _right_of_found(total: Scores) -> dict[str, float]:
    """The share of the events found whose cell is right."""
    found = total[EVENTS].tp
    return {cell: total[cell_measure(cell)].tp / found for cell in CELLS} if found else {}


def benchmark_json(results: Iterable[Result], comparisons: Iterable[Comparison]) -> str:
    """The same for programs: all measures of each report and of all, and those that dropped."""
    return json.dumps(
        {
            "systems": [
                {
                    "system": result.system,
                    "form": result.form,
                    "total": {name: _figures(score) for name, score in result.total.items()},
                    "right_of_found": {
                        cell: round(share, 4)
                        for cell, share in _right_of_found(result.total).items()
                    },
                    "reports": {
                        report: {
                            measure.name: _figures(measure.score)
                            | {"missed": measure.missed, "extra": measure.extra}
                            for measure in measures
                        }
                        for report, measures in result.reports.items()
                    },
                }
                for result in results
            ],
            "dropped": [
                {"report": c.report, "measure": c.measure.name, "lost": c.lost, "new": c.new}
                for c in comparisons
                if c.dropped
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _figures(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "right": score.tp,
        "missed": score.fn,
        "extra": score.fp,
    }
