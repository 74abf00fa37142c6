"""Which reader a file gets, what its sidecar adds, and which files are refused with what code."""

import io
import os
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline import readers
from pipeline.document.errors import ReadError
from pipeline.readers import read

REPORT = "The workshop closed on Friday.\n"


@pytest.fixture
def file(tmp_path):
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def code_of(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.stage == "ingest"
    assert caught.value.message
    return caught.value.code


def test_a_text_file_is_read_whatever_the_case_of_its_ending(file):
    document = read(file("Report.TXT", REPORT.encode()))
    assert document.raw == REPORT
    assert document.source.stem == "Report"


def test_the_sidecar_gives_the_date_of_publication(file):
    file("q1.meta.json", b'{"published": "2018-01-15", "office": "anything else"}')
    assert read(file("q1.txt", REPORT.encode())).source.published == date(2018, 1, 15)


def test_a_given_date_comes_before_that_of_the_sidecar(file):
    file("q1.meta.json", b'{"published": "2018-01-15"}')
    report = read(file("q1.txt", REPORT.encode()), date(2019, 2, 3))
    assert report.source.published == date(2019, 2, 3)


def test_the_sidecar_of_a_name_with_dots_is_found(file):
    file("q1.2018.meta.json", b'{"published": "2018-04-01"}')
    assert read(file("q1.2018.txt", REPORT.encode())).source.published == date(2018, 4, 1)


@pytest.mark.parametrize(
    "sidecar",
    [b"{", b'{"published": "soon"}', b"[]", b"\xff\xfe", b"[" * 5000],
    ids=["cut off", "no date", "no object", "no text", "deep"],
)
def test_a_broken_sidecar_is_an_error_of_its_own(file, sidecar):
    file("q1.meta.json", sidecar)
    assert code_of(file("q1.txt", REPORT.encode())) == "ingest.sidecar"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\f\f", "\u200b\n\u00a0".encode()]
)
def test_a_file_without_a_visible_character_is_empty(file, data):
    assert code_of(file("empty.txt", data)) == "ingest.empty"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + b"A" * 400,
        b"PK\x03\x04" + b"word/document.xml" * 30,
        b"{\\rtf1\\ansi The workshop closed.}",
        b"text " * 50 + b"\0" * 50,
        b"\xff\xfe" + b"\x01\x00\x02\x00" * 200,
    ],
    ids=["all bytes", "picture", "archive", "rtf", "zeros", "marked as UTF-16"],
)
def test_a_file_of_another_kind_named_txt_is_binary(file, data):
    assert code_of(file("picture.txt", data)) == "ingest.binary"


def test_fifty_megabytes_of_text_are_refused_before_they_are_read(file, monkeypatch):
    path = file("large.txt", b"")
    os.truncate(path, 50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    assert code_of(path) == "ingest.too-large"


def test_what_is_not_there_or_is_a_folder_is_missing(tmp_path):
    assert code_of(tmp_path / "none.txt") == "ingest.missing"
    assert code_of(tmp_path) == "ingest.missing"


def test_another_ending_is_unsupported(file):
    assert code_of(file("report.xyz", REPORT.encode())) == "ingest.unsupported"
    assert code_of(file("report", REPORT.encode())) == "ingest.unsupported"


def test_a_file_that_may_not_be_opened_is_unreadable(file, monkeypatch):
    path = file("locked.txt", REPORT.encode())

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(path) == "ingest.unreadable"


def test_a_file_is_read_by_what_it_begins_with_not_by_its_name(file, monkeypatch):
    seen = []

    class Stub:
        @staticmethod
        def read(path, published, password):
            seen.append((path.name, published, password))
            return "document"

    monkeypatch.setitem(readers.READERS, ".pdf", "pdf")
    monkeypatch.setattr(readers, "import_module", lambda name: {"pipeline.readers.pdf": Stub}[name])
    path = file("misnamed.txt", b"%PDF-1.7 ...")
    assert read(path, date(2020, 1, 2), "key") == "document"
    assert seen == [("misnamed.txt", date(2020, 1, 2), "key")]


HTML = f"<!DOCTYPE html>\n<html><body><p>{REPORT}</p></body></html>"


@pytest.mark.parametrize(
    "data",
    [
        HTML.encode(),
        b"\xef\xbb\xbf<!-- saved -->\n" + HTML.encode(),
        HTML.encode("utf-16"),
        b"<?xml version='1.0'?>\n" + HTML.encode(),
    ],
    ids=["page", "mark and comment", "utf-16", "xhtml"],
)
@pytest.mark.parametrize("name", ["page.pdf", "page.docx", "page.txt", "page.doc"])
def test_an_html_page_is_read_as_one_whatever_its_name(file, name, data):
    document = read(file(name, data))
    assert document.source.media_type == "text/html"
    assert REPORT.strip() in document.raw


@pytest.mark.parametrize("name", ["word.pdf", "word.html", "word.txt", "word.doc"])
def test_a_word_document_is_read_as_one_whatever_its_name(file, name):
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(REPORT.strip())
    document.save(buffer)
    assert REPORT.strip() in read(file(name, buffer.getvalue())).raw


def test_a_file_of_a_kind_that_nothing_reads_is_refused_as_what_it_is(file):
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    archive = (
        "From: <Saved by Blink>\nSubject: News\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html"\n\n<html>'
    )
    for name, data, says in (
        ("page.html", archive.encode(), "MHTML"),
        ("sheet.pdf", buffer.getvalue(), "ZIP"),
        ("photo.pdf", b"\xff\xd8\xff\xe0" + b"x" * 99, "picture"),
        ("old.html", bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "old Microsoft Office"),
    ):
        with pytest.raises(ReadError, match=says) as caught:
            read(file(name, data))
        assert caught.value.code == "ingest.other-kind"


def test_text_that_speaks_of_html_is_text(file):
    assert read(file("a.txt", b"The <html> element is new.\n")).source.media_type == "text/plain"
