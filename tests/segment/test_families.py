"""Reports of the known families in other years, orders and typography."""

import pytest


def test_months_in_another_order_lead_to_their_milestones(of_file):
    report = of_file("roca-years-apart")
    milestones = [
        (s.month, report.text(s.title)) for s in report.document.sections if s.kind == "milestone"
    ]
    assert milestones == [
        ("2021-09", "New Laboratory Opens in the Valley"),
        ("2021-09", "Border Teams Compare Notes"),
        ("2021-08", "Judges Study Electronic Evidence"),
        ("2021-07", "Summer School for Social Workers"),
    ]
    assert report.title == "UNODC ROCA MILESTONES"
    assert report.period == ("2021-07/2021-09", "stated")


def test_theme_headings_over_stories_are_theirs_without_a_doubt(of_file):
    report = of_file("roca-years-apart")
    stories = {
        report.text(s.title): (s.theme_code, s.theme_rule)
        for s in report.document.sections
        if s.kind == "story"
    }
    assert stories == {
        "Probation Finds a Home": ("15130", "theme heading above"),
        "Legal Aid by Telephone": ("15130", "theme heading above"),
        "Counting What Is Seized": ("16062", "theme heading above"),
    }
    assert not report.flags("segment.theme-assigned")


def test_numbered_and_plain_lists_stand_under_their_titles(of_file):
    report = of_file("roca-years-apart")
    assert report.lists == [
        ("Topics", None, 1, ["Search of vehicles", "Handling of samples", "Care of dogs"]),
        ("Topics", None, 2, ["Interviewing children", "Writing reports"]),
        ("Partners", None, 1, ["Ministry of the Red Valley", "Institute of Fair Trials"]),
    ]
    assert report.section("Capacity Building Activities in 2021").kind == "section"


def test_abbreviated_months_and_small_headings_are_read(of_file):
    report = of_file("months-abbreviated")
    assert report.document.masthead.period_rule == "month headings; year from the body's dates"
    assert [(s.kind, s.month, report.text(s.title)) for s in report.document.sections] == [
        ("milestone", "2018-10", "Patrol boats for the lake"),
        ("milestone", "2018-11", "A hotline for patients"),
        ("feature", "2018-11", None),
        ("milestone", "2018-12", None),
        ("milestone", "2018-12", None),
        ("milestone", "2018-12", None),
    ]


def test_bullets_right_under_a_month_are_milestones_and_no_list(of_file):
    report = of_file("months-abbreviated")
    december = [s for s in report.document.sections if s.month == "2018-12"]
    assert [report.body(s) for s in december] == [
        ["4 December 2018: the council approved the plan for prisons"],
        ["11 December 2018: a course on digital traces ended in the north"],
        ["19 December 2018: donors visited the new checkpoint"],
    ]
    assert report.lists == []


def test_stories_of_the_west_and_central_asia_newsletter_have_their_country(of_file):
    report = of_file("west-central")
    assert report.title == "UNODC in West and Central Asia. Newsletter Quarterly"
    assert report.period == ("2017-09/2017-12", "stated")
    assert [(s.kind, report.text(s.title), s.country) for s in report.document.sections] == [
        ("section", None, None),
        ("section", "SPECIAL COLUMN", None),
        ("country", "AFGHANISTAN", "AF"),
        ("story", "Provincial councils learn to read budgets", "AF"),
        ("story", "New wells for returning families", "AF"),
        ("country", "IRAN (ISLAMIC REPUBLIC OF)", "IR"),
        ("story", "Dog handlers meet in Tehran", "IR"),
        ("country", "KAZAKHSTAN", "KZ"),
        ("section", "REGIONAL", None),
        ("story", "Liaison officers exchange plans", None),
    ]


def test_datelines_and_funding_lines_are_body_text(of_file):
    report = of_file("west-central")
    opening, funding = report.body(report.section("Provincial councils learn to read budgets"))
    assert opening.startswith("Herat, 4 October 2017 – Members of six provincial councils")
    assert funding == "(Supported by the Government of Norway)"


@pytest.mark.parametrize(
    ("wording", "theme"),
    [
        ("Patients left the overdose ward in good health after treatment.", "12330"),
        ("Customs officers at the border checkpoint seized precursors.", "16063"),
        ("Prosecutors and judges read the new law on prisons in court.", "15130"),
        ("The survey data were monitored, and the research was published.", "16062"),
    ],
)
def test_a_theme_out_of_order_goes_to_the_story_with_its_words(of_text, wording, theme):
    report = of_text(
        "MILESTONES\n\nUNODC ROCA\n\n"
        "One story of the valley\n\nFarmers sold apples on the market. It was a good year.\n\n"
        "Countering Transnational Organized Crime, Illicit Drug Trafficking and Terrorism\n\n"
        "Criminal Justice, Crime Prevention and Integrity\n\n"
        "Drug Prevention, Treatment and Reintegration and HIV Prevention\n\n"
        "Research and Trend Analysis\n\n"
        f"Another story of the valley\n\n{wording}\n",
        family="unodc-roca-milestones",
    )
    assert report.section("Another story of the valley").theme_code == theme
    assert len(report.flags("segment.theme-assigned")) == 2
    assert len(report.flags("segment.theme-unassigned")) == 2


def test_a_theme_is_given_again_where_there_are_more_stories_than_themes(of_text):
    stories = "\n\n".join(f"Story number {n}\n\nText of the story {n}." for n in "abc")
    report = of_text(
        f"MILESTONES\n\n{stories}\n\nResearch and Trend Analysis\n\n"
        "Criminal Justice, Crime Prevention and Integrity\n",
        family="unodc-roca-milestones",
    )
    assert all(s.theme_code for s in report.document.sections if s.kind == "story")
