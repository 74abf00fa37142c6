"""Which place a mention means, and what its row says."""

import pytest


def codes(flags):
    return {flag.code for flag in flags}


@pytest.mark.parametrize(
    ("text", "mention", "value", "country"),
    [
        ("The seminar took place in Tashkent.", "Tashkent", "geonames:1512569", "UZ"),
        ("It was signed in Vienna, Austria.", "Vienna", "geonames:2761369", "AT"),
        ("Experts from Kenya spoke.", "Kenya", "KE", "KE"),
        ("Experts from Central Asia spoke.", "Central Asia", "M49:143", None),
        ("Ships left Tripoli, Lebanon, at dawn.", "Tripoli", "geonames:266826", "LB"),
        ("Libya reopened the courts of Tripoli.", "Tripoli", "geonames:2210247", "LY"),
        ("Schools in Niger State, Nigeria, closed.", "Niger State", "geonames:2328925", "NG"),
        ("Schools in Niger closed.", "Niger", "NE", "NE"),
        ("Roads in Nangarhar province were cut.", "Nangarhar province", "geonames:1132366", "AF"),
        ("Floods hit Bakool and Lower Shabelle.", "Lower Shabelle", "geonames:51966", "SO"),
        ("Fires burned in California.", "California", "geonames:5332921", "US"),
        ("Kosovo sent two judges to Vienna.", "Kosovo", "geonames:831053", None),
    ],
)
def test_a_place_gets_its_code(places_of, text, mention, value, country):
    places, _ = places_of(text)
    assert (places[mention].value, places[mention].country) == (value, country)


def test_a_place_that_no_list_has_lies_where_its_neighbour_does(places_of):
    text = "The centre in Kapalatawa town near Kisangani opened. The Netherlands paid for it."
    places, _ = places_of(text)
    assert places["Kapalatawa town"].country == "CD"


@pytest.mark.parametrize(
    ("text", "mention", "country"),
    [
        ("The camp at Rajpur in Nepal is closed.", "Rajpur", "NP"),
        ("The Moria camp on the island of Lesbos, Greece, is full.", "Moria camp", "GR"),
        (
            "The Federal Capital Territory and Kano in Nigeria got tents.",
            "Federal Capital Territory",
            "NG",
        ),
        ("Police from the US state of Georgia came.", "state of Georgia", "US"),
        ("Police from Tbilisi, Georgia, came.", "Georgia", "GE"),
        ("Police from Tbilisi, Armenia and Azerbaijan came.", "Tbilisi", "GE"),
    ],
)
def test_the_country_beside_a_name_holds_against_a_namesake_elsewhere(
    places_of, text, mention, country
):
    assert places_of(text)[0][mention].country == country


def test_a_small_namesake_in_a_donor_s_country_is_not_meant(places_of):
    text = (
        "The mill in Banjul opened. Schools in Brikama and Farafenni in the Gambia reopened.",
        "The Gambia thanked Japan for the rice.",
        "A mill was built in Soma.",
    )
    assert places_of(*text)[0]["Soma"].country != "JP"


def test_the_publisher_s_country_speaks_for_a_small_namesake(places_of):
    text = ("The pumps were given by Japan.", "A mill was built in Soma.")
    assert places_of(*text)[0]["Soma"].country == "JP"
    publisher = "Country Team in the Gambia"
    assert places_of(*text, publisher=publisher)[0]["Soma"].country == "GM"


def test_a_country_that_only_built_something_is_not_where_it_stands(places_of):
    text = "Roads in the Gambia are open. A bridge built by Norway serves the village of Nimbari."
    assert places_of(text)[0]["Nimbari"].country != "NO"


def test_the_country_of_the_section_decides_between_namesakes(places_of):
    text = "The workshop was held in Santiago."
    values = {
        code: places_of(text, section_country=code)[0]["Santiago"].country
        for code in ("CL", "DO", "CU")
    }
    assert values == {"CL": "CL", "DO": "DO", "CU": "CU"}


def test_the_family_s_country_counts_where_the_text_names_none(places_of):
    text = "The workshop was held in Santiago."
    assert places_of(text, countries=("DO",))[0]["Santiago"].country == "DO"


def test_one_name_may_mean_two_places_of_a_report(places_of):
    places, _ = places_of("Judges came from Tripoli, Libya.", "Others came from Tripoli (Lebanon).")
    assert {place.country for name, place in places.items() if name == "Tripoli"} == {"LB"}
    assert places["Libya"].value == "LY"


def test_all_names_of_a_place_are_one_row(places_of):
    text = "Uzbekistan hosted it. The Republic of Uzbekistan paid. UZBEKISTAN won."
    places, flags = places_of(text)
    assert len({place.value for place in places.values()}) == 1
    row = places["Uzbekistan"]
    assert (row.name, len(row.mentions)) == ("Uzbekistan", 3)
    assert flags == ()


@pytest.mark.parametrize(
    ("text", "mention", "kind", "precision", "status"),
    [
        ("They met in Nairobi.", "Nairobi", "city", 1, "stated"),
        ("They met in Kenya.", "Kenya", "country", 6, "stated"),
        ("They met in Borno State.", "Borno State", "admin1", 4, "stated"),
        ("They met in Asia.", "Asia", "region", 9, "stated"),
        ("They met in northern Kenya.", "northern Kenya", "area", 5, "inferred"),
    ],
)
def test_kind_precision_and_status_say_how_exact_a_row_is(
    places_of, text, mention, kind, precision, status
):
    place = places_of(text)[0][mention]
    assert (place.kind, place.precision, place.status) == (kind, precision, status)


def test_a_town_has_a_position_and_a_part_of_a_country_has_none(places_of):
    places, _ = places_of("They went from Nairobi to northern Kenya.")
    nairobi, north = places["Nairobi"], places["northern Kenya"]
    assert nairobi.latitude == pytest.approx(-1.28, abs=0.1)
    assert nairobi.longitude == pytest.approx(36.82, abs=0.1)
    assert (nairobi.m49, nairobi.geonames_id) == ("404", "184745")
    assert (north.value, north.latitude, north.geonames_id) == ("KE", None, None)


def test_an_airport_is_a_place_of_its_own_in_its_town(places_of):
    places, _ = places_of("Flights left Nairobi airport, and Nairobi was calm.")
    airport, town = places["Nairobi airport"], places["Nairobi"]
    assert (airport.kind, town.kind) == ("facility", "city")
    assert airport.value == town.value == "geonames:184745"
    assert airport.rule == "lies in Nairobi"


def test_an_unlisted_place_gets_the_country_of_its_sentence_and_a_flag(places_of):
    text = 'Japan paid for kit at the BCPs of Uganda - "Zubolo," "Vutike."'
    places, flags = places_of(text)
    assert (places["Zubolo"].value, places["Zubolo"].kind) == ("UG", "border_crossing")
    assert (places["Zubolo"].status, places["Zubolo"].geonames_id) == ("inferred", None)
    assert codes(flags) == {"place.unlisted"}


def test_an_unlisted_place_without_a_country_stays_unresolved(places_of):
    places, flags = places_of("Police from Bolangi district took part.")
    assert (places["Bolangi district"].value, places["Bolangi district"].status) == (
        None,
        "unresolved",
    )
    assert codes(flags) == {"place.unresolved"}


def test_a_namesake_in_a_country_that_nothing_speaks_of_is_not_taken(places_of):
    text = "In Kenya, officers of Wolfsberg district took part."
    place = places_of(text)[0]["Wolfsberg district"]
    assert (place.value, place.status) == ("KE", "inferred")


def test_a_region_without_a_code_gets_that_of_the_region_around_it(places_of):
    places, flags = places_of("Rain came to the Horn of Africa and Darfur.")
    assert places["Horn of Africa"].value == "M49:014"
    assert places["Darfur"].value == "SD"
    assert codes(flags) == {"place.inferred"}


def test_a_sea_lies_in_no_country(places_of):
    places, _ = places_of("Ships from Kenya crossed the Red Sea.")
    assert (places["Red Sea"].value, places["Red Sea"].country) == (None, None)


def test_a_report_without_places_has_none(places_of):
    assert places_of("Nobody came.") == ({}, ())
