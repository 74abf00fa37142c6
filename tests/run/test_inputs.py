"""Which files a run reads."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.run import inputs as inputs_module
from pipeline.run.inputs import inputs_of, modified_since

ROOT = Path(__file__).parents[2]
OLD = datetime(2020, 3, 31, 23, 59).astimezone().timestamp()
NEW = datetime(2020, 4, 1, 0, 1).astimezone().timestamp()


@pytest.fixture
def folder(tmp_path):
    for name, changed in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text("On 5 May 2019 the court in Dushanbe met.")
        os.utime(tmp_path / name, (changed, changed))
    return tmp_path


def paths_in(folder, out):
    return [path.relative_to(folder).as_posix() for path in inputs_of([folder], out).paths]


def codes(inputs, folder):
    return {
        path.relative_to(folder).as_posix(): error.code for path, error in inputs.refused.items()
    }


def milestones(*arguments, **options):
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, **options)


def test_what_was_extracted_into_the_folder_is_no_input_of_it(folder):
    (folder / "out" / "old").mkdir(parents=True)
    (folder / "out" / "old" / "text.txt").write_text("extracted")
    assert paths_in(folder, folder / "out") == ["new.txt", "old.txt"]


def test_inputs_within_the_folder_of_all_reports_are_read(folder):
    assert paths_in(folder, folder.parent) == ["new.txt", "old.txt"]


def test_only_what_was_modified_since_the_day_is_run(folder):
    paths = [folder / "old.txt", folder / "new.txt", folder / "missing.txt"]
    inputs = inputs_of(paths, folder / "out")
    assert modified_since(inputs, date(2020, 4, 1)) == paths[1:]
    assert modified_since(inputs, date(2020, 3, 31)) == paths


def test_a_report_whose_sidecar_was_modified_is_run(folder):
    sidecar = folder / "old.meta.json"
    sidecar.write_text("{}")
    os.utime(sidecar, (NEW, NEW))
    inputs = inputs_of([folder / "old.txt"], folder / "out")
    assert modified_since(inputs, date(2020, 4, 1)) == [folder / "old.txt"]


def test_the_day_is_an_option_of_run(folder):
    command = [sys.executable, "-m", "pipeline.cli", "run", str(folder), "--dry-run"]
    done = subprocess.run(
        [*command, "--changed-since", "2020-04-01"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines() == [f"{folder}/new.txt: new"]


def test_of_two_inputs_for_one_report_one_is_read_whatever_their_order(folder):
    for name in ("z/old.txt", "a/old.html", "a/old.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    rivals = [folder / name for name in ("a/old.html", "a/old.pdf", "old.txt", "z/old.txt")]
    for given in ([folder], rivals, rivals[::-1], [folder / "z", folder / "a", folder]):
        refused = codes(inputs_of(given, folder / "out"), folder)
        assert refused == dict.fromkeys(["a/old.pdf", "old.txt", "z/old.txt"], "ingest.same-name")


def test_a_report_stays_that_of_its_input_when_a_rival_arrives_and_when_it_changes(folder):
    out = folder / "out"
    (folder / "z").mkdir()
    owner, rival = folder / "z" / "old.txt", folder / "old.html"
    owner.write_text("On 5 May 2019 the court in Dushanbe trained ten judges.")
    (folder / "old.txt").unlink()
    assert milestones("run", folder, "--out", out).returncode == 0
    rival.write_text("<html><body><p>On 6 May 2019 the court in Osh met.</p></body></html>")
    for text in (owner.read_text(), "On 7 May 2019 the court in Khujand trained ten judges."):
        owner.write_text(text)
        done = milestones("run", folder, "--out", out)
        assert done.returncode == 1
        assert "ingest.same-name" in done.stdout
        assert text in (out / "old" / "text.txt").read_text()
    owner.rename(owner.with_name("other.txt"))
    assert milestones("run", folder, "--out", out).returncode == 0
    assert "Osh" in (out / "old" / "text.txt").read_text()
    assert not [path for path in (out / "quarantine").iterdir() if path.name.startswith("old.html")]


def test_one_file_by_two_paths_is_one_input(folder):
    given = [folder / "old.txt", folder / "x" / ".." / "old.txt", folder]
    (folder / "x").mkdir()
    assert len(inputs_of(given, folder / "out").paths) == 2


def test_a_folder_without_a_report_is_an_error_that_says_what_was_looked_for(folder):
    (folder / "empty").mkdir()
    (folder / "empty" / "report.doc").write_text("old")
    done = milestones("run", folder / "empty", "--out", folder / "out")
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert f"no report found in {folder / 'empty'}: looked for .docx, .htm, .html," in said
    assert "passed over (none of .docx" in said
    assert "report.doc" in said
    (folder / "empty" / "report.txt").write_text("On 5 May 2019 the court in Osh met.")
    assert milestones("run", folder / "empty", "--out", folder / "out").returncode == 0
    assert list((folder / "out" / "quarantine").iterdir()) == []


def test_a_folder_that_may_not_be_listed_is_refused_and_the_others_are_read(folder, monkeypatch):
    (folder / "closed").mkdir()
    scandir = os.scandir

    def without_rights(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(inputs_module.os, "scandir", without_rights)
    inputs = inputs_of([folder], folder / "out")
    assert codes(inputs, folder) == {"closed": "ingest.unreadable"}
    assert {path.name for path in inputs.paths} == {"new.txt", "old.txt", "closed"}
    (alone,) = inputs_of([folder / "closed"], folder / "out").refused.values()
    assert "closed cannot be listed: Permission denied" in alone.message


def test_what_is_passed_over_is_named_once_by_its_reason(folder):
    (folder / ".git").mkdir()
    names = ["a.doc", "b.xlsx", ".DS_Store", "~$old.docx", ".git/c.txt", "old.meta.json"]
    for name in [*names, "lone.meta.json"]:
        (folder / name).write_text("{}")
    (folder / "linked").symlink_to(folder.parent)
    inputs = inputs_of([folder], folder / "out")
    assert [path.name for path in inputs.paths] == ["new.txt", "old.txt"]
    passed = [path.name for paths in inputs.passed_over.values() for path in paths]
    assert sorted(passed) == sorted(
        [".git", ".DS_Store", "~$old.docx", "linked", "a.doc", "b.xlsx", "lone.meta.json"]
    )
    done = milestones("run", folder, "--out", folder / "out")
    assert done.returncode == 0
    assert all(done.stdout.count(str(folder / name)) == 1 for name in passed)


def test_a_url_is_called_one_and_the_others_are_read(folder):
    url = "https://example.org/news/report.pdf"
    done = milestones("run", url, folder / "new.txt", "--out", folder / "out")
    assert done.returncode == 1
    assert f"{url} is a URL: download the file" in " ".join(done.stdout.split())
    assert (folder / "out" / "new" / "report.json").is_file()
