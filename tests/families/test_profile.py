"""Profiles: what they may say, how a report's family is recognised and explained."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.document import Block, Document, Line, Source
from pipeline.document.errors import ConfigError
from pipeline.document.span import Span
from pipeline.families.profile import Profile, detect, explain, load, names, parse
from pipeline.readers import read

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "segment" / "reports"


def document(text):
    raw = Span(start=0, end=len(text))
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(raw=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    source = Source(name="a.txt", media_type="text/plain", sha256="0" * 64, size=len(text))
    return Document(source=source, raw=text, blocks=(Block(raw=raw, lines=tuple(lines)),))


@pytest.mark.parametrize("name", names())
def test_every_shipped_profile_loads_under_its_own_name(name):
    profile = load(name)
    assert profile.name == name
    assert profile.description
    assert all(len(theme.code) == 5 and theme.stems for theme in profile.themes)


def test_there_are_two_families_and_the_generic_profile():
    assert names() == ("generic", "unodc-roca-milestones", "unodc-wca-newsletter")


def test_an_unknown_name_says_which_there_are():
    with pytest.raises(ConfigError, match="generic") as caught:
        load("nobody-s-letter")
    assert caught.value.code == "config.unknown-family"


@pytest.mark.parametrize(
    "text",
    ["moons = 3", 'milestones = "weeks"', 'titles = ["("]', "[[themes]]\nnames = 3"],
)
def test_an_unknown_key_or_value_is_refused(text):
    with pytest.raises(ValidationError):
        parse("new", text)


def test_a_profile_extends_another_with_its_lists_in_front():
    profile = parse(
        "new", 'extends = "generic"\nheaded = "story"\nsections = ["tides"]\ncountries = ["NO"]'
    )
    generic = load("generic")
    assert profile.headed == "story"
    assert profile.milestones == generic.milestones
    assert profile.sections == ("tides", *generic.sections)
    assert profile.lists == generic.lists
    assert profile.countries == ("NO",)


def test_a_profile_extends_one_level_only():
    with pytest.raises(ConfigError) as caught:
        parse("new", 'extends = "unodc-roca-milestones"')
    assert caught.value.code == "config.deep-profile"


@pytest.mark.parametrize(
    ("path", "family"),
    [
        (ROOT / "raw" / "2017-q4.txt", "unodc-roca-milestones"),
        (REPORTS / "roca-years-apart.txt", "unodc-roca-milestones"),
        (REPORTS / "months-abbreviated.txt", "unodc-roca-milestones"),
        (REPORTS / "west-central.txt", "unodc-wca-newsletter"),
        (REPORTS / "numbered.txt", "generic"),
        (REPORTS / "capitals.txt", "generic"),
        (REPORTS / "prose.txt", "generic"),
    ],
    ids=lambda value: getattr(value, "stem", value),
)
def test_a_report_is_recognised_by_the_signs_of_its_family(path, family):
    assert detect(read(path)).profile.name == family


def test_signs_that_nearly_make_a_family_are_told_of():
    detection = detect(document("Milestones\nof the harbour\nApril\nIt rained.\nMay\nIt snowed."))
    assert detection.profile == load("generic")
    (told,) = detection.flags
    assert told.code == "profile.near-miss"
    assert "unodc-roca-milestones weigh 1.5, and 2 are needed" in told.message


def test_one_sign_alone_is_not_enough():
    detection = detect(document("Milestones\nof the harbour\nIt rained."))
    assert detection.profile == load("generic")
    assert [f.code for f in detection.flags] == ["profile.unknown-family"]


def test_a_title_counts_only_in_the_head_of_the_report():
    text = "\n".join([f"Line {n} of the harbour letter." for n in range(20)])
    detection = detect(document(f"{text}\nUNODC in West and Central Asia"))
    assert detection.profile.name == "generic"


def test_two_families_at_once_are_a_warning():
    detection = detect(
        document(
            "Milestones\nUNODC Regional Office for Central Asia\nAFGHANISTAN\nPAKISTAN\n"
            "(Supported by Norway)\n(Supported by Japan)\n"
            "Kabul, 3 May 2016 – A course\nQuetta, 4 May 2016 – A course\nUNODC"
        )
    )
    assert detection.profile.name == "unodc-wca-newsletter"
    (doubt,) = detection.flags
    assert doubt.code == "profile.close-call"
    assert "unodc-roca-milestones" in doubt.message


def test_the_explanation_quotes_the_signs_and_their_weights():
    lines = explain(detect(read(ROOT / "raw" / "2017-q4.txt")))
    assert lines[0] == "profile: unodc-roca-milestones"
    assert any(line.startswith("unodc-roca-milestones: recognised (3") for line in lines)
    assert any("+ 0.5 months as headings (3 of 2 lines)" in line for line in lines)
    assert any("'OCTOBER'; 'NOVEMBER'; 'DECEMBER'" in line for line in lines)
    assert not any("would need" in line for line in lines)


def test_for_an_unknown_family_it_says_what_a_profile_would_need():
    lines = explain(detect(read(REPORTS / "capitals.txt")))
    assert lines[0] == "profile: generic"
    needs = lines[lines.index("a profile of its own would need:") + 1 :]
    assert any("'THE HARBOUR LETTER'" in line for line in needs)
    assert any("publisher" in line for line in needs)


def test_an_empty_document_is_generic():
    assert detect(document("")).profile.name == "generic"


def test_a_bare_profile_is_usable():
    assert Profile(name="new").milestones == "dated"
