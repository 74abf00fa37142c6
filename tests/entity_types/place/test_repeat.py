"""A name used for a place once is that place wherever it recurs."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The town of Dorgamu was cut off. Later on Dorgamu got help.", 2),
        ("The town of Dorgamu was cut off. Later on Mr Dorgamu got help.", 1),
        ("The town of Dorgamu was cut off. Cases of Dorgamu fever were found.", 1),
        ("Staff went to Mobile, Alabama. Mobile clinics opened.", 2),
    ],
)
def test_a_later_name_needs_no_evidence_of_its_own(tmp_path, text, places):
    path = tmp_path / "report.txt"
    path.write_text(text)
    document, _ = process(read(path))
    assert sum(mention.label == "PLACE" for mention in document.mentions) == places
