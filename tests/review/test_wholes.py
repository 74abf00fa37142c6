"""Events, parts, lists and quotes: added, changed, merged, split, as a form or a selection says."""

import pytest

from pipeline.review.decide import Deed, ReplacesError
from pipeline.review.session import Session
from pipeline.run import Options, run
from pipeline.write.report import Key

REPORT = (
    "NEWS FROM THE LAKE\n\nApril - June 2021\n\n"
    "Courses for builders\n\n"
    "On 4 May, the Ministry of Fisheries of Zambia and the World Bank trained 25 boat builders in "
    "Mpulungu.\n\n"
    "The hall was painted blue.\n\n"
    "Quays and slipways\n\n"
    "In June 2021 the Lake Fund visited the harbour of Kigoma. The water was low.\n\n"
    "The keels are laid in July.\n"
)


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "lake.txt"
    path.write_text(REPORT, "utf-8")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    assert outcome.error is None
    return Session(outcome.folder, tmp_path)


def at(session, words):
    start = session.report.text.index(words)
    return {"start": start, "end": start + len(words)}


def do(session, action, table, row_id="", **more):
    return session.record(Deed(action=action, table=table, row_id=row_id, **more), "ana")


def event(session, kind):
    return next(r["event_id"] for r in session.report.tables["events"] if r["type"] == kind)


def part(session, title):
    rows = session.report.tables["sections"]
    return next(r["section_id"] for r in rows if r["title"] == title)


def roles(session, event_id):
    rows = session.report.tables["event_roles"]
    return {(r["role"], r["name"]) for r in rows if r["event_id"] == event_id}


def test_an_event_is_added_as_people_write_it_and_shown_at_once(session):
    cells = {
        "name": "painting of the hall",
        "type": "other",
        "date": "26 - 30 April",
        "place": "Mpulungu",
        "country": "Zambia",
        "participants": "forty",
        "amount": "1,200 euros",
    }
    (made,) = do(session, "put", "events", cells=cells, **at(session, "The hall was painted"))
    key = Key("events", made.row_id)
    row = session.standing.row(key)
    assert (row["date"], row["country"], row["participants"]) == (
        "2021-04-26/2021-04-30",
        "ZM",
        "40",
    )
    assert session.standing.verdict(key) == "added"
    assert session.standing.place(key).span.of(session.report.text) == "The hall was painted"
    session.apply()
    row = session.report[key]
    assert (row["amount"], row["currency"]) == ("1200", "EUR")
    assert session.report.name(row["place_id"]) == "Mpulungu"
    assert session.pending == 0


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"name": "x", "type": "other", "date": "soon"}, r"Date: .*write 4 November"),
        ({"name": "x", "type": "other", "country": "Zambya"}, "Country: .*is it Zambia"),
        ({"name": "x", "type": "other", "participants": "many"}, "Participants: .*write 40"),
        ({"name": "x", "type": ""}, "Type: it is missing"),
        ({"name": "", "type": "other"}, "Name: it is missing"),
    ],
)
def test_a_form_that_is_not_understood_is_answered_by_the_name_of_its_field(session, cells, told):
    with pytest.raises(ValueError, match=told):
        do(session, "put", "events", cells=cells)
    assert session.standing.journal == ()


def test_roles_are_picked_or_written_and_removed(session):
    course = event(session, "training")
    bank = next(
        r["organisation_id"]
        for r in session.report.tables["organisations"]
        if r["name"] == "World Bank"
    )
    lines = [
        {"role": "funder", "who": "World Bank", "picked": f"organisations/{bank}"},
        {"role": "host", "who": "Shipyard of Mpulungu"},
        {"role": "participant", "who": "Tanzania"},
        {"role": "speaker", "who": "Asha Mwangi", "kind": "people"},
    ]
    do(session, "put", "events", course, roles=lines)
    session.apply()
    assert roles(session, course) == {
        ("funder", "World Bank"),
        ("host", "Shipyard of Mpulungu"),
        ("participant", "Tanzania"),
        ("speaker", "Asha Mwangi"),
    }
    do(session, "put", "events", course, roles=[])
    session.apply()
    assert roles(session, course) == set()
    do(session, "undo", "")
    session.apply()
    assert len(roles(session, course)) == 4


def test_merged_events_are_one_with_the_roles_and_the_words_of_both(session):
    course, visit = event(session, "training"), event(session, "mission")
    both = roles(session, course) | roles(session, visit)
    place = session.report.place(Key("events", visit)).span
    do(session, "merge", "events", visit, into=course)
    session.apply()
    assert roles(session, course) == both
    assert session.report.rows["events"][course]["told_by"] == f"{place.start}-{place.end}"
    assert visit not in session.report.rows["events"]


def test_a_split_event_is_two_that_can_be_told_apart(session):
    course = event(session, "training")
    *_, made = do(session, "split", "events", course)
    do(session, "put", "events", made.row_id, cells={"date": "11 May 2021", "participants": "12"})
    session.apply()
    one, two = (session.report.rows["events"][i] for i in (course, made.row_id))
    assert (one["name"], one["start"]) == (two["name"], two["start"])
    assert (one["participants"], two["participants"]) == ("25", "12")
    assert roles(session, course) == roles(session, made.row_id)


def test_more_words_that_tell_of_an_event_are_added_to_it(session):
    course = event(session, "training")
    before = session.report.place(Key("events", course)).span
    do(session, "put", "events", course, column="told_by", **at(session, "The water was low."))
    session.apply()
    words = at(session, "The water was low.")
    row = session.report.rows["events"][course]
    assert row["told_by"] == f"{words['start']}-{words['end']}"
    assert session.report.place(Key("events", course)).span == before


def test_an_event_that_is_added_beside_its_like_takes_its_place_nowhere(session):
    course = session.report.rows["events"][event(session, "training")]
    place = {"start": int(course["start"]), "end": int(course["end"])}
    do(session, "put", "events", cells={"name": course["name"], "type": "training"}, **place)
    session.apply()
    assert course["event_id"] in session.report.rows["events"]
    names = [row["name"] for row in session.report.tables["events"]]
    assert names.count(course["name"]) == 2


def test_an_accepted_event_and_a_rejected_one_record_what_they_said(session):
    (kept,) = do(session, "accept", "events", event(session, "training"))
    (gone,) = do(session, "reject", "events", event(session, "mission"))
    assert kept.after == kept.before
    assert gone.before["type"] == "mission"
    assert do(session, "accept", "events", event(session, "training")) == []


def test_a_part_that_takes_words_from_others_says_so_first(session):
    text = session.report.text
    start = text.index("The hall was")
    span = {"start": start, "end": text.index("The water")}
    with pytest.raises(ReplacesError, match="other parts") as told:
        do(session, "put", "sections", cells={"title": "Blue"}, **span)
    names = [row["text"] for row in told.value.rows]
    assert "Courses for builders, which would keep" in names[0]
    ids = {row["mention_id"] for row in told.value.rows}
    do(session, "put", "sections", cells={"title": "Blue"}, replaces=ids, **span)
    session.apply()
    rows = {row["title"]: row for row in session.report.tables["sections"]}
    assert "painted" not in rows["Courses for builders"]["body"]
    assert rows["Blue"]["body"].startswith("The hall was painted blue.")
    assert int(rows["Courses for builders"]["end"]) <= start


def test_a_title_alone_begins_a_part_that_takes_what_follows_it(session):
    quays = part(session, "Quays and slipways")
    do(session, "merge", "sections", quays, into=part(session, "Courses for builders"))
    session.apply()
    span = at(session, "Quays and slipways")
    with pytest.raises(ReplacesError) as told:
        do(session, "put", "sections", **span)
    ids = {row["mention_id"] for row in told.value.rows}
    do(session, "put", "sections", replaces=ids, **span)
    session.apply()
    rows = {row["title"]: row for row in session.report.tables["sections"]}
    assert rows["Quays and slipways"]["body"].endswith("The keels are laid in July.")
    assert rows["Courses for builders"]["body"].endswith("The hall was painted blue.")
    inside = [e for e in session.report.tables["events"] if e["type"] == "mission"]
    assert [e["section_id"] for e in inside] == [rows["Quays and slipways"]["section_id"]]


def test_a_part_is_split_at_its_second_title_and_merged_again(session):
    quays = part(session, "Quays and slipways")
    whole = session.report.rows["sections"][quays]["body"]
    made = do(session, "split", "sections", quays, **at(session, "The keels"))
    session.apply()
    rest = session.report.rows["sections"][made[-1].row_id]
    assert (rest["title"], rest["body"]) == ("The keels", "are laid in July.")
    assert session.report.rows["sections"][quays]["body"] == whole.partition("\n\n")[0]
    do(session, "merge", "sections", made[-1].row_id, into=quays)
    session.apply()
    assert made[-1].row_id not in session.report.rows["sections"]
    assert session.report.rows["sections"][quays]["body"].endswith("are laid in July.")


def test_title_body_and_order_of_a_part_are_those_of_new_selections(session):
    quays = part(session, "Quays and slipways")
    do(session, "put", "sections", quays, column="title", **at(session, "the harbour of Kigoma"))
    do(session, "put", "sections", quays, column="body", **at(session, "The water was low."))
    do(session, "put", "sections", quays, cells={"order": "1", "month": "June 2021"})
    session.apply()
    row = session.report.rows["sections"][quays]
    assert (row["title"], row["body"]) == ("the harbour of Kigoma", "The water was low.")
    assert (row["order"], row["month"]) == ("1", "2021-06")


def test_a_section_becomes_a_milestone_and_a_milestone_a_section(session):
    quays = part(session, "Quays and slipways")
    made = do(session, "put", "sections", quays, cells={"kind": "milestone", "month": "June 2021"})
    session.apply()
    new = next(d.row_id for d in made if d.action == "put")
    row = session.report.rows["milestones"][new]
    assert (row["title"], row["month"]) == ("Quays and slipways", "2021-06")
    assert quays not in session.report.rows["sections"]
    made = do(session, "put", "milestones", new, cells={"kind": "story"})
    session.apply()
    (again,) = [d.row_id for d in made if d.action == "put"]
    assert session.report.rows["sections"][again]["kind"] == "story"
    assert session.report.rows["milestones"] == {}


def test_several_rows_are_changed_together_and_undone_together(session):
    ids = list(session.report.rows["sections"])
    do(session, "put", "sections", ids[0], also=ids[1:], cells={"month": "May 2021"})
    assert {row["month"] for _, row in session.standing.rows("sections")} == {"2021-05"}
    do(session, "undo", "")
    assert "2021-05" not in {row["month"] for _, row in session.standing.rows("sections")}
    do(session, "accept", "sections", ids[0], also=ids[1:])
    assert {session.standing.verdict(Key("sections", i)) for i in ids} == {"accepted"}


def test_the_words_of_a_quote_may_be_long(session):
    words = "the water is low " * 60
    (made,) = do(session, "put", "quotes", **at(session, "The water was low."))
    do(session, "edit", "quotes", made.row_id, column="text", value=words)
    assert session.standing.row(Key("quotes", made.row_id))["text"] == words.strip()


def test_the_boundaries_of_a_new_part_need_words(session):
    with pytest.raises(ValueError, match="select the words"):
        do(session, "put", "sections", cells={"title": "Blue"})
