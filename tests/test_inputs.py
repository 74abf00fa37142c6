"""Which files a run reads."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.inputs import inputs_of, modified_since

ROOT = Path(__file__).parents[1]
OLD = datetime(2020, 3, 31, 23, 59).astimezone().timestamp()
NEW = datetime(2020, 4, 1, 0, 1).astimezone().timestamp()


@pytest.fixture
def folder(tmp_path):
    for name, changed in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text("On 5 May 2019 the court in Dushanbe met.")
        os.utime(tmp_path / name, (changed, changed))
    return tmp_path


def test_two_inputs_for_one_folder_are_a_usage_error(folder):
    (folder / "a").mkdir()
    (folder / "a" / "old.txt").write_text("two")
    with pytest.raises(ConfigError, match="rename one"):
        inputs_of([folder], folder / "out")


def test_what_was_extracted_into_the_folder_is_no_input_of_it(folder):
    (folder / "out" / "old").mkdir(parents=True)
    (folder / "out" / "old" / "text.txt").write_text("extracted")
    assert inputs_of([folder], folder / "out") == [folder / "new.txt", folder / "old.txt"]


def test_inputs_within_the_folder_of_all_reports_are_read(folder):
    assert inputs_of([folder], folder.parent) == [folder / "new.txt", folder / "old.txt"]


def test_only_what_was_modified_since_the_day_is_run(folder):
    paths = [folder / "old.txt", folder / "new.txt", folder / "missing.txt"]
    assert modified_since(paths, date(2020, 4, 1)) == paths[1:]
    assert modified_since(paths, date(2020, 3, 31)) == paths


def test_a_report_whose_sidecar_was_modified_is_run(folder):
    sidecar = folder / "old.meta.json"
    sidecar.write_text("{}")
    os.utime(sidecar, (NEW, NEW))
    assert modified_since([folder / "old.txt"], date(2020, 4, 1)) == [folder / "old.txt"]


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
