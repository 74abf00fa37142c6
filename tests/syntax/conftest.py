"""Sentences through the model's parser to clauses, in words that tests can compare."""

import pytest

from pipeline.extract.nlp import load


@pytest.fixture(scope="session")
def read():
    """Reads a text: its words and its clauses."""
    nlp = load()

    def clauses_of(text):
        return nlp(text)._.clauses

    return clauses_of


@pytest.fixture(scope="session")
def slots(read):
    """Reads the slots of the clause with a lemma: relation to the words of its phrases."""

    def slots_of(text, lemma):
        clause = next(clause for clause in read(text) if clause.lemma == lemma)
        found = {}
        for slot in clause.slots:
            found.setdefault(slot.relation, []).append(slot.span.of(text))
        return found

    return slots_of
