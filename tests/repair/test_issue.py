"""The 2017 issue after repair: facts that a person checked."""

from pathlib import Path

import pytest

from pipeline.document.ledger import OffsetMap
from pipeline.document.span import Span
from pipeline.readers import read
from tests.repair.documents import repaired

PATH = Path(__file__).parents[2] / "raw" / "2017-q4.txt"


@pytest.fixture(scope="module")
def done():
    return repaired(read(PATH).raw)


@pytest.fixture(scope="module")
def texts(done):
    return [passage.span.of(done.text) for passage in done.passages]


def test_its_bytes_come_back():
    document = read(PATH)
    assert document.raw.encode(document.source.encoding) == PATH.read_bytes()


@pytest.mark.parametrize(
    "fact",
    [
        "hundreds of tons of precursor chemicals being diverted",
        "in consultation with UNODC ROCA. The document identifies",
        "Russia, China, Turkey, Iran",
        "UNODC provides assistance to Turkmenistan and other countries",
        "incarceration of people who use drugs for non-violent crimes",
        "Bureau of International Narcotics and Law Enforcement Affairs, launched programmatic",
        "strengthening ongoing law enforcement reforms",
        "evidence-based treatment",
        "on-going investigations",
    ],
)
def test_what_the_layout_broke_is_whole(texts, fact):
    assert any(fact in text for text in texts)


@pytest.mark.parametrize(
    "whole",
    [
        "Drug Prevention, Treatment and Reintegration and HIV Prevention",
        "The Criminal Justice Response to Trafficking in Persons",
        "Criminal Justice, Crime Prevention and Integrity",
        "Alternatives to Incarceration",
        "Forensic laboratories",
        "Donors",
        "NOVEMBER",
        "THE UZBEKISTAN-UNODC ROAD MAP",
        "Law enforcement officers",
        "Opioid Substitution treatment",
        "New never hoactive substances",
    ],
)
def test_headings_and_items_stand_alone(texts, whole):
    assert whole in texts


def test_a_sentence_that_ends_within_quotation_marks_is_not_glued_to_the_next(texts):
    assert (
        '"With 183 parties, we are nearly there, but there is a need to go still further.' in texts
    )


def test_the_stray_bullets_and_the_lone_letter_are_dropped(done):
    noise = [edit.before for edit in done.edits if edit.kind == "noise"]
    assert noise == ["· ", "- İ", "· "]


def test_nothing_is_moved_and_only_what_is_broken_is_joined(done):
    assert [edit.kind for edit in done.edits].count("move") == 0
    joins = [edit.rule for edit in done.edits if edit.kind in {"join", "hyphen"}]
    assert sorted(joins) == sorted(["hyphen"] * 3 + ["heading"] * 3 + ["sentence"] * 3)


def test_the_damaged_word_is_a_suggestion(done):
    (suggestion,) = done.suggestions
    assert suggestion.replacement == "psychoactive"
    assert "New never hoactive substances" in done.text


def test_a_word_broken_over_a_page_is_found_in_the_source(done):
    at = done.text.index("precursor")
    raw = OffsetMap(len(done.text), done.edits).to_raw(Span(start=at, end=at + len("precursor")))
    assert raw.of(done.raw).split() == ["pre-", "cursor"]
