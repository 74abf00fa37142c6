"""The journal loses no decision and invents none."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.decisions.journal import Decision, append, conflicts, in_force, read

START = datetime(2018, 2, 1, 9, tzinfo=UTC)


def decision(number, action="edit", reviewer="ana", row="r1", **fields):
    time = START + timedelta(minutes=number)
    return Decision(
        id=f"d{number}",
        time=time,
        reviewer=reviewer,
        action=action,
        table="dates",
        row_id=row,
        **fields,
    )


def test_what_was_appended_is_read(tmp_path):
    made = [decision(n, column="value", after="2017-11") for n in range(3)]
    for one in made:
        append(tmp_path / "review.jsonl", one)
    assert read(tmp_path / "review.jsonl").decisions == tuple(made)


def test_no_journal_is_an_empty_one(tmp_path):
    assert read(tmp_path / "review.jsonl").decisions == ()


@pytest.mark.parametrize("kept", [1, 20, -2])
def test_a_torn_last_line_costs_that_line_only(tmp_path, kept):
    path = tmp_path / "review.jsonl"
    append(path, decision(1))
    whole = path.read_bytes()
    append(path, decision(2))
    path.write_bytes(whole + path.read_bytes()[len(whole) :][:kept])
    append(path, decision(3))
    journal = read(path)
    assert [one.id for one in journal.decisions] == ["d1", "d3"]
    assert journal.torn == 1


def test_of_one_cell_the_latest_edit_holds():
    edits = [
        decision(1, column="value", after="2017-11"),
        decision(2, column="value", after="2018"),
    ]
    assert [one.after for one in in_force(edits)] == ["2018"]


def test_an_undone_decision_gives_way_to_the_one_before():
    edits = [
        decision(1, column="value", after="2017-11"),
        decision(2, column="value", after="2018"),
    ]
    undo = decision(3, "undo", before="d2")
    assert [one.after for one in in_force([*edits, undo])] == ["2017-11"]
    again = decision(4, "undo", before="d3")
    assert [one.after for one in in_force([*edits, undo, again])] == ["2018"]


def test_two_reviewers_who_differ_are_a_conflict_and_two_who_agree_are_none():
    mine = decision(1, column="value", after="2017-11")
    same = decision(2, column="value", after="2017-11", reviewer="bek")
    other = decision(3, column="value", after="2018", reviewer="bek")
    assert conflicts([mine, same]) == ()
    assert conflicts([mine, other]) == ((mine, other),)


def test_accept_after_reject_is_the_same_question_answered_again():
    verdicts = [decision(1, "reject"), decision(2, "accept")]
    assert [one.action for one in in_force(verdicts)] == ["accept"]
