"""Every example of the grammar holds, also those of what is no date."""

import pytest

from pipeline.entity_types.date import build
from pipeline.entity_types.date.vocabulary import vocabulary

EXAMPLES = [
    pytest.param(example["text"], example["dates"], id=f"{rule.id}: {example['text']}")
    for rule in vocabulary().rule
    for example in rule.examples
]


@pytest.mark.parametrize(("text", "dates"), EXAMPLES)
def test_an_example_holds_exactly_its_dates(nlp, text, dates):
    found = [text[c.start : c.end] for c in build(nlp)(nlp(text))]
    assert found == dates


def test_every_rule_has_an_example():
    assert all(rule.examples for rule in vocabulary().rule)


def test_rule_ids_are_unique():
    ids = [rule.id for rule in vocabulary().rule]
    assert len(ids) == len(set(ids))
