"""A report's folder is whole or untouched."""

import json
import os
import shutil
from threading import Event, Thread

import pytest

from pipeline.decisions import journal as journal_module
from pipeline.decisions.journal import append, read
from pipeline.document.errors import ReadError
from pipeline.write import (
    FINGERPRINT,
    clear_quarantine,
    recover,
    write_folder,
    write_quarantine,
    write_report,
)
from pipeline.write import folder as folder_module
from schemas import TABLES
from tests.decisions.test_journal import decision


@pytest.fixture
def written(tmp_path, issue, issue_report):
    document, _ = issue
    source = document.raw.encode()

    def write():
        return write_report(tmp_path, "issue", source, document.text, issue_report, {"input": "0"})

    return write


def test_every_file_of_the_contract_is_there(written):
    names = {path.name for path in written().iterdir()}
    texts = {"report.json", "source.txt", "text.txt"}
    assert names == {*texts, FINGERPRINT, *(f"{t}.csv" for t in TABLES)}


def test_a_failure_half_way_leaves_the_old_folder_as_it_was(written, monkeypatch):
    folder = written()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full_disk(name, _):
        if name == "quotes":
            raise OSError(28, "No space left on device")
        return [b"half"]

    monkeypatch.setattr(folder_module, "table_csv", full_disk)
    with pytest.raises(OSError, match="No space"):
        written()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["issue"]


def test_a_folder_set_aside_by_a_run_that_died_comes_back(written):
    folder = written()
    (folder / "review.jsonl").write_text("{}\n")
    (folder.parent / ".partial" / "old").mkdir(parents=True)
    folder.rename(folder.parent / ".partial" / "old" / "issue")
    (folder.parent / ".partial" / "new").mkdir()
    recover(folder.parent)
    assert (folder / "review.jsonl").read_text() == "{}\n"
    assert [path.name for path in folder.parent.iterdir()] == ["issue"]


def test_a_decision_that_is_appended_while_the_folder_is_replaced_is_kept(written):
    journal = written() / "review.jsonl"
    journal.write_text("{}\n")
    with journal.open("a") as appending:
        written()
        appending.write("{}\n")
    assert journal.read_text() == "{}\n{}\n"


def no_links(*_):
    raise OSError(1, "Operation not permitted")


def test_a_decision_after_the_journal_was_copied_is_kept_on_a_disk_without_links(
    written, monkeypatch
):
    journal = written() / "review.jsonl"
    append(journal, decision(0))

    def copied(kept, place):
        shutil.copy2(kept, place)
        append(journal, decision(1))

    monkeypatch.setattr(folder_module, "_link", copied)
    written()
    assert ids(journal) == ["d0", "d1"]


@pytest.mark.parametrize("link", [os.link, no_links])
def test_the_first_decision_is_kept_that_comes_when_all_files_were_kept(written, monkeypatch, link):
    journal = written() / "review.jsonl"
    keep = folder_module._keep_others

    def kept(*given):
        keep(*given)
        append(journal, decision(0))

    monkeypatch.setattr(folder_module, "_keep_others", kept)
    monkeypatch.setattr(os, "link", link)
    written()
    assert ids(journal) == ["d0"]


@pytest.mark.parametrize("link", [os.link, no_links])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_decision_is_once_in_the_journal_where_the_folder_is_exchanged_while_it_is_written(
    written, monkeypatch, link, when
):
    journal = written() / "review.jsonl"
    append(journal, decision(0))
    monkeypatch.setattr(os, "link", link)
    write = journal_module._write

    def exchanged(*given):
        monkeypatch.setattr(journal_module, "_write", write)
        if when == "before":
            written()
        write(*given)
        if when == "after":
            written()

    monkeypatch.setattr(journal_module, "_write", exchanged)
    append(journal, decision(1))
    assert ids(journal) == ["d0", "d1"]


@pytest.mark.parametrize("link", [os.link, no_links])
def test_no_decision_is_lost_while_a_folder_is_exchanged_again_and_again(
    tmp_path, monkeypatch, link
):
    monkeypatch.setattr(os, "link", link)
    ended = Event()

    def exchange():
        while not ended.is_set():
            write_folder(tmp_path, "news", lambda folder: (folder / "a.csv").write_text("a\n"))

    journal = write_folder(tmp_path, "news", lambda _: None) / "review.jsonl"
    running = Thread(target=exchange)
    running.start()
    try:
        for number in range(150):
            append(journal, decision(number))
    finally:
        ended.set()
        running.join()
    assert ids(journal) == [f"d{number}" for number in range(150)]


def test_a_decision_in_a_folder_that_is_gone_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_module, "PAUSE", 0)
    with pytest.raises(FileNotFoundError):
        append(tmp_path / "gone" / "review.jsonl", decision(0))


def ids(journal):
    return [one.id for one in read(journal).decisions]


def test_what_a_person_puts_into_a_folder_stays_there(written):
    folder = written()
    (folder / "scans").mkdir()
    (folder / "scans" / "text.txt").write_text("mine")
    assert (written() / "scans" / "text.txt").read_text() == "mine"


def test_files_that_a_run_does_not_write_are_kept(written):
    (written() / "review.jsonl").write_text('{"decision": "accept"}\n')
    assert (written() / "review.jsonl").read_text() == '{"decision": "accept"}\n'


def test_two_runs_write_the_same_bytes(written):
    first = {path.name: path.read_bytes() for path in written().iterdir()}
    assert {path.name: path.read_bytes() for path in written().iterdir()} == first


def test_a_refused_input_leaves_a_record_of_why(tmp_path):
    error = ReadError("ingest.empty", "the file has no text")
    record = json.loads(write_quarantine(tmp_path, tmp_path / "a.txt", None, error).read_text())
    assert [path.name for path in tmp_path.iterdir()] == ["quarantine"]
    assert record == {
        "path": str(tmp_path / "a.txt"),
        "sha256": None,
        "code": "ingest.empty",
        "message": "the file has no text",
        "stage": "ingest",
    }


def test_the_record_of_an_input_goes_when_the_input_can_be_read(tmp_path):
    error = ReadError("ingest.empty", "the file has no text")
    names = ["a.txt", "a.pdf", "n" * 250 + ".txt", "n" * 251 + ".txt", "caf\udce9.txt"]
    records = [write_quarantine(tmp_path, tmp_path / name, None, error) for name in names]
    assert len(set(records)) == len(names)
    clear_quarantine(tmp_path, tmp_path / "a.txt")
    assert [record.exists() for record in records] == [False, True, True, True, True]
