"""Lists of events laid out as tables: an event a row, and no event of any other table."""

import pytest

from pipeline.run import Options, run

LIST = """REGIONAL OFFICE
BULLETIN, April - June 2022

Trainings of the quarter

Activity | Date | Venue | Country | No. of participants | Organised by | Donor
Course on document fraud | 4-8 April | Quito | Ecuador | 25 | Ministry of Interior | Canada
Workshop on trafficking | 10 May | La Paz | Bolivia | 40 (26 women) | UNODC | European Union
Webinar on remittances | | Online | | 112 | IOM |

Further courses will follow.
"""
OTHER = """REGIONAL OFFICE
BULLETIN, April - June 2022

Seizures

Substance | Date | Kilograms
Heroin | 4 April | 25
Opium | 10 May | 400
"""


@pytest.fixture
def tables_of(tmp_path):
    def extract(text):
        (tmp_path / "report.txt").write_text(text)
        (outcome,) = run([tmp_path / "report.txt"], Options(out=tmp_path / "out"))
        return outcome.report.tables

    return extract


@pytest.fixture
def tables(tables_of):
    return tables_of(LIST)


def test_each_row_is_an_event_with_what_its_columns_say(tables):
    places = {place.place_id: place.name for place in tables["places"]}
    assert [
        (e.name, e.type, e.date, places.get(e.place_id), e.country, e.participants)
        for e in tables["events"]
    ] == [
        ("Course on document fraud", "training", "2022-04-04/2022-04-08", "Quito", "EC", 25),
        ("Workshop on trafficking", "workshop", "2022-05-10", "La Paz", "BO", 40),
        ("Webinar on remittances", "workshop", None, None, None, 112),
    ]


def test_the_columns_say_who_organised_and_paid(tables):
    names = {event.event_id: event.name for event in tables["events"]}
    roles = {(names[r.event_id].split()[0], r.role, r.name) for r in tables["event_roles"]}
    assert roles >= {
        ("Course", "organiser", "Ministry of Interior"),
        ("Course", "funder", "Canada"),
        ("Workshop", "organiser", "UNODC"),
        ("Workshop", "funder", "European Union"),
        ("Webinar", "organiser", "IOM"),
    }


def test_every_cell_of_such_an_event_names_what_it_rests_on(tables):
    (event, *_) = tables["events"]
    rules = {e.column: e.rule for e in tables["evidence"] if e.row_id == event.event_id}
    assert rules == {
        "name": "event name",
        "date": "date in the row",
        "place_id": "place in the row",
        "country": "country in the row",
        "participants": None,
    }


def test_a_merged_cell_holds_for_all_its_rows(tmp_path):
    (tmp_path / "report.html").write_text(
        "<h1>Bulletin, April - June 2022</h1><table>"
        "<tr><th>Event</th><th>Date</th><th>City</th></tr>"
        "<tr><td>Course on seals</td><td rowspan=2>10 May 2022</td><td>La Paz</td></tr>"
        "<tr><td>Course on stamps</td><td></td></tr></table>"
    )
    (outcome,) = run([tmp_path / "report.html"], Options(out=tmp_path / "out"))
    events = outcome.report.tables["events"]
    assert [(e.name, e.date, e.country) for e in events] == [
        ("Course on seals", "2022-05-10", "BO"),
        ("Course on stamps", "2022-05-10", None),
    ]


def test_a_table_of_other_things_holds_no_events(tables_of):
    tables = tables_of(OTHER)
    assert len(tables["table_cells"]) == 9
    assert tables["events"] == ()


SUMMED = """REGIONAL OFFICE
BULLETIN, April - June 2022

Meetings

The council of the office met in Lima on 2 May 2022.

Courses

In May 2022, FAO trained 71 clerks in three courses in Quito.

Activity | Date | Venue | Participants
Bookkeeping | 3-5 May | Quito | 26
Support to midwives | 10-11 May | Loja | 31
Workshop on soil maps | 19 May | Cuenca | 14
"""


def test_a_heading_types_the_rows_and_the_sentence_ahead_says_who_held_them(tables_of):
    tables = tables_of(SUMMED)
    roles = {(role.event_id, role.role, role.name) for role in tables["event_roles"]}
    assert [
        (e.name, e.type, {(role, name) for id_, role, name in roles if id_ == e.event_id})
        for e in tables["events"][2:]
    ] == [
        ("Bookkeeping", "training", {("organiser", "FAO")}),
        ("Support to midwives", "training", {("organiser", "FAO")}),
        ("Workshop on soil maps", "workshop", set()),
    ]


def test_a_column_of_two_things_is_read_by_the_first_and_one_of_doers_by_its_by(tables_of):
    tables = tables_of(
        LIST.replace("Venue | Country", "Venue, country")
        .replace("Organised by", "Led by")
        .replace("Quito | Ecuador", "Quito, Ecuador")
        .replace("La Paz | Bolivia", "La Paz, Bolivia")
        .replace("Online | |", "Online |")
    )
    course = tables["events"][0]
    assert course.country == "EC"
    roles = {(r.role, r.name) for r in tables["event_roles"] if r.event_id == course.event_id}
    assert ("organiser", "Ministry of Interior") in roles


def test_a_title_that_goes_on_types_the_rows_of_its_table(tables_of):
    text = LIST.replace("Trainings of the quarter", "Courses held, April–June 2022")
    types = {e.name: e.type for e in tables_of(text)["events"]}
    assert types["Course on document fraud"] == "training"
