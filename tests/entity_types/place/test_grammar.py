"""Head words and directions."""

import pytest

from pipeline.entity_types.place.grammar import grammar
from pipeline.entity_types.place.vocabulary import vocabulary
from pipeline.entity_types.place.words import words_of

EXAMPLES = [(head, example) for head in vocabulary().heads for example in head.examples]


def words(nlp, text):
    return words_of(nlp.make_doc(text), text)


@pytest.mark.parametrize(("head", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_a_head_word_is_found_beside_the_name_of_its_example(nlp, head, example):
    found = words(nlp, example)
    kinds = {grammar().after(found, 1), grammar().before(found, len(found) - 1)} - {None}
    assert head.kind in {heading.kind for heading in kinds}


def test_a_head_word_across_a_comma_is_not_the_name_s(nlp):
    assert grammar().after(words(nlp, "Osh, districts"), 1) is None


def test_a_direction_of_two_words_is_taken_whole(nlp):
    assert grammar().directions_before(words(nlp, "in north eastern Kenya"), 3) == 1


def test_a_word_knows_its_token_where_tokens_and_words_differ(nlp):
    text = "Prices in N'Djamena(6%) and Cox’s Bazar-Teknaf rose"
    found = words(nlp, text)
    assert [word.text for word in found][2:8] == ["N'Djamena", "6", "and", "Cox", "s", "Bazar"]
    assert all(word.token.idx <= word.start for word in found)
