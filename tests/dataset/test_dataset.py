"""All reports together: the readers of each form open it, and it says what the reports say."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from pipeline.dataset import is_current, refresh
from pipeline.dataset.rows import DatasetRows
from pipeline.write.report import read_table
from schemas.columns import plain
from schemas.tables import DATASET_KEYS, DATASET_TABLES, ENTITY_TABLES, TABLES
from tests.conftest import PATIENCE


def reports(out):
    return sorted(path.parent for path in out.glob("*/report.json"))


def test_every_row_of_every_report_is_in_it(out, dataset):
    for name in TABLES.keys() - ENTITY_TABLES.keys() - {"flags"}:
        expected = sum(len(read_table(folder, name)) for folder in reports(out))
        assert len(read_table(dataset, name)) == expected, name
    for name in ENTITY_TABLES:
        of_reports = [row for folder in reports(out) for row in read_table(folder, name)]
        links = [row for row in read_table(dataset, "entity_rows") if row["table"] == name]
        assert len(links) == len(of_reports)
        counted = sum(int(row["mentions"]) for row in read_table(dataset, name))
        assert counted == sum(int(row["mentions"]) for row in of_reports)


def test_a_number_that_no_column_of_sql_holds_is_a_float():
    assert plain("figures", "value", "12") == 12
    assert plain("figures", "value", "0.5") == 0.5
    assert type(plain("figures", "value", "9" * 30)) is float


def test_the_same_body_and_place_have_one_row_over_reports(dataset):
    links = pd.DataFrame(read_table(dataset, "entity_rows"))
    shared = links.groupby(["table", "entity_id"])["report_id"].nunique()
    names = {
        row["name"]
        for name, key in ENTITY_TABLES.items()
        for row in read_table(dataset, name)
        if shared.get((name, row[key]), 0) > 1
    }
    assert {"Kenya", "Forensic Service", "Government of Norway", "Halima Otieno"} <= names
    assert any("UNODC" in {r["name"], r["acronym"]} for r in read_table(dataset, "organisations"))


def test_border_crossings_of_one_country_stay_apart(dataset):
    names = {row["name"] for row in read_table(dataset, "places")}
    assert {"Bordobo", "Dostuk", "Karamyk"} <= names


def test_what_is_one_by_name_alone_and_what_may_be_one_are_flags(dataset):
    flags = read_table(dataset, "flags")
    assert "Halima Otieno" in " ".join(
        r["message"] for r in flags if r["code"] == "dataset.name-alone"
    )
    assert any(
        "Judicial Training Institute" in r["message"] for r in flags if r["code"] == "dataset.alike"
    )
    tables = {row["table"] for row in flags if row["code"].startswith("dataset.")}
    assert tables <= {*ENTITY_TABLES, "results"}


def test_keys_are_unique_and_references_hold_in_sqlite(dataset):
    database = sqlite3.connect(dataset / "milestones.sqlite")
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in DATASET_TABLES:
        (count,) = database.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608
        assert count == len(pd.read_csv(dataset / f"{name}.csv")), name
        info = database.execute(f"PRAGMA table_info({name})").fetchall()
        key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
        assert key == list(DATASET_KEYS[name])
    found = database.execute(
        "SELECT s.title FROM sections s JOIN sections_fts f ON s.rowid = f.rowid "
        "WHERE sections_fts MATCH 'containers'"
    ).fetchall()
    assert ("A port checks its containers",) in found
    assert len(found) < len(read_table(dataset, "sections"))


def test_the_data_package_is_valid(dataset):
    report = frictionless.Package(dataset / "datapackage.json").validate()
    assert report.valid, report.flatten(["title", "message"])
    assert {task.name for task in report.tasks} == DATASET_TABLES.keys()


def test_datasette_opens_it_with_a_front_page(dataset):
    command = [str(Path(sys.executable).with_name("datasette")), "serve", "milestones.sqlite"]
    command += ["--metadata", "metadata.json", "--port", "0"]
    server = subprocess.Popen(command, cwd=dataset, stderr=subprocess.PIPE, text=True)
    try:
        told = (re.search(r"http://127\.0\.0\.1:(\d+)", line) for line in server.stderr)
        port = next(found[1] for found in told if found)
        front = fetch(port, "/").decode()
        assert "Results from 3 newsletters" in front
        links = re.findall(r'<li><a href="([^"]+)"', front)
        assert links[:2] == ["milestones/who_does_what", "milestones/events"]
        for table in DATASET_TABLES:
            assert table.encode() in fetch(port, f"/milestones/{table}"), table
        within = re.findall(r'<li><a href="([^"]+)"', fetch(port, "/milestones").decode())
        assert links == [link for link in within if link in links]
        assert b"Kenya" in fetch(port, "/milestones/who_does_what?_facet=admin0_name")
        events = json.loads(fetch(port, "/milestones/events.json?_shape=array"))
        assert len(events) == len(read_table(dataset, "events"))
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


def fetch(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
        return answer.read()


def test_it_is_written_anew_only_when_a_report_changed(out, tmp_path):
    folder = tmp_path / "extracted"
    shutil.copytree(out, folder)
    before = (folder / "dataset" / "milestones.sqlite").stat().st_ino
    refresh(folder)
    assert (folder / "dataset" / "milestones.sqlite").stat().st_ino == before
    shutil.rmtree(folder / "example-2022-q1")
    assert not is_current(folder)
    refresh(folder)
    assert {row["report_id"] for row in read_table(folder / "dataset", "reports")} == {
        "2017-q4",
        "example-2021-q2",
    }


def test_a_report_of_an_older_version_lacks_the_columns_that_came_later(out, tmp_path):
    folder = tmp_path / "extracted"
    shutil.copytree(out / "example-2022-q1", folder / "example-2022-q1")
    path = folder / "example-2022-q1" / "figures.csv"
    later = ["counted", "group", "event_id", "part_of"]
    pd.read_csv(path, dtype=str).drop(columns=later).to_csv(path, index=False)
    rows = DatasetRows(folder, ["example-2022-q1"], {})
    assert {figure["event_id"] for figure in rows.of("figures")} == {""}
    assert list(rows.of("results"))


def test_what_a_person_keeps_beside_the_tables_stays_when_they_are_written_anew(out, tmp_path):
    folder = tmp_path / "extracted"
    shutil.copytree(out, folder)
    (folder / "dataset" / "2017-q4.xlsx").write_text("a workbook with a day of decisions in it")
    (folder / "dataset" / "milestones.sqlite-wal").write_text("of the database that goes")
    shutil.rmtree(folder / "example-2022-q1")
    refresh(folder)
    assert (folder / "dataset" / "2017-q4.xlsx").read_text().startswith("a workbook")
    assert not (folder / "dataset" / "milestones.sqlite-wal").exists()
    assert len(read_table(folder / "dataset", "reports")) == 2


def test_ids_stay_when_a_report_is_added(out, dataset, tmp_path):
    folder = tmp_path / "extracted"
    shutil.copytree(out / "example-2021-q2", folder / "example-2021-q2")
    refresh(folder)
    for name, key in ENTITY_TABLES.items():
        alone = {row[key] for row in read_table(folder / "dataset", name)}
        links = read_table(dataset, "entity_rows")
        together = {
            row["entity_id"]
            for row in links
            if row["table"] == name and row["report_id"] == "example-2021-q2"
        }
        assert alone == together, name


def test_a_report_that_is_there_twice_counts_once_and_is_flagged(out, tmp_path):
    folder = tmp_path / "extracted"
    for name in ("example-2022-q1", "example-2022-q1-copy"):
        shutil.copytree(out / "example-2022-q1", folder / name)
    refresh(folder)
    assert len(read_table(folder / "dataset", "reports")) == 1
    codes = [row["code"] for row in read_table(folder / "dataset", "flags")]
    assert codes.count("dataset.twin") == 1


def test_the_same_reports_give_the_same_bytes(out, dataset, tmp_path):
    folder = tmp_path / "extracted"
    for path in reports(out):
        shutil.copytree(path, folder / path.name)
    refresh(folder)
    for path in dataset.iterdir():
        assert (folder / "dataset" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_folder_without_reports_has_no_dataset(tmp_path):
    assert refresh(tmp_path) is None


def test_the_commands_say_where_the_dataset_is(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("On 4 May 2021, the Ministry of Justice met in Osh.\n")
    command = [sys.executable, "-m", "pipeline.cli", "run", str(path), "--out", str(tmp_path / "o")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "dataset" in done.stdout
    assert (tmp_path / "o" / "dataset" / "datapackage.json").is_file()


@pytest.mark.parametrize(("table", "column"), [("events", "place_id"), ("people", "person_id")])
def test_ids_in_rows_are_those_of_the_dataset(dataset, table, column):
    target = next(name for name, key in ENTITY_TABLES.items() if key == column)
    known = {row[column] for row in read_table(dataset, target)}
    used = {row[column] for row in read_table(dataset, table)} - {""}
    assert used <= known
    assert used
