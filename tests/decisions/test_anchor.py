"""A decision finds its words again, or says that it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions.anchor import anchor, find
from pipeline.document.span import Span

TEXT = "The Ministry of Health opened a clinic. Later the Ministry of Health closed a ward."


def span_of(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(start=at, end=at + len(words))


@given(st.text(min_size=1), st.data())
def test_in_an_unchanged_text_every_span_finds_itself(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start=start, end=data.draw(st.integers(start, len(text))))
    assert find(text, anchor(text, span)) == span


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_texts_the_one_in_the_same_context_is_found(nth):
    span = span_of(TEXT, "Ministry of Health", nth)
    moved = "A new first paragraph.\n\n" + TEXT
    assert find(moved, anchor(TEXT, span)) == span_of(moved, "Ministry of Health", nth)


def test_words_that_a_repair_changed_are_found_by_their_context():
    broken = "In spring the Minis try of Health opened a clinic in the northern valley."
    mended = broken.replace("Minis try", "Ministry")
    found = find(mended, anchor(broken, span_of(broken, "Minis try of Health")))
    assert found is not None
    assert found.of(mended) == "Ministry of Health"


def test_words_that_are_gone_are_not_found():
    gone = anchor(TEXT, span_of(TEXT, "closed a ward"))
    assert find("Nothing of the kind is written here, in any words at all.", gone) is None


def test_a_common_word_in_another_context_is_not_taken_for_the_anchored_one():
    before = anchor(TEXT, span_of(TEXT, "a", 3))
    assert find("Bananas, papayas and a mango were sold. A man sang.", before) is None
