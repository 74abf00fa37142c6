"""Organisations: which names are one body, and what is known of it."""

import pytest

from pipeline.document import Acronym, Document, Mention, Paragraph, Section, Source
from pipeline.document.details import NameDetail
from pipeline.document.span import Span
from pipeline.entity_types.organisation.resolve import resolve
from pipeline.families.profile import Profile

PROFILE = Profile(name="test")


def report(*paragraphs, acronyms=(), sections=None):
    """A document of paragraphs in which ``[...]`` marks a body and ``{...}`` a place."""
    text, spans, mentions = "", [], []
    for paragraph in paragraphs:
        start = len(text)
        for piece in paragraph.replace("{", "[@").replace("}", "]").split("["):
            inside, closed, after = piece.partition("]")
            if not closed:
                text += inside
                continue
            label = "PLACE" if inside.startswith("@") else "ORG"
            words, _, kind = inside.removeprefix("@").partition("|")
            span = Span(start=len(text), end=len(text) + len(words))
            detail = NameDetail(kind=kind or None) if label == "ORG" else None
            mentions.append(Mention(span=span, label=label, method="test", detail=detail))
            text += words + after
        spans.append(Span(start=start, end=len(text)))
        text += "\n"
    numbers = sections or [0] * len(spans)
    return Document(
        source=Source(name="t.txt", media_type="text/plain", sha256="0", size=1),
        raw=text,
        blocks=(),
        text=text,
        paragraphs=tuple(
            Paragraph(span=span, role="body", passage=i, section=numbers[i])
            for i, span in enumerate(spans)
        ),
        sections=tuple(Section(kind="section") for _ in range(max(numbers) + 1)),
        mentions=tuple(mentions),
        acronyms=tuple(
            Acronym(
                short=Span(start=text.index(short), end=text.index(short) + len(short)),
                long=Span(start=text.index(long), end=text.index(long) + len(long)),
                label="ORG",
            )
            for short, long in acronyms
        ),
    )


def rows(document):
    return resolve(document, PROFILE)[0]


def codes(document):
    return [flag.code for flag in resolve(document, PROFILE)[1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Government of Malta|10", "Government of the Republic of Malta|10"),
        ("Maltese government|10", "Government of Malta|10"),
        ("Trade Ministry of Malta|10", "Ministry of Trade of Malta|10"),
        ("UN", "United Nations"),
        ("World Health Organisation", "World Health Organization"),
        (
            "US Department of State's Bureau of Counterterrorism",
            "US State Department's Bureau of Counterterrorism",
        ),
        ("FAO ROLA", "FAO Regional Office for Latin America"),
        ("Boat Union of Malta|22", "Boat Union|22"),
    ],
)
def test_two_names_of_one_body_are_one_row(one, other):
    found = rows(report(f"The [{one}] and then [{other}] came."))
    assert [row.mentions for row in found] == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Government of Malta|10", "Government of Peru|10"),
        ("World Bank", "World Bank Group"),
        ("UNICEF", "UNICEF Peru"),
        ("Ministry of Trade of Malta|10", "Ministry of Health of Malta|10"),
    ],
)
def test_two_bodies_are_two_rows(one, other):
    assert len(rows(report(f"The [{one}] came. The [{other}] came."))) == 2


def test_a_defined_acronym_is_its_long_form_with_its_country():
    document = report(
        "The [Malta Lake Guard|10] ([LG]) came.",
        "[LG] left {Peru}.",
        acronyms=[("LG", "Lake Guard")],
    )
    (row,) = rows(document)
    assert (row.name, row.acronym, row.country, row.mentions) == (
        "Malta Lake Guard",
        "LG",
        "MT",
        (0, 1, 2),
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UNODC", "XM-DAC-41128"),
        ("Government of Japan|10", "XM-DAC-701"),
        ("Government of Chad|10", None),
        ("Ministry of Trade of Japan|10", None),
        ("UNODC Regional Office for Central Asia", None),
    ],
)
def test_codes_are_those_of_the_public_lists_and_never_minted(name, code):
    assert rows(report(f"The [{name}] came."))[0].iati_id == code


@pytest.mark.parametrize(
    ("paragraphs", "sections", "country", "rule"),
    [
        (["The [Court of Trade|10] of {Peru} met."], None, "PE", "country of the paragraph"),
        (["The [Court of Trade|10] met.", "In {Peru}."], None, "PE", "country of the section"),
        (["The [Court of Trade|10] met.", "In {Peru}."], [0, 1], None, None),
        (["The [Court of Trade|10] in {Peru} or {Chad}."], None, None, None),
        (
            ["The [Court of Trade|10], and the [Court of Peru|10] met {Chad}."],
            None,
            "PE",
            "country of the list",
        ),
        (["The [UNICEF] in {Peru}."], None, None, None),
    ],
)
def test_a_national_body_belongs_to_the_country_spoken_of(paragraphs, sections, country, rule):
    row = rows(report(*paragraphs, sections=sections))[0]
    assert (row.country, row.country_rule) == (country, rule)


def test_the_family_country_is_the_last_resort():
    document = report("The [Court of Trade|10] met.")
    (row,), _ = resolve(document, Profile(name="test", countries=("PE",)))
    assert (row.country, row.country_rule) == ("PE", "country of the family")


def test_a_nested_body_is_part_of_the_one_it_names():
    document = report(
        "The [Net Service of the Ministry of Trade of Malta] came.",
        "The [Ministry of Trade of Malta|10] and [UN] and [UNODC] came.",
    )
    service, ministry, un, unodc = rows(document)
    assert rows(document)[service.part_of] == ministry
    assert rows(document)[unodc.part_of] == un
    assert service.kind == "10"


def test_a_ministry_without_a_country_is_kept_apart_and_flagged():
    document = report(
        "The [Ministry of Trade of Malta|10] came.", "The [Ministry of Trade|10].", sections=[0, 1]
    )
    assert len(rows(document)) == 2
    assert codes(document) == ["organisation.possible-duplicate"]


def test_names_that_look_alike_are_flagged_and_not_merged():
    document = report("The [Lake Guards Club] and the [Lake Guard Club] came.")
    assert len(rows(document)) == 2
    assert codes(document) == ["organisation.possible-duplicate"]


def test_a_short_form_with_two_meanings_is_flagged():
    document = report(
        "The [Lake Guard] (LG) and the [Land Group] (LG) came.",
        acronyms=[("LG", "Lake Guard"), ("LG", "Land Group")],
    )
    assert "organisation.ambiguous-acronym" in codes(document)


def test_the_2017_issue_keeps_the_ministries_of_two_countries_apart(issue):
    document, _ = issue
    found = {o.country for o in document.organisations if o.name == "Ministry of Interior"}
    assert found == {"TM", "UZ"}
