"""The journal loses no decision and invents none."""

import subprocess
import sys
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


def test_who_changes_what_another_rejects_is_in_conflict_with_them():
    edit = decision(1, column="value", after="2018")
    rejected = decision(2, "reject", reviewer="bek")
    accepted = decision(3, "accept")
    assert conflicts([edit, rejected]) == ((edit, rejected),)
    assert conflicts([edit, decision(2, "reject")]) == ()
    assert conflicts([edit, rejected, decision(4, "undo", reviewer="bek", before="d2")]) == ()
    assert conflicts([rejected, accepted]) == ((rejected, accepted),)


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.decisions.test_journal import decision
from pipeline.decisions.journal import append
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
for number in range(1, 9):
    try:
        append(Path(sys.argv[1]), decision(number))
    except OSError:
        sys.exit(f"refused {number}")
"""


def test_what_a_full_disk_takes_in_part_is_not_told_as_recorded(tmp_path):
    pytest.importorskip("resource")  # where disks have quotas a process can set for itself
    path = tmp_path / "review.jsonl"
    command = [sys.executable, "-c", FULL, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    recorded = [one.id for one in read(path).decisions]
    assert recorded
    assert done.stderr.strip() == f"refused {len(recorded) + 1}"
