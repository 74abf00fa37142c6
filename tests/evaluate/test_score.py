"""The scores count what they say they count."""

import pytest

from pipeline.evaluate.score import LabelledSpan, Score, match


def row(start, end, text="x", *, optional=False):
    return LabelledSpan(start, end, "ORG", text, None, optional)


def test_a_leading_the_neither_helps_nor_harms():
    matching = match([row(0, 11, "the Council")], [row(4, 11, "Council")], strict=True)
    assert matching.score == Score(tp=1)


def test_strict_wants_the_same_span_and_overlap_any_shared_character():
    gold, found = [row(0, 10)], [row(5, 12)]
    assert match(gold, found, strict=True).score == Score(fp=1, fn=1)
    assert match(gold, found, strict=False).score == Score(tp=1)


def test_overlap_is_one_to_one():
    matching = match([row(0, 10)], [row(0, 3), row(4, 9)], strict=False)
    assert matching.score == Score(tp=1, fp=1)
    assert matching.pairs[0][1].start == 4


def test_an_optional_row_is_neither_missed_nor_makes_an_overlap_wrong():
    gold = [row(0, 5, optional=True)]
    assert match(gold, [], strict=True).score == Score()
    assert match(gold, [row(2, 8)], strict=True).score == Score()


@pytest.mark.parametrize(
    ("score", "f1"), [(Score(), 1.0), (Score(tp=1, fp=1, fn=1), 0.5), (Score(fn=3), 0.0)]
)
def test_f1(score, f1):
    assert score.f1 == f1


def test_scores_add_up():
    assert Score(1, 2, 3) + Score(10, 20, 30) == Score(11, 22, 33)
