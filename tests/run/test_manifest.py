"""What a run tells of itself: the manifest, the log for programs, the summary."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.console import running
from pipeline.console.running import run_with_progress
from pipeline.document.errors import ConfigError
from pipeline.run import Options
from pipeline.run.manifest import recorded
from pipeline.run.stopwatch import DIGITS

ROOT = Path(__file__).parents[2]
TEXT = "On {} May 2019 the court in Dushanbe trained ten judges.\n"
STAGES = {"read", "repair", "segment", "extract", "resolve", "quotes", "events", "check", "write"}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for day, name in enumerate("abcd", 3):
        (folder / f"{name}.txt").write_text(TEXT.format(day))
    (folder / "empty.txt").write_text("")
    return folder


def run_command(folder, out, *options):
    command = [sys.executable, "-m", "pipeline.cli", "run", folder, "--out", out, *options]
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, cwd=ROOT
    )


def manifest_of(out):
    return json.loads((out / "run.json").read_text())


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_run_leaves_an_account_of_itself(folder, tmp_path, jobs):
    out = tmp_path / "out"
    list(recorded(sorted(folder.iterdir()), Options(out=out, jobs=jobs)))
    found = manifest_of(out)
    assert found["counts"] == {"inputs": 5, "extracted": 4, "unchanged": 0, "refused": 1}
    assert all(found["versions"].values())
    assert set(found["stages"]) == STAGES
    rounding = len(STAGES) * len(found["reports"]) * 10**-DIGITS
    whole = sum(report["seconds"] for report in found["reports"])
    assert sum(found["stages"].values()) <= whole + rounding
    assert [entry["code"] for entry in found["quarantine"]] == ["ingest.empty"]
    assert Path(found["quarantine"][0]["record"]).is_file()
    times = [entry["seconds"] for entry in found["slowest"]]
    assert times == sorted(times, reverse=True)
    for report in found["reports"]:
        data = Path(report["path"]).read_bytes()
        assert report["sha256"] == sha256(data).hexdigest()
        assert (report["status"] == "extracted") == bool(data)
        assert set(report["stages"]) == (STAGES if data else {"read"})


def test_what_was_passed_over_is_in_the_account_without_a_time(folder, tmp_path):
    out = tmp_path / "out"
    paths = [folder / "a.txt"]
    list(recorded(paths, Options(out=out)))
    list(recorded(paths, Options(out=out, force=False)))
    (report,) = manifest_of(out)["reports"]
    assert (report["status"], report["seconds"]) == ("unchanged", None)
    assert report["sha256"] == sha256(paths[0].read_bytes()).hexdigest()


def test_times_and_dates_of_runs_are_nowhere_but_in_the_account(folder, tmp_path):
    written = []
    for name in ("one", "two"):
        out = tmp_path / name
        list(recorded([folder / "a.txt"], Options(out=out)))
        written.append({f.name: f.read_bytes() for f in (out / "a").iterdir()})
        assert {path.name for path in out.iterdir()} == {"a", "run.json", "inputs.json"}
    assert written[0] == written[1]


def test_a_password_is_not_written_down(folder, tmp_path):
    list(recorded([folder / "a.txt"], Options(out=tmp_path / "out", password="open sesame")))  # noqa: S106
    assert "sesame" not in (tmp_path / "out" / "run.json").read_text()


def test_an_account_that_cannot_be_written_is_a_clear_error(folder, tmp_path):
    (tmp_path / "out" / "run.json").mkdir(parents=True)
    with pytest.raises(ConfigError, match=r"run\.json cannot be written"):
        list(recorded([folder / "a.txt"], Options(out=tmp_path / "out")))


def test_the_log_has_an_object_a_line_and_nothing_else_is_printed(folder, tmp_path):
    done = run_command(folder, tmp_path / "out", "--log-format", "json", "--jobs", 1)
    assert (done.returncode, done.stdout) == (1, "")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events] == [
        "started",
        *["extracted"] * 4,
        "refused",
        "finished",
    ]
    refused = events[-2]
    assert (refused["code"], Path(refused["path"]).name) == ("ingest.empty", "empty.txt")
    assert all(event["seconds"] >= 0 and event["sha256"] for event in events[1:-1])
    assert (events[-1]["extracted"], events[-1]["refused"]) == (4, 1)


def test_the_log_tells_what_ended_the_run(folder, tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    done = run_command(folder, tmp_path / "out", "--log-format", "json")
    assert done.returncode == 2
    assert json.loads(done.stderr.splitlines()[-1])["code"] == "config.cannot-write"


def test_the_summary_of_very_many_gives_their_sums_and_names_what_was_refused(
    folder, tmp_path, capsys, monkeypatch
):
    inputs = sorted(folder.iterdir())
    run_with_progress(inputs, Options(out=tmp_path / "out"))
    lines = capsys.readouterr().out.splitlines()
    each = [line.split() for line in lines if line.strip().startswith(("a.txt", "b.txt"))]
    assert len(each) == 2
    monkeypatch.setattr(running, "LISTED", 2)
    run_with_progress(inputs, Options(out=tmp_path / "out"))
    told = capsys.readouterr().out
    (sums,) = [line.split() for line in told.splitlines() if "4 reports" in line]
    assert int(sums[-1]) >= sum(int(cells[-1]) for cells in each)
    assert "a.txt" not in told.partition("slowest")[0]
    assert "refused" in told
    assert "empty.txt" in told


def test_the_summary_names_the_slowest_of_many_and_not_of_a_few(folder, tmp_path, capsys):
    run_with_progress(sorted(folder.iterdir()), Options(out=tmp_path / "out"))
    assert "slowest: " in capsys.readouterr().out
    run_with_progress([folder / "a.txt"], Options(out=tmp_path / "two"))
    assert "slowest: " not in capsys.readouterr().out
