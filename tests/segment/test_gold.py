"""The 2017 issue is segmented as the gold standard has it, with nothing too much."""

import json
from pathlib import Path

import pytest

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "2017-q4.json").read_text("utf-8"))
TEXTS = {paragraph["id"]: paragraph["text"] for paragraph in GOLD["paragraphs"]}


def gold_body(row):
    return [TEXTS[index] for index in row["paragraphs"]]


def test_the_masthead_is_read_and_its_year_inferred(roca_2017):
    masthead = roca_2017.document.masthead
    assert roca_2017.title.casefold() == GOLD["report"]["title"].casefold()
    assert masthead.publisher == GOLD["report"]["publisher"]
    assert roca_2017.period == (GOLD["report"]["period"], "inferred")
    assert masthead.period_rule == "range of months; year from the body's dates"
    assert roca_2017.flags("segment.period-inferred")


def test_milestones_have_their_month_title_and_body(roca_2017):
    found = [
        (s.month, roca_2017.text(s.title), roca_2017.body(s))
        for s in roca_2017.document.sections
        if s.kind == "milestone"
    ]
    assert found == [(m["month"], m["title"], gold_body(m)) for m in GOLD["milestones"]]


def test_sections_have_their_kind_title_theme_and_body(roca_2017):
    found = [
        (s.kind, roca_2017.text(s.title), s.month, s.theme_name, roca_2017.body(s))
        for s in roca_2017.document.sections
        if s.kind != "milestone"
    ]
    assert found == [
        (g["kind"], g["title"], g.get("month"), g.get("theme"), gold_body(g))
        for g in GOLD["sections"]
    ]


def test_lists_have_their_groups_and_items(roca_2017):
    assert roca_2017.lists == [
        (g["title"], g.get("about"), g["group"], g["items"]) for g in GOLD["lists"]
    ]


def test_the_pull_quote_over_two_passages_belongs_to_the_feature(roca_2017):
    quotes = [p for p in roca_2017.document.paragraphs if p.role == "quote"]
    gold = [p["text"] for p in GOLD["paragraphs"] if p["kind"] == "quote"]
    assert [roca_2017.text(q.span) for q in quotes] == gold
    assert {roca_2017.document.sections[q.section].kind for q in quotes} == {"feature"}


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("segment.theme-assigned", 4),
        ("segment.empty-list", 1),
        ("segment.untitled-feature", 1),
        ("segment.list-about", 1),
        ("segment.no-months", 0),
        ("segment.empty-section", 0),
    ],
)
def test_each_doubt_is_a_flag(roca_2017, code, count):
    assert len(roca_2017.flags(code)) == count


def test_themes_carry_their_purpose_codes(roca_2017):
    codes = [s.theme_code for s in roca_2017.document.sections if s.kind == "story"]
    assert codes == ["16063", "15130", "12330", "16062"]
