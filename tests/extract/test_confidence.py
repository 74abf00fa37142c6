"""Confidence: measured where labels exist, silent where not, certain where a person decided."""

import pytest

from pipeline.extract.confidence import confidences, doubts, threshold


@pytest.fixture(scope="module")
def scored(issue):
    document, _ = issue
    return document, confidences(document)


def test_labels_that_nobody_measured_have_none(scored):
    document, scores = scored
    unmeasured = {"EVENT", "PROGRAMME", "INSTRUMENT"}
    for mention, score in zip(document.mentions, scores, strict=True):
        assert (score is None) == (mention.label in unmeasured)


def test_what_many_signs_speak_for_is_surer_than_what_few_do(scored):
    document, scores = scored
    by_words = {m.span.of(document.text): s for m, s in zip(document.mentions, scores, strict=True)}
    assert 1 > by_words["Uzbekistan"] > by_words["Bordobo"] > 0
    assert by_words["1 November 2017"] > by_words["Abdrakhmanov"]


def test_what_a_reviewer_made_is_certain(scored):
    document, _ = scored
    first = document.mentions[0].updated(method="review")
    decided = document.model_copy(update={"mentions": (first, *document.mentions[1:])})
    assert confidences(decided)[0] == 1


def test_exactly_the_unsure_are_flagged(scored):
    document, scores = scored
    flagged = {flag.index for flag in doubts(document, scores)}
    assert flagged == {i for i, s in enumerate(scores) if s is not None and s < threshold()}
    assert 0 < len(flagged) < len(scores) / 10
