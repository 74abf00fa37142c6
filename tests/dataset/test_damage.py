"""Report folders that are cut, edited, half there or of another version: told, not a crash."""

import json
import shutil
import subprocess
import sys
import zipfile

import docx
import pytest

from pipeline.dataset import refresh, set_aside
from pipeline.document.errors import ReadError
from pipeline.run import Options, changes, run
from pipeline.write.report import read_table
from schemas.tables import ENTITY_TABLES, TABLES
from tests.conftest import ROOT

DAMAGED, WHOLE = "example-2022-q1", "example-2021-q2"
MILESTONES = [sys.executable, "-m", "pipeline.cli"]


@pytest.fixture
def folder(out, tmp_path):
    """Two reports that were extracted, one of which is about to be damaged."""
    for name in (DAMAGED, WHOLE):
        shutil.copytree(out / name, tmp_path / "out" / name)
    return tmp_path / "out"


def test_reports_with_bare_carriage_returns_are_in_the_dataset(tmp_path):
    words = "On 5 March 2019 the office gave ten radios to the city of Osh, Kyrgyzstan."
    text = tmp_path / "old-mac.txt"
    text.write_bytes(f"BULLETIN\r\r{words}\rIt is \r open.\r".encode())
    word, document = tmp_path / "word.docx", docx.Document()
    document.add_paragraph("CUT").add_run(f"{words} ")
    document.save(word)
    with zipfile.ZipFile(word) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(word, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"CUT", b"Two&#13;lines&#13;&#13;of it."))
    out = tmp_path / "out"
    assert [o.error for o in run([text, word], Options(out=out))] == [None, None]
    refresh(out)
    assert not set_aside(out)
    for stem in ("old-mac", "word"):
        rows = [row for name in TABLES for row in read_table(out / stem, name)]
        assert any("\r" in cell for row in rows for cell in row.values()), stem
    for name in TABLES.keys() - ENTITY_TABLES.keys() - {"flags"}:
        rows = [row for stem in ("old-mac", "word") for row in read_table(out / stem, name)]
        assert len(read_table(out / "dataset", name)) == len(rows)


def cut(path):
    path.write_bytes(path.read_bytes()[:-7])


def edit(path):
    """As a spreadsheet saves it: with a mark, CRLF, and a number that is none."""
    lines = path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + lines.encode())


def replace_a_letter(path):
    path.write_bytes(path.read_bytes()[:-2] + b"?\n")


def spoil(path):
    path.write_bytes(b"\xff" * path.stat().st_size)


def make_a_folder(path):
    path.unlink()
    path.mkdir()


def remove(path):
    path.unlink()


@pytest.mark.parametrize("damage", [cut, edit, replace_a_letter, spoil, make_a_folder, remove])
@pytest.mark.parametrize("name", ["mentions.csv", "reports.csv", "text.txt", "report.json"])
def test_a_damaged_report_is_set_aside_and_the_dataset_made_of_the_others(folder, name, damage):
    damage(folder / DAMAGED / name)
    for _ in range(2):  # and on every later run
        assert refresh(folder) == folder / "dataset"
        assert [row["report_id"] for row in read_table(folder / "dataset", "reports")] == [WHOLE]
        assert list(set_aside(folder)) == [DAMAGED]
        assert "run its input again" in set_aside(folder)[DAMAGED]


@pytest.mark.parametrize("damage", [cut, replace_a_letter])
def test_a_report_that_is_mended_comes_back(folder, damage):
    whole = (folder / DAMAGED / "mentions.csv").read_bytes()
    damage(folder / DAMAGED / "mentions.csv")
    refresh(folder)
    assert set_aside(folder)
    (folder / DAMAGED / "mentions.csv").write_bytes(whole)
    refresh(folder)
    assert not set_aside(folder)
    assert len(read_table(folder / "dataset", "reports")) == 2


def test_where_all_reports_are_damaged_that_is_the_error_and_the_dataset_stays(folder):
    refresh(folder)
    before = (folder / "dataset" / "mentions.csv").read_bytes()
    for name in (DAMAGED, WHOLE):
        cut(folder / name / "events.csv")
    with pytest.raises(ReadError, match=r"events\.csv"):
        refresh(folder)
    assert (folder / "dataset" / "mentions.csv").read_bytes() == before


def without_digests(folder):
    """As a version left it that recorded none."""
    path = folder / "report.json"
    body = json.loads(path.read_bytes())
    del body["files"], body["digests"]
    path.write_text(json.dumps(body, indent=1) + "\n")


def test_a_report_of_a_version_without_digests_is_taken_when_it_fits_the_schema(folder):
    without_digests(folder / DAMAGED)
    refresh(folder)
    assert not set_aside(folder)


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("events", b",date_source", b",source_of_date"),
        ("mentions", b",start,", b",start,start,"),
        ("organisations", b",mentions\n", b",mentions\n,,,,,,,,\n"),
        ("reports", b"\n", b"\n\n"),
    ],
    ids=["renamed column", "shifted cells", "empty row", "blank line"],
)
def test_tables_without_digests_are_checked_row_by_row(folder, table, before, after):
    without_digests(folder / DAMAGED)
    path = folder / DAMAGED / f"{table}.csv"
    path.write_bytes(path.read_bytes().replace(before, after, 1))
    refresh(folder)
    assert list(set_aside(folder)) == ([] if after == b"\n\n" else [DAMAGED])


def test_a_folder_that_was_renamed_is_set_aside(folder):
    (folder / DAMAGED).rename(folder / "spring")
    refresh(folder)
    assert "give it its name back" in set_aside(folder)["spring"]


@pytest.mark.parametrize("name", ["events.csv", "datapackage.json", "milestones.sqlite"])
@pytest.mark.parametrize("damage", [cut, remove])
def test_a_damaged_dataset_is_made_anew(folder, name, damage):
    refresh(folder)
    path = folder / "dataset" / name
    whole = path.read_bytes()
    damage(path)
    refresh(folder)
    assert path.read_bytes() == whole


def test_a_run_mends_what_was_cut_or_edited_and_keeps_what_stood_there(tmp_path):
    path, out = tmp_path / "note.txt", tmp_path / "out"
    path.write_text("On 5 May 2019 the court in Dushanbe trained ten judges.\n")
    options = Options(out=out, force=False)
    list(run([path], options))
    table = out / "note" / "mentions.csv"
    whole = table.read_bytes()
    edited = whole.replace(b"Dushanbe", b"Dushanbe, Tajikistan")
    table.write_bytes(edited)
    (out / "note" / "quotes.csv").unlink()
    assert changes(path, options) == ("tables",)
    (outcome,) = run([path], options)
    assert table.read_bytes() == whole
    assert outcome.kept == (out / "note" / "mentions.csv.kept",)
    assert outcome.kept[0].read_bytes() == edited
    (again,) = run([path], options)
    assert again.unchanged


def test_what_stands_in_the_place_of_a_report_is_left_there_and_the_others_are_written(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("On 5 May 2019 the court in Osh met.\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").write_text("a file of somebody")
    first, second = run([tmp_path / "a.txt", tmp_path / "b.txt"], Options(out=out))
    assert first.error.code == "write.in-the-way"
    assert (out / "a").read_text() == "a file of somebody"
    assert second.error is None


def test_the_command_names_what_the_dataset_lacks(folder, tmp_path):
    cut(folder / DAMAGED / "mentions.csv")
    path = tmp_path / "note.txt"
    path.write_text("On 5 May 2019 the court in Dushanbe trained ten judges.\n")
    for command in (["run", path, "--out", folder], ["export", "--to", "xlsx", "--out", folder]):
        done = subprocess.run(
            [*MILESTONES, *map(str, command)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stderr
        assert f"not in the dataset: {DAMAGED}: " in done.stderr
        assert "mentions.csv is not as it was extracted" in done.stderr
