"""Wordings of no list: who was what, when, where and of what type, one sentence each."""

import pytest

SAID = [
    (
        (
            "UN Women and the Ministry of Women's Affairs organized a march through downtown Phnom "
            "Penh on 25 November 2022, in which about 3,000 people participated."
        ),
        {"type": "campaign", "country": "KH", "participants": 3000},
        {("organiser", "UN Women"), ("organiser", "Ministry of Women's Affairs")},
    ),
    (
        (
            "A Memorandum of Understanding between FAO and the Caribbean Development Bank was "
            "signed on 8 October 2021 in Bridgetown, Barbados."
        ),
        {"type": "signing", "date": "2021-10-08"},
        {("organiser", "FAO"), ("organiser", "Caribbean Development Bank")},
    ),
    (
        "Forty midwives graduated from the Hargeisa Institute of Health Sciences on 30 July 2017.",
        {"type": "training"},
        {("host", "Hargeisa Institute of Health Sciences")},
    ),
    (
        (
            "The Director held talks with the Foreign Minister of Turkmenistan, Mr. Rashid "
            "Meredov, in Ashgabat on 11 December 2020."
        ),
        {"type": "meeting", "country": "TM"},
        {("participant", "Rashid Meredov")},
    ),
    (
        "Ms. Aigul Nurlanova was appointed as Programme Officer as of 1 September 2017.",
        {"type": "appointment", "date": "2017-09-01"},
        {("participant", "Aigul Nurlanova")},
    ),
    (
        (
            "From 12 to 16 June 2017 a delegation of seven judges from Kazakhstan visited the "
            "Supreme Court of Lithuania in Vilnius within a study tour that GIZ arranged."
        ),
        {"participants": 7, "country": "LT"},
        {
            ("organiser", "GIZ"),
            ("participant", "Kazakhstan"),
            ("host", "Supreme Court of Lithuania"),
        },
    ),
    (
        (
            "The draft was reviewed by a working group on 4 February 2019 in Minsk; the group "
            "included experts of the Ministry of Internal Affairs and IOM."
        ),
        {"type": "meeting"},
        {("participant", "Ministry of Internal Affairs"), ("participant", "IOM")},
    ),
    (
        (
            "Thirty teachers benefited from a course on inclusive education, which Save the "
            "Children delivered in Zomba between 10 and 14 October 2016."
        ),
        {"type": "training", "participants": 30},
        {("organiser", "Save the Children")},
    ),
    (
        "On 18 August 2021 WFP airlifted 30 tons of biscuits to Les Cayes.",
        {"type": "assistance", "place": "Les Cayes"},
        {("organiser", "WFP")},
    ),
    (
        (
            "Between January and March 2019, the Mine Action Centre cleared 340,000 square metres "
            "of land in Mannar District with funds from Japan and Norway."
        ),
        {"country": None},
        {("organiser", "Mine Action Centre"), ("funder", "Japan"), ("funder", "Norway")},
    ),
    (
        "Ambassador Marie Dupont presented 15 ambulances to the Governor on 2 February 2013.",
        {"type": "handover"},
        {("organiser", "Marie Dupont")},
    ),
    (
        (
            "A high-level delegation headed by the Assistant Secretary-General, Ms. Amina Toure, "
            "is expected to visit Bangui in February 2016."
        ),
        {"status": "planned", "place": "Bangui"},
        {("organiser", "Amina Toure")},
    ),
    (
        (
            "The Ministry of Health of Nepal, in close collaboration with WHO and with funding "
            "from the Global Fund, launched on 24 March 2016 a nationwide TB screening campaign."
        ),
        {"type": "campaign"},
        {
            ("organiser", "Ministry of Health of Nepal"),
            ("partner", "WHO"),
            ("funder", "Global Fund"),
        },
    ),
    (
        "On 29 May 2012 UNDP co-organised with the Ombudsman's Institute a conference on torture.",
        {"type": "conference", "date": "2012-05-29"},
        {("organiser", "UNDP"), ("partner", "Ombudsman's Institute")},
    ),
    (
        "Prizren hosted from 17 to 19 June 2015 the regional mayors' forum.",
        {"type": "conference", "date": "2015-06-17/2015-06-19"},
        set(),
    ),
    (
        "The Ambassador, Mr. Chen Li, cut the ribbon of a slaughterhouse in Bouar on 22 May 2022.",
        {"type": "opening", "date": "2022-05-22", "place": "Bouar"},
        {("opened_by", "Chen Li")},
    ),
    (
        "On 22 May 2019 the National Registry Centre took over 40 tablets.",
        {"type": "handover"},
        {("recipient", "National Registry Centre")},
    ),
    (
        (
            "Ms. Lena Okafor, Special Rapporteur on the right to water, was in Nukus from 11 to 14 "
            "October 2021."
        ),
        {"type": "mission", "place": "Nukus", "date": "2021-10-11/2021-10-14"},
        {("organiser", "Lena Okafor")},
    ),
    (
        (
            "During her visit to Honduras (2-4 March 2016), the High Commissioner met with "
            "President Juan Orlando Hernández."
        ),
        {"type": "meeting", "country": "HN"},
        {("participant", "Juan Orlando Hernández")},
    ),
    (
        "UNICEF launched on 3 May 2018 in Minsk a programme to support the Ministry of Education.",
        {"type": "launch"},
        {("organiser", "UNICEF"), ("recipient", "Ministry of Education")},
    ),
]


@pytest.mark.parametrize(("said", "cells", "roles"), SAID, ids=[said[:40] for said, *_ in SAID])
def test_one_event_with_its_cells_and_roles(rows_of, said, cells, roles):
    (row,) = rows_of(said)
    assert {name: getattr(row, name) for name in cells} == cells
    assert set(row.roles) == roles


@pytest.mark.parametrize(
    "said",
    [
        "46% of the USD 89.6 million required in 2021 have been received.",
        "12,870 refugees registered in Rwanda as of 30 September 2021.",
    ],
)
def test_shares_and_standings_are_no_events(rows_of, said):
    assert rows_of(said) == []


def test_how_a_thing_was_done_is_no_second_event(rows_of):
    (row,) = rows_of(
        "UNFPA reached 4,560 women in Cox's Bazar in April 2018, providing care and counselling."
    )
    assert row.participants == 4560
    (row,) = rows_of(
        "In June 2019, 45 social workers were certified in Ulaanbaatar after passing the "
        "examination of the National Board."
    )
    assert row.type == "training"


def test_who_gave_the_prize_is_a_funder_of_the_contest(rows_of):
    (row,) = rows_of(
        "In Gizo, a baking contest was won by Ms. Ann Sale on 28 November 2020; the prize, an "
        "oven, was donated by the Red Cross Society."
    )
    assert row.type == "competition"
    assert ("funder", "Red Cross Society") in row.roles


def test_the_participants_are_those_who_took_part(rows_of):
    _, adopted = rows_of(
        "On 3 May 2018 UNICEF held a conference in Minsk with the participation of OSCE and IOM. "
        "The participants adopted a declaration on 4 May 2018."
    )
    assert set(adopted.roles) == {("organiser", "OSCE"), ("organiser", "IOM")}


def test_a_listed_town_that_opens_a_dated_line_is_where_it_was(rows_of):
    (row,) = rows_of("Bosaso, 26 May 2015 – UNODC opened a new wing of the central prison.")
    assert row.place == "Bosaso"


LIST = """OSCE Centre in Bishkek

Digest of activities, May 2012

7 May: Seminar for 30 inspectors on community policing, Tokmok
21 May: Round table on remittances in Osh (IOM, World Bank)
"""


def test_a_line_ends_with_its_town_or_with_who_did_it(rows_of):
    seminar, table = rows_of(LIST)
    assert (seminar.name, seminar.place) == (
        "seminar for 30 inspectors on community policing",
        "Tokmok",
    )
    assert {("organiser", "IOM"), ("organiser", "World Bank")} <= table.roles


def test_the_office_in_a_town_is_in_its_country(rows_of):
    assert {row.country for row in rows_of(LIST)} == {"KG"}


@pytest.mark.parametrize(
    "said",
    [
        "With panels donated by a firm, the station has had light since 15 August 2021.",
        "A workshop is under preparation, date to be fixed in October 2022.",
    ],
)
def test_things_and_words_of_planning_are_no_events(rows_of, said):
    assert not [row for row in rows_of(said) if row.type in {"meeting", "assistance"}]


def test_who_left_with_a_convoy_are_counted(rows_of):
    (row,) = rows_of(
        "In September 2021, four convoys organised by UNHCR left Mahama camp with 1,865 refugees "
        "on board."
    )
    assert row.participants == 1865


def test_a_contest_of_another_story_is_another_contest(rows_of):
    found = rows_of(
        "In Osh, on 9 December 2017, UNODC organised a student competition.\n\n"
        "In Tashkent, on 18 December 2017, UNDP held an open day. The event was wrapped up with "
        "the awards ceremony of a contest. The contest was organised with the Youth Union."
    )
    first, *later = [row for row in found if row.type == "competition"]
    assert ("partner", "Youth Union") not in first.roles
    assert ("partner", "Youth Union") in later[-1].roles
