"""Quantities are found whole, and read as what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entity_types.figure import build
from pipeline.entity_types.figure.grammar import FigureGrammar
from pipeline.entity_types.figure.values import vocabulary


@pytest.mark.parametrize("example", vocabulary().examples, ids=lambda e: e["text"])
def test_an_example_holds_exactly_its_figures(nlp, example):
    text = example["text"]
    found = list(build(nlp)(nlp(text)))
    assert [text[c.start : c.end] for c in found] == [f["text"] for f in example["figures"]]
    for candidate, expected in zip(found, example["figures"], strict=True):
        detail = candidate.detail
        for field in ("value", "at_least", "at_most"):
            if field in expected:
                assert getattr(detail, field) == Decimal(expected[field])
        for field in ("unit", "currency"):
            if field in expected:
                assert getattr(detail, field) == expected[field]


@given(st.integers(min_value=10, max_value=999_999_999), st.sampled_from(["{:,}", "{}"]))
def test_a_number_of_any_size_keeps_its_value(number, form):
    text = f"They trained {form.format(number)} officers."
    (found,) = FigureGrammar().find(text)
    assert found.detail.value == number
    assert text[found.start : found.end] == form.format(number)


@given(st.text(alphabet="0123456789 ,.-%/()[]onetwfivmM$", max_size=60))
def test_figures_of_any_text_are_ordered_and_apart(text):
    found = list(FigureGrammar().find(text))
    ends = [0, *(figure.end for figure in found)]
    assert all(ends[i] <= figure.start < figure.end for i, figure in enumerate(found))
    assert all(figure.end <= len(text) for figure in found)
