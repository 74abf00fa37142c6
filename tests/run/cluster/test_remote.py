"""A report from a URL to a URL: the same bytes as on the local disk, finished last, passed over."""

import json
from dataclasses import replace

import fsspec
import pytest

from pipeline.decisions.journal import JOURNAL
from pipeline.document.errors import StageError
from pipeline.run import Options, run
from pipeline.run.cluster.remote import extract_at, listed, refuse_at

TEXT = "Annual note\n\nOn 5 May 2019 the court in Dushanbe trained ten judges.\n"
OPTIONS = Options(force=False)


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pipe_file("/raw/a.txt", TEXT.encode())
    yield files
    files.store.clear()


def extracted(memory, folder="/out/a"):
    return {path.rpartition("/")[2]: memory.cat_file(path) for path in memory.find(folder)}


def test_the_folder_is_that_of_a_local_run_byte_for_byte(memory, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    memory.pipe_file("/raw/a.meta.json", b'{"published": "2019-06-01"}')
    (tmp_path / "a.meta.json").write_bytes(b'{"published": "2019-06-01"}')
    (local,) = run([tmp_path / "a.txt"], replace(OPTIONS, out=tmp_path / "out"))
    row = extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    assert (row.status, row.folder) == ("extracted", "memory://out/a")
    assert extracted(memory) == {f.name: f.read_bytes() for f in local.folder.iterdir()}


def test_a_finished_report_is_passed_over_until_it_changes(memory):
    assert extract_at("memory://raw/a.txt", "memory://out", OPTIONS).status == "extracted"
    assert extract_at("memory://raw/a.txt", "memory://out", OPTIONS).status == "unchanged"
    memory.pipe_file("/raw/a.txt", TEXT.replace("ten", "nine").encode())
    assert extract_at("memory://raw/a.txt", "memory://out", OPTIONS).status == "extracted"


def test_a_report_that_was_sent_in_part_is_no_finished_one(memory, monkeypatch):
    extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    put = type(memory).put_file
    memory.pipe_file("/raw/a.txt", TEXT.replace("ten", "nine").encode())

    def fails(self, here, there, *args, **kwargs):
        if there.endswith("mentions.csv"):
            raise OSError("the network is gone")
        put(self, here, there, *args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(type(memory), "put_file", fails)
        row = extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    assert (row.status, row.code) == ("refused", "remote.failed")
    assert "report.json" not in extracted(memory)
    assert extract_at("memory://raw/a.txt", "memory://out", OPTIONS).status == "extracted"
    assert b"nine" in extracted(memory)["mentions.csv"]


def test_decisions_are_read_and_left_to_the_reviewers(memory):
    memory.pipe_file(f"/out/a/{JOURNAL}", b"")
    extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    memory.pipe_file(f"/out/a/{JOURNAL}", b"{}\n")
    row = extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    assert row.status == "extracted"  # the journal is part of the fingerprint
    assert extracted(memory)[JOURNAL] == b"{}\n"


def test_what_cannot_be_read_is_recorded_under_its_url_and_cleared_later(memory):
    memory.pipe_file("/raw/a.txt", b" \n")
    row = extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    record = json.loads(memory.cat_file("/out/quarantine/a.txt.json"))
    assert row.code == record["code"] == "ingest.empty"
    assert record["path"] == "memory://raw/a.txt"
    memory.pipe_file("/raw/a.txt", TEXT.encode())
    extract_at("memory://raw/a.txt", "memory://out", OPTIONS)
    assert not memory.exists("/out/quarantine/a.txt.json")


def test_a_refusal_has_the_bytes_of_a_local_one(tmp_path):
    (tmp_path / "blank.txt").write_text(" \n")
    run_paths = [tmp_path / "blank.txt", tmp_path / "missing.txt"]
    local = list(run(run_paths, replace(OPTIONS, out=tmp_path / "local")))
    for path, outcome in zip(run_paths, local, strict=True):
        row = extract_at(str(path), str(tmp_path / "far"), OPTIONS)
        there = tmp_path / "far" / "quarantine" / f"{path.name}.json"
        assert there.read_bytes() == outcome.folder.read_bytes()
        assert row.message == outcome.error.message


def test_a_worker_that_died_leaves_a_record(memory):
    row = refuse_at("memory://raw/a.txt", "memory://out", StageError("run.died", "a.txt: died"))
    assert json.loads(memory.cat_file("/out/quarantine/a.txt.json"))["path"] == row.url
    assert (row.status, row.code) == ("refused", "run.died")


def test_folders_are_listed_and_two_of_one_name_are_refused(memory):
    for name in ("b.pdf", "c.jpg", "deep/d.html"):
        memory.pipe_file(f"/raw/{name}", b"x")
    urls = ["memory://raw/a.txt", "memory://raw/b.pdf", "memory://raw/deep/d.html"]
    assert listed(["memory://raw"]) == listed(["memory://raw/", urls[0]]) == (urls, {})
    memory.pipe_file("/raw/deep/a.pdf", b"x")
    found, refused = listed(["memory://raw"])
    assert len(found) == len(urls) + 1
    assert {url: error.code for url, error in refused.items()} == {
        "memory://raw/deep/a.pdf": "ingest.same-name"
    }


def test_a_folder_without_a_report_is_refused(memory):
    memory.pipe_file("/other/c.jpg", b"x")
    urls, refused = listed(["memory://other", "memory://raw"])
    assert urls == ["memory://other", "memory://raw/a.txt"]
    assert refused["memory://other"].code == "ingest.nothing-found"


def test_a_report_whose_files_are_not_as_they_were_sent_is_run_again(memory):
    options = Options(force=False)
    first = extract_at("memory://raw/a.txt", "memory://out", options)
    assert extract_at("memory://raw/a.txt", "memory://out", options).status == "unchanged"
    whole = memory.cat_file("/out/a/mentions.csv")
    memory.pipe_file("/out/a/mentions.csv", whole[:-9])
    assert (first.status, extract_at("memory://raw/a.txt", "memory://out", options).status) == (
        "extracted",
        "extracted",
    )
    assert memory.cat_file("/out/a/mentions.csv") == whole
