"""Dates that lean on others: what they count from, and that they count from nothing unknown."""

from datetime import date

import pytest

from pipeline.readers import read
from pipeline.run.process import process


@pytest.fixture
def dates_of(tmp_path):
    def values(text, published=None):
        path = tmp_path / "news.txt"
        path.write_text(text)
        document, _ = process(read(path, published))
        spans = [document.mentions[d.mention].span for d in document.dates]
        words = [span.of(document.text) for span in spans]
        return dict(zip(words, [d.edtf for d in document.dates], strict=True))

    return values


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Thursday", "2019-06-06"),
        ("Friday", "2019-05-31"),
        ("next Monday", "2019-06-10"),
        ("next Thursday", "2019-06-13"),
        ("last year", "2018"),
        ("two weeks ago", "2019-05-20/2019-05-26"),
        ("six months from now", "2019-12"),
        ("several months ago", None),
        ("the 19th century", "18XX"),
        ("the '90s", "199X"),
        ("Christmas Day", "2018-12-25"),
        ("the first week of May", "2019-05-01~/2019-05-07~"),
        ("the last week of February 2016", "2016-02-23~/2016-02-29~"),
        ("the week of May 8", "2019-05-06/2019-05-12"),
    ],
)
def test_a_date_counts_from_the_day_of_publication(dates_of, words, value):
    found = dates_of(f"It was decided on or in {words}, they said.\n", date(2019, 6, 6))
    said = words.removeprefix("the ")
    assert found == {said: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2 June and 7 July 2018", "{2018-06-02,2018-07-07}"),
        ("5-7, 12 and 14 June 2018", "{2018-06-05..2018-06-07,2018-06-12,2018-06-14}"),
        ("8–9 and 15–16 May 2018", "{2018-05-08..2018-05-09,2018-05-15..2018-05-16}"),
        ("May 8 and 15, 2018", "{2018-05-08,2018-05-15}"),
        ("30 December and 2 January 2018", "{2017-12-30,2018-01-02}"),
        ("6 and 7 June 2018", "2018-06-06/2018-06-07"),
        ("August/September 2017", "2017-08/2017-09"),
        ("March, April and May 2018", "{2018-03,2018-04,2018-05}"),
        ("3-Nov-17", "2017-11-03"),
        ("28/11/17", "2017-11-28"),
        ("week 26 of 2018", "2018-06-25/2018-07-01"),
        ("end-2017", "2017-12"),
        ("past three weeks", "2019-05-16/2019-06-06"),
        ("past two months", "2019-04-06/2019-06-06"),
        ("12 th of May 2018", "2018-05-12"),
    ],
)
def test_every_way_to_write_days_has_its_value(dates_of, words, value):
    assert dates_of(f"The office was shut on or in the {words}.\n", date(2019, 6, 6)) == {
        words: value
    }


def test_last_weekend_is_the_one_before(dates_of):
    found = dates_of("It rained last weekend and this weekend.\n", date(2019, 6, 6))
    assert found == {
        "last weekend": "2019-06-01/2019-06-02",
        "this weekend": "2019-06-08/2019-06-09",
    }


def test_a_story_counts_from_its_dateline(dates_of):
    found = dates_of("LAGOS, 3 May 2019 (Agency) - The court sat on Thursday and last week.\n")
    assert found["Thursday"] == "2019-05-02"
    assert found["last week"] == "2019-04-22/2019-04-28"


def test_nothing_counts_from_a_date_that_is_unknown_or_too_coarse(dates_of):
    text = (
        "In May 2019 it met, and again the next day. Last week it rained, and a month later too.\n"
    )
    assert dates_of(text) == {
        "May 2019": "2019-05",
        "next day": None,
        "Last week": None,
        "a month later": None,
    }
