"""What a report says of itself at its head and foot: publisher, place and day, small print."""

import pytest

BODY = "Nine divers learned to weld under water in two weeks, and all of them passed the test."
LETTER = f"Letter of the Bay\n\n{{line}}\n\nDivers Learn to Weld\n\n{BODY}\n\n{{end}}\n"


def test_a_line_of_town_and_day_under_the_title_is_no_heading(of_text):
    report = of_text(LETTER.format(line="April-June 2019\n\nValparaíso, 4 July 2019", end=""))
    assert ("period", "Valparaíso, 4 July 2019") in report.roles
    assert report.title == "Letter of the Bay"
    assert report.sections == [("section", "Divers Learn to Weld")]


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
