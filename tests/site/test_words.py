"""Cells in the words of a reader."""

import pytest

from pipeline.site.words import clean, country, number, when

DATES = [
    ("2017-11-04", "4 November 2017"),
    ("2017-11", "November 2017"),
    ("2017", "2017"),
    ("2017-23", "autumn 2017"),
    ("2017-24", "winter 2017/18"),
    ("2017-11-06/2017-11-10", "6–10 November 2017"),
    ("2017-10-30/2017-11-02", "30 October – 2 November 2017"),
    ("2017-12-28/2018-01-03", "28 December 2017 – 3 January 2018"),
    ("2017-10/2017-12", "October–December 2017"),
    ("2016/2018", "2016–2018"),
    ("2017-03-01/..", "since 1 March 2017"),
    ("../2017", "until 2017"),
    ("2017~", "about 2017"),
    ("2017-11?", "November 2017 (uncertain)"),
    ("201X", "the 2010s"),
    ("", ""),
    ("next spring", "next spring"),
]


@pytest.mark.parametrize(("value", "words"), DATES)
def test_a_date_is_told_in_words(value, words):
    assert when(value) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1146", "1,146"),
        ("212000", "212,000"),
        ("12.5", "12.5"),
        ("7.00", "7"),
        ("-3", "-3"),
        ("", ""),
    ],
)
def test_a_number_has_its_thousands_apart(value, shown):
    assert number(value) == shown


def test_a_country_has_its_usual_name():
    assert (country("CD"), country("KR")) == ("Democratic Republic of the Congo", "South Korea")


def test_text_loses_its_control_characters_and_no_other():
    assert clean("a\x07b\u202ec\u00add\x0ce\nf\u200dg") == "abcd e\nf\u200dg"
