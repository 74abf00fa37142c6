"""Names in quotation marks beside a head word."""

import pytest

from pipeline.extract.nlp import flatten


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The “Clean Lake” foundation paid.", [("Clean Lake", "ORG")]),
        ("The NGO «Clean Lake» paid.", [("Clean Lake", "ORG")]),
        ('A round table "Boats for all" was held.', [("Boats for all", "EVENT")]),
        ('The project entitled "Boats for all" ended.', [("Boats for all", "PROGRAMME")]),
        (
            'Initiatives such as the River Control Programme and "Boats for all: Phase II" ended.',
            [("River Control Programme", "PROGRAMME"), ("Boats for all: Phase II", "PROGRAMME")],
        ),
        (
            'The Regional Conference on "Boats: old and new." ended.',
            [('Regional Conference on "Boats: old and new', "EVENT")],
        ),
        ('They sang under the slogan "Boats for all".', []),
        ('"Boats are good," he said at the conference.', []),
    ],
)
def test_the_head_word_beside_a_quoted_name_gives_its_type(nlp, text, found):
    labels = {"ORG", "EVENT", "PROGRAMME", "INSTRUMENT"}
    candidates = flatten(nlp(text)._.candidates)
    assert [(text[c.start : c.end], c.label) for c in candidates if c.label in labels] == found
