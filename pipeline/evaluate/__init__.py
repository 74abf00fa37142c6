"""Evaluation against gold standards: scores that add up, and regressions that have names."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document.errors import ConfigError
from pipeline.evaluate.card import Measure, scorecard
from pipeline.evaluate.gold import Gold, load_gold
from pipeline.write.report import Extracted

RECORDED = "scores.json"
WRITTEN = "scores.json"
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure beside the recorded one of the same name, if there is one."""

    report: str
    measure: Measure
    recorded_f1: float | None
    lost: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def dropped(self) -> bool:
        """Whether the F1 fell below the recorded one."""
        return self.recorded_f1 is not None and (
            self.measure.score.f1 < self.recorded_f1 - TOLERANCE
        )


def evaluate_reports(
    reports: Sequence[str] | None, out: Path, gold: Path, *, record: bool = False
) -> list[Comparison]:
    """Score reports against their gold standards and compare with the recorded scores.

    Writes ``out/STEM/scores.json`` beside each report, and with ``record`` the scores to hold
    into ``gold/scores.json``.

    Args:
        reports: Report ids; None or empty: every gold standard.
        out: The folder of all reports.
        gold: The folder of gold standards, ``STEM.json`` each.
        record: Whether to record these scores.

    Raises:
        ConfigError: ``config.no-gold`` or ``config.no-report``: nothing to compare.
    """
    recorded_path = gold / RECORDED
    recorded = json.loads(recorded_path.read_text("utf-8")) if recorded_path.exists() else {}
    names = list(reports or _gold_names(gold))
    comparisons: list[Comparison] = []
    for name in names:
        measures = scorecard(_gold(gold / f"{name}.json"), Extracted(out / name))
        comparisons += (_compare(name, m, recorded.get(name, {}).get(m.name)) for m in measures)
        plain = {m.name: _plain(m) for m in measures}
        _write(out / name / WRITTEN, plain)
        if record:
            recorded[name] = plain
    if record:
        _write(recorded_path, recorded)
    return comparisons


def _gold_names(gold: Path) -> Iterable[str]:
    return (path.stem for path in sorted(gold.glob("*.json")) if path.name != RECORDED)


def _gold(path: Path) -> Gold:
    if not path.is_file():
        raise ConfigError("config.no-gold", f"{path} does not exist")
    return load_gold(path)


def _compare(report: str, measure: Measure, recorded: dict[str, object] | None) -> Comparison:
    if recorded is None:
        return Comparison(report, measure, None, (), ())
    before, extra = set(_strings(recorded["found"])), set(_strings(recorded["extra"]))
    return Comparison(
        report,
        measure,
        float(str(recorded["f1"])),
        lost=tuple(row for row in sorted(before) if row not in measure.found),
        new=tuple(row for row in measure.extra if row not in extra),
    )


def _strings(rows: object) -> list[str]:
    return [str(row) for row in rows] if isinstance(rows, list) else []


def _plain(measure: Measure) -> dict[str, object]:
    score = measure.score
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": score.f1,
        "found": sorted(measure.found),
        "missed": sorted(measure.missed),
        "extra": sorted(measure.extra),
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
