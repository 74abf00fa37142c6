"""What a run changes is told row by row, and a moved text is no change."""

import subprocess
import sys

import pytest

from pipeline.diff import compare
from pipeline.diff.page import write_page
from pipeline.document.errors import ConfigError
from pipeline.run import Options, run
from tests.review.conftest import ROOT

ISSUE = ROOT / "raw" / "2017-q4.txt"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The 2017 issue as it is, and with one name changed and a line more at its head."""
    folder = tmp_path_factory.mktemp("runs")
    changed = folder / "2017-q4.txt"
    text = ISSUE.read_text("utf-8")
    assert "in Tashkent" in text
    changed.write_text("\n\n" + text.replace("in Tashkent", "in Samarkand"), "utf-8")
    (before,) = run([ISSUE], Options(out=folder / "a"))
    (after,) = run([changed], Options(out=folder / "b"))
    return before.folder, after.folder


def test_a_run_beside_itself_differs_in_nothing(runs):
    assert compare(runs[0], runs[0].parent) == []


def test_only_what_changed_is_told_though_every_position_moved(runs):
    found = compare(*runs)
    assert {d.table for d in found} <= {
        *("mentions", "places", "events", "event_roles", "milestones", "sections", "flags"),
        "list_items",
    }
    moved = [d for d in found if d.kind == "changed" and not d.cells]
    assert moved == []
    texts = {(d.kind, d.name) for d in found if d.table == "mentions"}
    assert ("added", "Samarkand") in texts or any(
        d.cells.get("text") == ("Tashkent", "Samarkand") for d in found
    )
    assert len([d for d in found if d.table == "mentions"]) <= 12
    shown = next(d for d in found if d.table == "mentions" and d.sentence[1] == "Samarkand")
    assert "Samarkand" not in shown.sentence[0]


LISTED = (
    "NEWS\n\nApril - June 2021\n\nOn 4 May 2021 it met.\n\n"
    "- Justice\n- Border Service\n- Youth\n- Customs\n"
)


def test_an_item_less_is_one_difference_and_not_one_for_each_item_after_it(tmp_path):
    folders = []
    for name, words in (("a", LISTED), ("b", LISTED.replace("- Border Service\n", ""))):
        path = tmp_path / name / "raw" / "news.txt"
        path.parent.mkdir(parents=True)
        path.write_text(words, "utf-8")
        (outcome,) = run([path], Options(out=tmp_path / name / "out"))
        folders.append(outcome.folder)
    items = [d for d in compare(*folders) if d.table == "list_items"]
    assert [(d.kind, d.name) for d in items] == [("removed", "Border Service")]


def test_a_report_that_only_one_run_has_is_told(runs, tmp_path):
    other = tmp_path / "b"
    (second,) = run([ISSUE], Options(out=other))
    second.folder.rename(other / "2018-q1")
    (third,) = run([ISSUE], Options(out=other))
    assert third.error is None
    (found,) = compare(runs[0].parent, other)
    assert (found.kind, found.table, found.report_id) == ("added", "reports", "2018-q1")


def test_the_page_shows_each_difference_and_runs_no_text(runs, tmp_path, browser):
    found = compare(*runs)
    path = tmp_path / "diff.html"
    write_page(path, *runs, found)
    page = browser.new_page()
    outside = []
    page.on("request", lambda r: r.url.startswith("file:") or outside.append(r.url))
    page.goto(path.as_uri())
    assert page.locator("article:visible").count() == len(found)
    page.select_option("#table", "mentions")
    mentions = sum(d.table == "mentions" for d in found)
    assert page.locator("article:visible").count() == mentions > 0
    assert outside == []
    page.evaluate((ROOT / "tests/review/vendor/axe.min.js").read_text("utf-8"))
    faults = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert faults == []


def test_the_command_prints_a_line_a_table(runs):
    command = [sys.executable, "-m", "pipeline.cli", "diff", *map(str, runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "mentions" in done.stdout
    assert "Samarkand" in done.stdout


def test_a_folder_without_a_report_is_refused(tmp_path):
    with pytest.raises(ConfigError) as refused:
        compare(tmp_path, tmp_path)
    assert refused.value.code == "config.no-report"
