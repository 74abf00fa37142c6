"""What a report says of itself at its head and foot: publisher, day of publication, small print."""

from datetime import date

import pytest

BODY = "Nine divers learned to weld under water in two weeks, and all of them passed the test."
LETTER = f"Letter of the Bay\n\n{{line}}\n\nDivers Learn to Weld\n\n{BODY}\n\n{{end}}\n"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("April-June 2019 | Published on 4 July 2019", date(2019, 7, 4)),
        ("Update 3 | Period: 1–5 May 2019 | Issued: 6 May 2019, 18:00", date(2019, 5, 6)),
        ("April-June 2019\n\nValparaíso, 4 July 2019", date(2019, 7, 4)),
        ("April-June 2019", None),
    ],
)
def test_the_day_of_publication_is_read_off_the_first_lines(of_text, line, published):
    report = of_text(LETTER.format(line=line, end=""))
    assert report.document.published == published
    assert report.title == "Letter of the Bay"
    assert report.sections == [("section", "Divers Learn to Weld")]


def test_the_day_of_publication_may_stand_in_the_imprint(of_text):
    end = "© Bay Office, Lima. Published 4 July 2019."
    report = of_text(LETTER.format(line="April-June 2019", end=end))
    assert report.document.published == date(2019, 7, 4)
    assert report.text(report.document.masthead.published_span) == "4 July 2019"


def test_a_date_that_is_given_counts_before_the_one_that_is_printed(of_text):
    text = LETTER.format(line="April-June 2019 | Published on 4 July 2019", end="")
    assert of_text(text, published=date(2019, 8, 1)).document.published == date(2019, 8, 1)


@pytest.mark.parametrize(
    "end",
    [
        "© Bay Office, 2019.",
        "The designations employed do not imply any opinion on the status of any territory.",
        "Contact: Bay Office, Callao",
        "Office for the Southern Bay, Valparaíso",
        "Photos and texts may be reprinted with credit to the office.",
    ],
)
def test_small_print_at_the_end_is_set_aside(of_text, end):
    report = of_text(LETTER.format(line="April-June 2019", end=end))
    assert report.roles[-1] == ("furniture", end)
    assert report.document.paragraphs[-1].reason == "imprint"


@pytest.mark.parametrize(
    "end",
    ["The office thanks all divers for their work.", "In May the office opened a pool in Callao."],
)
def test_the_last_sentence_of_a_report_is_no_small_print(of_text, end):
    assert of_text(LETTER.format(line="April-June 2019", end=end)).roles[-1] == ("body", end)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Quarterly newsletter of the Office for the Bay | April–June 2019", "Office for the Bay"),
        ("News from the Harbour Mission in Peru | Issue 2, May 2019", "Harbour Mission in Peru"),
        ("UNICEF Peru | Quarterly bulletin | April–June 2019", "UNICEF Peru"),
        ("Situation Report No. 3 | World Food Programme | 6 May 2019", "World Food Programme"),
    ],
)
def test_the_publisher_stands_between_the_bars_of_the_masthead(of_text, line, publisher):
    report = of_text(LETTER.format(line=line, end=""))
    assert report.document.masthead.publisher == publisher
    assert ("period", line) in report.roles
