"""Reports of no known family: what their headings begin, and what is said where there are none."""

import pytest


def test_numbered_headings_nest_and_do_not_become_lists(of_file):
    report = of_file("numbered")
    assert report.title == "River Basin Weekly Situation Report"
    assert report.period == ("2019-05-12", "stated")
    assert report.document.masthead.publisher == "Office for River Affairs"
    assert [(report.text(s.title), s.theme_name) for s in report.document.sections] == [
        ("Overview", None),
        ("Response", None),
        ("Shelter", "Response"),
        ("Health", "Response"),
        ("Gaps", None),
    ]
    assert report.lists == [("The field needs:", None, 1, ["clean buckets", "soap", "lamps"])]


def test_a_report_all_in_capitals_still_has_its_headings(of_file):
    report = of_file("capitals")
    assert report.title == "THE HARBOUR LETTER"
    assert report.period == ("2020-21", "stated")
    assert report.sections == [
        ("section", "NEW CRANES AT THE PIER"),
        ("section", "A SCHOOL FOR PILOTS"),
    ]


def test_prose_without_headings_is_one_untitled_section_and_says_so(of_file):
    report = of_file("prose")
    assert report.sections == [("section", None)]
    assert len(report.document.sections[0].paragraphs) == 3
    assert report.flags("segment.no-headings")
    assert report.flags("segment.no-months")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("name", ["roca-years-apart", "west-central", "numbered"])
def test_line_endings_change_nothing(of_file, of_text, name, ending):
    plain = of_file(name)
    text = plain.document.raw.replace("\n", ending)
    report = of_text(text)
    assert report.roles == plain.roles
    assert report.sections == plain.sections
    assert report.lists == plain.lists


def test_the_only_heading_is_the_title_of_report_and_section(of_text):
    report = of_text(
        "A Bridge for Two Villages\n\nThe bridge was opened on 5 May 2018. It is made of larch.\n\n"
        "Its makers came from both sides of the river.\n"
    )
    assert report.title == "A Bridge for Two Villages"
    assert report.sections == [("section", "A Bridge for Two Villages")]


def test_paragraphs_headed_by_a_date_are_milestones_of_a_chronicle(of_text):
    report = of_text(
        "Chronicle of the Pier\n\n"
        "12 March 2019: the first pile was driven into the ground\n\n"
        "3-5.04.2019: divers inspected the piles and the chains\n\n"
        "May 6-7, 2019 – the pier was opened to the fishermen\n"
    )
    assert [(s.kind, s.month) for s in report.document.sections] == [
        ("milestone", "2019-03"),
        ("milestone", "2019-04"),
        ("milestone", "2019-05"),
    ]


def test_what_is_still_to_come_makes_no_milestones(of_text):
    report = of_text(
        "Bulletin of the Pier\n\nUpcoming events\n\n12 March 2019: launch of the second pier\n\n"
        "3 April 2019: exhibition of nets and sails\n"
    )
    assert {s.kind for s in report.document.sections} == {"section"}


def test_a_few_dates_within_prose_make_no_chronicle(of_text):
    report = of_text(
        "Notes of the Pier\n\n12 March 2019: the first pile was driven into the ground\n\n"
        "The ground was softer than the maps had promised.\n\nNobody was hurt.\n\n"
        "3 April 2019: divers inspected the piles and the chains\n\n"
        "They came up with a list of nine faults.\n"
    )
    assert {s.kind for s in report.document.sections} == {"section"}


def test_country_headings_give_stories_of_any_office_their_country(of_text):
    report = of_text(
        "Bulletin of the Bay Office\n\nCHILE\n\nDivers learn to weld\n\n"
        "Nine divers learned to weld under water in two weeks.\n\n"
        "PERU\n\nThe port of the capital has a new harbour master since the spring.\n\n"
        "Ecuador: nets for lobsters\n\nFishermen were given nets that spare small lobsters.\n"
    )
    assert [(s.kind, s.country) for s in report.document.sections] == [
        ("country", "CL"),
        ("section", "CL"),
        ("country", "PE"),
        ("section", "PE"),
    ]


def test_a_heading_over_headings_is_a_section_and_the_theme_of_theirs(of_text):
    report = of_text(
        "Bulletin of the Bay Office\n\nSAFE WATERS\n\nBuoys Are Lit Again\n\n"
        "All buoys of the bay are lit again since the first of May.\n\n"
        "Pilots Trained in Fog\n\nTwelve pilots trained in fog for a week.\n\n"
        "CLEAN WATERS\n\nOil Barrier Bought\n\nA barrier of two miles was bought by the port.\n"
    )
    assert [(report.text(s.title), s.theme_name) for s in report.document.sections] == [
        ("SAFE WATERS", None),
        ("Buoys Are Lit Again", "SAFE WATERS"),
        ("Pilots Trained in Fog", "SAFE WATERS"),
        ("CLEAN WATERS", None),
        ("Oil Barrier Bought", "CLEAN WATERS"),
    ]
    assert report.flags("segment.empty-section") == []


def test_a_heading_without_text_is_kept_and_flagged(of_text):
    report = of_text(
        "Bulletin of the Bay Office\n\nFIRST NEWS\n\nThe bay froze early this year.\n\nLAST NEWS\n"
    )
    assert report.sections == [("section", "FIRST NEWS"), ("section", "LAST NEWS")]
    assert [f.index for f in report.flags("segment.empty-section")] == [1]


def test_a_known_section_ends_the_months_of_any_family(of_text):
    report = of_text(
        "Bay Office Quarterly\n\nApril-June 2016\n\nAPRIL\n\nBuoys Lit Again\n\n"
        "All buoys are lit again since 3 April 2016.\n\nMAY\n\nPilots in Fog\n\n"
        "Pilots trained in fog on 9 May 2016.\n\nUpcoming Events\n\nA regatta is planned.\n"
    )
    assert [(s.kind, s.month) for s in report.document.sections] == [
        ("milestone", "2016-04"),
        ("milestone", "2016-05"),
        ("section", None),
    ]


def test_a_caption_in_a_month_does_not_break_a_story_that_goes_on(of_text):
    report = of_text(
        "Bay Office Quarterly\n\nApril-May 2016\n\nAPRIL\n\nBuoys Lit Again\n\n"
        "All buoys of the bay are lit again since 3 April 2016.\n\nPhoto: a buoy at night\n\n"
        "The buoys of the bay run on the sun.\n\nMAY\n\nPilots in Fog\n\n"
        "Pilots trained in fog on 9 May 2016.\n"
    )
    assert [s.kind for s in report.document.sections] == ["milestone", "milestone"]


def test_a_country_above_the_title_is_that_of_the_whole_report(of_text):
    report = of_text(
        "CHILE\n\nBulletin of the Bay\n\nMay 2019\n\nDivers Learn to Weld\n\n"
        "Nine divers learned to weld under water in two weeks.\n"
    )
    assert report.title == "Bulletin of the Bay"
    assert report.period == ("2019-05", "stated")
    assert [s.country for s in report.document.sections] == ["CL"]


def test_the_family_title_is_found_behind_the_publisher(of_text):
    report = of_text(
        "UNODC Regional Office for Central Asia MILESTONES\n\nJANUARY - MARCH 2018\n\n"
        "JANUARY\n\nDOGS FOR CUSTOMS\n\nFour dogs were given to the customs on 22 January 2018.\n",
        family="unodc-roca-milestones",
    )
    assert report.title == "MILESTONES"
    assert report.period == ("2018-01/2018-03", "stated")
    assert report.sections == [("milestone", "DOGS FOR CUSTOMS")]


def test_a_title_may_stand_over_two_headings_before_any_text(of_text):
    report = of_text(
        "Letter from the Ferry House\n\nBoats of the Upper River Basin\n\n"
        "New Engines Bought for All Ferries\n\nAll ferries got new engines in spring.\n"
    )
    assert report.title == "Letter from the Ferry House"
    assert report.sections == [
        ("section", "Boats of the Upper River Basin"),
        ("section", "New Engines Bought for All Ferries"),
    ]
