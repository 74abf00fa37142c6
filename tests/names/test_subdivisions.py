"""ISO 3166-2 codes by the names of provinces, regions, counties."""

import pytest

from pipeline.names.subdivisions import subdivision
from pipeline.run import Options, run
from pipeline.write.report import read_table


@pytest.mark.parametrize(
    ("name", "kind", "country", "code"),
    [
        ("Khatlon", "admin1", "TJ", "TJ-KT"),
        ("Province of Khatlon", "admin1", "TJ", "TJ-KT"),
        ("Kilifi County", "admin1", "KE", "KE-14"),
        ("Punjab", "admin1", "PK", "PK-PB"),
        ("Punjab", "admin1", "IN", "IN-PB"),
        ("Punjab", "admin1", None, None),
        ("Punjab", "admin1", "KE", None),
        ("Kilifi", "city", "KE", None),
    ],
)
def test_code(name, kind, country, code):
    assert subdivision(name, kind, country) == code


def test_a_report_that_names_a_province_has_its_code(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(
        "NEWS\n\nApril - June 2021\n\nOn 4 May 2021 the Ministry of Health of Tajikistan held a "
        "workshop in Khatlon Province. The province has many schools.\n"
    )
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    assert outcome.error is None
    places = {row["name"]: row for row in read_table(tmp_path / "out" / "note", "places")}
    assert "TJ-KT" in {row["subdivision"] for row in places.values()}
    evidence = read_table(tmp_path / "out" / "note", "evidence")
    assert [row["rule"] for row in evidence if row["column"] == "subdivision"]
