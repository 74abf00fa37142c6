"""A person decides which rows of several reports are one, and every later dataset holds to it."""

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.dataset import is_current, refresh
from pipeline.dataset.merges import Link, awaiting, decide
from pipeline.document.errors import ConfigError
from pipeline.run import Options, run
from pipeline.write.report import read_table

COAST = """Newsletter of the Coast Office, April-June 2019

KENYA

From 6 to 8 May 2019, UNODC and Ms. Amina Njoroge held a workshop on the protection of spiny
lobsters in Mombasa for 30 officers.
"""
FISH = """Newsletter of the Fisheries Office, April-June 2019

KENYA

From 6 to 8 May 2019, UNODC and Ms. Amina Njoroge held a workshop on the protection of spiny
lobsters in Mombasa.
"""


@pytest.fixture
def out(tmp_path):
    for name, text in (("coast", COAST), ("fish", FISH)):
        (tmp_path / f"{name}.txt").write_text(text)
    reports = [tmp_path / "coast.txt", tmp_path / "fish.txt"]
    for outcome in run(reports, Options(out=tmp_path / "out")):
        assert outcome.error is None
    refresh(tmp_path / "out")
    return tmp_path / "out"


def asked(out, table):
    return [rows for rows in awaiting(refresh(out)).values() if rows[0].table == table]


def count(out, table, words):
    return sum(words in row["name"] for row in read_table(refresh(out), table))


def test_what_is_taken_for_one_on_a_guess_is_asked(out):
    (event,) = asked(out, "events")
    (person,) = asked(out, "people")
    assert (
        {row.report_id for row in event} == {row.report_id for row in person} == {"coast", "fish"}
    )


def test_an_event_and_a_person_that_a_reviewer_sets_apart_stay_apart(out):
    for table, words in (("events", "lobsters"), ("people", "Njoroge")):
        assert count(out, table, words) == 1
        ((_, second),) = asked(out, table)
        decide(out, refresh(out), [str(second)], "reject", "A. Mwangi")
        assert not is_current(out)
        assert count(out, table, words) == 2
        assert asked(out, table) == []
    rows = [row for row in read_table(refresh(out), "result_sums") if row["by"] == "all"]
    assert [row["total"] for row in rows] == ["30"]


def test_what_a_reviewer_accepts_is_one_and_is_asked_no_more(out):
    ((first, _),) = asked(out, "events")
    decide(out, refresh(out), [str(first)], "accept", "A. Mwangi")
    assert asked(out, "events") == []
    assert count(out, "events", "lobsters") == 1
    assert len(asked(out, "people")) == 1


def test_who_thinks_again_joins_what_was_set_apart(out):
    ((_, second),) = asked(out, "events")
    decide(out, refresh(out), [str(second)], "reject", "A. Mwangi")
    decide(out, refresh(out), [str(second)], "accept", "A. Mwangi")
    assert count(out, "events", "lobsters") == 1


def test_a_row_that_was_joined_with_nothing_is_refused(out):
    for key in ("events/coast/nothing", "events"):
        with pytest.raises(ConfigError, match=key):
            decide(out, refresh(out), [key], "reject", "A. Mwangi")


def test_the_command_asks_and_takes_the_answer(out):
    command = CliRunner()
    told = command.invoke(app, ["merges", "--out", str(out)])
    ((_, second),) = asked(out, "events")
    assert str(second) in told.output
    again = ["merges", "--out", str(out), "--apart", str(second), "--reviewer", "A. Mwangi"]
    answered = command.invoke(app, again)
    assert answered.exit_code == 0
    assert str(second) not in answered.output
    assert Link.of(str(second)) == second
    assert count(out, "events", "lobsters") == 2
