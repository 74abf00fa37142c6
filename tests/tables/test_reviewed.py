"""Reviewers' decisions hold: each kind is carried out on a real report, and none is lost."""

import pytest

from pipeline.decisions.anchor import anchor
from pipeline.document.span import Span
from pipeline.tables import check
from tests.tables.conftest import ISSUE, Desk, here


def test_without_decisions_nothing_is_laid_over(desk, issue_report):
    assert desk.run() == issue_report.tables
    assert desk.tables["decisions"] == ()


def test_a_date_set_by_a_reviewer_dates_the_event_too(desk):
    date = desk.row("dates", text="6-10 November 2017")
    mention = desk.row("mentions", mention_id=date.mention_id)
    desk.decide(
        "edit",
        table="dates",
        row_id=date.mention_id,
        column="value",
        anchor=here(desk, mention),
        before=date.value,
        after="2017-11-07/2017-11-10",
    )
    tables = desk.run()
    assert desk.row("dates", mention_id=date.mention_id).value == "2017-11-07/2017-11-10"
    assert str(desk.row("dates", mention_id=date.mention_id).date_start) == "2017-11-07"
    assert desk.row("mentions", mention_id=date.mention_id).value == "2017-11-07/2017-11-10"
    assert "2017-11-07/2017-11-10" in [event.date for event in tables["events"]]
    rules = [e.rule for e in tables["evidence"] if e.row_id == date.mention_id]
    assert "review by ana, 2018-02-01" in rules


def test_a_rejected_mention_is_gone_with_all_that_named_it(desk):
    mention = desk.row("mentions", label="ORG")
    desk.decide("reject", table="mentions", row_id=mention.mention_id, anchor=here(desk, mention))
    tables = desk.run()
    assert mention.mention_id not in {row.mention_id for row in tables["mentions"]}
    assert [d.status for d in tables["decisions"]] == ["applied"]


def test_an_added_mention_becomes_an_entity(desk):
    words = "cooperation"
    desk.decide("add", table="mentions", anchor=desk.at(words), after="ORG")
    desk.run()
    mention = desk.row("mentions", method="review")
    assert (mention.text, mention.label) == (words, "ORG")
    assert desk.row("organisations", organisation_id=mention.entity_id).name == words


def test_an_added_date_gets_the_value_that_its_words_say(desk):
    mention = desk.row("mentions", label="DATE", text="6-10 November 2017")
    desk.decide("reject", table="dates", row_id=mention.mention_id, anchor=here(desk, mention))
    desk.run()
    desk.decide("add", table="mentions", anchor=here(desk, mention), after="DATE")
    desk.run()
    assert desk.row("mentions", method="review").value == "2017-11-06/2017-11-10"


def test_an_added_date_that_no_grammar_reads_is_unresolved_and_flagged(desk):
    desk.decide("add", table="mentions", anchor=desk.at("cooperation"), after="DATE")
    desk.run()
    date = desk.row("dates", text="cooperation")
    assert (date.value, date.status) == (None, "unresolved")
    assert desk.row("flags", code="date.unresolved", row_id=date.mention_id)


def test_a_mention_keeps_its_label_when_its_words_are_changed(desk):
    mention = desk.row("mentions", label="ORG", text="UNODC")
    wider = anchor(desk.text, Span(start=mention.start, end=mention.end + 5))
    desk.decide(
        "respan",
        table="mentions",
        row_id=mention.mention_id,
        anchor=here(desk, mention),
        target=wider,
    )
    desk.run()
    assert desk.row("mentions", start=mention.start).text == wider.exact
    assert desk.row("mentions", start=mention.start).label == "ORG"


def test_a_label_can_be_changed(desk):
    mention = desk.row("mentions", label="PROGRAMME")
    desk.decide(
        "edit",
        table="mentions",
        row_id=mention.mention_id,
        column="label",
        anchor=here(desk, mention),
        after="INSTRUMENT",
    )
    desk.run()
    assert desk.row("mentions", start=mention.start).label == "INSTRUMENT"


def test_a_place_set_by_a_reviewer_has_all_its_codes(desk):
    place = desk.row("places", name="Samarkand")
    mention = desk.row("mentions", entity_id=place.place_id)
    desk.decide(
        "edit",
        table="places",
        row_id=place.place_id,
        column="value",
        anchor=here(desk, mention),
        after="geonames:1526384",
    )
    desk.run()
    now = desk.row("places", place_id=place.place_id)
    assert (now.country, now.geonames_id) == ("KZ", "1526384")
    assert now.latitude == pytest.approx(43.25, abs=0.1)
    assert desk.row("mentions", mention_id=mention.mention_id).value == "geonames:1526384"


def test_merged_bodies_are_one_row_with_the_mentions_and_roles_of_both(desk):
    gone, kept = desk.row("organisations", name="OSCE"), desk.row("organisations", acronym="UNODC")
    first = {o: desk.row("mentions", entity_id=o.organisation_id) for o in (gone, kept)}
    desk.decide(
        "merge",
        table="organisations",
        row_id=gone.organisation_id,
        anchor=here(desk, first[gone]),
        target=here(desk, first[kept]),
    )
    tables = desk.run()
    now = desk.row("organisations", organisation_id=kept.organisation_id)
    assert now.mentions == gone.mentions + kept.mentions
    assert gone.organisation_id not in {row.organisation_id for row in tables["organisations"]}
    named = {row.entity_id for row in (*tables["mentions"], *tables["event_roles"])}
    assert gone.organisation_id not in named


@pytest.mark.parametrize(
    ("table", "column", "after"),
    [("milestones", "title", "A better title"), ("sections", "theme", "Border control")],
)
def test_a_cell_reads_as_the_reviewer_wrote_it(desk, table, column, after):
    row = desk.tables[table][0]
    key = row.milestone_id if table == "milestones" else row.section_id
    desk.decide("edit", table=table, row_id=key, column=column, anchor=here(desk, row), after=after)
    tables = desk.run()
    assert getattr(tables[table][0], column) == after


def test_numbers_and_days_are_read_as_the_column_has_them(desk):
    event = desk.tables["events"][0]
    for column, after in (("participants", "44"), ("date", "2017-12-01")):
        desk.decide(
            "edit",
            table="events",
            row_id=event.event_id,
            column=column,
            anchor=here(desk, event),
            after=after,
        )
    desk.run()
    now = desk.row("events", event_id=event.event_id)
    assert (now.participants, now.date, str(now.date_start)) == (44, "2017-12-01", "2017-12-01")


def test_a_value_that_the_schema_refuses_is_flagged_and_changes_nothing(desk):
    event = desk.tables["events"][0]
    desk.decide(
        "edit",
        table="events",
        row_id=event.event_id,
        column="country",
        anchor=here(desk, event),
        after="Atlantis",
    )
    tables = desk.run()
    assert tables["events"][0] == event
    assert desk.codes() == ["decision.lost"]
    assert [d.status for d in tables["decisions"]] == ["lost"]


@pytest.mark.parametrize("action", ["add", "edit"])
def test_a_label_that_is_none_is_flagged_and_the_report_is_extracted(desk, action):
    words = here(desk, desk.row("mentions", label="ORG", text="UNODC"))
    desk.decide(action, table="mentions", column="label", anchor=words, after="SHIP")
    tables = desk.run()
    assert desk.codes() == ["decision.lost"]
    assert "SHIP" not in {mention.label for mention in tables["mentions"]}


def test_a_rejected_event_takes_its_roles_along(desk):
    role = desk.tables["event_roles"][0]
    event = desk.row("events", event_id=role.event_id)
    desk.decide("reject", table="events", row_id=event.event_id, anchor=here(desk, event))
    tables = desk.run()
    assert event.event_id not in {row.event_id for row in tables["events"]}
    assert event.event_id not in {row.event_id for row in tables["event_roles"]}
    assert event.event_id not in {row.row_id.partition("/")[0] for row in tables["evidence"]}


def test_list_items_are_joined_and_split(desk):
    group = desk.tables["lists"][0]
    items = [row for row in desk.tables["list_items"] if row.list_id == group.list_id]
    desk.decide(
        "join", table="list_items", row_id=f"{group.list_id}/2", anchor=here(desk, items[1])
    )
    desk.run()
    joined = desk.row("list_items", list_id=group.list_id, order=1)
    assert joined.text == f"{items[0].text} {items[1].text}"
    assert desk.row("lists", list_id=group.list_id).items == group.items - 1
    desk.decide(
        "split",
        table="list_items",
        row_id=f"{group.list_id}/1",
        anchor=here(desk, joined),
        after=[items[0].text, items[1].text],
    )
    tables = desk.run()
    texts = [row.text for row in tables["list_items"] if row.list_id == group.list_id]
    assert texts == [item.text for item in items]


def test_a_split_that_leaves_words_out_is_refused(desk):
    item = desk.tables["list_items"][0]
    desk.decide(
        "split",
        table="list_items",
        row_id=f"{item.list_id}/{item.order}",
        anchor=here(desk, item),
        after=item.text.split()[:1],
    )
    tables = desk.run()
    assert tables["list_items"][0] == item
    assert desk.codes() == ["decision.lost"]


def test_an_accepted_repair_is_in_the_ledger_and_the_text(desk):
    before = desk.text
    flagged = desk.row("flags", code="repair.suggestion")
    words = before[flagged.start : flagged.end]
    desk.decide(
        "repair",
        anchor=anchor(before, Span(start=flagged.start, end=flagged.end)),
        after=f"{words[0]}-{words[1:]}",
    )
    tables = desk.run()
    assert desk.text == before[: flagged.start + 1] + "-" + before[flagged.start + 1 :]
    assert [row.kind for row in tables["repairs"] if row.rule == "review"] == ["character"]
    assert [d.status for d in tables["decisions"]] == ["applied"]


def test_decisions_hold_when_the_text_before_them_has_changed(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(ISSUE.read_text())
    desk = Desk(path, tmp_path / "out")
    mention = desk.row("mentions", label="DATE", text="6-10 November 2017")
    desk.decide(
        "edit",
        table="dates",
        row_id=mention.mention_id,
        column="value",
        anchor=here(desk, mention),
        after="2017-11-08",
    )
    desk.decide("add", table="mentions", anchor=desk.at("cooperation"), after="ORG")
    path.write_text("A note put before everything else, by an editor.\n\n" + ISSUE.read_text())
    tables = desk.run()
    assert desk.row("mentions", text="6-10 November 2017").value == "2017-11-08"
    assert desk.row("mentions", method="review").text == "cooperation"
    assert [d.status for d in tables["decisions"]] == ["applied", "applied"]


def test_a_decision_whose_words_are_gone_is_flagged_and_kept(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(ISSUE.read_text())
    desk = Desk(path, tmp_path / "out")
    desk.decide("add", table="mentions", anchor=desk.at("cooperation"), after="ORG")
    path.write_text("NEWS\n\nOctober - December 2017\n\nNothing of the kind is told here today.\n")
    tables = desk.run()
    assert [d.status for d in tables["decisions"]] == ["lost"]
    (flagged,) = [flag for flag in tables["flags"] if flag.code == "decision.lost"]
    assert (flagged.table, flagged.row_id) == ("decisions", "d1")


def test_two_reviewers_who_differ_are_shown(desk):
    event = desk.tables["events"][0]
    for reviewer, after in (("ana", "2017-12-01"), ("ben", "2017-12-02")):
        desk.decide(
            "edit",
            reviewer=reviewer,
            table="events",
            row_id=event.event_id,
            column="date",
            anchor=here(desk, event),
            after=after,
        )
    desk.run()
    assert desk.row("events", event_id=event.event_id).date == "2017-12-02"
    assert desk.codes() == ["decision.conflict"]


def test_what_is_undone_leaves_no_trace_in_the_tables(desk):
    event = desk.tables["events"][0]
    before = desk.tables
    rejected = desk.decide(
        "reject", table="events", row_id=event.event_id, anchor=here(desk, event)
    )
    desk.decide("undo", before=rejected.id)
    assert desk.run() == before


def test_the_same_decisions_give_the_same_tables_on_every_run(desk):
    mention = desk.row("mentions", label="ORG")
    desk.decide("reject", table="mentions", row_id=mention.mention_id, anchor=here(desk, mention))
    assert desk.run() == desk.run()


def test_keys_and_references_hold_after_rows_of_every_kind_are_rejected(desk, issue):
    for table in ("milestones", "sections", "events", "organisations", "people", "places"):
        row = desk.tables[table][-1]
        key = row.model_fields_set and getattr(row, type(row).key[0])
        stands = row if hasattr(row, "start") else desk.row("mentions", entity_id=key)
        desk.decide("reject", table=table, row_id=key, anchor=here(desk, stands))
    tables = desk.run()
    assert {d.status for d in tables["decisions"]} == {"applied"}
    assert check(*issue).tables != tables
