"""People are found without honorific and role, which stand in the detail."""

import pytest

from pipeline.entity_types.person import build


def found(nlp, text):
    return [
        (
            text[c.start : c.end],
            c.detail.honorific,
            c.detail.role and c.detail.role.of(text),
            c.detail.affiliation and c.detail.affiliation.of(text),
        )
        for c in build(nlp)(nlp(text))
    ]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Ms. Aigul Bekova, the Minister of Health, opened the seminar.",
            ("Aigul Bekova", "Ms.", "Minister of Health", "Health"),
        ),
        (
            "The seminar was opened by the President of Georgia H.E. Mr. Levan Maisuradze.",
            ("Levan Maisuradze", "H.E. Mr.", "President of Georgia", "Georgia"),
        ),
        (
            "Mr. Jamshed Rahimzoda, the UNICEF Regional Director, met the judges.",
            ("Jamshed Rahimzoda", "Mr.", "Regional Director", "UNICEF"),
        ),
        (
            "Colonel Talant uulu Azamat took the floor.",
            ("Talant uulu Azamat", "Colonel", None, None),
        ),
        (
            "Prosecutor General Marat Osmonov spoke.",
            ("Marat Osmonov", None, "Prosecutor General", None),
        ),
        (
            "The plan of Regional Representative Nadira Solanki was read.",
            ("Nadira Solanki", None, "Regional Representative", None),
        ),
        (
            "The Deputy Head of Mission Lars Lund spoke.",
            ("Lars Lund", None, "Deputy Head of Mission", None),
        ),
        (
            "FAO mission chief Anna Petrova told them so.",
            ("Anna Petrova", None, "mission chief", "FAO"),
        ),
        (
            "Pebble's chief executive, Peter Oduya, told them so.",
            ("Peter Oduya", None, "chief executive", "Pebble's"),
        ),
        (
            "President Hassan Sheikh Mohamud was told so.",
            ("Hassan Sheikh Mohamud", None, "President", None),
        ),
        (
            "Peter Oduya, a former deputy minister, was told so.",
            ("Peter Oduya", None, "former deputy minister", None),
        ),
        ("Dr. Ahmad al-Rashid spoke next.", ("Ahmad al-Rashid", "Dr.", None, None)),
        ("Then Mrs. Bekova thanked them.", ("Bekova", "Mrs.", None, None)),
    ],
)
def test_a_person_with_what_stands_around_the_name(nlp, text, person):
    assert found(nlp, text) == [person]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            (
                "It was opened by the Minister of Interior, Mr. Peter Oduya, and the Ambassador of"
                " Malta, Ms. Ada Lovett."
            ),
            [("Peter Oduya", "Minister of Interior"), ("Ada Lovett", "Ambassador of Malta")],
        ),
        (
            (
                "It was opened by the Minister of Justice, the Hon. Peter Oduya, and the Deputy"
                " Minister of Health the Hon. Ada Lovett."
            ),
            [("Peter Oduya", "Minister of Justice"), ("Ada Lovett", "Deputy Minister of Health")],
        ),
        (
            (
                "It was opened by Mr. Peter Oduya, Minister of Interior, and Ms. Ada Lovett,"
                " Ambassador of Malta."
            ),
            [("Peter Oduya", "Minister of Interior"), ("Ada Lovett", "Ambassador of Malta")],
        ),
        (
            "Mr. Peter Oduya, Minister of Interior, Ms. Ada Lovett, Ambassador of Malta, came.",
            [("Peter Oduya", "Minister of Interior"), ("Ada Lovett", "Ambassador of Malta")],
        ),
    ],
)
def test_each_person_of_a_list_has_their_own_role(nlp, text, roles):
    assert [(name, role) for name, _, role, _ in found(nlp, text)] == roles


@pytest.mark.parametrize(
    "text",
    [
        "The Road Map was signed in May at the Ministry of Justice.",
        "The workshop took place in Marrakesh on Monday.",
        "The Director Programmes Division and the Head Legal Section wrote.",
        "The Protocol to Prevent and Suppress the trade was read.",
    ],
)
def test_names_of_other_things_are_no_people(nlp, text):
    assert [f for f in build(nlp)(nlp(text)) if f.method != "model"] == []
