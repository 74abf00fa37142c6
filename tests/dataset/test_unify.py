"""What makes rows of two reports the same, and what does not."""

import pytest

from pipeline.dataset.unify import SourceRow, alike, by_name_alone, cells, normalised, unify

EMPTY = {"acronym": "", "kind": "", "country": "", "iati_id": "", "part_of": "", "mentions": "1"}


def body(report, name, **more):
    row = {"report_id": report, "organisation_id": f"{report}-{name}", "name": name}
    return SourceRow(report, {**row, **EMPTY, **more})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "Ministry of Health"}, {"name": "the Ministry of Health"}, True),
        ({"name": "Ministère de la Santé"}, {"name": "MINISTERE DE LA SANTE"}, True),
        (
            {"name": "Ministry of Health", "country": "KE"},
            {"name": "Ministry of Health", "country": "UG"},
            False,
        ),
        (
            {"name": "UN Women", "iati_id": "XM-DAC-41146"},
            {"name": "United Nations Women", "iati_id": "XM-DAC-41146"},
            True,
        ),
        ({"name": "Coast Guard"}, {"name": "Coast Guard Service"}, False),
        (
            {"name": "World Customs Organization", "acronym": "WCO"},
            {"name": "WCO", "acronym": "WCO"},
            True,
        ),
    ],
)
def test_two_reports_bodies(one, other, same):
    found = unify("organisations", [body("a", **one), body("b", **other)])
    assert (len(found) == 1) is same


def test_an_acronym_of_two_bodies_joins_neither():
    rows = [
        body("a", "Drug Control Agency", acronym="DCA"),
        body("b", "Danish Church Aid", acronym="DCA"),
        body("c", "DCA"),
    ]
    assert len(unify("organisations", rows)) == 3


def test_a_guess_by_acronym_is_told_and_never_gives_the_name():
    rows = [body("a", "WCO", mentions="9"), body("b", "World Customs Organization", acronym="WCO")]
    (entity,) = unify("organisations", rows)
    assert entity.guessed == {"a-WCO"}
    row, contested = cells(entity)
    assert row["name"] == "World Customs Organization"
    assert row["mentions"] == "10"
    assert contested == []


def test_codes_that_contradict_are_told():
    rows = [
        body("a", "Port Authority", iati_id="KE-1-2", country="KE"),
        body("b", "Port Authority", iati_id="KE-1-2", country="TZ"),
    ]
    (entity,) = unify("organisations", rows)
    assert cells(entity)[1] == ["country"]


def test_the_id_does_not_hang_on_the_order_of_reports():
    rows = [body("a", "Port Authority", iati_id="KE-1-2"), body("b", "The Port", iati_id="KE-1-2")]
    forth, back = unify("organisations", rows), unify("organisations", rows[::-1])
    assert [e.entity_id for e in forth] == [e.entity_id for e in back]


def test_names_are_compared_without_case_accents_and_article():
    assert normalised("The  “Ministère” of-Health") == "ministere of health"


def place(report, name, **more):
    row = {"report_id": report, "place_id": f"{report}-{name}", "name": name, "geonames_id": ""}
    return SourceRow(
        report, {**row, "kind": "city", "country": "", "m49": "", "mentions": "1", **more}
    )


def test_places_that_only_share_their_country_are_apart():
    of_country = {"kind": "border_crossing", "country": "KG", "m49": "417"}
    rows = [place("a", "Bordobo", **of_country), place("a", "Dostuk", **of_country)]
    assert len(unify("places", [*rows, place("b", "Dostuk", **of_country)])) == 2


def test_regions_are_one_by_their_area_code():
    region = {"kind": "region", "m49": "143"}
    rows = [place("a", "Central Asia", **region), place("b", "the Central Asian region", **region)]
    assert len(unify("places", rows)) == 1


def test_a_report_that_spells_a_body_out_names_it():
    code = {"iati_id": "XM-DAC-42000", "acronym": "EU"}
    rows = [body("a", "EU", mentions="9", **code), body("b", "European Union", **code)]
    (entity,) = unify("organisations", rows)
    assert cells(entity)[0]["name"] == "European Union"


def test_namesakes_with_and_without_a_country_are_told_and_not_joined():
    rows = [
        body("a", "Supreme Court"),
        body("b", "Supreme Court", country="KE"),
        body("a", "Court"),
    ]
    found = unify("organisations", rows)
    assert len(found) == 3
    ((one, others),) = alike(found)
    assert (one.sources[0].report_id, len(others)) == ("a", 1)


def test_what_is_one_by_a_bare_name_is_told_where_reports_share_it():
    bare = unify("organisations", [body("a", "Court"), body("b", "Court")])
    placed = unify("organisations", [body(r, "Court", country="KE") for r in ("a", "b")])
    alone = unify("organisations", [body("a", "Court"), body("a", "The Court")])
    assert [by_name_alone(e) for (e,) in (bare, placed, alone)] == [True, False, False]
