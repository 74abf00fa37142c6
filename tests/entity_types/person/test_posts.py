"""Posts beside names go to the right person, whole; names told by what stands around them."""

import pytest

from pipeline.extract.nlp import flatten


def people(nlp, text):
    """Names and roles."""
    found = [c for c in flatten(nlp(text)._.candidates) if c.label == "PERSON"]
    return [
        (
            text[c.start : c.end],
            text[c.detail.role.start : c.detail.role.end] if c.detail.role else None,
        )
        for c in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Minister of Trade, Mr. Aman Orlov, and the Rector of the academy, Prof. Lena Kim.",
            [("Aman Orlov", "Minister of Trade"), ("Lena Kim", "Rector of the academy")],
        ),
        (
            "Mr. Paul Reyes, Assistant Director-General of FAO, came.",
            [("Paul Reyes", "Assistant Director-General of FAO")],
        ),
        (
            "Mr. Aman Orlov, Acting Head of the Coast Service, came.",
            [("Aman Orlov", "Acting Head of the Coast Service")],
        ),
        (
            "Ms. Anna Petrova, head of the laboratory, came.",
            [("Anna Petrova", "head of the laboratory")],
        ),
        (
            "Ms. Rosa Kaya, Minister in charge of Relations with Parliament, came.",
            [("Rosa Kaya", "Minister in charge of Relations with Parliament")],
        ),
        (
            "H.E. Mr. Ken Sato, Ambassador Extraordinary and Plenipotentiary of Japan to Peru, sat",
            [("Ken Sato", "Ambassador Extraordinary and Plenipotentiary of Japan to Peru")],
        ),
        (
            "Mr Luis Vega FAO Regional Representative, came.",
            [("Luis Vega", "Regional Representative")],
        ),
        ("They met First Lady Ruth Banda in Lima.", [("Ruth Banda", "First Lady")]),
        (
            "“It was,” said Dr Ali Ould Ahmed, a virologist with the Ministry of Health of Chad.",
            [("Ali Ould Ahmed", "virologist")],
        ),
        (
            "The Head of the FAO Mission to Chad, Ambassador Grant Hill, came.",
            [("Grant Hill", "Head of the FAO Mission to Chad")],
        ),
        (
            "AMAN ORLOV, the deputy minister of trade, came.",
            [("AMAN ORLOV", "deputy minister of trade")],
        ),
        (
            "Sutrisno, head of the village council of Bantul, came.",
            [("Sutrisno", "head of the village council of Bantul")],
        ),
        (
            "They met Prof. PARK Ji-min and Ms. June Baker.",
            [("PARK Ji-min", None), ("June Baker", None)],
        ),
        ("“The rice is back.” – Awa Diallo, rice grower", [("Awa Diallo", "rice grower")]),
        ("“It works,” said Grace Nkhoma, 34, a farmer from Mzuzu.", [("Grace Nkhoma", "farmer")]),
        ("The prize went to 11-year-old Aida Orlova.", [("Aida Orlova", None)]),
    ],
)
def test_each_post_goes_to_its_own_person(nlp, text, found):
    assert people(nlp, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Near Ndola lie camps.",
        "Beyond Kulob lie camps.",
        "Sarh Flash Floods have come.",
        "Boats. Hire has doubled and owners want to be paid.",
        "Serbia Ukraine",
        "The youth club Kaleidoskop sang.",
        "They went to Dadaab Refugee by bus.",
    ],
)
def test_places_and_things_at_the_head_of_an_item_are_no_people(nlp, text):
    assert people(nlp, text) == []
