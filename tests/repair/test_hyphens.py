"""A word that is broken at a hyphen: one word, a true compound, or nobody can say."""

import pytest

from pipeline.repair.glue import glue
from pipeline.repair.words import ReportWords
from tests.repair.documents import passages, repaired


@pytest.mark.parametrize(
    "word",
    [
        *("pre-cursor", "labora-tory", "re-ported", "inter-national", "under-standing"),
        *("be-tween", "de-cember", "co-operation", "on-going", "criminal-ised", "pris-on"),
        *("Uzbeki-stan", "Chi-na", "Mirzi-yoyev", "Fedo-tov", "Tash-kent", "Kyrgyz-stan"),
        *("with-in", "some-one", "ﬁnan-cial", "offi-cers", "traf-ﬁcking"),
    ],
)
def test_the_halves_of_one_word_are_joined(word):
    assert ReportWords("").broken(*word.split("-")) == "join"


@pytest.mark.parametrize(
    "word",
    [
        *("law-enforcement", "long-term", "evidence-based", "decision-making", "two-thirds"),
        *("anti-corruption", "non-custodial", "sub-regional", "non-communicable"),
        *("COVID-19", "2017-2019", "UNICEF-supported", "Afghan-led", "Asia-Pacific", "MoH-led"),
        *("policy-relevant", "drug-free", "self-financed", "ex-minister", "all-female"),
    ],
)
def test_a_true_compound_keeps_its_hyphen(word):
    assert ReportWords("").broken(*word.split("-")) == "keep"


@pytest.mark.parametrize("word", ["KN-OMAD", "CAR-ICC"])
def test_capitals_that_nothing_explains_are_left_in_doubt(word):
    assert ReportWords("").broken(*word.split("-")) == "unsure"


@pytest.mark.parametrize(
    ("raw", "verdict"),
    [
        ("CARICC met. Then CARICC left.", "join"),
        ("CAR-ICC met.", "keep"),
        ("", "unsure"),
    ],
)
def test_what_the_report_writes_elsewhere_decides_first(raw, verdict):
    assert ReportWords(raw).broken("CAR", "ICC") == verdict


def test_the_report_outweighs_the_language():
    assert ReportWords("the law-enforcement agencies").broken("law", "enforcement") == "keep"
    assert ReportWords("lawenforcement lawenforcement").broken("law", "enforcement") == "join"
    assert ReportWords("a micro-finance bank").broken("micro", "finance") == "keep"


@pytest.mark.parametrize(
    ("one", "two", "whole"),
    [
        ("tons of pre-", "cursor chemicals", "tons of precursor chemicals"),
        ("the law-", "enforcement bodies", "the law-enforcement bodies"),
        ("in 2017-", "2019 the plan", "in 2017-2019 the plan"),
        ("the 2017–", "2019 plan", "the 2017–2019 plan"),
        ("the COVID-", "19 crisis", "the COVID-19 crisis"),
        ("short- and", "long-term aid", "short- and long-term aid"),
        ("short-", "and long-term aid", "short- and long-term aid"),
        ("a face-", "to-face talk", "a face-to-face talk"),
        ("a face-to-", "face talk", "a face-to-face talk"),
        ("a sen-", "ior officer", "a senior officer"),
        ("a sen\u00ad", "ior officer", "a senior officer"),
        ("the seni-", "or officer", "the senior officer"),
        ("the office -", "the oldest - moved", "the office - the oldest - moved"),
        ("the office—", "the oldest—moved", "the office—the oldest—moved"),
        ("Dushanbe–", "Khorog road", "Dushanbe–Khorog road"),
        ("agencies/", "ministries took part", "agencies/ministries took part"),
        ("officers from", "the north", "officers from the north"),
        (
            "see https://example.org/",
            "reports for more",
            "see https://example.org/reports for more",
        ),
    ],
)
def test_the_lines_of_a_paragraph_are_joined(one, two, whole):
    frame = "The experts who met in the capital last week spoke about "
    raw = f"{frame}{one}\n{two}, and the ministry agreed."
    (passage,) = passages(raw)
    assert passage == f"{frame}{whole}, and the ministry agreed."


def test_a_broken_word_that_nothing_explains_keeps_its_hyphen_and_is_flagged():
    done = repaired("The experts of the body named KN-\nOMAD met in the capital last week.")
    assert "named KN-OMAD met" in done.text
    (flag,) = done.flags
    assert flag.code == "repair.broken-word"
    assert flag.span.of(done.text) == "KN-OMAD"
    assert "'KNOMAD'" in flag.message


def test_a_hyphen_that_stays_is_itself_its_raw_character():
    done = repaired("The experts of the law-\nenforcement bodies met in the capital.")
    (edit,) = done.edits
    assert (edit.before, edit.after, edit.kind, edit.rule) == ("\n", "", "hyphen", "hyphen-kept")


@pytest.mark.parametrize("two", ["cursor", "Cursor", "19", "- x", "(a)"])
def test_glue_never_drops_anything_but_a_hyphen(two):
    made = glue("pre", "e-", two, ReportWords(""), "line")
    assert made.after in {"", " "}
