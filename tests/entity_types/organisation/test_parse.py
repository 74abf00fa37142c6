"""Names of bodies taken apart."""

import pytest

from pipeline.entity_types.organisation.parse import Parsed, parse


@pytest.mark.parametrize(
    ("name", "parsed"),
    [
        (
            "Net Service of the Ministry of Trade of the Republic of Malta",
            (
                "net service",
                "MT",
                "Republic of Malta",
                "Ministry of Trade of the Republic of Malta",
            ),
        ),
        ("Government of the Republic of Malta", ("government", "MT", "Republic of Malta", None)),
        ("Maltese government", ("government", "MT", "Maltese", None)),
        ("Malta's Ministry of Trade", ("ministry of trade", "MT", "Malta", None)),
        ("Trade Ministry", ("ministry of trade", None, None, None)),
        ("Embassy of Malta in Peru", ("embassy of malta in peru", "MT", "Malta", None)),
        ("UNICEF Peru", ("UNICEF", "PE", "Peru", "UNICEF")),
        (
            "US Department of State's Bureau of Counterterrorism",
            ("bureau of counterterrorism", "US", "US", "US Department of State"),
        ),
        (
            "Fish Agency under the Government of Malta",
            ("fish agency", "MT", "Malta", "Government of Malta"),
        ),
        ("FAO Office for Western Africa", ("fao office for western africa", None, None, "FAO")),
        ("Governments of Malta and Peru", ("governments of malta and peru", None, None, None)),
        ("MoH of Peru", ("ministry of health", "PE", "Peru", None)),
    ],
)
def test_core_country_and_parent_are_told_apart(name, parsed):
    assert parse(name) == Parsed(*parsed)
