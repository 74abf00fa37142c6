"""A run over good and bad input: clear errors, and nothing lost."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint

import pipeline.tables as check_module
from pipeline.decisions.journal import JOURNAL
from pipeline.document.errors import ConfigError
from pipeline.run import Options, changes, run
from pipeline.write import FINGERPRINT
from pipeline.write.fingerprint import ocr_version, rules_hash

ROOT = Path(__file__).parents[2]
MILESTONES = [sys.executable, "-m", "pipeline.cli"]

BAD = {
    "empty.txt": (b"", "ingest.empty"),
    "blank.txt": (b" \n\n\t\n", "ingest.empty"),
    "binary.txt": (bytes(range(256)) * 40, "ingest.binary"),
    "huge.txt": (b"All work and no play. " * 2_400_000, "ingest.too-large"),
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_its_code(folder, tmp_path, name):
    content, code = BAD[name]
    (folder / name).write_bytes(content)
    (outcome,) = run([folder / name], Options(out=tmp_path / "out"))
    record = json.loads(outcome.folder.read_text())
    assert outcome.error.code == record["code"] == code
    assert len(record["sha256"]) == 64


def test_a_missing_file_is_refused(tmp_path):
    (outcome,) = run([tmp_path / "no.txt"], Options(out=tmp_path / "out"))
    assert outcome.error.code == "ingest.missing"


def test_bad_input_does_not_stop_the_others(folder, tmp_path):
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text("On 5 May 2019 the court in Dushanbe trained ten judges.\n")
    out = tmp_path / "out"
    done = subprocess.run(
        [*MILESTONES, "run", str(folder), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert (out / "good" / "mentions.csv").read_text().count("\n") > 2
    assert len(list((out / "quarantine").iterdir())) == len(BAD)


def test_a_report_without_months_is_sections_and_flagged(folder, tmp_path):
    path = folder / "plain.txt"
    path.write_text(
        "Annual note\n\nThe laboratory in Osh was opened on 4 June 2019.\n\nIt has nine rooms.\n"
    )
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    tables = outcome.report.tables
    assert not tables["milestones"]
    assert tables["sections"]
    assert tables["flags"]


def test_another_tesseract_is_a_change_for_pdfs_alone(folder, tmp_path, monkeypatch):
    text, page = folder / "note.txt", folder / "page.pdf"
    text.write_text("Ten judges were trained.")
    weasyprint.HTML(string="<p>Ten judges were trained.</p>").write_pdf(page)
    options = Options(out=tmp_path / "out")
    list(run([text, page], options))
    assert [changes(path, options) for path in (text, page)] == [(), ()]
    command = tmp_path / "bin" / "tesseract"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\necho tesseract 99.0\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}:{os.environ['PATH']}")
    ocr_version.cache_clear()
    assert [changes(path, options) for path in (text, page)] == [(), ("ocr",)]
    ocr_version.cache_clear()


def test_latin_1_text_keeps_its_accents_and_its_bytes(folder, tmp_path):
    path = folder / "old.txt"
    content = (
        "Le séminaire a été organisé à Genève en février 2018 avec l'aide de l'équipe régionale. "
        "Les élèves ont été formés à la sécurité des frontières pendant la même année."
    ).encode("cp1252")
    path.write_bytes(content)
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    assert (outcome.folder / "source.txt").read_bytes() == content
    assert "Genève" in (outcome.folder / "text.txt").read_text()
    assert "ingest.encoding-guessed" in {flag.code for flag in outcome.report.tables["flags"]}


def test_a_defect_over_one_report_is_recorded_and_does_not_stop_the_others(
    folder, tmp_path, monkeypatch
):
    (folder / "a.txt").write_text("On 5 May 2019 the court in Dushanbe met.")
    (folder / "b.txt").write_text("On 6 May 2019 the court in Dushanbe met.")
    whole = check_module.check

    def failing(document, context):
        if document.source.name == "a.txt":
            raise ZeroDivisionError("planted")
        return whole(document, context)

    monkeypatch.setattr(check_module, "check", failing)
    first, second = run([folder / "a.txt", folder / "b.txt"], Options(out=tmp_path / "out"))
    assert first.error.code == "run.defect"
    assert "planted" in json.loads(first.folder.read_text())["message"]
    assert second.error is None


def test_a_folder_that_cannot_be_written_is_a_clear_error(folder, tmp_path):
    (folder / "a.txt").write_text("On 5 May 2019 the court met.")
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(ConfigError, match="cannot be written"):
        list(run([folder / "a.txt"], Options(out=tmp_path / "out")))


def test_an_unknown_model_is_a_usage_error(folder, tmp_path):
    (folder / "a.txt").write_text("On 5 May 2019 the court met.")
    done = subprocess.run(
        [*MILESTONES, "run", str(folder), "--out", str(tmp_path), "--model", "no_such_model"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert "config.model" in done.stderr


def test_a_sidecar_gives_the_date_that_last_week_counts_from(folder, tmp_path):
    (folder / "a.txt").write_text("Last week the parliament of Nepal adopted the law.")
    (folder / "a.meta.json").write_text('{"published": "2018-01-15"}')
    (outcome,) = run([folder / "a.txt"], Options(out=tmp_path / "out"))
    assert [row.value for row in outcome.report.tables["dates"]] == ["2018-01-08/2018-01-14"]


@pytest.fixture
def extracted(folder, tmp_path):
    """A report that was extracted, and the options of a run that passes over it."""
    path = folder / "report.txt"
    path.write_text("On 5 May 2019 the court in Dushanbe trained ten judges.")
    options = Options(out=tmp_path / "out", force=False)
    (first,) = run([path], options)
    assert first.error is None
    return path, options


def test_what_has_not_changed_is_passed_over(extracted):
    path, options = extracted
    (again,) = run([path], options)
    assert again.unchanged
    assert changes(path, options) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path, _: path.write_text("On 6 May 2019 the court in Dushanbe met."), "input"),
        (
            lambda path, _: path.with_suffix(".meta.json").write_text(
                '{"published": "2019-06-01"}'
            ),
            "sidecar",
        ),
        (lambda path, out: (out / path.stem / JOURNAL).write_text("{}\n"), "review"),
        (lambda path, out: (out / path.stem / "report.json").unlink(), "new"),
        (lambda path, out: (out / path.stem / FINGERPRINT).unlink(), "new"),
        (lambda path, out: (out / path.stem / FINGERPRINT).write_text("{"), "new"),
    ],
)
def test_what_has_changed_is_run_again_and_the_reason_told(extracted, change, reason):
    path, options = extracted
    change(path, options.out)
    assert changes(path, options) == (reason,)
    (again,) = run([path], options)
    assert not again.unchanged
    assert changes(path, options) == ()


def test_other_options_and_another_model_are_a_change(extracted):
    path, options = extracted
    assert changes(path, replace(options, family="generic")) == ("options",)
    assert changes(path, replace(options, model="another")) == ("rules",)


def test_another_version_of_a_library_or_of_a_model_s_folder_is_a_change(
    extracted, tmp_path, monkeypatch
):
    path, options = extracted
    before = rules_hash(str(tmp_path))
    (tmp_path / "meta.json").write_text('{"version": "2"}')
    rules_hash.cache_clear()
    assert rules_hash(str(tmp_path)) != before
    monkeypatch.setattr("pipeline.write.fingerprint.version_of", lambda name: f"{name} 99")
    rules_hash.cache_clear()
    assert changes(path, options) == ("rules",)
    rules_hash.cache_clear()


def test_a_dry_run_says_why_and_writes_nothing(extracted):
    path, options = extracted
    (path.parent / "next.txt").write_text("On 6 May 2019 the court in Dushanbe met.")
    done = subprocess.run(
        [*MILESTONES, "run", str(path.parent), "--out", str(options.out), "--dry-run"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines() == [f"{path.parent}/next.txt: new", f"{path}: unchanged"]
    assert not (options.out / "next").exists()
