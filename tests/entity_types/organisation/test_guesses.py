"""The statistical model's guesses of organisations, and the contexts in which they hold."""

import pytest
from spacy.tokens import Doc, Span

from pipeline.document.candidates import Candidate
from pipeline.entity_types.organisation.guesses import branches, guesses
from pipeline.names.words import words_of


def guessed(nlp, at, sentence, found=()):
    words, deps, heads = sentence
    doc = Doc(nlp.vocab, words=words, deps=deps, heads=heads)
    doc.ents = [Span(doc, at, at + 1, label="ORG")]
    return [doc.text[c.start : c.end] for c in guesses(doc, found)]


def test_the_agent_of_a_passive_verb_is_believed(nlp):
    words = ["It", "was", "paid", "by", "XQB", "."]
    deps = ["nsubjpass", "auxpass", "ROOT", "agent", "pobj", "punct"]
    assert guessed(nlp, 4, (words, deps, [2, 2, 2, 2, 3, 2])) == ["XQB"]


@pytest.mark.parametrize("word", ["HIV", "NGO", "Kigali", "2030"])
def test_what_names_no_body_is_not_believed_even_there(nlp, word):
    words = ["It", "was", "paid", "by", word, "."]
    deps = ["nsubjpass", "auxpass", "ROOT", "agent", "pobj", "punct"]
    assert guessed(nlp, 4, (words, deps, [2, 2, 2, 2, 3, 2])) == []


def test_a_guess_without_context_is_dropped(nlp):
    words = ["XQB", "rises", "."]
    assert guessed(nlp, 0, (words, ["nsubj", "ROOT", "punct"], [1, 1, 1])) == []


def test_a_list_with_a_known_body_makes_its_neighbour_one(nlp):
    words = ["WHO", "and", "XQB", "rise", "."]
    deps, heads = ["nsubj", "cc", "conj", "ROOT", "punct"], [3, 0, 0, 3, 3]
    known = [Candidate(0, 3, "ORG", "list")]
    assert guessed(nlp, 2, (words, deps, heads), known) == ["XQB"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Samsung and Hyundai Motor will build a plant near Lima.", "Samsung"),
        ("Analysts at Goldmann Sachs expect it to close.", "Goldmann Sachs"),
    ],
)
def test_companies_that_act_are_believed_in_running_text(nlp, text, name):
    doc = nlp.make_doc(text)
    for component in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(component)(doc)
    first = next(token.i for token in doc if name.startswith(token.text))
    doc.ents = [Span(doc, first, first + len(name.split()), label="ORG")]
    assert [text[c.start : c.end] for c in guesses(doc, [])] == [name]


def test_an_acronym_with_a_country_behind_it_is_a_branch(nlp):
    doc = nlp("The course was run by EUCAP Somalia; COVID Somalia and HIV Kenya are none.")
    assert [doc.text[c.start : c.end] for c in branches(words_of(doc))] == ["EUCAP Somalia"]
