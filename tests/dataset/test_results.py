"""What was achieved: what counts as what, what is known as part of what, and what the sums are."""

import csv
from collections import defaultdict
from decimal import Decimal

import pytest

from pipeline.dataset import build, refresh
from pipeline.dataset.measures import is_spent, thing, things_measure
from pipeline.dataset.sums import DIMENSIONS
from pipeline.run import Options, run
from pipeline.write.report import read_table

NEWS = """Newsletter of the Fisheries Office, April-June 2019

MALAWI

On 3 May 2019, the Fisheries Office handed over 40 life jackets, including 15 life jackets for
children, to the Harbour Police in Nkhata Bay.

From 6 to 10 May 2019, the Fisheries Office trained 22 inspectors in Mzuzu.

From 3 to 7 June 2019, the Fisheries Office trained 18 officers in Karonga.

On 20 June 2019, the Harbour Police brought to safety 119 passengers of a ferry in Karonga. The
evacuation of 119 passengers took a night.

On 12 June 2019, the Harbour Police seized 300 kg of undersized fish in Nkhata Bay.

In the second quarter of 2019, the Fisheries Office trained 130 officers in 9 courses.
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    (folder / "fish.txt").write_text(NEWS)
    (outcome,) = run([folder / "fish.txt"], Options(out=folder / "out"))
    assert outcome.error is None
    return refresh(folder / "out")


def told(dataset):
    return {
        (row["measure"], row["unit"], row["value"]): row for row in read_table(dataset, "results")
    }


def test_people_are_counted_once_though_a_sum_over_the_quarter_tells_of_them_again(news):
    found = told(news)
    whole = found["people trained", "people", "130"]
    for value in ("22", "18"):
        part = found["people trained", "people", value]
        assert part["part_of"] == whole["result_id"]
        assert part["part_rule"] == "within an aggregate"
    sums = {
        (row["by"], row["group"]): row["total"]
        for row in read_table(news, "result_sums")
        if row["measure"] == "people trained"
    }
    assert sums["all", "all"] == "130"
    assert sums["month", "2019-04/2019-06"] == "130"
    assert ("month", "2019-05") not in sums


def test_a_part_that_is_only_taken_for_one_is_a_flag(news):
    parts = {r["result_id"] for r in read_table(news, "results") if r["part_of"]}
    flagged = {r["row_id"] for r in read_table(news, "flags") if r["code"] == "dataset.part"}
    stated = {
        r["result_id"] for r in read_table(news, "results") if r["part_rule"] == "stated as a part"
    }
    assert flagged == parts - stated
    assert flagged


def test_a_number_that_the_text_calls_a_part_is_one(news):
    found = told(news)
    part = found["things handed over", "life jackets", "15"]
    assert part["part_rule"] == "stated as a part"
    assert part["part_of"] == found["things handed over", "life jackets", "40"]["result_id"]


def test_people_whom_only_the_name_of_an_event_counts_are_counted_and_once(news):
    moved = [r for r in read_table(news, "results") if r["measure"] == "people moved"]
    assert {row["value"] for row in moved} == {"119"}
    assert len([row for row in moved if not row["part_of"]]) == 1


def test_what_was_seized_is_told_with_what_it_was(news):
    row = told(news)["things seized", "kg of undersized fish", "300"]
    assert row["month"] == "2019-06"
    assert row["sentence"].endswith("seized 300 kg of undersized fish in Nkhata Bay.")


def test_the_groups_of_each_dimension_add_up_to_the_sum_over_everything(dataset):
    totals = defaultdict(Decimal)
    for row in read_table(dataset, "result_sums"):
        totals[row["measure"], row["unit"], row["by"]] += Decimal(row["total"])
    for (measure, unit, by), total in totals.items():
        assert by == "all" or total == totals[measure, unit, "all"]
    assert {by for *_, by in totals} == {"all", *DIMENSIONS}


def test_the_sums_are_those_of_the_results_that_no_other_result_counts(dataset):
    counted = defaultdict(Decimal)
    for row in read_table(dataset, "results"):
        if not row["part_of"]:
            counted[row["measure"], row["unit"]] += Decimal(row["value"])
    sums = {
        (row["measure"], row["unit"]): Decimal(row["total"])
        for row in read_table(dataset, "result_sums")
        if row["by"] == "all"
    }
    assert sums == counted


def test_a_result_stands_where_it_says(out, dataset):
    rows = read_table(dataset, "results")
    assert rows
    for row in rows:
        text = (out / row["report_id"] / "text.txt").read_bytes().decode()
        words = " ".join(text[int(row["start"]) : int(row["end"])].split())
        assert words
        assert words in row["sentence"]


def test_what_is_planned_and_what_is_background_came_to_nothing(dataset):
    events = {row["event_id"]: row for row in read_table(dataset, "events")}
    for row in read_table(dataset, "results"):
        event = events[row["event_id"]]
        assert event["status"] in {"happened", "ongoing"}
        assert event["background"] == "False"


def test_a_dataset_of_an_older_version_is_made_anew(out, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(build, "SCHEMA_VERSION", "0.9")
        folder = refresh(out)
        assert build.is_current(out)
    assert not build.is_current(out)
    assert refresh(out) == folder
    with (folder / "results.csv").open(encoding="utf-8") as file:
        assert next(csv.reader(file))[0] == "report_id"


@pytest.mark.parametrize(
    ("kind", "before", "after", "measure"),
    [
        ("operation", "The patrol searched 61 lorries and seized ", "", "things seized"),
        ("operation", "The patrol searched ", " and seized 20 nets", None),
        ("operation", "", " were destroyed in the port", "things destroyed"),
        ("handover", "The Embassy surprised the school with ", "", "things handed over"),
        ("assistance", "The Agency distributed ", "", "things handed over"),
        ("assistance", "The Agency repaired ", "", None),
    ],
)
def test_the_nearest_verb_says_what_became_of_things(kind, before, after, measure):
    assert things_measure(kind, before, after) == measure


def test_things_that_are_also_bodies_are_things_where_they_change_hands():
    assert thing("solar units", " solar units").unit == "solar units"
    assert thing("patrol teams", " patrol teams") is None


def test_money_that_is_only_asked_for_is_not_spent():
    assert is_spent("The pier cost USD 12,000.")
    assert not is_spent("USD 12,000 are still required for the pier.")


@pytest.mark.parametrize("unit", ["officers", "days", "countries", "%", "courses", "per cent"])
def test_people_times_and_events_are_no_things(unit):
    assert thing(unit, f" {unit}") is None
