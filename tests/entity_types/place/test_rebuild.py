"""The script that rebuilds the gazetteer."""

import pytest

from pipeline.entity_types.place import rebuild
from pipeline.entity_types.place.gazetteer import Gazetteer, GazetteerPlace

KENYA = GazetteerPlace("country", "192950", "KE", "404", 50, 0.1, 37.9, "Kenya")
HELMAND = GazetteerPlace("admin1", "1140043", "AF", "10", 0, None, None, "Helmand")
NICE = GazetteerPlace("city", "2990440", "FR", "93", 342669, 43.7, 7.27, "Nice")


@pytest.fixture(scope="module")
def table():
    named = [
        rebuild.Named(KENYA, ("Kenya", "Republic of Kenya")),
        rebuild.Named(HELMAND, ("Helmand", "Hilmend")),
        rebuild.Named(NICE, ("Nice", "Nizza")),
    ]
    return Gazetteer(rebuild.table(named).encode())


def test_a_place_is_found_by_each_name_and_its_usual_one_is_known(table):
    assert table.find("kenya").places == ((KENYA, True),)
    assert table.find("republic of kenya").places == ((KENYA, False),)


def test_another_transliteration_is_indexed(table):
    assert table.find("hilmand") is None
    assert table.find_variant("hilmand").places == ((HELMAND, False),)


def test_a_word_is_marked_as_common_and_a_town_s_other_name_is_not(table):
    assert table.find("nice").common
    assert not table.find("nizza").common


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Moldova, Republic of", "Republic of Moldova"),
        ("Congo, The Democratic Republic of the", "The Democratic Republic of the Congo"),
        ("Holy See (Vatican City State)", "Holy See"),
        ("Bonaire, Sint Eustatius and Saba", "Bonaire, Sint Eustatius and Saba"),
    ],
)
def test_an_inverted_country_name_is_turned_round(name, expected):
    assert rebuild._without_comma(name) == expected


def test_towns_beyond_the_date_line_do_not_move_the_middle():
    assert rebuild._middle([(-17.0, 178.0), (-18.0, 179.0), (-16.0, -179.9)], 0) == (-17, 178)
