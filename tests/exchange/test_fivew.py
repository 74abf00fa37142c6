"""Who does what, where, when, for whom, with whose money: opened with the readers of its users."""

import datetime as dt
import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.dataset import refresh
from pipeline.exchange.export import export
from pipeline.exchange.fivew import dump_csv
from pipeline.run import Options, run
from pipeline.write.report import read_table
from schemas.tables import DATASET_TABLES

COAST = """Newsletter of the Coast Office, April-June 2019

KENYA

From 6 to 8 May 2019, the Kenya Coast Guard Service and UNODC organised a workshop on the protection
of spiny lobsters in Mombasa for 30 officers, including 12 women.

On 12 December 2019, UNODC will hold a course on engine repair in Lamu.

The Kenya Ports Authority received two boats worth USD 90,000 from the Kenya Coast Guard Service in
Kisumu on 4 June 2019.
"""
FISH = """Newsletter of the Fisheries Office, April-June 2019

KENYA

From 6 to 8 May 2019, a workshop on the protection of spiny lobsters was organised by UNODC in
Mombasa with funding from Sweden.
"""
TEMPLATE = [
    *(
        "Organisation",
        "Organisation type",
        "Partner",
        "Donor",
        "Activity",
        "Activity type",
        "Sector",
    ),
    *("Sector code", "Admin 0 name", "Admin 0 code", "Admin 1 name", "Admin 1 code", "Place"),
    *("Start date", "End date", "Status", "Recipient", "People reached", "Women", "Men", "Girls"),
    *("Boys", "Amount", "Currency", "Office", "Report", "Page", "Sentence", "Reviewed by"),
]
"""The order in which humanitarian 3W and 4W templates ask."""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("five-w")
    for name, text in (("coast", COAST), ("fish", FISH)):
        (folder / f"{name}.txt").write_text(text)
    reports = [folder / "coast.txt", folder / "fish.txt"]
    for outcome in run(reports, Options(out=folder / "out")):
        assert outcome.error is None
    refresh(folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def sheet(out):
    path, _ = export([], "5w", out, out / "exported")
    return load_workbook(path)["5W"]


def row_with(sheet, words):
    header, *rows = sheet.iter_rows(values_only=True)
    (found,) = (row for row in rows if words in row[header.index("Activity")])
    return dict(zip(header, found, strict=True))


def test_the_columns_are_those_of_the_templates(sheet):
    header = [cell.value for cell in sheet[1]]
    assert header[: len(TEMPLATE)] == TEMPLATE


def test_a_row_says_in_names_who_did_what_where_and_for_whom(sheet):
    assert row_with(sheet, "lobsters")["Organisation"] == "Kenya Coast Guard Service; UNODC"
    row = row_with(sheet, "boats")
    assert row["Recipient"] == "Kenya Ports Authority"
    assert (row["Admin 0 name"], row["Admin 0 code"]) == ("Kenya", "KE")
    assert (row["Admin 1 name"], row["Admin 1 code"]) == ("Kisumu", "KE-17")
    assert (row["Place"], row["Amount"], row["Currency"]) == ("Kisumu", 90000, "USD")
    assert "received two boats" in row["Sentence"]
    assert row["Reviewed by"] == "not yet reviewed"


def test_dates_are_dates_and_codes_are_text(sheet):
    row = row_with(sheet, "engine repair")
    assert row["Start date"] == dt.datetime(2019, 12, 12)  # noqa: DTZ001 - a cell has no zone
    assert row["Status"] == "planned"
    column = [cell.value for cell in sheet[1]].index("Admin 0 code")
    assert {type(cells[column]) for cells in sheet.iter_rows(min_row=2, values_only=True)} == {str}


def test_women_are_counted_where_the_text_counts_them(sheet):
    row = row_with(sheet, "lobsters")
    assert (row["People reached"], row["Women"], row["Men"]) == (30, 12, None)


def test_an_event_of_two_reports_is_one_row_with_the_donor_and_the_words_of_both(sheet):
    row = row_with(sheet, "lobsters")
    assert row["Donor"] == "Sweden"
    assert "(coast)" in row["Report"]
    assert "(fish)" in row["Report"]
    assert row["Sentence"].count("\n") == 1


def test_pandas_reads_the_csv_with_the_same_rows(out, sheet):
    _, path = export([], "5w", out, out / "exported")
    table = pd.read_csv(path, parse_dates=["Start date"])
    assert len(table) == sheet.max_row - 1
    assert table["Start date"].dt.year.dropna().unique().tolist() == [2019]


def test_a_named_report_has_the_rows_that_it_tells_of(out):
    _, path = export(["fish"], "5w", out, out / "exported")
    (activity,) = pd.read_csv(path)["Activity"]
    assert "lobsters" in activity


def test_the_background_is_nobodys_activity(out):
    rows = read_table(out / "dataset", "who_does_what")
    told = [row for row in read_table(out / "dataset", "events") if row["background"] == "False"]
    assert {row["event_id"] for row in rows} == {row["event_id"] for row in told}


def test_no_cell_of_the_csv_can_run():
    row = dict.fromkeys(DATASET_TABLES["who_does_what"].model_fields, "") | {"activity": "=1+1"}
    assert b"'=1+1" in dump_csv([row])


def test_who_reviewed_an_event_and_when_stands_in_its_row(tmp_path):
    (tmp_path / "coast.txt").write_text(COAST)
    own = tmp_path / "out"
    (outcome,) = run([tmp_path / "coast.txt"], Options(out=own))
    assert outcome.error is None
    event = next(row for row in read_table(own / "coast", "events") if "boats" in row["name"])
    text = (own / "coast" / "text.txt").read_text("utf-8")
    words = text[int(event["start"]) : int(event["end"])]
    decision = {
        "id": "d1",
        "time": "2019-08-02T09:00:00Z",
        "reviewer": "A. Mwangi",
        "action": "accept",
        "table": "events",
        "row_id": event["event_id"],
        "anchor": {
            "exact": words,
            "prefix": text[: int(event["start"])][-32:],
            "suffix": text[int(event["end"]) :][:32],
            "start": int(event["start"]),
            "end": int(event["end"]),
        },
    }
    (own / "coast" / "review.jsonl").write_text(json.dumps(decision) + "\n")
    (outcome,) = run([tmp_path / "coast.txt"], Options(out=own))
    assert outcome.error is None
    rows = read_table(refresh(own), "who_does_what")
    reviewed = {row["activity"]: row["reviewed_by"] for row in rows}
    assert reviewed.pop(event["name"]) == "A. Mwangi, 2019-08-02"
    assert set(reviewed.values()) == {"not yet reviewed"}
