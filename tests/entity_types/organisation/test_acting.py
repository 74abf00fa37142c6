"""An acronym that no list has is a body where it acts as one does."""

import pytest

from pipeline.extract.nlp import flatten
from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("On 17-20 May 2017 DELTARIM organised a tour to Finland.", ["DELTARIM"]),
        ("DELTARIM has handed over ten boats.", ["DELTARIM"]),
        ("The clinic was built by DELTARIM.", ["DELTARIM"]),
        ("A DELTARIM-led team came.", ["DELTARIM"]),
        ("DELTARIM's staff came.", ["DELTARIM"]),
        ("Rice was given out together with DELTARIM.", ["DELTARIM"]),
        ("The DELTARIM was long.", []),
        ("NFI kits were given, GBV was discussed.", []),
        ("BIG NEWS DELTARIM SUPPORTED", []),
    ],
)
def test_what_acts_is_a_body(nlp, text, bodies):
    found = flatten(nlp(text)._.candidates)
    assert [text[c.start : c.end] for c in found if c.label == "ORG"] == bodies


def test_what_acted_once_is_a_body_wherever_it_stands(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("The boats of DELTARIM are new.\n\nDELTARIM organised a tour on 3 May 2019.\n")
    report = check(*process(read(path)))
    (row,) = report.tables["organisations"]
    assert (row.name, row.mentions) == ("DELTARIM", 2)
