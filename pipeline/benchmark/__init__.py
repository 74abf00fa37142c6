"""The open benchmark: newsletters with their gold, and how well a system reads them.

Three systems can be scored: this product over the reports as files (`extracted_results`), any other
one by its answers (`predicted_results`), and a bare spaCy model (`baseline_results`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.benchmark.baseline import baseline, load_baseline
from pipeline.benchmark.predictions import read_predictions
from pipeline.benchmark.reading import reading
from pipeline.document.errors import ConfigError
from pipeline.evaluate.answer import Answer, answer_of
from pipeline.evaluate.gold import Gold, load_gold
from pipeline.evaluate.measure import Measure
from pipeline.evaluate.recorded import (
    RECORDED,
    Comparison,
    compare,
    read_recorded,
    to_record,
    write_scores,
)
from pipeline.evaluate.score import Score
from pipeline.run import Options, run
from pipeline.write.report import Extracted

FORMS = ("pdf", "txt", "html")
"""The files that each report comes as: folders of these names hold them."""
HELD = ("pdf", "txt")
"""The forms whose scores are recorded."""


@dataclass(frozen=True, slots=True)
class Result:
    """How well a system reads the reports: the measures of each, by its name.

    ``form``: what files it read them from; empty where it was not given files.
    """

    system: str
    reports: Mapping[str, Sequence[Measure]]
    form: str = ""

    @property
    def total(self) -> Mapping[str, Score]:
        """The counts of each measure, added up over the reports."""
        total: dict[str, Score] = {}
        for measures in self.reports.values():
            for measure in measures:
                total[measure.name] = total.get(measure.name, Score()) + measure.score
        return total


def golds(folder: Path) -> dict[str, Gold]:
    """The gold standards of a benchmark, by the name of the report.

    Raises:
        ConfigError: ``config.no-gold``: the folder holds none. ``config.broken-gold``.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise ConfigError("config.no-gold", f"{folder} holds no gold standards: gold/REPORT.json")
    return {path.stem: load_gold(path) for path in paths}


def extracted_results(folder: Path, form: str, options: Options) -> Result:
    """How well this product reads the reports as files of one form.

    Args:
        folder: The benchmark.
        form: One of `FORMS`.
        options: How the reports are extracted, and where they are written.

    Raises:
        ConfigError: There is no gold standard, or the set-up is wrong.
        PipelineError: A report was refused.
    """
    known = golds(folder)
    measures: dict[str, Sequence[Measure]] = {}
    for outcome in run([folder / form / f"{name}.{form}" for name in known], options):
        if outcome.error is not None:
            raise outcome.error
        name = outcome.folder.name
        measures[name] = reading(known[name], answer_of(Extracted(outcome.folder)))
    return Result("Milestones", measures, form)


def predicted_results(folder: Path, predictions: Path) -> Result:
    """How well another system reads the reports, by its answers.

    Raises:
        ConfigError: There is no gold standard; answers are missing or not of the form.
    """
    known = golds(folder)
    answers = {name: read_predictions(predictions / f"{name}.json", known[name]) for name in known}
    return _result(predictions.name, known, answers)


def baseline_results(folder: Path, model: str) -> Result:
    """How well a bare spaCy model finds mentions in the reports' paragraphs.

    Raises:
        ConfigError: There is no gold standard, or no such model.
    """
    known, nlp = golds(folder), load_baseline(model)
    return _result(model, known, {name: baseline(nlp, gold) for name, gold in known.items()})


def _result(system: str, known: Mapping[str, Gold], answers: Mapping[str, Answer]) -> Result:
    return Result(system, {name: reading(known[name], answers[name]) for name in known})


def against_recorded(folder: Path, results: Iterable[Result]) -> list[Comparison]:
    """This product's results, each report by itself, beside the recorded ones."""
    recorded = read_recorded(folder / RECORDED)
    return [
        comparison
        for result in results
        for file, measures in _files(result).items()
        for comparison in compare(file, measures, recorded.get(file, {}))
    ]


def _files(result: Result) -> Mapping[str, Sequence[Measure]]:
    """The measures by the name of the file that was read."""
    return {f"{report}.{result.form}": rows for report, rows in result.reports.items()}


def record(folder: Path, results: Iterable[Result]) -> Path:
    """Make this product's results those to hold; other forms of the reports keep theirs."""
    recorded = read_recorded(folder / RECORDED)
    for result in results:
        recorded |= {file: to_record(measures) for file, measures in _files(result).items()}
    write_scores(folder / RECORDED, recorded)
    return folder / RECORDED
