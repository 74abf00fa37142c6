"""The patterns of the vocabulary match their own examples and nothing of the others."""

import re

import pytest

from pipeline.repair.vocabulary import aside_pattern, furniture_pattern, vocabulary

FURNITURE = vocabulary().furniture
ASIDES = vocabulary().asides


@pytest.mark.parametrize("form", FURNITURE, ids=lambda form: form.yes[0])
def test_a_line_of_furniture_is_known_as_a_whole(form):
    own = re.compile(form.pattern, re.IGNORECASE)
    assert all(own.fullmatch(line) and furniture_pattern().fullmatch(line) for line in form.yes)
    assert not [line for line in form.no if furniture_pattern().fullmatch(line)]


@pytest.mark.parametrize("form", ASIDES, ids=lambda form: form.yes[0])
def test_a_caption_or_note_is_known_by_its_beginning(form):
    own = re.compile(form.pattern, re.IGNORECASE)
    assert all(own.match(line) and aside_pattern().match(line) for line in form.yes)
    assert not [line for line in form.no if aside_pattern().match(line)]


def test_the_word_lists_are_in_small_letters_and_keep_their_relations():
    known = vocabulary()
    lists = (known.dangling, known.endings, known.hyphenated_prefixes, known.solid_prefixes)
    assert all(word == word.lower() for words in lists for word in words)
    assert known.coordinating <= known.dangling
    assert not known.hyphenated_prefixes & known.solid_prefixes
