"""Evaluation against gold standards: scores that add up, and regressions that have names."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.evaluate.card import scorecard
from pipeline.evaluate.gold import load_gold
from pipeline.evaluate.recorded import (
    RECORDED,
    Comparison,
    compare,
    read_recorded,
    to_record,
    write_scores,
)
from pipeline.write.report import Extracted

WRITTEN = "scores.json"

__all__ = ["Comparison", "evaluate_reports"]


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
        ConfigError: ``config.no-gold`` or ``config.no-report``: nothing to compare;
            ``config.broken-gold``.
    """
    recorded = read_recorded(gold / RECORDED)
    comparisons: list[Comparison] = []
    for name in reports or _gold_names(gold):
        measures = scorecard(load_gold(gold / f"{name}.json"), Extracted(out / name))
        comparisons += compare(name, measures, recorded.get(name, {}))
        found = {
            measure.name: {"found": sorted(measure.found), **scores}
            for measure, scores in zip(measures, to_record(measures).values(), strict=True)
        }
        write_scores(out / name / WRITTEN, found)
        if record:
            recorded[name] = to_record(measures)
    if record:
        write_scores(gold / RECORDED, recorded)
    return comparisons


def _gold_names(gold: Path) -> Iterable[str]:
    return (path.stem for path in sorted(gold.glob("*.json")) if path.name != RECORDED)
