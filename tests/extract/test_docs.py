"""What is kept of a text gives what reading it again gives."""

import pytest

from pipeline.extract import docs as module
from pipeline.extract.docs import docs_of, keep
from pipeline.extract.nlp import load
from pipeline.language.models import DEFAULT_MODEL

TEXTS = ["UNDP opened a clinic in Gizo.", "On 5 May 2018 WHO met.", "UNDP opened a clinic in Gizo."]


@pytest.fixture(autouse=True)
def forget():
    yield
    keep(0)
    module._kept.docs.clear()


def read(doc):
    return doc.text, doc._.mentions, doc._.clauses


def test_a_text_that_comes_again_is_not_read_again_and_says_the_same(monkeypatch):
    fresh = [read(doc) for doc in docs_of(DEFAULT_MODEL, TEXTS)]
    keep()
    assert [read(doc) for doc in docs_of(DEFAULT_MODEL, TEXTS)] == fresh

    def asked(texts, **_):
        assert list(texts) == []
        return iter(())

    monkeypatch.setattr(load(DEFAULT_MODEL), "pipe", asked)
    assert [read(doc) for doc in docs_of(DEFAULT_MODEL, reversed(TEXTS))] == fresh[::-1]


def test_no_more_is_kept_than_was_asked_for():
    keep(1)
    assert len(list(docs_of(DEFAULT_MODEL, TEXTS))) == 3
    assert [text for _, text in module._kept.docs] == [TEXTS[-1]]


def test_a_process_that_did_not_ask_keeps_nothing():
    list(docs_of(DEFAULT_MODEL, TEXTS))
    assert not module._kept.docs
