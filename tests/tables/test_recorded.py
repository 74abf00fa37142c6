"""Rows that reviewers recorded as a whole hold, whatever the rules find."""

import json

import pytest

from pipeline.decisions.anchor import anchor
from pipeline.decisions.journal import JOURNAL
from pipeline.document.span import Span
from pipeline.run import process
from tests.tables.conftest import Desk

REPORT = (
    "NEWS FROM THE LAKE\n\nApril - June 2021\n\n"
    "Courses\n\n"
    "On 4 May 2021, the Ministry of Fisheries of Zambia trained 25 boat builders in Mpulungu and "
    "opened a library in Kigoma.\n\n"
    "The hall was painted blue.\n\n"
    "Quays and slipways\n\n"
    "In June 2021 the World Bank visited the harbour of Kigoma.\n\n"
    "- nets were mended\n- ropes were spliced\n\n"
    "Crates\n\n"
    "The World Bank inaugurated a cold store in Kigoma.\n"
)


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "lake.txt"
    path.write_text(REPORT, "utf-8")
    return Desk(path, tmp_path / "out")


def event(**cells):
    return {"name": "painting of the hall", "type": "other", **cells}


def body(name, **more):
    return {"table": "organisations", "name": name, **more}


def roles_of(desk, event_id):
    return {(row.role, row.name) for row in desk.tables["event_roles"] if row.event_id == event_id}


def as_found(row):
    return {
        "name": row.name,
        "type": row.type,
        "status": row.status,
        "date": row.date,
        "participants": row.participants,
    }


@pytest.fixture
def other_rules(monkeypatch):
    """Rules that find no events at all."""
    stages = process.STAGES[:-1]

    def none_found(document, _):
        return document.model_copy(update={"events": ()})

    return lambda: monkeypatch.setattr(process, "STAGES", (*stages, named(none_found)))


def named(step):
    step.__name__ = "events"
    return step


def test_an_added_event_has_all_cells_its_roles_and_the_reviewers_evidence(desk):
    desk.decide(
        "put",
        table="events",
        row_id="0123456789ab",
        anchor=desk.at("The hall was painted blue."),
        after=event(
            date="2021-05",
            status="ongoing",
            country="ZM",
            participants=7,
            amount="1200.50",
            currency="EUR",
            place={"table": "places", "name": "Harbour hall", "value": "ZM"},
            roles=[
                {"role": "funder", "who": body("World Bank")},
                {"role": "organiser", "who": body("Painters of Kigoma")},
                {"role": "speaker", "who": {"table": "people", "name": "Asha Mwangi"}},
            ],
        ),
    )
    desk.run()
    row = desk.row("events", event_id="0123456789ab")
    assert (row.name, row.type, row.status, row.date) == (
        "painting of the hall",
        "other",
        "ongoing",
        "2021-05",
    )
    assert (str(row.date_start), str(row.date_end)) == ("2021-05-01", "2021-05-31")
    assert (row.country, row.participants, str(row.amount), row.currency) == (
        "ZM",
        7,
        "1200.50",
        "EUR",
    )
    assert desk.text[row.start : row.end] == "The hall was painted blue."
    place = desk.row("places", place_id=row.place_id)
    assert (place.name, place.country, place.mentions) == ("Harbour hall", "ZM", 0)
    assert roles_of(desk, row.event_id) == {
        ("funder", "World Bank"),
        ("organiser", "Painters of Kigoma"),
        ("speaker", "Asha Mwangi"),
    }
    bank = desk.row("organisations", name="World Bank")
    assert bank.mentions > 0
    evidence = {e.column: e for e in desk.tables["evidence"] if e.row_id == row.event_id}
    assert evidence["name"].exact == "The hall was painted blue."
    assert evidence["date"].rule == "review by ana, 2018-02-01"
    assert [d.status for d in desk.tables["decisions"]] == ["applied"]


def test_a_place_of_which_nothing_is_known_is_a_row_with_its_name(desk):
    place = {"table": "places", "name": "The old dock"}
    desk.decide(
        "put",
        table="events",
        row_id="0123456789ab",
        anchor=desk.at("The hall was painted blue."),
        after=event(place=place),
    )
    desk.run()
    row = desk.row("events", event_id="0123456789ab")
    found = desk.row("places", place_id=row.place_id)
    assert (found.name, found.country, found.m49, found.kind) == (
        "The old dock",
        None,
        None,
        "place",
    )


def test_an_added_event_that_is_taken_back_is_no_row_also_where_it_was_accepted(desk):
    row = {"table": "events", "row_id": "0123456789ab", "anchor": desk.at("The hall was")}
    added = desk.decide("put", **row, after=event())
    desk.decide("accept", **row, after=event())
    desk.decide("undo", table="events", row_id="0123456789ab", before=added.id)
    desk.run()
    assert "0123456789ab" not in {row.event_id for row in desk.tables["events"]}
    assert desk.codes() == ["decision.lost"]


def test_an_event_that_a_heading_tells_of_is_in_the_part_that_it_heads(desk):
    desk.decide(
        "put",
        table="events",
        row_id="0123456789ab",
        anchor=desk.at("Quays and slipways"),
        after=event(),
    )
    desk.run()
    part = desk.row("sections", title="Quays and slipways")
    assert desk.row("events", event_id="0123456789ab").section_id == part.section_id


def test_an_event_without_words_is_kept_and_flagged(desk):
    desk.decide("put", table="events", row_id="aaaaaaaaaaaa", after=event())
    desk.run()
    row = desk.row("events", event_id="aaaaaaaaaaaa")
    assert (row.start, row.end, row.section_id) == (0, 0, None)
    flag = desk.row("flags", code="decision.without-words")
    assert (flag.table, flag.row_id) == ("decisions", "d1")


def test_a_changed_event_stands_so_also_where_the_rules_no_longer_find_it(desk, other_rules):
    found = desk.row("events", type="training")
    desk.decide(
        "put",
        table="events",
        row_id=found.event_id,
        anchor=anchor(desk.text, Span(start=found.start, end=found.end)),
        before=as_found(found),
        after=event(name="course on keels", type="training", date="2021-05-05", participants=26),
    )
    desk.run()
    first = desk.row("events", event_id=found.event_id)
    assert (first.name, first.date, first.participants) == ("course on keels", "2021-05-05", 26)
    assert roles_of(desk, found.event_id) == set()
    assert len([e for e in desk.tables["events"] if e.start == found.start]) == 2
    other_rules()
    desk.run()
    (second,) = desk.tables["events"]
    assert second == first
    assert [d.status for d in desk.tables["decisions"]] == ["applied"]


def test_two_events_of_one_sentence_keep_their_decisions_when_one_is_no_longer_found(
    desk, monkeypatch
):
    course = desk.row("events", type="training")
    opening = desk.row("events", type="opening")
    assert (course.start, course.end) == (opening.start, opening.end)
    place = anchor(desk.text, Span(start=course.start, end=course.end))
    desk.decide(
        "put",
        table="events",
        row_id=course.event_id,
        anchor=place,
        before=as_found(course),
        after=as_found(course) | {"participants": 26},
    )
    desk.decide(
        "reject", table="events", row_id=opening.event_id, anchor=place, before=as_found(opening)
    )
    desk.run()
    first = desk.tables["events"]
    last = process.STAGES[-1]

    def without_the_course(document, context):
        found = last(document, context)
        left = tuple(event for event in found.events if event.type != "training")
        flags = tuple(flag for flag in found.flags if flag.layer != "events")
        return found.model_copy(update={"events": left, "flags": flags})

    monkeypatch.setattr(process, "STAGES", (*process.STAGES[:-1], named(without_the_course)))
    desk.run()
    now = desk.tables["events"]
    assert {row.event_id for row in now} == {row.event_id for row in first}
    assert desk.row("events", event_id=course.event_id).participants == 26
    assert {d.status for d in desk.tables["decisions"]} == {"applied"}


def test_an_event_that_other_rules_call_otherwise_is_the_one_that_was_decided(desk, monkeypatch):
    course = desk.row("events", type="training")
    desk.decide(
        "put",
        table="events",
        row_id=course.event_id,
        anchor=anchor(desk.text, Span(start=course.start, end=course.end)),
        before=as_found(course),
        after=as_found(course) | {"participants": 26},
    )
    count = len(desk.tables["events"])
    last = process.STAGES[-1]

    def otherwise(document, context):
        found = last(document, context)
        renamed = {"training": {"type": "workshop", "name": "keels"}}
        events = tuple(e.updated(**renamed.get(e.type, {})) for e in found.events)
        return found.model_copy(update={"events": events})

    monkeypatch.setattr(process, "STAGES", (*process.STAGES[:-1], named(otherwise)))
    desk.run()
    assert len(desk.tables["events"]) == count
    assert desk.row("events", type="training").participants == 26
    assert "keels" not in {row.name for row in desk.tables["events"]}


def test_an_added_event_that_the_rules_come_to_find_is_one_row(desk):
    found = desk.row("events", type="training")
    place = anchor(desk.text, Span(start=found.start, end=found.end))
    desk.decide("put", table="events", row_id="bbbbbbbbbbbb", anchor=place, after=as_found(found))
    count = len(desk.tables["events"])
    desk.run()
    assert len(desk.tables["events"]) == count
    assert desk.row("events", type="training").event_id == "bbbbbbbbbbbb"


def test_a_body_that_was_merged_after_a_role_was_given_to_it_is_the_one_it_was_merged_into(desk):
    bank = desk.row("organisations", name="World Bank")
    mention = desk.row("mentions", entity_id=bank.organisation_id)
    other = next(
        m
        for m in desk.tables["mentions"]
        if m.label == "ORG" and m.entity_id != bank.organisation_id
    )
    here = [anchor(desk.text, Span(start=m.start, end=m.end)) for m in (mention, other)]
    desk.decide(
        "merge",
        table="organisations",
        row_id=bank.organisation_id,
        anchor=here[0],
        target=here[1],
    )
    who = body("World Bank", row_id=bank.organisation_id, anchor=here[0].model_dump())
    desk.decide(
        "put",
        table="events",
        row_id="cccccccccccc",
        anchor=desk.at("The hall was painted blue."),
        after=event(roles=[{"role": "funder", "who": who}]),
    )
    desk.run()
    role = desk.row("event_roles", event_id="cccccccccccc")
    assert role.entity_id == other.entity_id


def test_what_is_in_a_new_section_is_said_to_be_in_it(desk):
    text = desk.text
    start, end = text.index("The hall"), text.index(" the harbour of Kigoma")
    desk.decide(
        "put",
        table="sections",
        row_id="dddddddddddd",
        anchor=anchor(text, Span(start=start, end=end)),
        after={"kind": "story", "title": "The hall", "body": "The hall was painted blue."},
    )
    desk.run()
    part = desk.row("sections", section_id="dddddddddddd")
    assert (part.kind, part.title, part.start, part.end) == ("story", "The hall", start, end)
    assert [s.order for s in desk.tables["sections"]] == list(
        range(1, len(desk.tables["sections"]) + 1)
    )
    inside = [m for m in desk.tables["mentions"] if start <= m.start < end]
    assert inside
    assert {m.section_id for m in inside} == {"dddddddddddd"}
    (visit,) = [e for e in desk.tables["events"] if start < e.start < end]
    assert visit.section_id == "dddddddddddd"


def test_a_section_that_is_a_milestone_changes_its_table_with_all_that_is_in_it(desk):
    old = desk.tables["sections"][0]
    extent = anchor(desk.text, Span(start=old.start, end=old.end))
    before = {"kind": old.kind, "title": old.title, "body": old.body}
    desk.decide("reject", table="sections", row_id=old.section_id, anchor=extent, before=before)
    desk.decide(
        "put",
        table="milestones",
        row_id="eeeeeeeeeeee",
        anchor=extent,
        after={"month": "2021-05", "title": old.title, "body": old.body},
    )
    desk.run()
    row = desk.row("milestones", milestone_id="eeeeeeeeeeee")
    assert (row.month, row.title, row.order) == ("2021-05", old.title, 1)
    inside = [e for e in desk.tables["events"] if old.start <= e.start < old.end]
    assert {(e.milestone_id, e.section_id) for e in inside} == {("eeeeeeeeeeee", None)}


def test_the_month_of_a_section_dates_what_it_tells(desk):
    visit = desk.row("events", type="mission")
    assert visit.date == "2021-06"
    part = desk.row("sections", title="Crates")
    (store,) = [e for e in desk.tables["events"] if "cold store" in e.name]
    assert store.date is None
    found = {"kind": part.kind, "title": part.title, "body": part.body}
    desk.decide(
        "put",
        table="sections",
        row_id=part.section_id,
        anchor=anchor(desk.text, Span(start=part.start, end=part.end)),
        before=found,
        after=found | {"month": "2021-05"},
    )
    desk.run()
    assert desk.row("sections", title="Crates").month == "2021-05"
    assert desk.row("events", event_id=store.event_id).date == "2021-05"


def test_a_section_is_moved_by_its_number(desk):
    last = desk.tables["sections"][-1]
    extent = anchor(desk.text, Span(start=last.start, end=last.end))
    after = {"kind": last.kind, "title": last.title, "body": last.body}
    desk.decide(
        "put",
        table="sections",
        row_id=last.section_id,
        anchor=extent,
        before=after,
        after=after | {"order": 1},
    )
    desk.run()
    assert desk.tables["sections"][0].section_id == last.section_id
    assert desk.tables["sections"][0].order == 1


def test_a_list_and_a_quote_are_added_with_their_words(desk):
    desk.decide(
        "put",
        table="quotes",
        row_id="ffffffffffff",
        anchor=desk.at("The hall was painted blue."),
        after={
            "kind": "direct",
            "text": "The hall was painted blue.",
            "person": {"table": "people", "name": "Asha Mwangi"},
        },
    )
    desk.decide(
        "put",
        table="lists",
        row_id="999999999999",
        anchor=desk.at("The hall was painted blue."),
        after={"title": "Colours", "items": ["The hall", "painted blue."]},
    )
    desk.run()
    quote = desk.row("quotes", quote_id="ffffffffffff")
    assert quote.speaker == "Asha Mwangi"
    assert desk.row("people", person_id=quote.person_id).mentions == 0
    items = [i for i in desk.tables["list_items"] if i.list_id == "999999999999"]
    assert [(i.order, i.text, desk.text[i.start : i.end]) for i in items] == [
        (1, "The hall", "The hall"),
        (2, "painted blue.", "painted blue."),
    ]
    assert desk.row("lists", list_id="999999999999").items == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"after": {"name": "a thing", "type": "festival"}}, "Input should be"),
        ({"anchor": None, "table": "people", "after": {"name": "x"}}, "no such row"),
    ],
)
def test_a_record_of_other_hands_that_fits_no_table_is_lost_and_flagged(desk, fields, reason):
    whole = {"table": "events", "row_id": "abababababab", "anchor": desk.at("The hall")}
    desk.decide("put", **(whole | fields))
    desk.run()
    assert [d.status for d in desk.tables["decisions"]] == ["lost"]
    assert reason in desk.row("flags", code="decision.lost").message


def test_the_journal_alone_gives_the_same_rows_elsewhere(desk, tmp_path):
    desk.decide(
        "put",
        table="events",
        row_id="0123456789ab",
        anchor=desk.at("The hall was painted blue."),
        after=event(roles=[{"role": "host", "who": body("Painters of Kigoma")}]),
    )
    desk.run()
    journal = desk.out / "lake" / JOURNAL
    assert json.loads(journal.read_text())["action"] == "put"
    other = tmp_path / "elsewhere"
    (other / "lake").mkdir(parents=True)
    (other / "lake" / JOURNAL).write_bytes(journal.read_bytes())
    again = Desk(desk.path, other)
    for table in desk.tables:
        assert again.tables[table] == desk.tables[table], table
