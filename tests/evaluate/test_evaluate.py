"""A regression is named, with the sentence that lost its mention."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.document.errors import ConfigError
from pipeline.evaluate import evaluate_reports

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copies(tmp_path):
    """The worked example and its gold standard, to be damaged."""
    out, gold = tmp_path / "extracted", tmp_path / "gold"
    shutil.copytree(ROOT / "extracted" / "2017-q4", out / "2017-q4")
    shutil.copytree(ROOT / "tests" / "gold", gold)
    return out, gold


def without(path: Path, text: str) -> None:
    """Take the mentions of some words out of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    kept = [row for row in rows if text not in row]
    assert len(kept) < len(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(kept)


def test_the_example_holds_the_recorded_scores(copies):
    comparisons = evaluate_reports(None, *copies)
    assert [c.measure.name for c in comparisons if c.dropped] == []
    assert {c.measure.name: c.measure.score.f1 for c in comparisons}["named strict"] >= 0.97


def test_a_lost_mention_drops_its_scores_and_is_named_with_its_sentence(copies):
    out, gold = copies
    without(out / "2017-q4" / "mentions.csv", "Aga Khan Development Network")
    dropped = {c.measure.name: c for c in evaluate_reports(["2017-q4"], out, gold) if c.dropped}
    assert {"ORG strict", "ORG overlap", "named strict"} <= set(dropped)
    (lost,) = dropped["ORG strict"].lost
    assert lost.startswith("'Aga Khan Development Network' in: The 10th Review Meeting")


def test_the_command_exits_1_on_a_drop_and_prints_what_was_lost(copies):
    out, gold = copies
    without(out / "2017-q4" / "mentions.csv", "1 November 2017")
    command = [sys.executable, "-m", "pipeline.cli", "evaluate", "--out", out, "--gold", gold]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert "lost  '1 November 2017' in: The creation of the strategic document" in " ".join(
        done.stdout.split(" ")
    ).replace("\n", " ")


def test_recording_makes_the_scores_those_to_hold(copies):
    out, gold = copies
    without(out / "2017-q4" / "mentions.csv", "GIZ")
    evaluate_reports(None, out, gold, record=True)
    recorded = json.loads((gold / "scores.json").read_text())
    assert recorded["2017-q4"]["ORG strict"]["recall"] < 1
    assert not any(c.dropped for c in evaluate_reports(None, out, gold))


def test_a_report_without_a_gold_standard_is_a_usage_error(copies):
    with pytest.raises(ConfigError, match="does not exist"):
        evaluate_reports(["2031-q1"], *copies)


def test_a_gold_standard_of_another_form_is_named_with_the_place(copies):
    out, gold = copies
    path = gold / "2017-q4.json"
    told = json.loads(path.read_text("utf-8"))
    told["events"][0]["hosts"] = told["events"][0].pop("roles")
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(
        ConfigError, match=r"2017-q4\.json is no gold standard: events\.0"
    ) as refused:
        evaluate_reports(None, out, gold)
    assert refused.value.code == "config.broken-gold"
