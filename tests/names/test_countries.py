"""Countries inside the names of bodies."""

import pytest

from pipeline.names import countries


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Ministry of Trade of the Kyrgyz Republic", ("KG", "Kyrgyz Republic")),
        ("Peruvian Coast Guard", ("PE", "Peruvian")),
        ("Malta's Ministry of Trade", ("MT", "Malta")),
        ("US Coast Guard", ("US", "US")),
        ("Government of Bosnia and Herzegovina", ("BA", "Bosnia and Herzegovina")),
        ("Coast Guard", None),
        ("a polish for boats", None),
    ],
)
def test_a_country_is_read_by_name_before_adjective(phrase, found):
    assert countries.country_within(phrase) == found


def test_donor_codes_are_those_of_the_dac_list():
    donors = countries.dac_donors()
    assert (donors["JP"], donors["SE"], donors["US"]) == ("701", "10", "302")
    assert "UZ" not in donors
