"""What the page says of rows under decisions, before and after they are applied."""

import pytest

from pipeline.decisions.journal import JOURNAL, read
from pipeline.document.errors import ConfigError
from pipeline.document.span import Span
from pipeline.review.decide import Deed, ReplacesError
from pipeline.review.fields import fields, value_of
from pipeline.review.lookup import find_places, find_rows
from pipeline.review.queue import progress, queue
from pipeline.review.session import Session
from pipeline.run import Options, run
from pipeline.write.report import Key
from schemas import TABLES
from schemas.columns import choices, standard
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


def test_a_decision_that_a_run_has_lost_is_recorded_again(session):
    event = session.report.tables["events"][0]["event_id"]
    (made,) = do(session, "accept", "events", event)
    path = session.folder / JOURNAL
    path.write_bytes(b"")  # as a program leaves it that copied the folder and put the copy there
    session.apply()
    assert [one.id for one in read(path).decisions] == [made.id]
    assert session.pending == 1
    session.apply()
    assert session.pending == 0


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


def test_what_is_decided_over_an_older_extraction_is_found_in_the_new_one(session):
    old = session.version
    (flag,) = [f for f in session.report.tables["flags"] if f["code"] == "repair.suggestion"]
    word = "healthcare system"
    start = session.report.text.index(word)
    do(session, "repair", "flags", flag["flag_id"], version=old)
    session.apply()
    assert session.version != old
    do(session, "add", value="ORG", start=start, end=start + len(word), version=old)
    session.apply()
    assert word in {row["text"] for row in session.report.tables["mentions"]}
    assert session.standing.lost == []


def test_a_page_whose_extraction_is_no_longer_kept_decides_nothing(session):
    with pytest.raises(ValueError, match="reload"):
        do(session, "add", value="ORG", start=0, end=4, version="0")
    assert session.standing.journal == ()


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


def test_what_a_label_takes_the_place_of_is_recorded_and_flagged(session):
    mention = next(row for row in session.report.tables["mentions"] if row["label"] == "PLACE")
    start, end = int(mention["start"]) - 4, int(mention["end"])
    with pytest.raises(ReplacesError, match=mention["text"]):
        do(session, "add", value="EVENT", start=start, end=end)
    gone = {row["mention_id"] for _, row in session.standing.covered(Span(start=start, end=end))}
    (made,) = do(session, "add", value="EVENT", start=start, end=end, replaces=gone)
    assert {item["mention_id"] for item in made.before} == gone
    assert session.standing.verdict(Key("mentions", mention["mention_id"])) == "replaced"
    with pytest.raises(ValueError, match="takes the place"):
        do(session, "accept", "mentions", mention["mention_id"])
    session.apply()
    (flag,) = [f for f in session.report.tables["flags"] if f["code"] == "decision.replaced"]
    assert f"PLACE {mention['text']!r}" in flag["message"]
    assert session.report.rows["mentions"][flag["row_id"]]["label"] == "EVENT"
    assert mention["mention_id"] not in session.report.rows["mentions"]
    do(session, "undo")
    session.apply()
    assert mention["mention_id"] in session.report.rows["mentions"]


def test_the_same_verdict_is_recorded_once_also_after_a_run(session):
    row = session.report.tables["mentions"][0]["mention_id"]
    assert len(do(session, "accept", "mentions", row)) == 1
    assert do(session, "accept", "mentions", row) == []
    session.apply()
    assert do(session, "accept", "mentions", row) == []
    assert len(do(session, "reject", "mentions", row)) == 1


def test_progress_never_falls_when_decisions_are_applied(session):
    items = [item.key for item in queue(session.report) if item.key.table == "mentions"]
    do(session, "reject", "mentions", items[0].row_id)
    event = session.report.tables["events"][0]["event_id"]
    do(session, "edit", "events", event, column="name", value="a meeting")
    before = progress(session.standing)
    assert before[0] == 2
    session.apply()
    assert progress(session.standing)[0] == 2


def test_what_another_row_was_merged_into_is_settled(session):
    one, other = (row["organisation_id"] for row in session.report.tables["organisations"][:2])
    do(session, "merge", "organisations", one, into=other)
    keys = {Key("organisations", one), Key("organisations", other)}
    assert keys <= session.standing.settled


@pytest.mark.parametrize(
    ("text", "value"), [("Bishkek", "foo"), ("Bishkek", "XX"), ("UNODC", "x"), ("Bishkek", "a:1")]
)
def test_a_mention_takes_only_values_of_its_label(session, text, value):
    row = next(r for r in session.report.tables["mentions"] if r["text"] == text)
    with pytest.raises(ValueError, match=r"code|value|country"):
        do(session, "edit", "mentions", row["mention_id"], column="value", value=value)


@pytest.mark.parametrize("table", TABLES)
def test_columns_with_closed_lists_offer_them_and_take_nothing_else(table):
    for column, field in fields(table).items():
        if listed := choices(table, column):
            assert set(field.options) >= set(listed)
        elif standard(table, column) in {"ISO 3166-1 alpha-2", "ISO 4217"}:
            assert field.help in {"country", "currency"}
        else:
            continue
        with pytest.raises(ValueError, match=r"\w"):
            value_of(table, column, "XYZ")


def test_the_input_is_found_where_the_run_read_it_also_when_all_was_moved(tmp_path):
    source = tmp_path / "one" / "inbox" / "news.txt"
    source.parent.mkdir(parents=True)
    source.write_bytes(ISSUE.read_bytes())
    list(run([source], Options(out=tmp_path / "one" / "extracted")))
    elsewhere = tmp_path / "nothing"
    assert Session(tmp_path / "one" / "extracted" / "news", elsewhere).obstacles == []
    (tmp_path / "one").rename(tmp_path / "two")
    moved = Session(tmp_path / "two" / "extracted" / "news", elsewhere)
    assert moved.obstacles == []
    moved.apply()
    (tmp_path / "two" / "extracted").rename(tmp_path / "three")
    apart = Session(tmp_path / "three" / "news", elsewhere)
    assert apart.obstacles == []
    for file in (tmp_path / "three" / "news").iterdir():
        assert str(tmp_path).encode() not in file.read_bytes()
    (tmp_path / "two" / "inbox" / "news.txt").write_text("changed")
    (told,) = Session(tmp_path / "three" / "news", elsewhere).obstacles
    assert "has changed" in told
    with pytest.raises(ConfigError, match="has changed"):
        apart.apply()
