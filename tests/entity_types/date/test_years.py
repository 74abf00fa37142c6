"""The year of a date that names none: by tense, by the time covered, by the date lines."""

from datetime import date

import pytest

from pipeline.readers import read
from pipeline.run.process import process


@pytest.fixture
def read_text(tmp_path):
    def document(text, published=None):
        path = tmp_path / "news.txt"
        path.write_text(text)
        return process(read(path, published))[0]

    return document


def dates_of(document):
    spans = [document.mentions[d.mention].span for d in document.dates]
    words = [span.of(document.text) for span in spans]
    return dict(zip(words, [d.edtf for d in document.dates], strict=True))


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The well was dug on 20 November.", "2017-11-20"),
        ("The pump will be mended on 20 November.", "2018-11-20"),
        ("The fair is planned for August.", "2018-08"),
        ("The hall has been closed since 9 August.", "2017-08-09/.."),
        ("The course was put off to July.", "2018-07"),
        ("The bridge, hit by a storm in September, was mended.", "2017-09"),
        ("A seminar is to be held on 3 and 4 December.", "2018-12-03/2018-12-04"),
        ("The roads, built last October, held.", "2017-10"),
    ],
)
def test_what_was_lies_before_the_report_and_what_is_planned_behind_it(read_text, sentence, value):
    document = read_text(f"Village notes\n\n{sentence}\n", date(2018, 6, 12))
    assert list(dates_of(document).values()) == [value]


def test_a_date_within_the_period_is_of_that_period(read_text):
    document = read_text(
        "FIELD NEWSLETTER\n\nOctober - December 2019\n\nWork\n\n"
        "The team arrived on 4 November, stayed on since June and left on 2 December.\n"
    )
    assert dates_of(document) == {
        "4 November": "2019-11-04",
        "June": "2019-06/..",
        "2 December": "2019-12-02",
    }


def test_a_date_soon_after_the_period_is_read_and_flagged(read_text):
    document = read_text(
        "FIELD NEWSLETTER\n\nOctober - December 2019\n\nWork\n\n"
        "The keys were handed over on 9 January in the old town hall.\n"
    )
    assert dates_of(document) == {"9 January": "2020-01-09"}
    assert "date.two-years" in [flag.code for flag in document.flags]


def test_the_only_year_that_a_text_names_is_that_of_its_other_dates(read_text):
    document = read_text(
        "On July 2-3 a fair was held in Graz.\n\nOn May 8-9, 2016, experts met in Linz.\n"
    )
    assert dates_of(document) == {
        "July 2-3": "2016-07-02/2016-07-03",
        "May 8-9, 2016": "2016-05-08/2016-05-09",
    }


def test_a_year_of_long_ago_lends_itself_to_no_date_of_the_report(read_text):
    document = read_text(
        "On 4 March 2018 the board met. The mill was built in 1911. It was sold on 9 April.\n"
    )
    assert dates_of(document)["9 April"] == "2018-04-09"


@pytest.mark.parametrize(
    ("lines", "day", "status"),
    [
        ("Briefing Notes, 19 May 2009\n\nThe mill burned yesterday.", date(2009, 5, 19), "stated"),
        (
            "Annual review of the mills\n\nGraz, 24 January 2020\n\nThe mill burned yesterday.",
            date(2020, 1, 24),
            "stated",
        ),
        (
            "Mill News | Issue 3 | Published on 17 April 2023\n\nThe mill burned yesterday.",
            date(2023, 4, 17),
            "stated",
        ),
        ("03.08.2017\n\nMill News\n\nThe mill burned yesterday.", date(2017, 8, 3), "inferred"),
    ],
)
def test_a_report_says_itself_when_it_came_out(read_text, lines, day, status):
    document = read_text(lines + "\n")
    (issued,) = document.issued
    assert (issued.day, issued.status) == (day, status)
    assert dates_of(document)["yesterday"] == str(day.replace(day=day.day - 1))


def test_what_is_known_of_the_day_of_issue_holds_against_the_text(read_text):
    document = read_text("Notes, 19 May 2009\n\nIt rained yesterday.\n", date(2010, 3, 3))
    assert document.issued == ()
    assert dates_of(document)["yesterday"] == "2010-03-02"


def test_an_item_counts_from_its_own_date_line(read_text):
    document = read_text(
        "News of the valley\n\nJuly 2017\n\nWells dug in the north\n"
        "News | 20 July 2017\n\nThe last of the wells was dug on Tuesday by the town.\n\n"
        "Road closed for good\nPress release | 6 July 2017\n\n"
        "The road was closed yesterday after the heavy rains of the spring.\n"
    )
    found = dates_of(document)
    assert found["Tuesday"] == "2017-07-18"
    assert found["yesterday"] == "2017-07-05"
