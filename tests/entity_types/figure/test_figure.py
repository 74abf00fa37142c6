"""Quantities are found whole, and read as what they say."""

from decimal import Decimal

import pytest

from pipeline.entity_types.figure import build
from pipeline.entity_types.figure.grammar import vocabulary


@pytest.mark.parametrize("example", vocabulary()["examples"], ids=lambda e: e["text"])
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
