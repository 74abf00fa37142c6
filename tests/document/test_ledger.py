"""The ledger: text can be repaired and moved, and every character finds its way back."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from pipeline.document import Edit
from pipeline.document.ledger import Change, Move, OffsetMap, apply, reverse
from pipeline.document.span import Span

KINDS = ("join", "hyphen", "noise", "character")


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


@st.composite
def plans(draw):
    """Any text with any set of changes and moves that the ledger must accept."""
    raw = draw(st.text(max_size=40))
    offsets = st.integers(0, len(raw))
    edges = sorted(draw(st.sets(offsets, max_size=8)))
    # Targets that all lie further on, or all further back, never wait in a circle.
    forwards = draw(st.booleans())
    moved = [
        span(start, end)
        for start, end in pairwise(edges)
        if (forwards or start) and draw(st.booleans())
    ]
    targets = [
        draw(st.integers(piece.end, len(raw)) if forwards else st.integers(0, piece.start - 1))
        for piece in moved
    ]
    moves = [Move(piece, to, "shuffle") for piece, to in zip(moved, targets, strict=True)]
    cuts = sorted({0, len(raw), *targets, *(o for m in moved for o in (m.start, m.end))})
    changes = []
    for start, end in pairwise(cuts):
        ends = sorted(draw(st.lists(st.integers(start, end), max_size=4)))
        for a, b in zip(ends[::2], ends[1::2], strict=False):
            after = draw(st.text(max_size=3))
            changes.append(Change(span(a, b), after, "swap", draw(st.sampled_from(KINDS))))
    return raw, draw(st.permutations(changes)), draw(st.permutations(moves))


@given(plans())
def test_the_ledger_run_backwards_gives_the_raw_text(plan):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    assert reverse(text, edits) == raw


@given(plans(), st.randoms())
def test_the_order_of_the_ledgers_rows_does_not_matter(plan, random):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    rows = list(edits)
    random.shuffle(rows)
    assert reverse(text, rows) == raw


@given(plans())
def test_no_raw_character_is_lost_or_doubled(plan):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    stretches = OffsetMap(len(text), edits).stretches
    by_raw = sorted((s.raw.start, s.raw.end) for s in stretches if len(s.raw))
    assert "".join(raw[start:end] for start, end in by_raw) == raw
    by_text = [s.text.of(text) for s in stretches]
    assert "".join(by_text) == text


@given(plans())
def test_an_unedited_character_is_its_raw_character_and_an_edited_one_lies_in_its_edit(plan):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    offsets = OffsetMap(len(text), edits)
    for at, character in enumerate(text):
        back = offsets.to_raw(span(at, at + 1))
        edit = next((e for e in edits if e.text.start <= at < e.text.end), None)
        if edit is None or edit.before == edit.after:
            assert back.of(raw) == character
        if edit is not None:
            assert edit.raw.contains(back)


@given(plans())
def test_an_unedited_raw_character_finds_itself_in_the_text(plan):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    offsets = OffsetMap(len(text), edits)
    for at, character in enumerate(raw):
        there = offsets.to_text(span(at, at + 1))
        edit = next((e for e in edits if e.raw.start <= at < e.raw.end), None)
        if edit is None or (edit.before == edit.after):
            assert there is not None
            assert there.of(text) == character
            assert offsets.to_raw(there) == span(at, at + 1)
        elif there is not None:
            assert edit.text == there


@given(plans(), st.data())
def test_the_raw_span_of_a_span_covers_that_of_each_of_its_characters(plan, data):
    raw, changes, moves = plan
    text, edits = apply(raw, changes, moves)
    offsets = OffsetMap(len(text), edits)
    start = data.draw(st.integers(0, len(text)))
    whole = span(start, data.draw(st.integers(start, len(text))))
    covered = offsets.to_raw(whole)
    assert covered.end <= len(raw)
    for at in range(whole.start, whole.end):
        assert covered.contains(offsets.to_raw(span(at, at + 1)))


@given(plans())
def test_what_no_change_touches_keeps_its_characters_whatever_moves(plan):
    raw, _, moves = plan
    text, edits = apply(raw, [], moves)
    assert sorted(text) == sorted(raw)
    assert {edit.kind for edit in edits} <= {"move"}


def test_a_move_sets_the_stretch_before_its_target():
    text, edits = apply("one TWO three", [], [Move(span(4, 8), 0, "r")])
    assert text == "TWO one three"
    assert OffsetMap(len(text), edits).to_raw(span(0, 3)) == span(4, 7)


def test_two_interruptions_of_one_sentence_follow_it_in_their_order():
    raw = "a|X|b|Y|c|Z"
    moves = [Move(span(1, 3), 5, "r"), Move(span(5, 7), 9, "r")]
    changes = [Change(span(3, 4), " ", "r", "join"), Change(span(7, 8), " ", "r", "join")]
    text, edits = apply(raw, changes, moves)
    assert text == "a b c|X|Y|Z"
    assert reverse(text, edits) == raw


def test_what_is_moved_to_the_end_stands_at_the_end():
    assert apply("ab", [], [Move(span(0, 1), 2, "r")])[0] == "ba"


def test_a_span_around_a_moved_stretch_covers_the_raw_text_between():
    raw = "half [box] sentence"
    text, edits = apply(raw, [], [Move(span(4, 10), len(raw), "r")])
    assert text == "half sentence [box]"
    assert OffsetMap(len(text), edits).to_raw(span(0, 13)) == span(0, len(raw))


@pytest.mark.parametrize(
    ("changes", "moves", "message"),
    [
        ([Change(span(0, 3), "", "r", "noise"), Change(span(2, 4), "", "r", "noise")], [], "over"),
        ([], [Move(span(0, 3), 5, "r"), Move(span(2, 4), 5, "r")], "moves overlap"),
        ([Change(span(0, 3), "", "r", "noise")], [Move(span(2, 4), 5, "r")], "straddles"),
        ([Change(span(3, 6), "", "r", "noise")], [Move(span(0, 2), 4, "r")], "straddles"),
        ([], [Move(span(0, 2), 2, "r"), Move(span(2, 4), 0, "r")], "wait for each other"),
        ([], [Move(span(0, 4), 2, "r")], "wait for each other"),
        ([Change(span(5, 99), "", "r", "noise")], [], "reaches to 99"),
        ([], [Move(span(0, 2), 99, "r")], "reaches to 99"),
    ],
    ids=["changes", "moves", "edge", "target", "circle", "into itself", "change beyond", "beyond"],
)
def test_what_cannot_be_carried_out_is_refused(changes, moves, message):
    with pytest.raises(ValueError, match=message):
        apply("abcdefgh", changes, moves)


def test_a_dropped_stretch_has_no_place_in_the_text():
    text, edits = apply("a-b", [Change(span(1, 2), "", "r", "noise")])
    offsets = OffsetMap(len(text), edits)
    assert offsets.to_text(span(1, 2)) is None
    assert offsets.to_raw(span(0, 2)) == span(0, 3)


def test_the_ledger_of_an_emptied_text_still_gives_it_back():
    text, edits = apply("gone", [Change(span(0, 4), "", "r", "noise")])
    assert (text, reverse(text, edits)) == ("", "gone")
    assert OffsetMap(0, edits).to_raw(span(0, 0)) == span(0, 0)


def test_an_edit_of_a_moved_stretch_keeps_its_own_rule():
    _, edits = apply(
        "ab cd", [Change(span(1, 2), "B", "own", "character")], [Move(span(0, 2), 5, "m")]
    )
    assert [(edit.rule, edit.kind) for edit in edits] == [("m", "move"), ("own", "character")]


def test_a_ledger_of_many_rows_is_applied_and_searched_in_linear_time():
    def seconds(lines):
        raw = "word-\n" * lines
        changes = [Change(span(at + 4, at + 6), "", "r", "hyphen") for at in range(0, len(raw), 6)]
        moves = [Move(span(at, at + 6), at + 12, "m") for at in range(0, len(raw) - 12, 600)]
        started = process_time()
        text, edits = apply(raw, changes, moves)
        offsets = OffsetMap(len(text), edits)
        for at in range(0, len(raw) - 4, 6):
            assert offsets.to_text(span(at, at + 4)) is not None
        assert reverse(text, edits) == raw
        return process_time() - started

    few, many = min(seconds(2_000) for _ in range(2)), seconds(16_000)
    # Eight times the rows; a quadratic pass would take 64 times as long.
    assert many < 30 * few + 0.2


def test_a_ledger_read_back_from_its_rows_is_the_same():
    text, edits = apply("pre-\ncursor", [Change(span(3, 5), "", "hyphen", "hyphen")])
    read = [json.decode(json.encode(edit), type=Edit) for edit in edits]
    assert reverse(text, read) == "pre-\ncursor"
