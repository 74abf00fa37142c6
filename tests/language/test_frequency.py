"""How usual a word is."""

import pytest

from pipeline.language.frequency import frequencies, zipf


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", 7.73), ("The", 7.73), ("office", 5.4), ("ledger", 3.49), ("qzxlwv", 0.0), ("", 0.0)],
)
def test_a_word_is_as_usual_as_the_list_says(word, expected):
    assert zipf(word) == expected


def test_words_together_are_rarer_than_the_rarest_of_them():
    assert 0 < zipf("mid-term") < min(zipf("mid"), zipf("term"))
    assert zipf("mid-qzxlwv") == 0


def test_numbers_of_as_many_digits_are_alike():
    assert zipf("2017") == zipf("1931") > 0


def test_a_typographic_apostrophe_or_ligature_is_no_other_word():
    assert zipf("don’t") == zipf("don't") > 0
    assert zipf("oﬃce") == zipf("office")


def test_the_list_counts_uses_in_a_billion_words():
    assert 0.5 < sum(10**value for value in frequencies().values()) / 1e9 < 1.5
