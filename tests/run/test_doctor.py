"""The doctor, on this machine as it is and on ones that lack something."""

import stat

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.run import doctor as doctor_module

PARTS = ["Python", "output", "Tesseract", "fonts", "spaCy model"]


@pytest.fixture
def doctor(tmp_path, monkeypatch):
    def run(*options, path=None):
        if path is not None:
            monkeypatch.setenv("PATH", str(path))
        command = ["doctor", "--out", tmp_path / "a" / "out", *options]
        done = CliRunner().invoke(app, list(map(str, command)))
        lines = done.stdout.splitlines()
        assert [line[8:].partition(":")[0] for line in lines] == PARTS
        return done.exit_code, {line[8:].partition(":")[0]: line for line in lines}

    return run


@pytest.fixture
def tesseract(tmp_path):
    """A PATH with a Tesseract on it that says of itself what it is told to say."""

    def script(body):
        program = tmp_path / "bin" / "tesseract"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return program.parent

    return script


def test_on_a_whole_machine_all_is_well_and_nothing_is_made(doctor, tesseract, tmp_path):
    path = tesseract(
        'case "$1" in --version) echo tesseract 5.3.0;; *) echo "List (1):"; echo eng;; esac'
    )
    code, lines = doctor(path=path)
    assert code == 0
    assert all(line.startswith("ok ") for part, line in lines.items() if part != "fonts")
    assert "5.3.0" in lines["Tesseract"]
    assert not (tmp_path / "a").exists()


def test_without_anything_on_the_path_the_rest_still_runs(doctor, tmp_path):
    code, lines = doctor(path=tmp_path)
    assert code == 0
    assert lines["Tesseract"].startswith("failed")
    assert "apt-get install tesseract-ocr (not needed)" in lines["Tesseract"]
    assert lines["spaCy model"].startswith("ok ")


def test_a_machine_without_fonts_is_told_how_to_get_them(doctor, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor_module, "FONTS", (tmp_path / "none",))
    code, lines = doctor()
    assert code == 0
    assert lines["fonts"].startswith("failed")
    assert "apt-get install fonts-dejavu-core (not needed)" in lines["fonts"]
    (tmp_path / "none" / "truetype").mkdir(parents=True)
    (tmp_path / "none" / "truetype" / "a.ttf").touch()
    assert doctor()[1]["fonts"].startswith("ok ")


@pytest.mark.parametrize("body", ["exit 3", "echo nonsense", "echo 'List (1):'; echo fra"])
def test_a_tesseract_that_cannot_read_english_fails(doctor, tesseract, body):
    code, lines = doctor(path=tesseract(body))
    assert code == 0
    assert lines["Tesseract"].startswith("failed")


@pytest.mark.parametrize(
    ("option", "value", "part", "mend"),
    [
        ("--out", "/proc/no/out", "output", "--out"),
        ("--out", f"{__file__}/out", "output", "--out"),
        ("--model", "no_such_model", "spaCy model", "--model"),
    ],
)
def test_what_is_needed_and_missing_ends_with_1(doctor, option, value, part, mend):
    code, lines = doctor(option, value)
    assert code == 1
    assert lines[part].startswith("failed")
    assert mend in lines[part]
