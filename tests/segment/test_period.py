"""Periods of mastheads as EDTF, and the year where the masthead has none."""

from datetime import date

import pytest
from edtf import parse_edtf

from pipeline.segment.period import find_period, full_dates, most_likely_year, rules, year_of_month

EXAMPLES = [(rule.rule, *example) for rule in rules() for example in rule.examples]


@pytest.mark.parametrize(("rule", "text", "edtf"), EXAMPLES)
def test_every_example_beside_a_rule_holds(rule, text, edtf):
    period = find_period(text)
    assert (period.rule, period.edtf()) == (rule, edtf)


@pytest.mark.parametrize("edtf", [e for _, _, e in EXAMPLES if "?" not in e])
def test_periods_are_valid_edtf(edtf):
    assert parse_edtf(edtf)


@pytest.mark.parametrize(
    "text",
    ["Milestones", "Maybe next time", "12/15", "Resolution 2018/17", "31 February 2019 and 99", ""],
)
def test_what_is_no_period_is_not_read_as_days_or_months(text):
    period = find_period(text)
    assert period is None or period.edtf() in {"2018", "2019", "2019-02"}


def test_the_year_is_that_of_most_dates_within_the_months():
    text = "On 3 May 2016 and 4 May 2016 and 5 May 2016. On 7 October 2017, 1 December 2017."
    period = find_period("October-December")
    assert most_likely_year(period, full_dates(text)) == 2017


def test_a_period_over_the_new_year_begins_in_the_year_before():
    period = find_period("November - January")
    assert most_likely_year(period, [(2019, 1), (2018, 12), (2018, 11)]) == 2018
    assert period.starting(2018).edtf() == "2018-11/2019-01"


def test_two_years_with_as_many_dates_decide_nothing():
    assert most_likely_year(find_period("May-June"), [(2018, 5), (2019, 6)]) is None


@pytest.mark.parametrize(("month", "year"), [(10, 2015), (1, 2016), (9, 2015), (2, 2016)])
def test_a_month_lies_in_the_year_nearest_to_the_period(month, year):
    assert year_of_month(month, find_period("October 2015-January 2016")) == year


def test_without_any_date_the_year_comes_from_the_publication(of_text):
    report = of_text(
        "The Well\n\nOctober-December\n\nA new pump\n\nThe pump runs day and night in the yard.\n",
        published=date(2020, 1, 20),
    )
    assert report.period == ("2019-10/2019-12", "inferred")
    assert report.document.masthead.period_rule.endswith("year from the date of publication")


def test_a_period_whose_year_nothing_tells_stays_open(of_text):
    report = of_text("The Well\n\nOctober-December\n\nA new pump\n\nThe pump runs day and night.\n")
    assert report.period == (None, "unresolved")
    assert report.flags("segment.no-period")


@pytest.mark.parametrize(
    ("head", "title", "period"),
    [
        ("The Well, Issue 3, July-September 2019", "The Well", "2019-07/2019-09"),
        ("The Well\n\nQ4 2018", "The Well", "2018-10/2018-12"),
        ("The Well 04(2015)", "The Well", "2015-04"),
        ("January, 2010\n\nThe Well", "The Well", "2010-01"),
        ("THE WELL | Volume 2, No. 5 | October 2015 – January 2016", "THE WELL", "2015-10/2016-01"),
        (
            "The Well Quarterly Report\n\nFor the period April to June 2021",
            "The Well Quarterly Report",
            "2021-04/2021-06",
        ),
    ],
)
def test_title_and_period_are_told_apart(of_text, head, title, period):
    report = of_text(
        f"{head}\n\nPump House Opens\n\nThe pump house was opened by the mayor of the town.\n"
    )
    assert report.title == title
    assert report.period == (period, "stated")
    assert report.sections == [("section", "Pump House Opens")]


def test_a_numbered_chapter_is_no_title(of_text):
    office = "REGIONAL OFFICE FOR THE NORTHERN HILLS"
    view = of_text(
        f"{office}\nQUARTERLY BULLETIN\nQ2 2022\n\n1. Border management\n\n1.1 New posts\n\n"
        "Two posts opened in May. They work day and night.\n"
    )
    masthead = view.document.masthead
    assert (view.text(masthead.title), masthead.publisher) == (office, office)
    assert view.section("New posts").theme_name == "Border management"
