"""What was reviewed says by whom and when; what was not says so, and can be left out."""

import shutil

import pytest

from pipeline.document.errors import ConfigError
from pipeline.run import Options, run
from pipeline.site import write_site
from pipeline.write.report import Extracted, Key, read_table
from tests.conftest import ROOT
from tests.site.conftest import decided

STEM = "example-2022-q1"


@pytest.fixture(scope="module")
def reviewed(out, tmp_path_factory):
    """Two reports, of one of which somebody accepted an event and a person."""
    folder = tmp_path_factory.mktemp("reviewed")
    for stem in ("2017-q4", STEM):
        shutil.copytree(out / stem, folder / stem)
    report = Extracted(folder / STEM)
    event, person = report.tables["events"][1], report.tables["people"][0]
    decided(report.folder, Key("events", event["event_id"]))
    decided(report.folder, Key("people", person["person_id"]), reviewer="B. Otieno")
    (outcome,) = run([ROOT / "raw" / f"{STEM}.html"], Options(out=folder))
    assert outcome.error is None
    return folder, event


def test_each_event_says_who_reviewed_it_and_when(reviewed, tmp_path):
    out, event = reviewed
    into = write_site(out, tmp_path / "site").parent
    page = (into / "events" / f"{event['event_id']}.html").read_text("utf-8")
    assert "<dt>Review</dt><dd>reviewed by A. Mwangi on 5 June 2022</dd>" in page
    listed = (into / "events.html").read_text("utf-8")
    assert listed.count("reviewed by A. Mwangi on 5 June 2022</td>") == 1
    events = read_table(out / "dataset", "who_does_what")
    by_table = sum(row["reviewed_by"] == "not yet reviewed" for row in events)
    assert listed.count("not yet reviewed</td>") == by_table == len(events) - 1
    people = (into / "people.html").read_text("utf-8")
    assert people.count("reviewed by B. Otieno on 5 June 2022</td>") == 1
    untouched = (into / "reports" / "2017-q4.html").read_text("utf-8")
    assert "<dt>Review</dt><dd>not yet reviewed</dd>" in untouched


def test_only_what_was_reviewed_is_shown_when_that_is_asked_for(reviewed, tmp_path):
    out, event = reviewed
    into = write_site(out, tmp_path / "site", reviewed_only=True).parent
    assert [p.stem for p in (into / "events").iterdir()] == [event["event_id"]]
    assert [p.stem for p in (into / "reports").iterdir()] == [STEM]
    first = (into / "index.html").read_text("utf-8")
    assert "1 report, 1 event," in first
    assert "Only what was reviewed is shown here." in first
    assert not (into / "trends.html").exists()
    text = "".join(page.read_text("utf-8") for page in into.rglob("*.html"))
    for row in read_table(out / "dataset", "events"):
        if row["event_id"] != event["event_id"]:
            assert row["event_id"] not in text


def test_a_report_in_which_no_doubt_is_left_is_reviewed(out, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(out / "2017-q4", folder / "2017-q4")
    report = Extracted(folder / "2017-q4")
    waiting = [row for row in report.tables["flags"] if row["severity"] != "info"]
    for number, row in enumerate(waiting):
        decided(report.folder, Key("flags", row["flag_id"]), day=f"2018-02-{number % 9 + 1:02d}")
    (outcome,) = run([ROOT / "raw" / "2017-q4.txt"], Options(out=folder))
    assert outcome.error is None
    listed = (write_site(folder, tmp_path / "site").parent / "reports.html").read_text("utf-8")
    assert "reviewed by A. Mwangi on 9 February 2018</td>" in listed


def test_where_nothing_is_reviewed_there_is_nothing_to_show(out, tmp_path):
    with pytest.raises(ConfigError) as refused:
        write_site(out, tmp_path / "site", reviewed_only=True)
    assert refused.value.code == "config.not-reviewed"
    assert not (tmp_path / "site").exists()
