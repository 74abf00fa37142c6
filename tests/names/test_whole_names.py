"""Names are taken whole: over "and", towns of offices, years, numbers, line ends."""

import pytest

from pipeline.extract.nlp import flatten


def named(nlp, text, *labels):
    return [
        (c.label, text[c.start : c.end])
        for c in flatten(nlp(text)._.candidates)
        if c.label in (labels or ("ORG", "EVENT", "PROGRAMME", "INSTRUMENT"))
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Council of Training Schools of Port and Customs Agencies met.",
            ["Council of Training Schools of Port and Customs Agencies"],
        ),
        (
            "The Union of Retired Officers of Prison and Police Services met.",
            ["Union of Retired Officers of Prison and Police Services"],
        ),
        (
            "The FAO Mission to Chad and Niger and the OAS Mission to Peru wrote.",
            ["FAO Mission to Chad and Niger", "OAS Mission to Peru"],
        ),
        (
            "The Government of Côte d'Ivoire and the Embassy of Côte d’Ivoire paid.",
            ["Government of Côte d'Ivoire", "Embassy of Côte d’Ivoire"],
        ),
        (
            "The Office of the Prime Minister and the Office of the Secretary-General wrote.",
            ["Office of the Prime Minister", "Office of the Secretary-General"],
        ),
        (
            "The FAO Programme Office in Sarh wrote to the FAO Programme Office in Abeche.",
            ["FAO Programme Office in Sarh", "FAO Programme Office in Abeche"],
        ),
        (
            "It was paid by the governments of Peru, Chad and the Gambia.",
            ["governments of Peru", "Chad", "Gambia"],
        ),
        (
            "They asked iWater and other .Shelter Cluster of Chad members.",
            ["Shelter Cluster of Chad"],
        ),
        (
            "The Ministry of Dams and Relief and Oxfam Chad signed.",
            ["Ministry of Dams and Relief", "Oxfam Chad"],
        ),
        (
            'The Association of Women Bakers "White Apron" sang.',
            ['Association of Women Bakers "White Apron"'],
        ),
        (
            "The Director of Port Works and Dredging in the Ministry of Trade spoke.",
            ["Ministry of Trade"],
        ),
        ("Ms. Orlova, Specialist on Harbour Administration, spoke.", []),
        ("In all, 23 UN entities met.", ["UN"]),
    ],
)
def test_bodies_are_whole(nlp, text, names):
    assert named(nlp, text, "ORG") == [("ORG", name) for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad read the Divers with Families Convention, 1983 (No. 259).", None),
        ("Chad read the Night Work (Small Harbours) Convention, 1951 (No. 203).", None),
        ("Chad read the Protocol of 2011 to the Boat Hire Convention, 1932.", None),
        ("Chad read the Convention relating to the Rights of Divers.", None),
        ("Chad read the Harbours Act, 1988.", None),
        ("Chad read Law No. 12 of 2015.", None),
        ("Chad read the Convention in 1983.", []),
        ("Chad read the convention, 1983 copies of it.", []),
    ],
)
def test_instruments_keep_their_years_and_numbers(nlp, text, name):
    whole = text.removeprefix("Chad read ").removeprefix("the ").removesuffix(".")
    assert named(nlp, text, "INSTRUMENT") == ([("INSTRUMENT", whole)] if name is None else name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The project Living Harbours in the Lagoon and Delta Towns (“the Project”) ended.",
            ["Living Harbours in the Lagoon and Delta Towns"],
        ),
        ("The initiative Clean Nets for Chad began.", ["Clean Nets for Chad"]),
        ("The project Manager and the project UNDP runs are new.", []),
        ("Boats came through a scheme of the Lagos Trade Centre.", []),
        (
            "The Global Programme on Cleaning the Great Lakes of Peru ended.",
            ["Global Programme on Cleaning the Great Lakes of Peru"],
        ),
    ],
)
def test_programmes_are_named_behind_their_noun(nlp, text, names):
    assert named(nlp, text, "PROGRAMME") == [("PROGRAMME", name) for name in names]


def test_an_event_is_named_by_its_host_where_its_subject_follows(nlp):
    text = (
        "The Special Session of the Rivers Council on Safe Boats began, "
        "the Session of the Rivers Council did not."
    )
    assert named(nlp, text, "EVENT") == [
        ("EVENT", "Special Session of the Rivers Council on Safe Boats")
    ]


def test_a_name_goes_on_over_the_end_of_a_full_line_but_not_of_a_cell(nlp):
    wrapped = (
        "Boats were given in three towns of the south by the River Harbour\nService and others."
    )
    assert named(nlp, wrapped, "ORG") == [("ORG", "River Harbour\nService")]
    assert named(nlp, "Ministry of Health\nMinistry of Labour", "ORG") == [
        ("ORG", "Ministry of Health"),
        ("ORG", "Ministry of Labour"),
    ]
