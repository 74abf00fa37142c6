"""The list of bodies known by name, and the keys that make spellings one."""

import pytest

from pipeline.names.bodies import bodies, by_name, key_of, spelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("World Health Organization", "World Health Organisation"),
        ("the International Labour Organization", "International Labor Organisation"),
        ("Bill & Melinda Gates Foundation", "Bill and Melinda Gates Foundation"),
        ("United Nations Children’s Fund", "United Nations Children's Fund"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert key_of(one) == key_of(other)
    assert by_name()[key_of(one)] is by_name()[key_of(other)]


def test_an_acronym_is_not_the_word_spelt_like_it():
    assert key_of("WHO") != key_of("who")


def test_parents_are_listed_themselves():
    names = {body.name for body in bodies()}
    assert {body.part_of for body in bodies() if body.part_of} <= names


def test_codes_are_taken_from_the_channel_list():
    assert by_name()[key_of("UNODC")].crs == "41128"
    assert by_name()[key_of("International Potato Centre")].crs == "47021"


def test_both_endings_and_apostrophes_are_spelt():
    assert spelt("World Women's Organization") >= {
        "World Women's Organisation",
        "World Women’s Organization",
    }
