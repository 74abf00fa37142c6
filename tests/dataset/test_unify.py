"""What makes rows of two reports the same, and what does not."""

import pytest

from pipeline.dataset.unify import Source, cells, normalised, unify

EMPTY = {"acronym": "", "kind": "", "country": "", "iati_id": "", "part_of": "", "mentions": "1"}


def body(report, name, **more):
    row = {"report_id": report, "organisation_id": f"{report}-{name}", "name": name}
    return Source(report, {**row, **EMPTY, **more})


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
