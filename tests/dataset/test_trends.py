"""What each period brings, told of invented datasets whose truth is known."""

import csv

import pytest

from pipeline.dataset.trends import trends
from schemas.tables import DATASET_TABLES

PERIODS = {"a": "2017-10/2017-12", "b": "2018-01/2018-03", "c": "2018-07/2018-09"}


def report(stem, publisher="Office", period=None):
    return {"report_id": stem, "publisher": publisher, "period": period or PERIODS[stem]}


@pytest.fixture
def dataset(tmp_path):
    def write(table, *rows):
        columns = list(DATASET_TABLES[table].model_fields)
        with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path

    write("reports", *(report(stem) for stem in PERIODS))
    for table in ("events", "donors", "entity_rows", "milestones", "sections"):
        write(table)
    for table in ("organisations", "places", "people"):
        write(table)
    return write


def bodies(write, **reports_of):
    names = {"unit": ("UNODC", ""), "tm": ("Ministry", "TM"), "uz": ("Ministry", "UZ")}
    write(
        "organisations",
        *({"organisation_id": k, "name": n, "country": c} for k, (n, c) in names.items()),
    )
    return write(
        "entity_rows",
        *(
            {"report_id": stem, "table": "organisations", "entity_id": identifier}
            for identifier, stems in reports_of.items()
            for stem in stems
        ),
    )


def test_who_is_new_back_and_gone(dataset):
    told = trends(bodies(dataset, unit="ac", tm="ab")).quarters
    names = [[[k.name for k in c["organisations"]] for c in (q.new, q.back, q.gone)] for q in told]
    assert names == [
        [["Ministry", "UNODC"], [], []],
        [[], [], ["UNODC"]],
        [[], ["UNODC"], ["Ministry"]],
    ]


def test_bodies_of_one_name_are_told_apart(dataset):
    second = trends(bodies(dataset, tm="a", uz="b")).quarters[1]
    assert [str(k) for k in second.new["organisations"]] == ["Ministry (UZ)"]
    assert [str(k) for k in second.gone["organisations"]] == ["Ministry (TM)"]
    assert second.counts["organisations"] == 1


def test_a_body_is_not_gone_because_another_office_reports_next(dataset):
    dataset("reports", report("a", "North"), report("b", "South"), report("c", "North"))
    told = trends(bodies(dataset, unit="a", tm="bc", uz="ac"))
    changes = {
        office: [[[k.entity_id for k in c["organisations"]] for c in (q.new, q.gone)] for q in own]
        for office, own in {"all": told.quarters, **told.offices}.items()
    }
    assert changes == {
        "all": [[["uz", "unit"], []], [["tm"], []], [[], ["unit"]]],
        "North": [[["uz", "unit"], []], [["tm"], ["unit"]]],
        "South": [[["tm"], []]],
    }


def test_offices_are_told_apart_by_who_publishes_them(dataset):
    folder = dataset("reports", report("a", "The North Office"), report("b", "north office"))
    (office,) = trends(folder).offices.items()
    assert [quarter.reports for quarter in office[1]] == [("a",), ("b",)]


def test_reports_of_two_offices_on_the_same_months_are_one_period(dataset):
    same = "2018-01/2018-03"
    dataset("reports", report("a", "North", same), report("b", "South", same))
    told = trends(bodies(dataset, unit="a", tm="b"))
    (quarter,) = told.quarters
    assert [k.entity_id for k in quarter.new["organisations"]] == ["tm", "unit"]
    assert list(told.offices) == ["North", "South"]


def test_periods_of_unlike_lengths_stand_in_the_order_of_their_first_days(dataset):
    dataset("reports", report("a", period="2018"), report("b", period="2018-02"))
    assert [q.period for q in trends(dataset("events")).quarters] == ["2018", "2018-02"]


def test_donors_go_by_the_name_of_the_body(dataset):
    bodies(dataset, unit="a")
    folder = dataset(
        "donors",
        *(
            {"report_id": stem, "source": "list", "entity_id": "unit", "name": name}
            for stem, name in (("a", "UNODC"), ("b", "UN Office on Drugs and Crime"))
        ),
    )
    first, second, _ = trends(folder).quarters
    assert [k.name for k in first.new["donors"]] == ["UNODC"]
    assert second.new["donors"] == second.gone["donors"] == []


def test_what_is_to_come_and_what_is_background_is_no_result_of_a_period(dataset):
    told = {"report_id": "a", "country": "UZ", "date": "2017-11-02"}
    folder = dataset(
        "events",
        told | {"status": "happened", "background": "False", "date": "2017-10-02"},
        told | {"status": "ongoing", "background": "False", "date": "2017-12-01/.."},
        told | {"status": "planned", "background": "False"},
        told | {"status": "cancelled", "background": "False"},
        told | {"status": "happened", "background": "True"},
    )
    found = trends(folder)
    assert found.quarters[0].counts["events"] == 2
    assert list(found.by_country["count"]) == [2]
    assert "2017-11" in found.gaps


def test_months_without_news_and_months_without_a_report(dataset):
    dataset("milestones", {"report_id": "a", "month": "2017-10"})
    dataset("sections", {"report_id": "b", "month": "2018-03"})
    days = ["2017-12-30/2018-01-02", "2018-07", "2018-09-04", "2017", "2018-21"]
    folder = dataset("events", *({"report_id": "a", "date": day} for day in days))
    told = trends(folder)
    assert told.gaps == ("2017-11", "2018-02", "2018-08")
    assert told.uncovered == ("2018-04/2018-06",)


@pytest.mark.parametrize("period", ["", "2017-10/..", "2018-23", "2018?"])
def test_a_period_whose_months_are_not_known_has_no_gaps(dataset, period):
    folder = dataset("reports", {"report_id": "a", "period": period})
    assert trends(folder).gaps == trends(folder).uncovered == ()


def test_a_report_about_a_year_covers_its_months(dataset):
    folder = dataset("reports", {"report_id": "a", "period": "2018"})
    assert len(trends(folder).gaps) == 12
