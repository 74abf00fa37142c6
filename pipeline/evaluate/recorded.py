"""Scores that were recorded, and what a later run lost against them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate.measure import Measure

RECORDED = "scores.json"
TOLERANCE = 1e-9

Scores = Mapping[str, Mapping[str, object]]
"""A report's recorded scores, by measure."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure beside the recorded one of the same name, if there is one."""

    report: str
    measure: Measure
    recorded_f1: float | None = None
    lost: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def dropped(self) -> bool:
        """Whether the F1 fell below the recorded one."""
        return self.recorded_f1 is not None and (
            self.measure.score.f1 < self.recorded_f1 - TOLERANCE
        )


def read_recorded(path: Path) -> dict[str, Scores]:
    """The recorded scores of a folder of gold standards, by report; none where it has no file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def compare(report: str, measures: Iterable[Measure], recorded: Scores) -> list[Comparison]:
    """Each measure of a report beside the recorded one."""
    return [_compared(report, measure, recorded.get(measure.name)) for measure in measures]


def _compared(report: str, measure: Measure, recorded: Mapping[str, object] | None) -> Comparison:
    if recorded is None:
        return Comparison(report, measure)
    return Comparison(
        report,
        measure,
        float(str(recorded["f1"])),
        lost=_beyond(measure.missed, recorded["missed"]),
        new=_beyond(measure.extra, recorded["extra"]),
    )


def _beyond(rows: Sequence[str], recorded: object) -> tuple[str, ...]:
    """The rows that the recorded ones do not hold, as often as they are more."""
    before = Counter(map(str, recorded)) if isinstance(recorded, list) else Counter[str]()
    return tuple((Counter(rows) - before).elements())


def to_record(measures: Iterable[Measure]) -> Scores:
    """The scores to hold. Rows that were found are not kept: a lost one is then missed."""
    return {
        measure.name: {
            **figures(measure),
            "missed": sorted(measure.missed),
            "extra": sorted(measure.extra),
        }
        for measure in measures
    }


def figures(measure: Measure) -> dict[str, float]:
    """A measure's precision, recall (rounded, to be read) and F1 (exact, to be compared)."""
    score = measure.score
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": score.f1,
    }


def write_scores(path: Path, scores: Mapping[str, object]) -> None:
    """Write scores as JSON."""
    path.write_text(json.dumps(scores, ensure_ascii=False, indent=1) + "\n", "utf-8")
