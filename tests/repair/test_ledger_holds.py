"""Whatever the text and its blocks: the ledger gives the raw text back, and nothing is invented."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings

from pipeline.document.ledger import OffsetMap, reverse
from pipeline.document.span import Span
from tests.repair.documents import TEXTS, documents, repaired

ROOT = Path(__file__).parents[2]
ISSUE = (ROOT / "raw" / "2017-q4.txt").read_text("utf-8")


def check(done):
    """What holds of every repaired document."""
    text, edits = done.text, done.edits
    assert reverse(text, edits) == done.raw
    offsets = OffsetMap(len(text), edits)
    at = 0
    for passage in done.passages:
        assert at <= passage.span.start < passage.span.end <= len(text)
        assert passage.blocks
        at = passage.span.end
        words = passage.span.of(text)
        assert words == words.strip()
    for edit in edits:
        assert edit.before == edit.raw.of(done.raw)
        assert edit.after == edit.text.of(text)
    edited = {i for edit in edits for i in range(edit.text.start, edit.text.end)}
    for at, character in enumerate(text):
        raw = offsets.to_raw(Span(start=at, end=at + 1))
        assert len(raw) > 0
        if at not in edited:
            assert raw.of(done.raw) == character
    for item in (*done.suggestions, *(flag for flag in done.flags if flag.span)):
        assert item.span.end <= len(text)


@given(TEXTS)
@settings(max_examples=300)
def test_of_any_text(raw):
    check(repaired(raw))


@given(documents())
@settings(max_examples=300)
def test_of_any_text_with_any_blocks(made):
    raw, blocks = made
    check(repaired(raw, *blocks))


def test_of_the_2017_issue():
    check(repaired(ISSUE))


@given(TEXTS)
def test_repair_keeps_every_letter_and_figure_that_it_does_not_account_for(raw):
    done = repaired(raw)
    mended = {"mojibake", "entity", "ligature", "composed", "control", "mixed-encoding"}
    if any(edit.rule in mended or edit.kind == "noise" for edit in done.edits):
        return
    assert sorted(filter(str.isalnum, done.text)) == sorted(filter(str.isalnum, raw))


@pytest.mark.parametrize(
    "piece",
    [
        "ab-\n",
        "Short line\n\n",
        "\xa0a",
        "Ã© ",
        "• \n",
        "A ",
        ".",
        "(",
        "&amp",
        "www.a.b/",
        "half a\n\n",
    ],
)
def test_time_grows_no_faster_than_the_text(piece):
    def seconds(times: int) -> float:
        started = process_time()
        repaired(piece * times)
        return process_time() - started

    seconds(10)
    small, large = seconds(1_000), seconds(8_000)
    # Eight times the text; a quadratic pass would take 64 times as long.
    assert large < 30 * small + 0.2
