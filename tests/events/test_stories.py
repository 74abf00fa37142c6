"""Events in other offices' styles: each paragraph gives its events, and no others."""

from typing import NamedTuple

import pytest

from pipeline.run import Options, run


class Told(NamedTuple):
    """A paragraph, and the events that it tells: type, date, place, country, participants."""

    text: str
    events: list[tuple[str, str, str | None, str | None, int | None]]
    roles: set[tuple[str, str]]


UNDER_COUNTRIES = {
    "TAJIKISTAN": [
        Told(
            "From 1-3 June in Dushanbe and 6-8 June in Almaty, UNODC conducted two workshops "
            "on the investigation of financial crime for 45 officers of the customs services. "
            "(Supported by the Government of Japan)",
            [
                ("workshop", "2019-06-01/2019-06-03", "Dushanbe", "TJ", 45),
                ("workshop", "2019-06-06/2019-06-08", "Almaty", "KZ", 45),
            ],
            {("organiser", "UNODC"), ("funder", "Government of Japan")},
        ),
        Told(
            "On 14 May 2019, the Deputy Minister of Justice, Mr. Rustam Karimov, opened the "
            "new training centre of the Prison Service in Khujand. The ceremony was attended "
            "by representatives of the European Union, OSCE and the Embassy of Finland. The "
            "centre was built with the financial support of the Government of Norway.",
            [("opening", "2019-05-14", "Khujand", "TJ", None)],
            {
                ("opened_by", "Rustam Karimov"),
                ("participant", "European Union"),
                ("participant", "OSCE"),
                ("participant", "Embassy of Finland"),
                ("funder", "Government of Norway"),
            },
        ),
    ],
    "KYRGYZSTAN": [
        Told(
            "Bishkek, 22 April 2019 – A round table on juvenile justice was jointly organized "
            "by UNODC, UNICEF and the Ministry of Health. Thirty-two judges and prosecutors "
            "took part. Ms. Aigul Sadykova, Chair of the Supreme Court, delivered a keynote "
            "speech.",
            [("meeting", "2019-04-22", "Bishkek", "KG", 32)],
            {
                ("organiser", "UNODC"),
                ("organiser", "UNICEF"),
                ("organiser", "Ministry of Health"),
                ("speaker", "Aigul Sadykova"),
            },
        ),
        Told(
            "On the occasion of World Drug Day, the State Service on Drug Control held an "
            "essay contest for schoolchildren in Osh. The contest was sponsored by the Rotary "
            "Club.",
            [("competition", "2019-06-26", "Osh", "KG", None)],
            {("organiser", "State Service on Drug Control"), ("funder", "Rotary Club")},
        ),
    ],
    "UZBEKISTAN": [
        Told(
            "On 5 June 2019, the Prosecutor General, Mr. Bahrom Olimov, opened the second regional "
            "conference on asset recovery in Samarkand. More than 120 delegates from 14 countries "
            "took part in the conference, which was funded by Norway.",
            [("conference", "2019-06-05", "Samarkand", "UZ", 120)],
            {("opened_by", "Bahrom Olimov"), ("funder", "Norway")},
        ),
        Told(
            "The Minister of Health visited Nukus on 10 June 2019. As of 12 June, 66 cases had "
            "been reported there; 28 people had died. A conference of 40 doctors will be held in "
            "July.",
            [
                ("mission", "2019-06-10", "Nukus", "UZ", None),
                ("conference", "2019-07", None, "UZ", 40),
            ],
            set(),
        ),
        Told(
            "In Bukhara, the town council met with the Embassy of Malta on 7 June 2019.",
            [("meeting", "2019-06-07", "Bukhara", "UZ", None)],
            {("participant", "Embassy of Malta")},
        ),
        Told(
            "With funding provided by the Government of Sweden, UNODC and the Academy of the "
            "General Prosecutor's Office carried out a five-day training course in Tashkent "
            "from 10 to 14 June for 28 investigators. The Academy will organize a second "
            "course in October.",
            [
                ("training", "2019-06-10/2019-06-14", "Tashkent", "UZ", 28),
                ("training", "2019-10", None, "UZ", None),
            ],
            {
                ("funder", "Government of Sweden"),
                ("organiser", "UNODC"),
                ("organiser", "Academy of the General Prosecutor's Office"),
            },
        ),
        Told(
            "A delegation of the Customs Committee visited Georgia on 18-20 June to study the "
            "work of joint units. The visit was made possible by funding from the Government "
            "of Germany.",
            [("mission", "2019-06-18/2019-06-20", "Georgia", "GE", None)],
            {("organiser", "Customs Committee"), ("funder", "Government of Germany")},
        ),
    ],
    "GHANA": [
        Told(
            "Two mock trials were held in Accra on 28 June for 35 magistrates with the "
            "support of the Government of the Netherlands and with technical support from "
            "UNODC.",
            [("training", "2019-06-28", "Accra", "GH", 35)],
            {("funder", "Government of the Netherlands"), ("partner", "UNODC")},
        ),
        Told(
            "The Prison Department received four vehicles and 20 computers on 30 May. The "
            "equipment was handed over by the UNODC Representative, Mr. Kofi Ansah.",
            [("handover", "2019-05-30", None, "GH", None)],
            {("recipient", "Prison Department")},
        ),
        Told(
            "Accra, Ghana, 3 June 2019: The Port Control Unit was opened by the Minister of "
            "Transport, Mr. Kwame Mensah. Its hall holds 90 people.",
            [("opening", "2019-06-03", "Accra", "GH", None)],
            {("opened_by", "Kwame Mensah")},
        ),
        Told(
            "Two shelters on the coast were reopened on 12 June by the Deputy Minister of "
            "Health, the Hon. Ama Boateng. Ms. Efua Addo and Mr. Yaw Darko attended the "
            "ceremony. The roofs were repaired with support from Canada.",
            [("opening", "2019-06-12", None, "GH", None)],
            {
                ("opened_by", "Ama Boateng"),
                ("participant", "Efua Addo"),
                ("participant", "Yaw Darko"),
                ("funder", "Canada"),
            },
        ),
        Told(
            "A tenth clinic opened in Kumasi in mid-June.",
            [("opening", "2019-06", "Kumasi", "GH", None)],
            set(),
        ),
        Told(
            "The Ministry of Justice adopted the guide on the protection of witnesses in Accra "
            "on 24 June.",
            [("adoption", "2019-06-24", "Accra", "GH", None)],
            {("organiser", "Ministry of Justice")},
        ),
        Told(
            "The reform has been slow: 320 cases were pending in June 2019, and since 2015 "
            "the office has trained 3,400 people. A conference is planned for 2020.",
            [
                ("training", "2015/..", None, "GH", 3400),
                ("conference", "2020", None, "GH", None),
            ],
            set(),
        ),
    ],
}

UNDER_MONTHS = {
    "JULY": [
        Told(
            "UNODC in partnership with the World Customs Organization organized a regional "
            "training on precursor control for 24 officers. Mr. Bolat Iskakov, Deputy Chair "
            "of the State Revenue Committee, opened the training. Staff will be trained again "
            "in October.",
            [
                ("training", "2018-07", None, None, 24),
                ("training", "2018-10", None, None, None),
            ],
            {
                ("organiser", "UNODC"),
                ("partner", "World Customs Organization"),
                ("opened_by", "Bolat Iskakov"),
            },
        ),
    ],
    "AUGUST": [
        Told(
            "A new forensic laboratory was inaugurated in Dushanbe by the Minister of "
            "Justice, Mr. Sherzod Nazarov. The law on the work plan for 2019 is ready.",
            [("opening", "2018-08", "Dushanbe", "TJ", None)],
            {("opened_by", "Sherzod Nazarov")},
        ),
    ],
    "SEPTEMBER": [
        Told(
            "On 10 August, the fifth session of the Steering Committee was convened in "
            "Bishkek under the auspices of the United Nations.",
            [("meeting", "2018-08-10", "Bishkek", "KG", None)],
            {("auspices", "United Nations")},
        ),
    ],
}


def report_of(tmp_path_factory, masthead, parts):
    folder = tmp_path_factory.mktemp("stories")
    blocks = [masthead]
    for heading, stories in parts.items():
        blocks += [heading, *(story.text for story in stories)]
    (folder / "report.txt").write_text("\n\n".join(blocks))
    (outcome,) = run([folder / "report.txt"], Options(out=folder / "out"))
    return outcome.report.tables, (outcome.folder / "text.txt").read_text()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    countries = "Quarterly newsletter, April - June 2019"
    months = "MILESTONES\n\nJuly - September 2018"
    return {
        "countries": report_of(tmp_path_factory, countries, UNDER_COUNTRIES),
        "months": report_of(tmp_path_factory, months, UNDER_MONTHS),
    }


STORIES = [
    pytest.param(name, story, id=story.text[:40])
    for name, parts in (("countries", UNDER_COUNTRIES), ("months", UNDER_MONTHS))
    for stories in parts.values()
    for story in stories
]


def told_in(reports, name, story):
    tables, text = reports[name]
    start = text.index(story.text[:40])
    end = start + len(story.text)
    return tables, [event for event in tables["events"] if start <= event.start < end]


@pytest.mark.parametrize(("name", "story"), STORIES)
def test_a_paragraph_tells_exactly_its_events(reports, name, story):
    tables, events = told_in(reports, name, story)
    places = {place.place_id: place.name for place in tables["places"]}
    assert [
        (e.type, e.date, places.get(e.place_id), e.country, e.participants) for e in events
    ] == story.events


@pytest.mark.parametrize(("name", "story"), STORIES)
def test_what_happened_in_a_paragraph_has_exactly_its_roles(reports, name, story):
    tables, events = told_in(reports, name, story)
    for event in (event for event in events if event.status == "happened"):
        assert {
            (role.role, role.name)
            for role in tables["event_roles"]
            if role.event_id == event.event_id
        } == story.roles


def test_an_event_dated_in_another_month_than_its_heading_is_flagged(reports):
    tables, _ = reports["months"]
    flags = [flag for flag in tables["flags"] if flag.code == "event.other-month"]
    assert [flag.message for flag in flags] == [
        "the event is dated 2018-10 but stands under the month 2018-07",
        "the event is dated 2018-08-10 but stands under the month 2018-09",
    ]
