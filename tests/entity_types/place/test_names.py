"""Keys of names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.entity_types.place.names import key_of, skeleton_of
from pipeline.entity_types.place.vocabulary import vocabulary

RULES = vocabulary().transliterations


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("N’Djaména", "ndjamena"),
        ("Cox’s Bazar", "coxs bazar"),
        ("Mazar-e-Sharif", "mazar e sharif"),
        ("SÃO TOMÉ", "sao tome"),
        ("Łódź", "lodz"),
        ("St. John’s", "st johns"),
    ],
)
def test_a_key_is_a_name_without_case_accents_and_punctuation(name, key):
    assert key_of(name) == key


@given(st.text(max_size=30))
@example("𝑨")
def test_a_key_is_its_own_key(name):
    assert key_of(key_of(name)) == key_of(name)


@pytest.mark.parametrize("pair", [pair for rule in RULES for pair in rule.examples], ids=str)
def test_transliterations_of_one_name_share_a_skeleton(pair):
    one, other = pair
    assert one != other
    assert skeleton_of(one) == skeleton_of(other)


@pytest.mark.parametrize(("one", "other"), [("homs", "hims"), ("mali", "malu"), ("lima", "rima")])
def test_different_names_keep_different_skeletons(one, other):
    assert skeleton_of(one) != skeleton_of(other)


def test_an_article_does_not_tell_names_apart():
    assert skeleton_of(key_of("Al-Hudaydah")) == skeleton_of(key_of("Hudaydah"))
