"""The gazetteer."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entity_types.place.gazetteer import Gazetteer, GazetteerPlace, gazetteer
from pipeline.entity_types.place.names import key_of

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
DEGREES = st.none() | st.floats(-180, 180).map(lambda degrees: round(degrees, 2))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("Republic of Uzbekistan", "UZ"),
        ("Kyrgyz Republic", "KG"),
        ("USA", "US"),
        ("U.K.", "GB"),
        ("South Korea", "KR"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of Moldova", "MD"),
        ("Côte d’Ivoire", "CI"),
        ("Türkiye", "TR"),
    ],
)
def test_a_country_is_found_under_all_its_names(name, code):
    entry = gazetteer().find(key_of(name))
    assert [place.country for place, _ in entry.places if place.kind == "country"] == [code]


def test_every_country_of_iso_3166_has_its_numeric_code():
    table = gazetteer()
    expected = {country.alpha_2: country.numeric for country in pycountry.countries}
    assert {code: table.numeric_code(code) for code in expected} == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Central Asia", "143"),
        ("West Africa", "011"),
        ("South-East Asia", "035"),
        ("Europe", "150"),
    ],
)
def test_a_region_has_its_m49_code(name, code):
    (place, _usual), *_ = gazetteer().find(key_of(name)).places
    assert (place.kind, place.code) == ("region", code)


@pytest.mark.parametrize("name", ["Of", "Nice", "Mobile", "Reading", "Bar", "Police"])
def test_a_town_whose_name_is_a_word_is_marked(name):
    assert gazetteer().find(key_of(name)).common


@pytest.mark.parametrize("name", ["Tashkent", "Osh", "Mosul", "Lima", "Borno", "Garissa"])
def test_a_town_whose_name_is_no_word_is_not_marked(name):
    assert not gazetteer().find(key_of(name)).common


def test_a_name_that_is_not_listed_is_found_by_another_transliteration():
    assert gazetteer().find("nangarhaar") is None
    entry = gazetteer().find_variant("nangarhaar")
    assert entry.variant
    assert "AF" in {place.country for place, _ in entry.places}


def test_an_unknown_name_has_no_entry():
    assert gazetteer().find("xyzzyville") is None
    assert gazetteer().find("") is None
    assert gazetteer().find("~") is None


PLACES = st.builds(
    GazetteerPlace,
    st.sampled_from(["country", "region", "admin1", "admin2", "capital", "city"]),
    st.just("7"),
    st.sampled_from(["", "KE"]),
    st.sampled_from(["", "143", "<145"]),
    st.integers(0, 10**10),
    DEGREES,
    DEGREES,
    WORDS,
)


@given(PLACES)
def test_a_place_is_what_its_line_says(place):
    assert GazetteerPlace.of_line(place.line()) == place


@given(st.sets(WORDS.map(key_of).filter(bool), min_size=1, max_size=20))
def test_every_name_of_a_table_is_found_and_no_other(keys):
    place = GazetteerPlace("city", "1", "KE", "01", 10, 0.5, 36.5, "Kito")
    lines = [f"{key}\t0" for key in sorted(keys)]
    table = Gazetteer("\n".join([*lines, "", place.line()]).encode())
    assert all(table.find(key).places == ((place, True),) for key in keys)
    assert all(table.look(key[:1])[1] for key in keys)
    assert table.find("".join(keys) + "q") is None
