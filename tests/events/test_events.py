"""Events of other offices: what happened, when, where, with whom and with whose money."""

import pytest

from pipeline.run import Options, run

PARAGRAPHS = (
    "Quarterly newsletter, April - June 2019",
    "AFGHANISTAN",
    (
        "Kabul, 12 April 2019 – UNODC trained 25 prosecutors of the Attorney General's Office. "
        "The workshop was opened by Ms. Zahra Naderi, Deputy Attorney General, and organized in "
        "cooperation with the Ministry of Justice. (Supported by the Government of Norway)"
    ),
    "PAKISTAN",
    (
        "On 6-8 June in Karachi, UNODC and the Federal Investigation Agency held two training "
        "courses on migrant smuggling. More than 60 officers took part. The courses were funded "
        "by the European Union."
    ),
    "KAZAKHSTAN",
    (
        "On 20 June, the General Prosecutor's Office signed a memorandum of understanding with "
        "UNODC."
    ),
    "The office prepares its annual report and looks forward to the next one.",
)
REPORT = "\n\n".join(PARAGRAPHS)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events")
    (folder / "report.txt").write_text(REPORT)
    (outcome,) = run([folder / "report.txt"], Options(out=folder / "out"))
    return outcome.report.tables


def test_each_event_is_found_once_with_its_date_and_country(tables):
    found = [(e.type, e.date, e.country) for e in tables["events"]]
    assert found == [
        ("training", "2019-04-12", "AF"),
        ("training", "2019-06-06/2019-06-08", "PK"),
        ("signing", "2019-06-20", "KZ"),
    ]


def test_participants_are_counted(tables):
    assert [event.participants for event in tables["events"]] == [25, 60, None]


def test_the_roles_of_later_sentences_belong_to_the_event(tables):
    by_event = {
        event.type + event.country: {
            (role.role, role.name)
            for role in tables["event_roles"]
            if role.event_id == event.event_id
        }
        for event in tables["events"]
    }
    assert by_event["trainingAF"] == {
        ("organiser", "UNODC"),
        ("participant", "Attorney General's Office"),
        ("opened_by", "Zahra Naderi"),
        ("partner", "Ministry of Justice"),
        ("funder", "Government of Norway"),
    }
    assert by_event["trainingPK"] == {
        ("organiser", "UNODC"),
        ("organiser", "Federal Investigation Agency"),
        ("funder", "European Union"),
    }


def test_an_event_names_what_its_date_rests_on(tables):
    assert {event.date_source for event in tables["events"]} == {
        "date in the event's sentence",
        "dateline",
    }
