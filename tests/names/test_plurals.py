"""Several bodies under one plural head word are a row each, under their full names."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The Ministries of Trade and of Health of Peru met on 4 May 2019.",
            [("Ministry of Trade", "PE"), ("Ministry of Health of Peru", "PE")],
        ),
        (
            "The Ministries of Trade and of Health met. The Ministry of Health paid.",
            [("Ministry of Trade", None), ("Ministry of Health", None)],
        ),
        (
            "The Embassies of Malta and of Peru paid.",
            [("Embassies of Malta and of Peru", None)],
        ),
    ],
)
def test_a_repeated_preposition_parts_the_names(tmp_path, text, rows):
    path = tmp_path / "report.txt"
    path.write_text(text)
    report = check(*process(read(path)))
    found = [(row.name, row.country) for row in report.tables["organisations"]]
    assert found == rows
