"""What goes wrong around a run: disks, folders, names. A clear error, and nothing half-written."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.document.errors import ConfigError
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.run import one as run_module

ROOT = Path(__file__).parents[1]
MILESTONES = [sys.executable, "-m", "pipeline.cli"]
TEXT = "On {} May 2019 the court in Dushanbe trained ten judges.\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for day, name in enumerate(["a", "b", "c"], 3):
        (folder / f"{name}.txt").write_text(TEXT.format(day))
    return folder


def milestones(*arguments, **options):
    return subprocess.run(
        [*MILESTONES, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        **options,
    )


def contents(folder):
    return {
        f.relative_to(folder): f.read_bytes()
        for f in folder.rglob("*")
        if f.is_file() and f.name != "run.json"
    }


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def full_disk():
    """No file may grow beyond 3 kB: every write of a report fails half-way."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_full_disk_ends_the_run_and_leaves_what_was_there(folder, tmp_path):
    out = tmp_path / "out"
    run_ = ("run", folder, "--out", out)
    assert milestones(*run_).returncode == 0
    before = contents(out)
    for file in folder.iterdir():
        file.write_text(file.read_text() * 2)
    done = milestones(*run_, preexec_fn=full_disk)
    assert done.returncode == 2, done.stderr
    assert "config.cannot-write" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(out) == before
    assert milestones(*run_).returncode == 0
    assert contents(out) != before


def test_a_folder_that_takes_no_files_ends_the_run(folder):
    done = milestones("run", folder, "--out", "/proc/out")
    assert (done.returncode, done.stderr.strip().split(":")[0]) == (2, "config.cannot-write")
    assert "/proc/out" in done.stderr


def test_a_quarantine_that_takes_no_records_ends_the_run(folder, tmp_path):
    (folder / "b.txt").write_text("")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "quarantine").write_text("a file, not a folder")
    done = milestones("run", folder, "--out", tmp_path / "out", "--jobs", 1)
    assert (done.returncode, done.stderr.strip().split(":")[0]) == (2, "config.cannot-write")
    assert (tmp_path / "out" / "a" / "report.json").is_file()
    assert not [name for name in names_in(tmp_path / "out") if name.startswith(".")]


def test_an_input_that_vanishes_while_the_run_goes_on_is_refused(folder, tmp_path):
    paths = sorted(folder.iterdir())
    outcomes = run(paths, Options(out=tmp_path / "out", force=False))
    assert next(outcomes).error is None
    paths[1].unlink()
    assert [outcome.error and outcome.error.code for outcome in outcomes] == [
        "ingest.missing",
        None,
    ]
    assert json.loads((tmp_path / "out/quarantine/b.txt.json").read_text())["sha256"] is None


def test_an_input_that_vanishes_while_it_is_read_is_refused(folder, tmp_path, monkeypatch):
    def read_late(path, *rest):
        path.unlink()
        return read(path, *rest)

    monkeypatch.setattr(run_module, "read_once", read_late)
    (outcome,) = run([folder / "a.txt"], Options(out=tmp_path / "out"))
    assert outcome.error.code == "ingest.missing"


def test_an_input_that_comes_back_leaves_quarantine(folder, tmp_path):
    options = Options(out=tmp_path / "out")
    (folder / "a.txt").write_text("")
    (refused,) = run([folder / "a.txt"], options)
    (folder / "a.txt").write_text(TEXT)
    (extracted,) = run([folder / "a.txt"], options)
    assert extracted.error is None
    assert not refused.folder.exists()


@pytest.mark.parametrize(
    "name",
    ["..txt", "...txt", "quarantine.txt", ".Partial.txt", "a\nb.txt", "caf\udce9.txt"],
    ids=ascii,
)
def test_a_name_that_would_leave_the_folder_or_break_a_table_is_refused(folder, tmp_path, name):
    (folder / name).write_text(TEXT)
    (tmp_path / "keep").write_text("what lies beside")
    (outcome,) = run([folder / name], Options(out=tmp_path / "out"))
    assert outcome.error.code == "ingest.name"
    assert (tmp_path / "keep").read_text() == "what lies beside"
    assert names_in(tmp_path / "out") == ["quarantine"]


def test_any_other_name_is_only_a_name(tmp_path):
    names = ["red] [bold]x.txt", "-rf.txt", "a b;c&d.txt", "n" * 240 + ".txt", "=1+1.txt"]
    folder = tmp_path / "raw["  # its paths look like the end of a colour to the terminal
    folder.mkdir()
    for name in [*names, "caf\udce9.txt"]:
        (folder / name).write_text(TEXT.format(5))
    done = milestones("run", folder, "--out", tmp_path / "out", "--jobs", 1)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    found = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()}
    assert found == {name.removesuffix(".txt") for name in names} | {"quarantine", "dataset"}


def test_a_wrong_folder_is_told_of_once_by_workers_too(folder, tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(ConfigError, match="cannot be written"):
        list(run(sorted(folder.iterdir()), Options(out=tmp_path / "out", jobs=2)))
