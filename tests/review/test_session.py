"""What the page says of rows under decisions, before and after they are applied."""

import pytest

from pipeline.extracted import Key
from pipeline.review.decide import Deed
from pipeline.review.lookup import find_places, find_rows
from pipeline.review.queue import queue
from pipeline.review.session import Session
from pipeline.run import Options, run
from tests.review.conftest import ROOT

ISSUE = ROOT / "raw" / "2017-q4.txt"


@pytest.fixture
def session(tmp_path):
    (outcome,) = run([ISSUE], Options(out=tmp_path))
    assert outcome.error is None
    return Session(outcome.folder, ISSUE.parent)


def do(session, action, table="", row_id="", **more):
    deed = Deed(action=action, table=table, row_id=row_id, **more)
    return session.record(deed, "ana")


def add(session, words, label):
    start = session.report.text.index(words)
    (made,) = do(session, "add", value=label, start=start, end=start + len(words))
    return f"added-{made.id}"


def test_an_added_mention_can_be_changed_at_once_and_is_one_row_after_the_run(session):
    added = add(session, "healthcare system", "ORG")
    do(session, "edit", "mentions", added, column="label", value="PROGRAMME")
    do(session, "accept", "mentions", added)
    assert session.standing.row(Key("mentions", added))["label"] == "PROGRAMME"
    assert session.standing.lost == []
    assert session.pending == 3
    session.apply()
    assert session.pending == 0
    assert session.standing.lost == []
    (found,) = [r for r in session.report.tables["mentions"] if r["text"] == "healthcare system"]
    key = Key("mentions", found["mention_id"])
    assert {d.action for d in session.standing.decisions(key)} == {"add", "edit", "accept"}


def test_what_was_carried_out_and_left_no_row_is_not_lost(session):
    event = session.report.tables["events"][0]["event_id"]
    (flag,) = [f for f in session.report.tables["flags"] if f["code"] == "repair.suggestion"]
    do(session, "reject", "events", event)
    do(session, "repair", "flags", flag["flag_id"])
    items = [row["list_id"] for row in session.report.tables["list_items"]][:1]
    do(session, "join", "list_items", f"{items[0]}/2")
    do(session, "accept", "list_items", f"{items[0]}/3")
    session.apply()
    assert session.standing.lost == []
    assert session.standing.verdict(Key("list_items", f"{items[0]}/1")) == "joined"
    assert session.standing.verdict(Key("list_items", f"{items[0]}/2")) == "accepted"
    assert session.standing.verdict(Key("list_items", f"{items[0]}/3")) == ""
    assert Key("list_items", f"{items[0]}/1") not in {item.key for item in queue(session.report)}
    do(session, "undo")
    assert session.pending == 1


def test_a_page_that_shows_an_older_text_decides_nothing(session):
    old = session.version
    row = session.report.tables["mentions"][0]["mention_id"]
    do(session, "accept", "mentions", row, version=old)
    session.apply()
    with pytest.raises(ValueError, match="reload"):
        do(session, "add", value="ORG", start=0, end=4, version=old)
    do(session, "reject", "mentions", row, version=session.version)


def test_a_report_that_another_process_extracted_is_read_again(session):
    add(session, "healthcare system", "ORG")
    list(run([ISSUE], Options(out=session.folder.parent)))
    session.refresh()
    assert "healthcare system" in {row["text"] for row in session.report.tables["mentions"]}
    assert session.pending == 0


def test_a_reference_to_no_row_is_refused_and_rows_to_refer_to_are_offered(session):
    event = session.report.tables["events"][0]["event_id"]
    with pytest.raises(ValueError, match="names no row of milestones"):
        do(session, "edit", "events", event, column="milestone_id", value="0123456789ab")
    (offer, *_) = find_rows(session.standing, ["milestones"], "road map")
    do(session, "edit", "events", event, column="milestone_id", value=offer.value)
    assert session.standing.row(Key("events", event))["milestone_id"] == offer.value


@pytest.mark.parametrize("column", ["text", "start"])
def test_the_words_of_a_mention_are_changed_by_selecting_others(session, column):
    row = session.report.tables["mentions"][0]["mention_id"]
    with pytest.raises(ValueError, match="cannot be changed"):
        do(session, "edit", "mentions", row, column=column, value="other words")


def test_a_search_for_places_offers_cities_before_their_districts():
    first, *_ = find_places("Bishk")
    assert (first.name, first.note.partition(",")[0]) == ("Bishkek", "capital")
