"""Rows, cells, roles and whole rows of events, counted by hand on a small invented report."""

from dataclasses import replace

import pytest

from pipeline.document.span import Span
from pipeline.evaluate.answer import Answer, EventAnswer, Role
from pipeline.evaluate.events import event_measures
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.score import Score

COURSE = "On 4 May the Lake Agency held a course on net repair in Mzuzu for 22 officers."
VISIT = "Its director visited the Harbour Board in Nkhata Bay on 6 May and signed an accord."
LAUNCH = "Norway gave USD 1,200 for the launch of the radio hour."
FLOOD = "The flood of 1998 had destroyed the pier."
TEXT = f"{COURSE} {VISIT} {LAUNCH} {FLOOD}"

GOLD = Gold.model_validate(
    {
        "report": {"id": "lake"},
        "paragraphs": [
            {
                "id": 1,
                "kind": "p",
                "text": "Lake Agency (LA)",
                "mentions": [
                    {"label": "ORG", "text": "Lake Agency", "start": 0, "end": 11, "value": "la"},
                    {"label": "ORG", "text": "LA", "start": 13, "end": 15, "value": "la"},
                ],
            }
        ],
        "events": [
            {
                "anchor": "a course on net repair",
                "name": "course on net repair",
                "type": "training",
                "type_alt": ["workshop"],
                "status": "happened",
                "date": "2016-05-04",
                "place": "Mzuzu",
                "country": "MW",
                "count": 22,
                "roles": {"organiser": ["Lake Agency"]},
            },
            {
                "anchor": "visited the Harbour Board",
                "name": "visit to the Harbour Board",
                "type": "mission",
                "status": "happened",
                "date": "2016-05-06",
                "place": "Nkhata Bay",
                "country": "MW",
                "roles": {"organiser": ["Lake Agency"], "participant": ["Harbour Board"]},
            },
            {
                "anchor": "signed an accord",
                "name": "signing of an accord",
                "type": "signing",
                "status": "happened",
                "date": "2016-05-06",
                "date_alt": ["2016-05"],
                "place": None,
                "country": "MW",
                "roles": {"partner": ["Harbour Board"]},
            },
            {
                "anchor": "the launch of the radio hour",
                "name": "launch of the radio hour",
                "type": "launch",
                "status": "planned",
                "date": None,
                "place": None,
                "country": None,
                "amount": "USD 1200",
                "roles": {"funder": ["Norway"]},
            },
            {
                "anchor": "The flood of 1998",
                "name": "flood",
                "type": "other",
                "status": "happened",
                "date": "1998",
                "place": None,
                "country": None,
                "roles": {},
                "optional": True,
            },
        ],
    }
)


def told(sentence: str, name: str, kind: str, **cells) -> EventAnswer:
    start = TEXT.index(sentence)
    return EventAnswer((Span(start=start, end=start + len(sentence)),), name, kind, **cells)


ROWS = {
    "course": told(
        COURSE,
        "course on net repair",
        "workshop",
        date="2016-05-04",
        place="Mzuzu",
        country="MW",
        participants=22,
        roles=(Role("host", "LA"),),
    ),
    "visit": told(
        VISIT,
        "visit to Harbour Board",
        "mission",
        date="2016-05-06",
        place="Nkhata Bay",
        country="MW",
        roles=(Role("participant", "Lake Agency"), Role("organiser", "the Harbour Board")),
    ),
    "accord": told(VISIT, "signing", "signing", date="2016-05", country="MW"),
    "launch": told(
        LAUNCH,
        "launch of the radio hour",
        "launch",
        status="happened",
        roles=(Role("funder", "UK"),),
    ),
    "flood": told(FLOOD, "flood of 1998", "other"),
}


def measured(*rows: EventAnswer) -> dict[str, Score]:
    return {m.name: m.score for m in event_measures(GOLD, Answer(TEXT, rows))}


def test_the_figures_are_those_that_are_counted_by_hand():
    assert measured(*ROWS.values()) == {
        "events": Score(tp=4),
        "event date": Score(tp=4),
        "event country": Score(tp=4),
        "event place": Score(tp=4),
        "event type": Score(tp=4),
        "event status": Score(tp=3, fn=1),  # the launch is planned
        "event count": Score(tp=4),
        "event amount": Score(tp=3, fn=1),  # nor does its row say what it cost
        "event name": Score(tp=3, fn=1),  # "signing" names no signing
        "whole events": Score(tp=2, fn=2),
        "roles": Score(tp=3, fp=1, fn=2),
    }


def test_a_missed_event_loses_its_cells_and_its_roles():
    scores = measured(ROWS["course"])
    assert scores["events"] == Score(tp=1, fn=3)
    assert scores["event date"] == Score(tp=1, fn=3)
    assert scores["roles"] == Score(tp=1, fn=4)


def test_two_events_of_one_sentence_get_the_rows_that_tell_of_them():
    scores = measured(ROWS["accord"], ROWS["visit"])
    assert scores["events"] == Score(tp=2, fn=2)
    assert scores["event type"] == Score(tp=2, fn=2)


def test_a_second_row_for_one_event_is_extra():
    assert measured(ROWS["course"], ROWS["course"])["events"] == Score(tp=1, fp=1, fn=3)


def test_a_row_whose_type_and_name_are_wrong_tells_of_nothing():
    wrong = replace(ROWS["course"], name="annual ball of the fleet", type="launch")
    assert measured(wrong)["events"] == Score(fp=1, fn=4)


def test_a_row_that_stands_elsewhere_tells_of_nothing():
    astray = replace(ROWS["course"], spans=ROWS["launch"].spans, type="training")
    assert measured(astray)["events"] == Score(fp=1, fn=4)


def test_a_row_of_the_background_is_not_scored():
    assert measured(replace(ROWS["course"], background=True))["events"] == Score(fn=4)


def test_an_optional_event_is_neither_missed_nor_makes_its_row_wrong():
    assert measured(ROWS["flood"])["events"] == Score(fn=4)


@pytest.mark.parametrize(
    ("kind", "role", "score"),
    [
        ("organiser", "organiser", Score(tp=1, fn=4)),
        ("organiser", "host", Score(tp=1, fn=4)),
        ("organiser", "participant", Score(fp=1, fn=5)),
        ("organiser", "funder", Score(fp=1, fn=5)),
    ],
)
def test_organiser_and_host_are_one_outside_of_meetings(kind, role, score):
    row = replace(ROWS["course"], roles=(Role(role, "Lake Agency"),))
    assert GOLD.events[0].roles == {kind: ("Lake Agency",)}
    assert measured(row)["roles"] == score


def test_one_role_too_many_makes_a_row_less_than_whole():
    row = ROWS["course"]
    assert measured(row)["whole events"].tp == 1
    assert measured(replace(row, roles=(*row.roles, Role("speaker", "X"))))["whole events"].tp == 0


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("date", "2016-05"),
        ("country", None),
        ("place", "Lilongwe"),
        ("type", "meeting"),
        ("status", "planned"),
        ("participants", 23),
        ("participants", None),
        ("name", "repair"),
    ],
)
def test_a_wrong_cell_lowers_its_own_measure_and_no_other(cell, value):
    right, wrong = measured(ROWS["course"]), measured(replace(ROWS["course"], **{cell: value}))
    name = f"event {'count' if cell == 'participants' else cell}"
    assert wrong[name] == Score(fn=4)
    assert right[name] == Score(tp=1, fn=3)
    others = set(right) - {name, "whole events"}
    assert {m: right[m] for m in others} == {m: wrong[m] for m in others}


@pytest.mark.parametrize("words", ["A COURSE on\nnet re-\npair", "a  course – on “net” repair"])
def test_the_words_of_an_event_are_found_over_line_breaks_hyphens_and_signs(words):
    text = TEXT.replace("a course on net repair", words)
    row = replace(ROWS["course"], spans=(Span(start=0, end=60),))
    scores = {m.name: m.score for m in event_measures(GOLD, Answer(text, (row,)))}
    assert scores["events"].tp == 1
