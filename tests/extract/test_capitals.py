"""A paragraph in capitals is read as prose; offsets and words stay the report's."""

import pytest

from pipeline.extract.capitals import as_prose
from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (
            "THE MINISTRY OF TRADE AND FAO SIGNED A GRANT IN OSH.",
            "the Ministry of Trade and FAO signed a Grant in Osh.",
        ),
        ("FAO AND WHO MET.", "FAO AND WHO MET."),
        (
            "The Ministry of Trade and FAO SIGNED A GRANT.",
            "The Ministry of Trade and FAO SIGNED A GRANT.",
        ),
    ],
)
def test_only_a_paragraph_in_capitals_changes(text, prose):
    assert as_prose(text) == prose


def test_bodies_in_capitals_are_found_as_they_stand(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "Boats\n\nOn 4 March 2019 boats were painted in Osh, and ten more were bought.\n\n"
        "THE MINISTRY OF TRADE AND THE WORLD BANK SIGNED A GRANT ON 5 MARCH 2019 IN OSH.\n"
    )
    report = check(*process(read(path)))
    names = {row.text for row in report.tables["mentions"] if row.label == "ORG"}
    assert names == {"MINISTRY OF TRADE", "WORLD BANK"}
