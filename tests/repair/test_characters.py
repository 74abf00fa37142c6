"""Characters that stand for others are mended where it is certain, and only there."""

import pytest

from pipeline.document.flags import flag
from pipeline.families.profile import load
from pipeline.repair import repair
from pipeline.stage import Context
from tests.repair.documents import document, passages, repaired


@pytest.mark.parametrize(
    ("raw", "text", "rule"),
    [
        ("the ofﬁcers", "the officers", "ligature"),
        ("20\u00a0000 tons", "20 000 tons", "blank"),
        ("the\tofficers", "the officers", "blank"),
        ("the  \u00a0 officers", "the officers", "blanks"),
        ("the \u200b officers", "the officers", "blanks"),
        ("offi\u00adcers", "officers", "invisible"),
        ("offi\u200bcers", "officers", "invisible"),
        ("\ufeffofficers", "officers", "invisible"),
        ("non\u2011custodial", "non-custodial", "hyphen"),
        ("offi\x07cers", "officers", "control"),
        ("the \x93new\x94 office", "the “new” office", "control"),
        ("communique\u0301", "communiqué", "composed"),
        ("communiquÃ©", "communiqué", "mojibake"),
        ("the Centreâ€™s office", "the Centre’s office", "mojibake"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", "mojibake"),
        ("Search &amp; rescue", "Search & rescue", "entity"),
        ("the Centre&#8217;s", "the Centre’s", "entity"),
        ("Search&nbsp;teams", "Search teams", "entity"),
        ("M I L E S T O N E S", "MILESTONES", "letter-spacing"),
        ("D R U G  C O N T R O L", "DRUG CONTROL", "letter-spacing"),
        ("O C T O B E R  2 0 1 7", "OCTOBER 2017", "letter-spacing"),
        ("P a g e", "Page", "letter-spacing"),
    ],
)
def test_a_character_is_mended_by_its_rule(raw, text, rule):
    done = repaired(raw)
    assert done.text == text
    assert {edit.rule for edit in done.edits} == {rule}
    assert {edit.kind for edit in done.edits} == {"character"}


@pytest.mark.parametrize(
    "raw",
    [
        *("the “new” office – it’s ‘open’ …", "Şırnak, Ürümqi, Čačak, Đà Nẵng", "ЮНОДК в Ташкенте"),
        *("CAFÉ”", "À–", "L’Ã", "دفتر می\u200cشود", "👩\u200d🔬 at work", "AT&T", "&c; and &foo;"),
        *("A B C D", "vitamins A, B and C", "X Y Z Q W", "H E I D", "5 6 7 8 9", "a b c d e"),
        *("20 000 tons", "日本語の報告", "5 µg", "ﷺ", "R&D; S&P"),
    ],
)
def test_what_may_be_meant_stays(raw):
    assert repaired(raw).text == raw


def test_the_bytes_of_a_mixed_file_become_the_characters_that_were_meant():
    data = "The Centre’s šťastný café".encode() + b" \x93No\x94 \xe9"
    raw = data.decode("latin-1")
    mixed = document(raw).model_copy(update={"flags": (flag("ingest.mixed-encoding", byte="x"),)})
    done = repair(mixed, Context(profile=load("generic"), model="none"))
    assert done.text == "The Centre’s šťastný café “No” é"


def test_indentation_and_the_blanks_between_blocks_are_left_alone():
    raw = "HEADING\n\u00a0\n\t- item\n"
    assert repaired(raw).text == raw


def test_a_passage_begins_and_ends_with_a_visible_character():
    assert passages("\u200b the office \u200b\n\n\ufeff\n\nnext") == ["the office", "next"]
