"""Roles by wording and shape, one passage at a time and between neighbours."""

import pytest

from pipeline.document.span import Span
from pipeline.families.profile import load
from pipeline.segment.roles import country_before_colon, country_named, ranks_above, recognised
from pipeline.segment.shapes import PassageShape, case_of
from pipeline.segment.vocabulary import form_of, vocabulary

FORMS = ("furniture", "caption", "body", "dated", "coverage", "publisher")


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind in FORMS for form in getattr(vocabulary(), kind) for text in form.yes],
)
def test_every_positive_example_of_the_vocabulary_holds(kind, text):
    assert form_of(text, getattr(vocabulary(), kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind in FORMS for form in getattr(vocabulary(), kind) for text in form.no],
)
def test_every_negative_example_of_the_vocabulary_holds(kind, text):
    assert not form_of(text, getattr(vocabulary(), kind))


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("LAW AND ORDER", "upper"),
        ("Law and Order in the Valley", "title"),
        ("Law and order in the valley", "sentence"),
        ("of the valley", "lower"),
        ("2017 – 3.5", "none"),
    ],
)
def test_capitals_are_read_without_function_words(text, case):
    assert case_of(text) == case


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KAZAKHSTAN", "KZ"),
        ("Iran (Islamic Republic of)", "IR"),
        ("(I.R. of) Iran", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("Kyrgyz Republic", "KG"),
        ("Iran, Islamic Republic of", "IR"),
        ("Kazakhstan and its lakes", None),
        ("Central Asia", None),
    ],
)
def test_a_heading_that_is_a_country_is_known_by_its_names(text, code):
    assert country_named(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Tajikistan: a course for pilots", "TJ"), ("Pilots – a course", None), ("Tajikistan", None)],
)
def test_a_title_may_begin_with_its_country(text, code):
    assert country_before_colon(text) == code


def heading(text, **looks):
    return PassageShape(0, Span(start=0, end=len(text)), text, "", 0, 2, case_of(text), **looks)


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        (heading("A", level=1), heading("B", level=2), True),
        (heading("A", size=18.0), heading("B", size=14.0), True),
        (heading("RIVERS"), heading("A Bridge Opens"), True),
        (heading("A Bridge Opens"), heading("RIVERS"), False),
        (heading("RIVERS"), heading("LAKES"), False),
    ],
)
def test_a_heading_stands_over_another_by_level_size_or_capitals(one, other, above):
    assert ranks_above(one, other) is above


def test_every_passage_is_furniture_noise_or_text(of_text):
    report = of_text(
        "Harbour Letter\n\nPage 1 of 3\n\n§§§\n\nNew Crane\n\n"
        "The crane lifts sixty tons at once.\n\n"
        "Photo: the crane at night\n\nwww.example.org\n"
    )
    assert [role for role, _ in report.roles] == [
        "title",
        "furniture",
        "noise",
        "heading",
        "body",
        "caption",
        "furniture",
    ]
    reasons = [p.reason for p in report.document.paragraphs if p.role in {"furniture", "noise"}]
    assert reasons == ["page number", "no letter and no digit", "web or e-mail address"]
    assert len(report.flags("segment.noise")) == 1


def test_a_short_line_that_breaks_off_in_a_sentence_is_no_heading(of_text):
    report = of_text(
        "Harbour Letter\n\nThe divers found anchors, ropes and the\n\nOld Iron Bell\n\n"
        "It was raised a week afterwards by two boats from the north.\n"
    )
    assert report.of_role("heading") == []


def test_short_lines_in_a_row_are_fragments_of_a_figure(of_text):
    report = of_text(
        "Harbour Letter\n\nThe year went well for all three ports of the bay.\n\n"
        "Tons landed\n\nShips seen\n\nMen hired\n\nDays of fog\n\n"
        "These are the figures that the master of the port has counted.\n"
    )
    assert report.of_role("heading") == []


def test_months_over_months_are_labels_of_a_chart(of_text):
    report = of_text(
        "Harbour Letter 2019\n\nTons landed by month are drawn below.\n\nJan\n\nFeb\n\nMar\n\n"
        "Most was landed at the turn of the year, when the ice had not yet come.\n"
    )
    assert report.of_role("month") == []
    assert report.flags("segment.no-months")


def test_the_title_on_later_pages_is_furniture(of_text):
    report = of_text(
        "Harbour Letter\n\nNew Crane\n\nThe crane lifts sixty tons at once.\n\nHarbour Letter\n\n"
        "Old Crane\n\nThe old crane was sold to a town upstream.\n"
    )
    assert report.of_role("furniture") == ["Harbour Letter"]
    assert report.sections == [("section", "New Crane"), ("section", "Old Crane")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Bay Office 2016 Training Activities", "heading"),
        ("Capacity Building Activities", "heading"),
        ("KEY FIGURES", "heading"),
        ("Upcoming Events", "heading"),
        ("From the Regional Representative", "heading"),
        ("Topics", "list_title"),
        ("Topics covered:", "list_title"),
        ("OUR DONORS", "list_title"),
        ("Implementing Partners", "list_title"),
        ("Target groups", "list_title"),
    ],
)
def test_sections_and_list_titles_that_any_report_may_have_are_known(text, role):
    assert recognised(heading(text), load("generic")).role == role


@pytest.mark.parametrize("name", ["generic", "unodc-roca-milestones", "unodc-wca-newsletter"])
@pytest.mark.parametrize(
    "text", ["Capacity Building for Judges in the Valley", "Donors meet in the capital"]
)
def test_known_headings_are_whole_headings_only(name, text):
    assert recognised(heading(text), load(name)) is None
