"""Acronyms and aliases: how they are defined, and what a definition does to the whole report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Acronym, Mention
from pipeline.document.candidates import Candidate
from pipeline.document.span import Span
from pipeline.names.acronyms import acronyms, aliases, spread


def span_of(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def candidate(text, words, label="ORG", method="head"):
    span = span_of(text, words)
    return Candidate(span.start, span.end, label, method)


def pairs(text, *candidates):
    span = Span(start=0, end=len(text))
    return [(a.short.of(text), a.long.of(text), a.label) for a in acronyms(text, span, candidates)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the Lake Guard Service (LGS) came", ("LGS", "Lake Guard Service", None)),
        ("a group of lake users (GLU) came", ("GLU", "group of lake users", None)),
        ("the LGS (Lake Guard Service) came", ("LGS", "Lake Guard Service", None)),
        ('the Lake Guard Service (hereinafter "LGS") came', ("LGS", "Lake Guard Service", None)),
        ("the Lake Guard Service (LGS, Lima) came", ("LGS", "Lake Guard Service", None)),
        (") odd ( the Lake Guard Service (LGS) came", ("LGS", "Lake Guard Service", None)),
    ],
)
def test_a_short_form_in_brackets_is_paired_with_its_long_form(text, pair):
    assert pairs(text) == [pair]


@pytest.mark.parametrize(
    "text", ["the lake (Lima) is cold", "the lake (see 4) is cold", "the lake (XQ) is cold"]
)
def test_a_bracket_that_abbreviates_nothing_defines_nothing(text):
    assert pairs(text) == []


def test_the_label_is_that_of_the_long_form():
    text = "the Lake Guard Service (LGS) came"
    assert pairs(text, candidate(text, "Lake Guard Service")) == [
        ("LGS", "Lake Guard Service", "ORG")
    ]


def test_a_head_word_that_the_algorithm_cuts_off_is_taken_back():
    text = "the Peru Ministry's Bureau of Net and Boat Affairs (NBA) came"
    name = candidate(text, "Peru Ministry's Bureau of Net and Boat Affairs")
    assert pairs(text, name) == [("NBA", "Bureau of Net and Boat Affairs", "ORG")]


def test_a_long_name_that_the_algorithm_refuses_is_taken_where_the_letters_agree():
    text = "the Eastern Group on Cleaning Lakes and Financing of Tidy Ponds (EGP) met"
    name = candidate(text, "Eastern Group on Cleaning Lakes and Financing of Tidy Ponds")
    assert pairs(text, name) == [
        ("EGP", "Eastern Group on Cleaning Lakes and Financing of Tidy Ponds", "ORG")
    ]


@pytest.mark.parametrize(
    ("text", "name", "pair"),
    [
        ("the Reef Community (CRC) met", "Reef Community", ("CRC", "Reef Community", "ORG")),
        (
            "Staff of the Reef Community (SRC) met",
            "Reef Community",
            ("SRC", "Reef Community", "ORG"),
        ),
        ("the Reef Community (Lima) met", "Reef Community", None),
        ("the Reef Community (USA) met", "Reef Community", None),
        ("the Reef Community (UNICEF) met", "Reef Community", None),
        ("the Reef Community in Lima (CRC) met", "Reef Community", None),
    ],
)
def test_an_acronym_right_behind_a_body_is_its_own_whatever_its_letters(text, name, pair):
    assert pairs(text, candidate(text, name)) == ([pair] if pair else [])


def test_an_acronym_of_a_mere_head_word_is_no_mention():
    text = "the Memorandum of Understanding (MoU) on Lakes"
    assert pairs(text, candidate(text, text[4:], "INSTRUMENT")) == [
        ("MoU", "Memorandum of Understanding", None)
    ]


def test_a_quoted_alias_in_brackets_is_introduced_by_the_name_before_it():
    text = 'A Plan of Clean Lakes ("Lake Map") was signed.'
    name = Mention(span=span_of(text, "Plan of Clean Lakes"), label="INSTRUMENT", method="head")
    assert [(a.short.of(text), a.label) for a in aliases(text, [name])] == [
        ("Lake Map", "INSTRUMENT")
    ]


def test_a_short_form_is_a_mention_everywhere_also_before_its_definition():
    text = "LGS came. The Lake Guard Service (LGS) and the LGS's boats, not XLGS."
    found = Acronym(
        short=span_of(text, "LGS", 1), long=span_of(text, "Lake Guard Service"), label="ORG"
    )
    long = Mention(span=found.long, label="ORG", method="head")
    mentions = spread(text, [Span(start=0, end=len(text))], [found], [long])
    assert [m.span.of(text) for m in mentions] == ["LGS", "Lake Guard Service", "LGS", "LGS"]


def test_a_short_form_of_no_name_takes_the_models_guess_away():
    text = "lake users of old (LUO) met; LUO left"
    found = Acronym(short=span_of(text, "LUO"), long=span_of(text, "lake users of old"))
    guess = Mention(span=span_of(text, "LUO", 1), label="ORG", method="model")
    assert spread(text, [Span(start=0, end=len(text))], [found], [guess]) == []


def test_the_2017_issue_defines_seven_acronyms(issue):
    document, _ = issue
    found = {a.short.of(document.text): a.label for a in document.acronyms}
    assert found == {
        "MoU": None,
        "UNDAF": "INSTRUMENT",
        "UNRCCA": "ORG",
        "VPN": None,
        "CSO": None,
        "SBS": "ORG",
        "INL": "ORG",
    }


@given(st.text(alphabet="ABab ().,;\"'\n-", max_size=80))
def test_any_brackets_are_survived_and_every_span_is_cut_from_the_text(text):
    for acronym in acronyms(text, Span(start=0, end=len(text)), []):
        assert acronym.short.of(text).strip() == acronym.short.of(text) != ""
        assert acronym.long.of(text) != ""
