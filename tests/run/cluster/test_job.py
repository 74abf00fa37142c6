"""What surrounds a run on a cluster: the plan, the dataset and the manifest, from URLs to URLs."""

import json
from datetime import date

import fsspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.dataset import refresh
from pipeline.run import Options, run
from pipeline.run.cluster import job as cluster
from pipeline.run.cluster.job import Job, plan, refresh_at, run_job
from pipeline.run.cluster.remote import extract_at, modified_since

TEXT = "Annual note\n\nOn {} May 2019 the court in Dushanbe trained ten judges.\n"
OPTIONS = Options(force=False)


@pytest.fixture(autouse=True)
def memory():
    files = fsspec.filesystem("memory")
    files.store.clear()
    for day in (5, 6):
        files.pipe_file(f"/raw/r{day}.txt", TEXT.format(day).encode())
    yield files
    files.store.clear()


@pytest.fixture
def here(monkeypatch):
    """No cluster: the same work on each report, one after the other, the last one first."""

    def run_here(urls, out, options, _address):
        return iter([extract_at(url, out, options) for url in reversed(urls)])

    monkeypatch.setattr(cluster, "run_on_ray", run_here)


JOB = Job(["memory://raw"], "memory://out", OPTIONS)


def test_a_dry_run_says_why_and_runs_nothing(memory):
    extract_at("memory://raw/r5.txt", "memory://out", OPTIONS)
    before = dict(memory.store)
    assert list(plan(JOB)) == ["memory://raw/r5.txt: unchanged", "memory://raw/r6.txt: new"]
    assert memory.store == before


def test_the_command_with_dry_run_asks_no_cluster(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT.format(5))
    monkeypatch.setattr(cluster, "run_on_ray", None)
    asked = ["run", str(tmp_path), "--out", str(tmp_path / "out"), "--engine", "ray", "--dry-run"]
    done = CliRunner().invoke(app, asked)
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path}/a.txt: new\n")
    late = CliRunner().invoke(app, [*asked, "--changed-since", "2999-01-01"])
    assert (late.exit_code, late.stdout.strip()) == (0, "")
    assert not (tmp_path / "out").exists()


def test_only_what_was_modified_since_is_taken():
    urls = ["memory://raw/r5.txt", "memory://raw/r6.txt"]
    assert modified_since(urls, date(2000, 1, 1)) == urls
    assert modified_since([*urls, "memory://raw/gone.txt"], date(2999, 1, 1)) == [
        "memory://raw/gone.txt"
    ]


@pytest.mark.usefixtures("here")
def test_the_dataset_is_that_of_a_local_run_byte_for_byte(memory, tmp_path):
    memory.pipe_file("/raw/blank.txt", b" \n")
    said = []
    assert run_job(JOB, said.append, as_json=False) == 1
    for url in ("r5.txt", "r6.txt"):
        (tmp_path / url).write_bytes(memory.cat_file(f"/raw/{url}"))
    list(run(sorted(tmp_path.glob("*.txt")), Options(out=tmp_path / "out")))
    local = refresh(tmp_path / "out")
    far = {path.rpartition("/")[2]: memory.cat_file(path) for path in memory.find("/out/dataset")}
    assert far == {file.name: file.read_bytes() for file in local.iterdir()}
    assert len(said) == 3
    told = json.loads(memory.cat_file("/out/run.json"))
    assert told["counts"] == {"inputs": 3, "extracted": 2, "unchanged": 0, "refused": 1}
    assert [report["path"] for report in told["reports"]][1:] == [
        "memory://raw/r5.txt",
        "memory://raw/r6.txt",
    ]
    assert told["slowest"][0]["stage"]
    assert told["stages"]["extract"] > 0
    assert told["quarantine"][0]["code"] == "ingest.empty"


@pytest.mark.usefixtures("here")
def test_a_dataset_that_nothing_changed_is_not_written_again(memory):
    run_job(JOB, [].append, as_json=False)
    memory.pipe_file("/out/dataset/datapackage.json", b"as it was")
    refresh_at("memory://out", changed=False)
    run_job(JOB, [].append, as_json=False)
    assert memory.cat_file("/out/dataset/datapackage.json") == b"as it was"


@pytest.mark.usefixtures("here")
def test_programs_are_told_event_by_event(capsys):
    run_job(JOB, pytest.fail, as_json=True)
    events = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert events == ["started", "extracted", "extracted", "finished"]
