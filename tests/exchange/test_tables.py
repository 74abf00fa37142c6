"""The forms of the whole dataset, opened with the readers that their users have."""

import csv
import datetime as dt
import io
import json
import xml.etree.ElementTree as ET

import hxl
import pandas as pd
import pycountry
import pytest
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from pipeline.dataset import refresh
from pipeline.document.errors import ConfigError, ReadError
from pipeline.exchange import excel, geojson, iati, ics, workbook
from pipeline.exchange import hxl as hxl_table
from pipeline.exchange.export import export
from pipeline.run import Options, run
from pipeline.write.report import read_table
from schemas.codelists import ORGANISATION_TYPES
from schemas.tables import DATASET_TABLES
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extracted")
    reports = sorted(p for p in (ROOT / "raw").iterdir() if p.suffix != ".md")
    for outcome in run(reports, Options(out=folder)):
        assert outcome.error is None
    refresh(folder)
    return folder


def written(out, to, tmp_path, *stems):
    return list(export(stems, to, out, tmp_path / "exported"))


def rows(out, table):
    return read_table(out / "dataset", table)


def results(out):
    """The events without those of the background."""
    return [row for row in rows(out, "events") if row["background"] == "False"]


def test_geojson_has_each_place_and_event_where_it_is(out, tmp_path):
    (path,) = written(out, "geojson", tmp_path)
    features = json.loads(path.read_text("utf-8"))["features"]
    assert len(features) == len(rows(out, "places")) + len(results(out))
    osaka = next(f for f in features if f["properties"].get("name") == "Mombasa")
    longitude, latitude = osaka["geometry"]["coordinates"]
    assert (round(latitude), round(longitude)) == (-4, 40)


def test_the_calendar_holds_the_dated_events(out, tmp_path):
    (path,) = written(out, "ics", tmp_path)
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == sum(bool(row["date_start"]) for row in results(out))
    course = next(e for e in events if "digital evidence" in e["SUMMARY"])
    assert str(course["DTSTART"].dt) == "2022-02-07"
    assert str(course["DTEND"].dt) == "2022-02-12"  # the day after the last (RFC 5545)


def test_libhxl_reads_the_events(out, tmp_path):
    (path,) = written(out, "hxl", tmp_path)
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert len(list(source)) == len(results(out))
    assert hxl.data(str(path), hxl.InputOptions(allow_local=True)).validate()
    assert "#date+start" in source.display_tags


def test_iati_activities_carry_codes_of_the_public_lists(out, tmp_path):
    (path,) = written(out, "iati", tmp_path)
    activities = ET.parse(path).getroot().findall("iati-activity")  # noqa: S314 - our own file
    assert activities
    identifiers = [a.findtext("iati-identifier") for a in activities]
    assert len(set(identifiers)) == len(identifiers)
    channels = {code for code, *_ in csv.reader(CHANNELS.open(encoding="utf-8"))}
    for activity in activities:
        assert activity.findtext("iati-identifier").startswith(
            activity.find("reporting-org").get("ref")
        )
        assert activity.findtext("title/narrative")
        assert activity.find("activity-date") is not None
        for body in activity.findall("participating-org"):
            assert body.get("role") in {"1", "4"}
            assert body.get("type", "90") in ORGANISATION_TYPES
            assert (body.get("ref") or "XM-DAC-40000")[len("XM-DAC-") :] in channels | DONORS
        for country in activity.findall("recipient-country"):
            assert pycountry.countries.get(alpha_2=country.get("code"))
        dac = [s for s in activity.findall("sector") if s.get("vocabulary") == "1"]
        assert {s.get("code") for s in dac} <= PURPOSES
        shares = [float(c.get("percentage")) for c in activity.findall("recipient-country")]
        assert not shares or sum(shares) == 100
        order = [child.tag for child in activity]
        ranks = [ORDER.index(tag) for tag in order]
        assert ranks == sorted(ranks)
    located = activities[1].find("location/location-id")
    assert (located.get("vocabulary"), located.get("code")) == ("G1", "1512569")  # Tashkent


CHANNELS = ROOT / "pipeline/names/crs_channels.csv"
DONORS = {"8", "10", "613", "701"}
"""DAC donors: Norway, Sweden, Kazakhstan, Japan."""
PURPOSES = {"12330", "15130", "16062", "16063", "99810"}
"""OECD-DAC: control of harmful use of alcohol and drugs; legal and judicial development;
statistical capacity building; narcotics control; sectors not specified."""


def story(**event):
    """One report with one story in which one event happened."""
    of = {"report_id": "Q4 50% #2"}
    made = {
        "reports": {"publisher": "UNODC ROCA", "period": "2017-10/2018-02"},
        "milestones": {"milestone_id": "m", "title": "A\x0bmeeting\ufffe", "body": "They met."},
        "organisations": {"organisation_id": "o", "name": "UNODC", "iati_id": "XM-DAC-41128"},
        "events": {"event_id": "e", "milestone_id": "m", "name": "meeting", **event},
    }
    return {
        name: [dict.fromkeys(record.model_fields, "") | of | made[name]] if name in made else []
        for name, record in DATASET_TABLES.items()
    }


def test_iati_takes_text_that_xml_cannot_hold_and_names_that_identifiers_should_not():
    tables = story(date_start="2017-10-04", date_end="2017-10-04")
    (activity,) = ET.fromstring(iati.dump(tables))  # noqa: S314 - our own bytes
    assert activity.findtext("title/narrative") == "A\ufffdmeeting\ufffd"
    assert activity.findtext("iati-identifier") == "XM-DAC-41128-Q4_50_2-m"


def test_an_iati_activity_has_a_date_as_the_standard_demands():
    def days(tables):
        root = ET.fromstring(iati.dump(tables))  # noqa: S314 - our own bytes
        return [date.get("iso-date") for date in root.iter("activity-date")]

    undated = story()
    assert days(undated) == ["2017-10-01", "2018-02-28"]
    undated["milestones"][0]["month"] = "2017-11"
    assert days(undated) == ["2017-11-01", "2017-11-30"]
    undated["milestones"][0]["month"] = undated["reports"][0]["period"] = ""
    with pytest.raises(ReadError, match="dated") as refused:
        iati.dump(undated)
    assert refused.value.code == "exchange.no-activities"


def test_iati_activities_are_valid_by_the_schema_of_the_standard(out, tmp_path):
    (path,) = written(out, "iati", tmp_path)
    schema = etree.XMLSchema(etree.parse(str(iati.SCHEMA)))
    schema.assertValid(etree.parse(str(path)))


def test_what_the_standard_s_schema_refuses_is_not_written(monkeypatch):
    dated = story(date_start="2017-10-04", date_end="2017-10-04")
    monkeypatch.setattr(iati, "_days", lambda *_: ["long ago"])
    with pytest.raises(ReadError) as refused:
        iati.dump(dated)
    assert refused.value.code == "exchange.not-valid"


def test_an_iati_activity_has_a_sector_as_the_standard_s_rules_demand():
    def sector(**section):
        tables = story(date_start="2017-10-04", date_end="2017-10-04", section_id="s")
        blank = dict.fromkeys(DATASET_TABLES["sections"].model_fields, "")
        tables["events"][0]["milestone_id"] = ""
        tables["sections"] = [
            blank | {"report_id": "Q4 50% #2", "section_id": "s", "body": "They met."} | section
        ]
        (found,) = ET.fromstring(iati.dump(tables)).iter("sector")  # noqa: S314 - our own bytes
        return found.get("vocabulary"), found.get("code"), found.findtext("narrative")

    assert sector(theme="Drug Control", theme_code="16063") == ("1", "16063", None)
    assert sector(theme="Rivers & Lakes") == ("99", "rivers-lakes", "Rivers & Lakes")
    assert sector() == ("1", "99810", None)


def test_an_iati_activity_is_planned_under_way_over_or_cancelled_as_its_events_are():
    day = {"date_start": "2017-10-04", "date_end": "2017-10-05"}
    last = {"date_start": "2017-12-01", "date_end": "2017-12-02"}

    def told(*events):
        tables = story()
        (event,) = tables["events"]
        tables["events"] = [event | e | {"event_id": f"e{i}"} for i, e in enumerate(events)]
        (activity,) = ET.fromstring(iati.dump(tables))  # noqa: S314 - our own bytes
        dates = {d.get("type"): d.get("iso-date") for d in activity.iter("activity-date")}
        return activity.find("activity-status").get("code"), dates

    over = {"status": "happened", **day}
    planned = {"status": "planned", **last}
    cancelled = {"status": "cancelled", **last}
    assert told(over) == ("4", {"2": "2017-10-04", "4": "2017-10-05"})
    assert told(planned) == ("1", {"1": "2017-12-01", "3": "2017-12-02"})
    assert told(cancelled) == ("5", {"1": "2017-12-01", "3": "2017-12-02"})
    assert told(over, planned) == told(over)
    assert told(over, cancelled) == told(over)
    assert told({"status": "ongoing", "date_start": "2017-10-04"}) == ("2", {"2": "2017-10-04"})


def test_what_is_planned_or_was_cancelled_says_so_and_the_background_is_left_out():
    tables = story(date_start="2017-10-04", date_end="2017-10-04", status="planned", name="course")
    (event,) = tables["events"]
    tables["events"] += [
        event | {"event_id": "c", "name": "fair", "status": "cancelled"},
        event | {"event_id": "d", "name": "visit", "status": "happened"},
        event | {"event_id": "b", "name": "flood", "status": "happened", "background": "True"},
    ]
    calendar = Calendar.from_ical(ics.dump(tables)).walk("VEVENT")
    assert {str(e["SUMMARY"]): str(e["STATUS"]) for e in calendar} == {
        "course": "TENTATIVE",
        "fair": "CANCELLED",
        "visit": "CONFIRMED",
    }
    features = json.loads(geojson.dump(tables))["features"]
    assert [f["properties"]["status"] for f in features] == ["planned", "cancelled", "happened"]
    header, tags, *lines = csv.reader(io.StringIO(hxl_table.dump(tables).decode()))
    assert [dict(zip(header, line, strict=True))["status"] for line in lines] == [
        *("planned", "cancelled", "happened")
    ]
    assert tags[header.index("recipient")] == "#org+recipient+list"


def test_a_boolean_is_one_in_every_form_that_knows_them(out, tmp_path):
    paths = written(out, "parquet", tmp_path)
    events = pd.read_parquet(next(p for p in paths if p.stem == "events"))
    assert events["background"].dtype == bool
    (path,) = written(out, "geojson", tmp_path)
    features = json.loads(path.read_text("utf-8"))["features"]
    told = [f["properties"] for f in features if f["properties"]["table"] == "events"]
    assert {properties["background"] for properties in told} == {False}


ORDER = [
    *("iati-identifier", "reporting-org", "title", "description", "participating-org"),
    *("activity-status", "activity-date", "recipient-country", "location", "sector"),
]
"""The sequence that the standard's schema demands (2.03)."""


def test_parquet_is_typed(out, tmp_path):
    paths = written(out, "parquet", tmp_path)
    assert {path.stem for path in paths} == DATASET_TABLES.keys()
    places = pd.read_parquet(next(p for p in paths if p.stem == "places"))
    assert places["latitude"].dtype == "float64"
    assert len(places) == len(rows(out, "places"))
    events = pd.read_parquet(next(p for p in paths if p.stem == "events"))
    assert str(events["date_start"].iloc[0])[:4] in {"2017", "2021", "2022"}


def test_the_workbook_of_the_dataset_has_a_sheet_a_table(out, tmp_path):
    (path,) = written(out, "xlsx", tmp_path)
    book = load_workbook(path, read_only=True)
    assert book.sheetnames == ["5W", *list(DATASET_TABLES)[1:]]
    counted = sum(1 for _ in book["mentions"].iter_rows()) - 1
    assert counted == len(rows(out, "mentions"))


def test_days_and_numbers_that_excel_has_not_are_text(tmp_path):
    tables = story(date_start="1856-05-05", date_end="1899-12-31", name="=1+1")
    figure = dict.fromkeys(DATASET_TABLES["figures"].model_fields, "")
    tables["figures"] = [
        figure | {"value": "1E400", "at_least": "12345678901234567890", "at_most": "1.5"}
    ]
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook.dump(tables))
    book = load_workbook(path)
    cells = {c.value: c.data_type for name in ("events", "figures") for c in book[name][2]}
    for text in ("1856-05-05", "1899-12-31", "=1+1", "1E400", "12345678901234567890"):
        assert cells[text] == "s", text
    assert cells[1.5] == "n"
    assert unescape(book["milestones"]["E2"].value) == "A\x0bmeeting\ufffe"


def test_dates_are_dates_codes_are_text_and_a_long_cell_says_that_it_is_cut(tmp_path):
    def row(table, **cells):
        return dict.fromkeys(DATASET_TABLES[table].model_fields, "") | cells

    path = tmp_path / "book.xlsx"
    tables = {
        "who_does_what": [row("who_does_what", start_date="2019-05-06", sentence="word " * 8000)],
        "places": [row("places", m49="004", geonames_id="0123456")],
        "decisions": [row("decisions", time="2019-05-06T09:30:00+02:00")],
    }
    path.write_bytes(workbook.dump(tables))
    book = load_workbook(path)

    def cell(sheet, heading):
        header = [c.value for c in book[sheet][1]]
        return book[sheet][2][header.index(heading)]

    assert cell("5W", "Start date").is_date
    assert cell("decisions", "time").value == dt.datetime(2019, 5, 6, 7, 30)  # noqa: DTZ001
    assert (cell("places", "m49").value, cell("places", "geonames_id").value) == ("004", "0123456")
    cut = cell("5W", "Sentence").value
    assert len(cut) <= workbook.LONGEST
    assert cut.endswith(workbook.CUT)


def test_a_named_report_is_exported_alone(out, tmp_path):
    (path,) = written(out, "geojson", tmp_path, "example-2022-q1")
    features = json.loads(path.read_text("utf-8"))["features"]
    assert {f["properties"]["report_id"] for f in features} == {"example-2022-q1"}


def test_nothing_in_a_csv_for_excel_is_a_formula(tmp_path):
    formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "-5"]
    columns = list(DATASET_TABLES["figures"].model_fields)
    plain = [
        dict.fromkeys(columns, "") | {"text": text, "value": "-5", "at_least": "+3"}
        for text in formulas
    ]
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(plain)
    (tmp_path / "into").mkdir()
    assert len(list(excel.write(tmp_path, tmp_path / "into"))) == len(DATASET_TABLES)
    with (tmp_path / "into/figures.excel.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["text"] for row in found] == [f"'{text}" for text in formulas]
    assert {(row["value"], row["at_least"], row["unit"]) for row in found} == {("-5", "+3", "")}


def test_the_dataset_s_own_csv_keeps_what_a_spreadsheet_would_run(tmp_path):
    (tmp_path / "raw.txt").write_text("News\n\n=1+1 and ten judges were trained in Osh.\n")
    (outcome,) = run([tmp_path / "raw.txt"], Options(out=tmp_path / "out"))
    assert outcome.error is None
    refresh(tmp_path / "out")
    bodies = {row["body"] for row in rows(tmp_path / "out", "sections")}
    assert any(body.startswith("=1+1") for body in bodies)
    (path,) = (p for p in written(tmp_path / "out", "csv-bom", tmp_path) if "sections" in p.name)
    with path.open(encoding="utf-8-sig", newline="") as file:
        disarmed = {row["body"] for row in csv.DictReader(file)}
    assert disarmed == {f"'{body}" if body.startswith("=") else body for body in bodies}


def test_a_csv_for_excel_begins_with_its_mark_and_is_else_the_same(out, tmp_path):
    path = next(p for p in written(out, "csv-bom", tmp_path) if p.name.startswith("places"))
    content = path.read_bytes()
    assert content == b"\xef\xbb\xbf" + (out / "dataset" / "places.csv").read_bytes()
    assert next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[0] == "report_id"


@pytest.mark.parametrize(("to", "stems"), [("docx", []), ("sqlite", ["2017-q4"]), ("ics", ["no"])])
def test_what_cannot_be_exported_is_refused(out, to, stems, tmp_path):
    with pytest.raises(ConfigError):
        written(out, to, tmp_path, *stems)
