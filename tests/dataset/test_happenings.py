"""Which events of two reports are one happening, and what the dataset makes of them."""

import pytest

from pipeline.dataset import refresh
from pipeline.dataset.happenings import Happening, as_one, happenings, perhaps, told
from pipeline.run import Options, run
from pipeline.write.report import read_table
from schemas.tables import TABLES

EMPTY = dict.fromkeys(TABLES["events"].model_fields, "") | {"background": "False"}
MOMBASA = {"place_id": "p-mombasa", "kind": "city", "name": "Mombasa"}
DAYS = {"date_start": "2019-05-06", "date_end": "2019-05-08", "date": "2019-05-06/2019-05-08"}
MONTH = {"date_start": "2019-05-01", "date_end": "2019-05-31"}
ONE = {"type": "workshop", "status": "happened", "country": "KE", **DAYS}


def event(report, name, bodies=("b-coastguard",), place=MOMBASA, **cells):
    row = EMPTY | ONE | {"report_id": report, "event_id": f"{report}-{name}", "name": name}
    row |= {"place_id": place["place_id"] if place else ""} | cells
    return told(row, place, bodies)


def joined(*events):
    return [
        [row["event_id"] for row in happening.events]
        for happening in happenings([e for e in events if e])
    ]


LOBSTERS = "workshop on the protection of spiny lobsters"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "regional workshop on protecting of spiny lobsters", "type": "conference"},
        {"name": LOBSTERS, "place": None, "country": ""},
        {
            "name": LOBSTERS,
            "status": "planned",
            "date_start": "2019-05-01",
            "date_end": "2019-05-31",
        },
        {"name": LOBSTERS, "participants": "31"},
        {"name": "meeting about lobsters", "type": "meeting"},
    ],
)
def test_one_event_told_by_two_reports(other):
    assert len(joined(event("a", LOBSTERS, participants="30"), event("b", **other))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"name": LOBSTERS, "date_start": "2019-05-09", "date_end": "2019-05-09"},
        {"name": LOBSTERS, "country": "TZ", "place": None},
        {"name": LOBSTERS, "place": MOMBASA | {"place_id": "p-lamu", "name": "Lamu"}},
        {"name": LOBSTERS, "type": "publication"},
        {"name": LOBSTERS, "participants": "60"},
        {"name": LOBSTERS, "bodies": ["b-ministry"]},
        {"name": LOBSTERS, "status": "cancelled"},
        {"name": LOBSTERS, "background": "True"},
        {"name": "workshop on accounting in Mombasa"},
        {"name": "meeting about lobsters", "type": "meeting", "bodies": []},
    ],
)
def test_two_events_of_two_reports(other):
    assert joined(event("a", LOBSTERS, participants="30"), event("b", **other)) == []


def test_two_events_of_one_report_stay_two_also_by_way_of_another_report():
    events = [event("a", LOBSTERS), event("b", LOBSTERS), event("b", f"second {LOBSTERS}")]
    (group,) = joined(*events)
    assert len(group) == 2


def test_a_named_occasion_is_one_under_two_names():
    named = {"occasion_id": "o", "bodies": ()}
    assert joined(event("a", "Lobster Days", **named), event("b", "opening talks", **named))


def test_what_may_be_one_is_asked():
    one, other = (
        event("a", "workshop on lobsters"),
        event("b", "seminar about lobsters", place=None),
    )
    assert happenings([one, other]) == []
    assert [(a["report_id"], b["report_id"]) for a, b in perhaps([one, other])] == [("a", "b")]


def test_the_first_report_leads_and_the_others_fill_and_contradict():
    plan = event("a", LOBSTERS, status="planned", **MONTH)
    held = event("b", LOBSTERS, participants="30", start="7", amount="5", currency="KES")
    later = event("c", LOBSTERS, participants="31")
    row, contested = as_one(Happening((plan.row, held.row, later.row), "name"))
    assert (row["event_id"], row["status"], row["participants"]) == (
        "a-" + LOBSTERS,
        "happened",
        "30",
    )
    assert (row["date_start"], row["start"], row["currency"]) == ("2019-05-06", "", "KES")
    assert contested == ["participants"]


FIRST = """Newsletter of the Coast Office, April-June 2019

KENYA

From 6 to 8 May 2019, the Kenya Coast Guard Service and UNODC organised a workshop on the protection
of spiny lobsters in Mombasa for 30 officers.
"""
SECOND = """Newsletter of the Fisheries Office, April-June 2019

KENYA

From 6 to 8 May 2019, a workshop on the protection of spiny lobsters was organised by UNODC in
Mombasa with funding from Norway.
"""


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    for name, text in (("coast", FIRST), ("fish", SECOND)):
        (folder / f"{name}.txt").write_text(text)
    for outcome in run([folder / "coast.txt", folder / "fish.txt"], Options(out=folder / "out")):
        assert outcome.error is None
    return folder / "out", refresh(folder / "out")


def test_an_event_of_two_reports_has_one_row_and_says_where_it_comes_from(together):
    out, dataset = together
    (row,) = [r for r in read_table(dataset, "events") if "lobsters" in r["name"]]
    sources = {
        (link["report_id"], link["row_id"])
        for link in read_table(dataset, "entity_rows")
        if (link["table"], link["entity_id"]) == ("events", row["event_id"])
    }
    own = {
        (r["report_id"], r["event_id"])
        for stem in ("coast", "fish")
        for r in read_table(out / stem, "events")
        if "lobsters" in r["name"]
    }
    assert sources == own
    assert len(own) == 2


def test_its_roles_are_those_of_both_reports(together):
    _, dataset = together
    (row,) = [r for r in read_table(dataset, "events") if "lobsters" in r["name"]]
    roles = {
        (r["role"], r["name"])
        for r in read_table(dataset, "event_roles")
        if r["event_id"] == row["event_id"]
    }
    assert {("organiser", "Kenya Coast Guard Service"), ("funder", "Norway")} <= roles


def test_a_person_is_asked_whether_it_is_one(together):
    _, dataset = together
    (row,) = [r for r in read_table(dataset, "events") if "lobsters" in r["name"]]
    asked = [r for r in read_table(dataset, "flags") if r["code"] == "dataset.happening"]
    assert [flag["row_id"] for flag in asked] == [row["event_id"]]


def test_its_people_are_counted_once(together):
    _, dataset = together
    rows = [r for r in read_table(dataset, "result_sums") if r["by"] == "all"]
    assert [(r["measure"], r["total"]) for r in rows] == [("people taking part", "30")]
