"""An event is found in whatever words it is told; what is no event gives no row."""

import pytest

DAY = "2019-06-05"
TOLD = [
    ("On 5 June 2019 UNODC gave the academy in Osh a simulator.", "handover"),
    ("Customs officers destroyed 1.5 tonnes of heroin in Osh on 5 June 2019.", "operation"),
    (
        "The Ministry of Health equipped three posts in Osh with scanners on 5 June 2019.",
        "handover",
    ),
    ("The Office distributed 4,000 kits to prisons in Osh on 5 June 2019.", "assistance"),
    ("In Osh on 5 June 2019 the five countries agreed on a joint plan.", "adoption"),
    ("The handbook was published in Osh on 5 June 2019.", "publication"),
    ("The new Representative took office in Osh on 5 June 2019.", "appointment"),
    ("After the handover in Osh on 5 June 2019, officers tested the boats.", "handover"),
    ("Border guards seized 40 kg of heroin in Osh on 5 June 2019.", "operation"),
    ("Police arrested six traffickers in Osh on 5 June 2019.", "operation"),
    ("UNESCO funded a seminar for 30 journalists in Osh on 5 June 2019.", "workshop"),
    ("Students marched in Osh on 5 June 2019.", "campaign"),
    ("Experts assessed the laboratory in Osh on 5 June 2019.", "mission"),
    ("On 5 June 2019 parliament passed the law on water in Osh.", "adoption"),
    ("The mayor cut the ribbon of the shelter in Osh on 5 June 2019.", "opening"),
    ("UNDP convened experts from nine countries in Osh on 5 June 2019.", "meeting"),
    ("Construction of a checkpoint began in Osh on 5 June 2019.", "assistance"),
    ("Border guards practised joint patrols in Osh on 5 June 2019.", "training"),
    ("The school in Osh was given a new roof on 5 June 2019.", "handover"),
    ("Forty officers graduated in Osh on 5 June 2019.", "training"),
    ("IOM repatriated 14 migrants from Osh on 5 June 2019.", "assistance"),
    ("Training for 25 cooks took place in Osh on 5 June 2019.", "training"),
    ("The Fund topped up the stipends of 40 nurses in Osh on 5 June 2019.", "other"),
    ("Seventeen nurses, nine of them men, graduated in Osh on 5 June 2019.", "training"),
    ("Osh, 5 June 2019 – The keys of the ward changed hands.", "handover"),
    ("Courses held\n\n• 5 June 2019, Osh: course on net repair, 12 fishers", "training"),
    ("The course on nets brought together 24 officers in Osh on 5 June 2019.", "training"),
    ("Through a workshop in Osh on 5 June 2019, 35 clerks were sensitised on bail.", "workshop"),
]
NOT_TOLD = [
    "UNODC did not hold the meeting in Osh on 5 June 2019.",
    "On 5 June 2019 in Osh the Minister denied that a meeting took place.",
    "The parties discussed holding a conference in Osh on 5 June 2019.",
    "In June 2019 the Office ran out of funds for the course in Osh.",
    "He spoke in Osh on 5 June 2019 about a workshop that never took place.",
    "In Osh in June 2019 women met with difficulties.",
    "The manual of 2016 describes how seizures are recorded in Osh.",
    "Most training in Osh is paid for by the state.",
    "The report of March 2018 presented a bleak picture of Osh.",
    "No agreement was signed in Osh on 5 June 2019.",
    "On 5 June 2019 in Osh the Ministry cancelled them.",
    "If a workshop were held in Osh in June 2019, officers would attend.",
    "Prices fell by 3 per cent in Osh in June 2019.",
    "The Minister said in Osh on 5 June 2019 that prices would rise.",
    "UNDP failed to open the clinic in Osh on 5 June 2019.",
    "The \ue000 was long in Osh on 5 June 2019.",
]


@pytest.mark.parametrize(("text", "kind"), TOLD, ids=[text for text, _ in TOLD])
def test_something_done_is_one_row_with_its_day_and_country(rows_of, text, kind):
    assert [(row.type, row.date, row.country) for row in rows_of(text)] == [(kind, DAY, "KG")]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_denied_possible_or_a_state_is_no_row(rows_of, text):
    assert rows_of(text) == []


STATUS = [
    ("A round table will be held in Osh in October 2019.", "planned", "2019-10"),
    ("The mission to Osh on 5 June 2019 has been cancelled.", "cancelled", DAY),
    ("Since October 2018 the clinic in Osh has treated 311 patients.", "ongoing", "2018-10/.."),
    ("The course in Osh on 5 June 2019 was postponed.", "cancelled", DAY),
    ("UNDP plans to open a clinic in Osh on 5 June 2019.", "planned", DAY),
]


@pytest.mark.parametrize(("text", "status", "date"), STATUS)
def test_status_says_whether_it_happened(rows_of, text, status, date):
    assert [(row.status, row.date) for row in rows_of(text)] == [(status, date)]


SEVERAL = [
    (
        "On 5 June 2019 Mr. John Smith visited Bishkek and met with the Minister.",
        [("mission", DAY), ("meeting", DAY)],
    ),
    (
        "UNDP opened the centre in Osh and signed the agreement on 5 June 2019.",
        [("opening", DAY), ("signing", DAY)],
    ),
    (
        (
            "From 4 to 5 June 2019 in Osh and from 11 to 12 June 2019 in Naryn UNODC held "
            "trainings on forged documents."
        ),
        [("training", "2019-06-04/2019-06-05"), ("training", "2019-06-11/2019-06-12")],
    ),
    (
        (
            "On 3 May 2019 the ILO and the Government of Ghana signed an agreement to hold the 9th "
            "Fisheries Forum in Accra from 3 to 6 July 2019."
        ),
        [("signing", "2019-05-03"), ("conference", "2019-07-03/2019-07-06")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), SEVERAL)
def test_several_things_in_a_sentence_are_a_row_each(rows_of, text, rows):
    assert [(row.type, row.date) for row in rows_of(text)] == rows


ROLES = [
    (
        (
            "Tirana, 10 May 2015 – The Ombudsman's Office, the Ministry of Health and UNICEF "
            "launched a joint programme for deaf children, with support of the Equal Rights "
            "Trust Fund."
        ),
        {
            ("organiser", "Ombudsman's Office"),
            ("organiser", "Ministry of Health"),
            ("organiser", "UNICEF"),
            ("funder", "Equal Rights Trust Fund"),
        },
    ),
    (
        (
            "A regional workshop on net checks was held in Tirana on 19-21 May 2019 for 12 "
            "inspectors from Albania, Serbia and Croatia."
        ),
        {("participant", "Albania"), ("participant", "Serbia"), ("participant", "Croatia")},
    ),
    (
        (
            "On 27 May 2020, UNDP handed over a clinic in Gulu, Uganda, to the Ministry of Health, "
            "a gift of the Government of Japan."
        ),
        {
            ("organiser", "UNDP"),
            ("recipient", "Ministry of Health"),
            ("funder", "Government of Japan"),
        },
    ),
    (
        (
            "At the invitation of the Ministry of Justice, UNODC held a workshop in Osh on 5 June "
            "2019 under the auspices of the United Nations, in cooperation with UNICEF."
        ),
        {
            ("host", "Ministry of Justice"),
            ("organiser", "UNODC"),
            ("auspices", "United Nations"),
            ("partner", "UNICEF"),
        },
    ),
    (
        "With the financial support of Japan, UNICEF opened a clinic in Osh on 5 June 2019.",
        {("organiser", "UNICEF"), ("funder", "Japan")},
    ),
    (
        "The ILO held a course in Osh on 5 June 2019 with technical support from UNIDO.",
        {("organiser", "ILO"), ("partner", "UNIDO")},
    ),
    (
        (
            "The ILO held a course in Osh on 5 June 2019 with technical and financial support "
            "from UNIDO."
        ),
        {("organiser", "ILO"), ("funder", "UNIDO")},
    ),
    (
        "The ILO trained technical staff in Osh on 5 June 2019 with support from UNIDO.",
        {("organiser", "ILO"), ("funder", "UNIDO")},
    ),
    (
        "The clinic in Osh was opened on 5 June 2019 by the Minister of Health, Ms. Anna Serova.",
        {("opened_by", "Anna Serova")},
    ),
    (
        (
            "The ILO organised a conference in Osh on 5 June 2019 in cooperation with the World "
            "Health Organization (WHO) and UNICEF."
        ),
        {("organiser", "ILO"), ("partner", "World Health Organization"), ("partner", "UNICEF")},
    ),
    (
        (
            "The ILO held a conference in Osh on 5 June 2019. The conference, inaugurated by the "
            "Minister of Health H.E. Mr. John Smith, offered a space for experts of UNICEF, "
            "Kenya and Ghana."
        ),
        {
            ("organiser", "ILO"),
            ("opened_by", "John Smith"),
            ("participant", "UNICEF"),
            ("participant", "Kenya"),
            ("participant", "Ghana"),
        },
    ),
    (
        (
            "A meeting on water in Osh on 5 June 2019 brought together officials from the two "
            "countries (Kenya and Ghana)."
        ),
        {("participant", "Kenya"), ("participant", "Ghana")},
    ),
    (
        (
            "On 5 June 2019 the ILO held the Open House event in Osh. Representatives of the "
            "World Bank Group were invited to the Open House Day."
        ),
        {("organiser", "ILO"), ("participant", "World Bank Group")},
    ),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_slots_say_who_was_what(rows_of, text, roles):
    (row,) = rows_of(text)
    assert row.roles == roles


def test_history_is_marked_as_background(rows_of):
    text = (
        "Quarterly newsletter, April - June 2019\n\nKYRGYZSTAN\n\nUNDP opened a clinic in Osh on "
        "5 June 2019. The Ministry of Health opened another one in Naryn on 3 May 2011."
    )
    assert [(row.date, row.background) for row in rows_of(text)] == [
        (DAY, False),
        ("2011-05-03", True),
    ]


def test_a_sentence_about_the_event_adds_to_its_row(rows_of):
    text = (
        "Lusaka, 12 June 2018 – IOM launched a project on migration. More than 55 officials "
        "attended the ceremony. It was financed by the European Union."
    )
    (row,) = rows_of(text)
    assert row.participants == 55
    assert ("funder", "European Union") in row.roles


NAMES = [
    (
        "On 5 June 2019 UNODC trained 32 clerks and judges in two seminars in Osh.",
        "two seminars for 32 clerks",
    ),
    (
        "UNDP held a workshop in Osh to revise the school curriculum on 5 June 2019.",
        "workshop to revise school curriculum",
    ),
    (
        "UNDP held a workshop to compare the tariff tables in Osh on 5 June 2019.",
        "workshop to compare tariff tables",
    ),
    ("The Tariff Board met in Osh on 5 June 2019.", "meeting of Tariff Board"),
    (
        "A joint mission of UNICEF, WFP and the Ministry of Health visited Osh on 5 June 2019.",
        "joint mission to Osh",
    ),
    (
        "On 5 June 2019 Ms. Ana Pop took up the post of Country Director in Osh.",
        "appointment of Ana Pop as Country Director",
    ),
    ("Ms. Ana Pop took over her position in Osh on 5 June 2019.", "appointment of Ana Pop"),
    (
        "On 5 June 2019 in Osh the schools received their pumps from the Mayor, Ms. Ana Pop.",
        "handover of pumps in Osh",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_says_what_it_was_and_for_whom(rows_of, text, name):
    assert [row.name for row in rows_of(text)] == [name]


def test_who_trains_people_in_courses_organises_them(rows_of):
    (row,) = rows_of("UNODC trained 32 clerks in three refresher courses in Osh on 5 June 2019.")
    assert (row.type, row.participants, row.roles) == ("training", 32, {("organiser", "UNODC")})


def test_who_is_brought_to_a_workshop_is_counted(rows_of):
    (row,) = rows_of("A workshop of UNODC brought 18 midwives to Osh on 5 June 2019.")
    assert (row.type, row.participants) == ("workshop", 18)


def test_training_events_are_trainings(rows_of):
    (row,) = rows_of("In June 2019 90 people attended the 6 training events in Osh.")
    assert (row.type, row.participants) == ("training", 90)


def test_where_a_study_tour_goes_is_its_place_and_takes_no_part(rows_of):
    for noun in ("study tour", "study visit"):
        (row,) = rows_of(f"On 5 June 2019 UNODC organised a {noun} to Latvia for 12 judges.")
        assert (row.place, row.country, row.participants) == ("Latvia", "LV", 12)
        assert row.roles == {("organiser", "UNODC")}


def test_a_story_stays_in_its_country(rows_of):
    rows = rows_of(
        "In May 2019 UNODC launched work to equip four libraries of the Ministry of "
        "Education of Ghana.\n\nWith the help of readers, an assessment of the needs of the "
        "libraries was undertaken."
    )
    assert [row.type for row in rows] == ["launch", "mission"]
    assert {row.country for row in rows} == {"GH"}


def test_what_a_story_promises_is_planned_and_not_on_its_day(rows_of):
    _, row = rows_of(
        "On 5 May 2019 the ILO and the Ministry of Labour signed a charter in Osh.\n\n"
        "A supervisory board of the fund will be established."
    )
    assert (row.status, row.date, row.country) == ("planned", None, "KG")


def test_what_two_did_in_one_sentence_stays_apart(rows_of):
    rows = rows_of(
        "UNODC met the World Health Organization (WHO) in Osh on 5 June 2019 and UNICEF opened a "
        "clinic in Naryn on 6 June 2019."
    )
    assert [(row.type, row.place, row.date) for row in rows] == [
        ("meeting", "Osh", DAY),
        ("opening", "Naryn", "2019-06-06"),
    ]
    assert "UNICEF" not in {name for _, name in rows[0].roles}
