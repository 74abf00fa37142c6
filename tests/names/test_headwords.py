"""Names built on head words: each rule's own examples, and what the grammar does across rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.nlp import flatten
from pipeline.names.heads import is_plural, rules

EXAMPLES = [
    pytest.param(rule.label, example.text, example.names, id=example.text[:60])
    for rule in rules()
    for example in rule.examples
]
LABELS = ("ORG", "EVENT", "PROGRAMME", "INSTRUMENT")


def named(nlp, text, *labels):
    doc = nlp(text)
    found = flatten(doc._.candidates)
    return [text[c.start : c.end] for c in found if c.label in (labels or LABELS)]


@pytest.mark.parametrize(("label", "text", "names"), EXAMPLES)
def test_every_example_in_the_rules_holds(nlp, label, text, names):
    assert named(nlp, text, label) == list(names)


def test_every_rule_has_an_example():
    assert all(rule.examples for rule in rules())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A Council of Europe Convention on River Fishing was read.",
            ["Council of Europe Convention on River Fishing"],
        ),
        (
            "The Peruvian Ministry of Trade's Training Centre for Bakers reopened.",
            ["Peruvian Ministry of Trade's Training Centre for Bakers"],
        ),
        (
            "The Net Repair Service of the Ministry of Trade of the Republic of Malta came.",
            ["Net Repair Service of the Ministry of Trade of the Republic of Malta"],
        ),
        (
            "Staff of the Ministry of Health, Labour and Social Welfare, and of UNICEF came.",
            ["Ministry of Health, Labour and Social Welfare", "UNICEF"],
        ),
        (
            "The FAO Office for Western Africa and the Government of the Netherlands paid.",
            ["FAO Office for Western Africa", "Government of the Netherlands"],
        ),
        (
            "UNICEF's Global Programme on Safe Rivers ended.",
            ["UNICEF", "Global Programme on Safe Rivers"],
        ),
        ("The US Department of State's Letters for Boats won.", ["US Department of State"]),
        ("The Ministry of Trade Action Plan ended.", ["Ministry of Trade Action Plan"]),
        ("UNICEF Peru paid.", ["UNICEF Peru"]),
    ],
)
def test_a_name_is_one_longest_span_labelled_by_its_governing_head(nlp, text, names):
    assert named(nlp, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Centre also trains the staff of the Ministry.",
        "Rural Health Workers met Project Managers at the conference on rivers.",
        "MINISTRY OF TRADE OPENS THE NEW SERVICE CENTRE",
        "They studied the rule of law and civil society.",
    ],
)
def test_mere_references_and_headings_are_no_names(nlp, text):
    assert named(nlp, text) == []


def test_an_event_does_not_swallow_the_body_that_holds_it(nlp):
    text = "The Fishing Forum of the Peru Net Makers Association was long."
    assert named(nlp, text, "ORG") == ["Peru Net Makers Association"]


def test_a_numbered_session_keeps_the_body_whose_session_it_is(nlp):
    text = "The 12th session of the Commission on Narcotic Drugs was long."
    assert named(nlp, text) == ["12th session of the Commission on Narcotic Drugs"]


@pytest.mark.parametrize(
    ("head", "plural"), [("ministries", True), ("courts", True), ("ministry", False)]
)
def test_plural_heads_are_known_by_their_singular(head, plural):
    assert is_plural(head) is plural


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["Ministry", "of", "and", ",", "the", '"', "'s", "(", "UN", "10th", "Law", "Peru", "-"]
        ),
        max_size=14,
    )
)
def test_any_order_of_grammar_words_yields_spans_within_the_text(nlp, words):
    text = " ".join(words)
    for candidate in nlp(text)._.candidates:
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert not text[candidate.start].isspace()
