"""Each report says how well it was read, and why not better, the worst first."""

import json

import pytest
from rich.console import Console

from pipeline.console.running import print_summary
from pipeline.document.flags import flag
from pipeline.families.profile import load
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.verdict import judge
from pipeline.write.report import read_table

PROSE = (
    "On 4 March 2021 the Office opened a reading room in Moroni with the Ministry of Education of "
    "the Comoros, which pays the staff. Before that, pupils had walked for an hour to the nearest "
    "shelf, and most of them had never borrowed a book. The mayor thanked all who had helped. "
)
LETTER = "Island Letter\nJanuary – March 2021\n\n"
ISSUE = """UNODC ROCA Milestones
UNODC Regional Office for Central Asia
October – December 2019

{body}
"""


@pytest.fixture
def outcome(tmp_path):
    """What a run over a text ends with."""

    def made(text, name="letter.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        (found,) = run([path], Options(out=tmp_path / "out"))
        assert found.error is None
        return found

    return made


def codes(outcome):
    return [cause.code.removeprefix("verdict.") for cause in outcome.verdict.causes]


def cause(outcome, code):
    return next(cause for cause in outcome.verdict.causes if cause.code == f"verdict.{code}")


def test_a_report_that_was_read_well_has_no_causes(outcome):
    found = outcome(f"{LETTER}A reading room in Moroni\n\n{PROSE}\n\nSeeds\n\n{PROSE}\n")
    assert found.verdict.reading == "well"
    assert codes(found) == []


def test_the_verdict_stands_in_report_json_and_its_causes_are_flags(outcome):
    found = outcome(f"{LETTER}{PROSE * 4}\n")
    stored = json.loads((found.folder / "report.json").read_bytes())["verdict"]
    assert stored == found.verdict.model_dump(mode="json")
    flags = read_table(found.folder, "flags")[: len(stored["causes"])]
    assert [(f["code"], f["severity"], f["message"]) for f in flags] == [
        (c["code"], c["severity"], c["message"]) for c in stored["causes"]
    ]


def test_months_of_the_family_that_were_lost_are_an_error(outcome):
    body = f"RESULTS OF THE QUARTER\n\n{PROSE * 2}\n\nSEEDS FOR THE VALLEY\n\n{PROSE}\n"
    found = outcome(ISSUE.format(body=body))
    assert found.rows["milestones"] == 0
    lost = cause(found, "months-not-found")
    assert (lost.severity, lost.count, lost.of) == ("error", 3, 3)
    assert "2019-10, 2019-11, 2019-12" in lost.message
    assert found.verdict.reading == "badly"


def test_one_month_of_three_that_is_missing_is_a_warning(outcome):
    body = "".join(f"{month}\n\n{PROSE}\n\n" for month in ("OCTOBER", "NOVEMBER"))
    found = outcome(ISSUE.format(body=body))
    lost = cause(found, "months-not-found")
    assert (lost.severity, lost.count, lost.of) == ("warning", 1, 3)
    assert "2019-12" in lost.message


def test_a_report_that_is_half_of_a_family_says_so(outcome):
    found = outcome(f"Milestones\n\nA reading room\n\n{PROSE}\n\nSeeds\n\n{PROSE}\n")
    assert "unodc-roca-milestones" in cause(found, "family-unsure").message


def test_text_without_any_heading_stands_under_none(outcome):
    found = outcome(f"{PROSE * 4}\n\n{PROSE * 2}\n")
    lost = cause(found, "text-in-no-section")
    assert lost.severity == "error"
    assert lost.count == lost.of > 200


def test_a_long_report_without_an_event_was_read_badly(outcome):
    quiet = "The road along the coast is long, and the sea beside it is blue and rather cold. "
    found = outcome(f"{LETTER}The coast\n\n{quiet * 12}\n")
    assert codes(found) == ["no-events"]
    assert found.verdict.reading == "badly"


def test_text_in_another_language_is_counted(outcome):
    french = "La route le long de la côte est longue, et la mer à côté est bleue et assez froide. "
    found = outcome(f"{LETTER}Moroni\n\n{PROSE * 2}\n\nLa côte\n\n{french * 2}\n")
    assert "(fr)" in cause(found, "other-languages").message


def test_text_that_falls_into_single_words_is_told(outcome):
    torn = "\n\n".join(PROSE.split())
    found = outcome(f"{LETTER}A reading room in Moroni\n\n{PROSE}\n\n{torn}\n")
    assert "single-words" in codes(found)
    assert found.verdict.reading == "badly"


def test_dated_items_without_an_event_are_counted(outcome):
    items = "".join(
        f"- {day} March 2021, a blue and rather cold sea beside the long road\n" for day in (2, 3)
    )
    found = outcome(f"{LETTER}A reading room\n\n{PROSE * 2}\n\nThe coast\n\n{items}")
    untold = cause(found, "untold-items")
    assert (untold.count, untold.of) == (2, 2)


def test_the_worst_cause_comes_first(outcome):
    torn = "\n\n".join(PROSE.split())
    months = "".join(f"{month}\n\n{PROSE}\n\n" for month in ("OCTOBER", "NOVEMBER"))
    found = outcome(ISSUE.format(body=months + torn))
    severities = [cause.severity for cause in found.verdict.causes]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}


def test_pages_that_were_not_read_are_counted(outcome):
    document = read(outcome(f"{LETTER}{PROSE}").path)
    missing = flag("pdf.unread", page=2, reason="it is a picture", why="there is no OCR")
    source = document.source.updated(pages=3)
    document = document.model_copy(update={"flags": (missing,), "source": source})
    (found,) = judge(document, load("generic"), [])
    assert (found.code, found.severity) == ("verdict.pages-unread", "error")
    assert (found.count, found.of) == (1, 3)


def test_the_summary_of_a_run_says_how_well_each_report_was_read(outcome):
    well = outcome(f"{LETTER}A reading room in Moroni\n\n{PROSE}\n", "well.txt")
    badly = outcome(f"{PROSE * 4}\n", "badly.txt")
    console = Console(record=True, width=120)
    print_summary(console, [well, badly])
    said = console.export_text()
    assert "read well" in said
    assert f"read badly\n        error: {badly.verdict.causes[0].message}" in said


def test_ordinary_inferences_are_one_line(outcome):
    villages = ("Bangoi", "Itsandra", "Hahaya", "Mitsoudje")
    events = "".join(f"A course for teachers in {v} was held on 3 March 2021. " for v in villages)
    found = outcome(f"{LETTER}Courses\n\n{events}\n\nMoroni\n\n{PROSE}\n")
    flags = read_table(found.folder, "flags")
    nobody = [row for row in flags if row["code"] == "event.no-doer"]
    assert len(nobody) == 1
    assert len(read_table(found.folder, "events")) >= len(villages)
    assert not nobody[0]["row_id"]
