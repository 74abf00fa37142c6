"""A reviewed report becomes a gold standard that it passes itself."""

from datetime import UTC, datetime

import pytest

from pipeline.decisions.journal import JOURNAL, Decision, append
from pipeline.document.errors import ConfigError
from pipeline.evaluate import evaluate_reports
from pipeline.evaluate.promote import promote
from pipeline.run import Options, run
from tests.tables.test_reviewed import ISSUE


@pytest.fixture
def extracted(tmp_path):
    (outcome,) = run([ISSUE], Options(out=tmp_path / "out"))
    (tmp_path / "gold").mkdir()
    return outcome


def test_a_report_passes_the_gold_that_was_made_of_it(extracted, tmp_path):
    promote(extracted.folder, tmp_path / "gold", force=True)
    scores = evaluate_reports(None, tmp_path / "out", tmp_path / "gold")
    short = {c.measure.name: c.measure.missed for c in scores if c.measure.score.f1 < 1}
    assert short == {}
    counts = {c.measure.name: len(c.measure.found) for c in scores}
    assert counts["all strict"] == len(extracted.report.tables["mentions"])
    assert counts["list items"] == len(extracted.report.tables["list_items"])


def test_lists_without_a_title_are_scored_like_others(tmp_path):
    path = tmp_path / "raw" / "news.txt"
    path.parent.mkdir()
    listed = "- Justice\n- Border Service\n- Youth\n"
    path.write_text(f"NEWS\n\nApril - June 2021\n\nOn 4 May 2021 it met.\n\n{listed}", "utf-8")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    assert [row.title for row in outcome.report.tables["lists"]] == [None]
    (tmp_path / "gold").mkdir()
    promote(outcome.folder, tmp_path / "gold", force=True)
    scores = evaluate_reports(None, tmp_path / "out", tmp_path / "gold")
    assert {c.measure.name: len(c.measure.found) for c in scores}["list items"] == 3


def test_what_waits_for_a_decision_is_named_and_stops_it(extracted, tmp_path):
    with pytest.raises(ConfigError) as refused:
        promote(extracted.folder, tmp_path / "gold")
    assert refused.value.code == "config.not-reviewed"
    assert list((tmp_path / "gold").iterdir()) == []


def test_a_report_that_is_reviewed_to_the_end_is_promoted(extracted, tmp_path):
    for number, flag in enumerate(extracted.report.tables["flags"]):
        decision = Decision(
            id=str(number),
            time=datetime(2018, 2, 1, 9, number, tzinfo=UTC),
            reviewer="ana",
            action="accept",
            table="flags",
            row_id=flag.flag_id,
        )
        append(extracted.folder / JOURNAL, decision)
    with pytest.raises(ConfigError) as early:
        promote(extracted.folder, tmp_path / "gold", force=True)
    assert early.value.code == "config.not-applied"
    run_again = list(run([ISSUE], Options(out=tmp_path / "out")))
    assert run_again[0].rows["decisions"] == extracted.rows["flags"]
    assert promote(extracted.folder, tmp_path / "gold").is_file()


def test_who_is_not_sure_of_a_doubt_has_not_decided_it(extracted, tmp_path):
    for number, flag in enumerate(extracted.report.tables["flags"]):
        decision = Decision(
            id=str(number),
            time=datetime(2018, 2, 1, 9, number, tzinfo=UTC),
            reviewer="ana",
            action="skip",
            table="flags",
            row_id=flag.flag_id,
        )
        append(extracted.folder / JOURNAL, decision)
    run_again = list(run([ISSUE], Options(out=tmp_path / "out")))
    with pytest.raises(ConfigError) as refused:
        promote(run_again[0].folder, tmp_path / "gold")
    assert refused.value.code == "config.not-reviewed"
