"""Decisions about whole rows: what they hold, and when two reviewers contradict each other."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from pipeline.decisions.journal import Decision, append, conflicts, in_force, read
from pipeline.decisions.records import RECORDS, changed, record_of

START = datetime(2018, 2, 1, 9, tzinfo=UTC)
FOUND = {"name": "course on keels", "type": "training", "date": "2021-05"}


def put(number, after, before=FOUND, reviewer="ana", row="r1"):
    return Decision(
        id=f"d{number}",
        time=START + timedelta(minutes=number),
        reviewer=reviewer,
        action="put",
        table="events",
        row_id=row,
        before=before,
        after=after,
    )


def test_the_latest_of_two_records_of_a_row_holds():
    first, second = put(1, {**FOUND, "date": "2021-06"}), put(2, {**FOUND, "date": "2021-07"})
    assert in_force([first, second]) == (second,)


def test_a_reviewer_who_keeps_what_another_changed_contradicts_nobody():
    first = put(1, {**FOUND, "date": "2021-06"})
    second = put(2, {**FOUND, "date": "2021-06", "type": "workshop"}, reviewer="ben")
    assert conflicts([first, second]) == ()


def test_a_reviewer_who_changes_what_another_changed_contradicts_them():
    first = put(1, {**FOUND, "date": "2021-06"})
    second = put(2, {**FOUND, "type": "workshop"}, reviewer="ben")
    assert conflicts([first, second]) == ((first, second),)


def test_a_record_survives_the_journal(tmp_path):
    role = {"role": "funder", "who": {"table": "organisations", "name": "Lake Fund"}}
    made = put(1, {**FOUND, "amount": "1200.50", "currency": "EUR", "roles": [role]})
    append(tmp_path / "review.jsonl", made)
    (again,) = read(tmp_path / "review.jsonl").decisions
    assert again == made
    record = record_of("events", again.after)
    assert record.model_dump(mode="json", exclude_defaults=True) == made.after


@pytest.mark.parametrize(
    ("table", "written"),
    [
        ("events", {"name": "x", "type": "festival"}),
        ("events", {"name": "", "type": "other"}),
        ("events", {"name": "x", "type": "other", "date": "last May"}),
        ("events", {"name": "x", "type": "other", "participants": -1}),
        ("events", {"name": "x", "type": "other", "country": "Zambia"}),
        ("sections", {"kind": "milestone", "body": ""}),
        ("milestones", {"body": "x", "month": "2021"}),
        ("lists", {"items": []}),
        ("quotes", {"kind": "loud", "text": "x"}),
        ("events", "a row"),
    ],
)
def test_what_is_no_row_of_its_table_is_refused(table, written):
    with pytest.raises(ValidationError):
        record_of(table, written)


def test_cells_of_a_record_that_differ_are_named():
    assert changed(None, {"a": 1}) == {"a": 1}
    assert changed({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3}) == {"b": 3, "c": None}
    assert set(RECORDS) == {"events", "milestones", "sections", "lists", "quotes"}
