"""The home page, the command and the summary of a run say the same of how a report was read."""

import json
from io import StringIO

import pytest
from rich.console import Console

from pipeline.cli import app
from pipeline.console.running import print_summary
from pipeline.home.state import state_of
from pipeline.review.queue import reading
from pipeline.review.remedies import remedies
from pipeline.run import Options, run
from pipeline.write.report import Extracted, verdict_of

TORN = "NEWS\n\nJanuary 2021\n\n" + "Nothing is told here that anybody did on any day. " * 40


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("read")
    (folder / "torn.txt").write_text(TORN, "utf-8")
    (outcome,) = run([folder / "torn.txt"], Options(out=folder / "out"))
    return outcome


def test_home_page_command_and_summary_say_what_the_verdict_says(outcome, capsys):
    judged = verdict_of(outcome.folder)
    assert judged == outcome.verdict
    assert judged.causes
    state = state_of(outcome.folder.parent, "torn")
    assert state.reading == judged.reading
    assert [cause for cause, _ in state.reasons] == [cause.message for cause in judged.causes]
    told = StringIO()
    print_summary(Console(file=told, width=400), [outcome])
    with pytest.raises(SystemExit):
        app(["status", "--out", str(outcome.folder.parent)])
    said = capsys.readouterr().out
    for cause, remedy in state.reasons:
        assert remedy
        assert all(words in text for words in (cause, remedy) for text in (told.getvalue(), said))
    flags = {row["message"] for row in reading(Extracted(outcome.folder))}
    assert flags <= {cause.message for cause in judged.causes}


def test_every_remedy_is_of_a_cause_that_there_is(outcome):
    assert {cause.code for cause in outcome.verdict.causes} <= remedies().keys()


def test_a_report_of_an_older_version_is_not_said_to_be_read_well(outcome):
    path = outcome.folder / "report.json"
    before = path.read_bytes()
    whole = json.loads(before)
    del whole["verdict"]
    path.write_text(json.dumps(whole))
    try:
        assert verdict_of(outcome.folder) is None
        assert state_of(outcome.folder.parent, "torn").reading == "by an older version"
    finally:
        path.write_bytes(before)


def test_a_report_whose_verdict_is_none_is_damaged(outcome):
    path = outcome.folder / "report.json"
    before = path.read_bytes()
    path.write_text('{"verdict": {"reading": "somehow"}}')
    try:
        assert "report.json" in state_of(outcome.folder.parent, "torn").damaged
    finally:
        path.write_bytes(before)
