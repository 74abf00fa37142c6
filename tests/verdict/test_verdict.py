"""How well reports were read: each cause on a report that has it, and none on one read well."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.console import running
from pipeline.console.running import run_with_progress
from pipeline.run import Options, run
from pipeline.verdict import verdict
from pipeline.verdict.finding import Finding

ROOT = Path(__file__).parents[2]
ISSUE = ROOT / "raw" / "2017-q4.txt"
MONTHS = ("OCTOBER", "NOVEMBER", "DECEMBER")
STORY = (
    "On {day} May 2019 the Ministry of Justice of Ghana trained {count} judges in Accra. "
    "They came from all regions, and they asked for a second course in the year to come. "
)
BESIDE = (
    "The harbour of Tema has a new",
    "guard house since the summer. Its",
    "officers look at each ship that",
    "comes in, and at what it bears, for",
    "as long as the tide lets them.",
    "Nobody may pass without a paper.",
)
GERMAN = (
    "Die Schulung der Richterinnen und Richter dauerte drei Tage und fand in der Hauptstadt statt. "
    "Danach besuchten alle Teilnehmenden das Gericht und sprachen mit den Menschen vor Ort. "
)


@pytest.fixture
def read_(tmp_path):
    """Runs a text and gives its report."""

    def run_text(text):
        path = tmp_path / "letter.txt"
        path.write_text(text)
        (outcome,) = run([path], Options(out=tmp_path / "out"))
        assert outcome.error is None, outcome.error
        return outcome.report

    return run_text


def letter(*, stories=6, title="Courses for judges"):
    told = "\n\n".join(STORY.format(day=day, count=10 + day) for day in range(3, 3 + stories))
    return f"Letter of the courts\n\n{title}\n\n{told}\n"


def causes(report):
    return {cause.code: cause for cause in report.verdict.causes}


def of_verdict(report):
    return [row for row in report.tables["flags"] if row.code.startswith("verdict.")]


@pytest.mark.parametrize("text", [letter(), ISSUE.read_text()], ids=["letter", "issue"])
def test_a_report_that_was_read_well_has_no_cause(read_, text):
    report = read_(text)
    assert (report.verdict.reading, report.verdict.causes) == ("well", ())
    assert of_verdict(report) == []


def test_a_family_of_months_whose_months_are_not_found_was_read_badly(read_):
    lines = ISSUE.read_text().splitlines()
    heading = re.compile(r"^\W*(October|November|December)\W*$", re.IGNORECASE)
    lost = [line for line in lines if not heading.match(line)]
    assert len(lines) - len(lost) == len(MONTHS)
    report = read_("\n".join(lost))
    assert report.verdict.reading == "badly"
    cause = causes(report)["verdict.months-not-found"]
    assert (cause.severity, cause.count) == ("error", cause.of)


def test_the_months_of_the_period_that_have_no_heading_are_named(read_):
    lines = ISSUE.read_text().splitlines()
    lost = [line for line in lines if not re.match(r"^\W*November\W*$", line, re.IGNORECASE)]
    cause = causes(read_("\n".join(lost)))["verdict.months-not-found"]
    assert (cause.severity, cause.count, cause.of) == ("warning", 1, len(MONTHS))
    assert "2017-11" in cause.message


def test_a_report_that_has_most_signs_of_a_family_says_that_it_may_be_of_it(read_):
    story = STORY.format(day=3, count=9)
    text = f"Milestones\n\nApril\n\n{story}\n\nMay\n\n{story}"
    assert "verdict.family-unsure" in causes(read_(text))


@pytest.mark.parametrize("strip", [True, False], ids=["a strip", "ragged"])
def test_lines_that_run_over_two_columns_are_an_error_where_no_strip_parts_them(read_, strip):
    left = [
        "The judges of the north met in",
        "Tamale on 3 May 2019. They spoke",
        "of the courses of the year, and of",
        "the books that they still want to",
        "have. A second course begins when",
        "the rains are over and roads dry.",
    ]
    pairs = zip(left, BESIDE, strict=True)
    widths = [40] * len(left) if strip else [36, 72, 48, 60, 40, 80]
    lines = (f"{one:<{width}}    {two}" for (one, two), width in zip(pairs, widths, strict=True))
    report = read_(letter() + "\n" + "\n".join(lines))
    if strip:
        assert "verdict.columns-together" not in causes(report)
        return
    assert report.verdict.reading == "badly"
    assert causes(report)["verdict.columns-together"].count == len(BESIDE)


def test_a_table_of_contents_and_a_line_with_a_page_number_are_no_columns(read_):
    text = letter() + "\n" + "\n".join(f"Courses of the month {n:<20}{n}" for n in range(3, 9))
    assert "verdict.columns-together" not in causes(read_(text))


def test_text_that_falls_into_single_words_is_told_of(read_):
    torn = "the court hears a case of fraud at sea while it still rains in Tema".replace(
        " ", "\n\n"
    )
    cause = causes(read_(f"{STORY.format(day=3, count=9)}\n\n{torn}"))["verdict.single-words"]
    assert cause.severity == "error"


def test_a_page_that_nothing_could_read_is_an_error(tmp_path):
    pages = ROOT / "raw" / "example-2021-q2.pdf"
    picture = pypdfium2.PdfDocument(pages)[0].render(scale=1).to_pil()
    picture.save(tmp_path / "picture.pdf", resolution=72)
    with pikepdf.open(pages) as letter_, pikepdf.open(tmp_path / "picture.pdf") as scan:
        of = len(letter_.pages) + 1
        letter_.pages.extend(scan.pages)
        letter_.save(tmp_path / "letter.pdf")
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "run",
        tmp_path / "letter.pdf",
        "--out",
        tmp_path,
    ]
    without_tesseract = {**os.environ, "PATH": ""}
    subprocess.run(command, check=True, cwd=ROOT, env=without_tesseract)
    judged = json.loads((tmp_path / "letter" / "report.json").read_text())["verdict"]
    assert judged["reading"] == "badly"
    worst = judged["causes"][0]
    assert (worst["code"], worst["count"], worst["of"]) == ("verdict.pages-unread", 1, of)


def test_text_under_no_heading_is_told_of(read_):
    text = "\n\n".join(STORY.format(day=day, count=day) for day in range(3, 9))
    report = read_(text)
    cause = causes(report)["verdict.text-in-no-section"]
    assert (cause.severity, cause.count) == ("error", cause.of)


def test_dated_items_of_which_none_gave_an_event_are_told_of(read_):
    items = "\n".join(
        f"- blue lamps, green lamps and very small lamps of {day} May 2019" for day in range(3, 9)
    )
    cause = causes(read_(f"{letter()}\n\nLamps of the house\n\n{items}\n"))["verdict.untold-items"]
    assert (cause.severity, cause.count, cause.of) == ("error", 6, 6)
    assert "blue lamps, green lamps" in cause.message


def test_a_report_in_which_no_event_was_found_was_read_badly(read_):
    still = "The lamp of the house is blue, and its door is green, as are the doors of the town. "
    report = read_("Letter of the house\n\nThe lamp\n\n" + still * 20)
    assert report.verdict.reading == "badly"
    assert "verdict.no-events" in causes(report)


def test_text_in_another_language_is_told_of_by_its_share(read_):
    report = read_(letter() + "\nSchulung\n\n" + "\n\n".join([GERMAN] * 3))
    cause = causes(report)["verdict.other-languages"]
    assert cause.severity == "warning"
    assert 0 < cause.count < cause.of
    assert "German" in cause.message


def test_dates_that_nothing_gives_a_year_are_told_of(read_):
    text = letter().replace(" 2019", "")
    assert causes(read_(text))["verdict.dates-without-value"].count == 6


def test_the_flags_of_the_verdict_are_its_causes_and_stand_first(read_):
    text = "\n\n".join(STORY.format(day=day, count=day).replace(" 2019", "") for day in range(3, 9))
    report = read_(text)
    rows = of_verdict(report)
    assert len(rows) > 1
    assert list(report.tables["flags"])[: len(rows)] == rows
    found = [(row.code, row.severity, row.message) for row in rows]
    assert found == [(cause.code, cause.severity, cause.message) for cause in report.verdict.causes]


def test_the_worst_cause_stands_first_and_decides():
    half = Finding("verdict.no-events", 5, 10)
    some = Finding("verdict.no-events", 2, 10)
    assert verdict([half, some]).reading == "badly"
    assert verdict([some]).reading == "in part"
    assert verdict([]).reading == "well"
    assert sorted([some, half], key=lambda finding: finding.rank) == [half, some]


def test_many_flags_of_an_ordinary_inference_are_one_row(read_):
    text = (
        letter()
        + "\n\n"
        + "\n\n".join(
            f"The police of Ghana met in {town}, Ghana, on 9 June 2019."
            for town in ("Qorbu", "Zamtil")
        )
    )
    rows = [row for row in read_(text).tables["flags"] if row.code == "place.unlisted"]
    assert len(rows) == 1
    assert all(town in rows[0].message for town in ("Qorbu", "Zamtil"))
    assert rows[0].row_id is None


def test_a_single_inference_keeps_the_row_that_it_is_about(read_):
    text = letter() + "\n\nThe police of Ghana met in Qorbu, Ghana, on 9 June 2019."
    report = read_(text)
    (row,) = [row for row in report.tables["flags"] if row.code == "place.unlisted"]
    assert row.row_id in {place.place_id for place in report.tables["places"]}


@pytest.fixture
def badly_read(tmp_path):
    path = tmp_path / "bare.txt"
    path.write_text("\n\n".join(STORY.format(day=day, count=day) for day in range(3, 9)))
    return path


def test_the_summary_says_how_well_a_report_was_read_and_why(badly_read, tmp_path, capsys):
    run_with_progress([badly_read], Options(out=tmp_path / "out"))
    told = capsys.readouterr().out
    assert "read badly" in told
    assert "stand under no heading" in told


def test_the_summary_of_very_many_names_those_read_badly(badly_read, tmp_path, capsys, monkeypatch):
    fine = tmp_path / "fine.txt"
    fine.write_text(letter())
    monkeypatch.setattr(running, "LISTED", 1)
    run_with_progress([badly_read, fine], Options(out=tmp_path / "out"))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "read badly" in line]
    assert "bare.txt" in line


def test_the_verdict_is_in_the_account_of_the_run_and_in_the_report(badly_read, tmp_path):
    out = tmp_path / "out"
    run_with_progress([badly_read], Options(out=out))
    (account,) = json.loads((out / "run.json").read_text())["reports"]
    report = json.loads((out / "bare" / "report.json").read_text())
    assert account["verdict"] == report["verdict"]
    assert report["verdict"]["reading"] == "badly"
