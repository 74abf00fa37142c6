"""Lists, their groups, and what untitled ones are about."""

import pytest

from pipeline.document.span import Span
from pipeline.segment.lists import about_items, item_levels
from pipeline.segment.shapes import PassageShape

HEAD = "Bay Office Letter\n\nNews of the Bay\n\nThe bay froze early this year, and thawed late.\n\n"


def groups(report):
    return [items for _, _, _, items in report.lists]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- · oak\n- ash\n- elm\n- · fir\n- yew\n", [["oak", "ash", "elm"], ["fir", "yew"]]),
        ("- oak\n- ash\n- elm\n\n- fir\n- yew\n", [["oak", "ash", "elm"], ["fir", "yew"]]),
        ("- oak\n\n- ash\n\n- elm\n\n- fir\n", [["oak", "ash", "elm", "fir"]]),
        ("1. oak\n2. ash\n1. elm\n2. fir\n", [["oak", "ash"], ["elm", "fir"]]),
        ("• oak\n• ash\n– elm\n– fir\n", [["oak", "ash"], ["elm", "fir"]]),
        ("- oak\n- ash\n- oak\n- fir\n", [["oak", "ash"], ["oak", "fir"]]),
        ("• oak\n   – ash\n   – elm\n• fir\n", [["oak", "ash", "elm", "fir"]]),
    ],
)
def test_a_group_begins_where_a_list_restarts(of_text, text, expected):
    report = of_text(HEAD + text)
    assert groups(report) == expected
    assert [group for _, _, group, _ in report.lists] == list(range(1, len(expected) + 1))
    assert bool(report.flags("segment.list-groups")) == (len(expected) > 1)


@pytest.mark.parametrize(
    ("items", "about"),
    [
        (["Customs officers", "Teachers of two schools", "Prison staff"], "participants"),
        (["Government of Norway", "European Union", "Kingdom of Denmark"], "donors"),
        (["Interview techniques", "Prevention of fires", "Risk analysis"], "topics"),
        (["oak", "ash", "elm"], None),
        ([], None),
    ],
)
def test_an_untitled_list_is_about_what_its_items_are(items, about):
    assert about_items(items) == about


def test_a_lead_in_may_say_what_follows():
    assert about_items(["oak", "ash"], "The participants were:") == "participants"


def test_a_list_in_text_belongs_to_its_section(of_text):
    report = of_text(f"{HEAD}- Customs officers\n- Prison staff\n- Teachers\n")
    assert report.document.lists[0].section == 0
    assert report.lists[0][1] == "participants"
    assert report.flags("segment.list-about")


def test_a_list_title_over_nothing_is_an_empty_list_and_the_next_heading_no_item(of_text):
    report = of_text(
        f"{HEAD}Donors\n\n\n\n\n\n\nThe Lighthouse Keeper\n\n"
        "The keeper of the lighthouse has gone into retirement after forty years.\n"
    )
    assert report.lists == [("Donors", None, 1, [])]
    assert report.sections[-1] == ("section", "The Lighthouse Keeper")
    assert report.flags("segment.empty-list")


def test_donors_without_bullets_are_items(of_text):
    report = of_text(
        f"{HEAD}Donors\n\nNorway\n\nEuropean Union\n\nThe Lighthouse Keeper\n\n"
        "The keeper of the lighthouse has gone into retirement after forty years.\n"
    )
    assert groups(report) == [["Norway", "European Union"]]
    assert report.sections[-1] == ("section", "The Lighthouse Keeper")


def test_partners_with_running_text_are_a_section(of_text):
    report = of_text(f"{HEAD}Partners\n\nThe office works with nine towns and two ports.\n")
    assert report.lists == []
    assert report.sections[-1] == ("section", "Partners")


def item(indent, marker):
    return PassageShape(0, Span(start=0, end=1), "x", marker, indent, 1, "lower")


@pytest.mark.parametrize(
    ("items", "levels"),
    [
        ([item(0, "•"), item(3, "–"), item(3, "–"), item(0, "•")], [1, 2, 2, 1]),
        ([item(0, "•"), item(0, "o"), item(0, "o"), item(0, "•")], [1, 2, 2, 1]),
        ([item(0, "-"), item(1, "-"), item(1, "-")], [1, 1, 1]),
        ([item(0, "1."), item(0, "2."), item(4, "a."), item(0, "3.")], [1, 1, 2, 1]),
    ],
)
def test_sub_items_are_nested_by_indentation_or_bullet(items, levels):
    assert item_levels(items) == levels
