"""On what the values of places rest."""

import pytest

from pipeline.entity_types.place.basis import COUNTRY_IN, LISTED_IN, Basis, Scope


@pytest.mark.parametrize("scope", Scope)
def test_each_part_of_a_report_is_a_basis_of_listed_and_of_unlisted_places(scope):
    assert COUNTRY_IN[scope] == f"country named in the {scope}"
    assert LISTED_IN[scope] == f"gazetteer: {COUNTRY_IN[scope]}"


def test_what_a_place_rests_on_is_one_of_the_bases(places_of):
    places, _ = places_of("They met in Paris. In Kenya, the BCP of Zubolo was opened near Tripoli.")
    assert {place.rule for place in places.values()} <= set(Basis)
    assert places["Kenya"].rule is Basis.GAZETTEER
