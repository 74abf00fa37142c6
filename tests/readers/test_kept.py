"""A source is read once while its report is under review, and again when it changes."""

from datetime import date

import pytest

from pipeline.readers import kept, read
from pipeline.readers.kept import keep, read_once


@pytest.fixture
def asked(monkeypatch):
    """The files that are read, of a process that keeps the last."""
    files = []

    def reading(path, *rest):
        files.append(path.name)
        return read(path, *rest)

    monkeypatch.setattr(kept, "read", reading)
    keep()
    yield files
    keep(asked=False)


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("News\n\nMarch 2018\n\nUNDP opened a clinic in Gizo.\n")
    return path


def test_the_same_bytes_are_read_once(asked, letter):
    assert read_once(letter) == read_once(letter) == read(letter)
    assert asked == ["letter.txt"]


def test_other_bytes_another_date_or_sidecar_are_read_again(asked, letter):
    read_once(letter)
    letter.write_text(letter.read_text().replace("Gizo", "Auki"))
    assert "Auki" in read_once(letter).raw
    assert read_once(letter, date(2018, 4, 1)).source.published == date(2018, 4, 1)
    letter.with_suffix(".meta.json").write_text('{"published": "2018-05-01"}')
    assert read_once(letter).source.published == date(2018, 5, 1)
    assert len(asked) == 4


def test_a_process_that_did_not_ask_reads_each_time(asked, letter):
    keep(asked=False)
    read_once(letter)
    read_once(letter)
    assert len(asked) == 2
