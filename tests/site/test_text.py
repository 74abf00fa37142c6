"""A report's text on its page: whole, once, lists and tables in their place."""

import re

import pytest

from pipeline.site.layout import lines_of
from pipeline.write.report import read_table
from tests.site.conftest import NAME

STEMS = ["2017-q4", "example-2021-q2", "example-2022-q1", NAME]


def words(text):
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("stem", STEMS)
def test_the_text_is_there_whole_and_once(visit, out, stem):
    text = (out / stem / "text.txt").read_bytes().decode()
    lines = lines_of(out / stem, text, read_table(out / stem, "repairs"))
    wanted = [w for line in lines if line.share != "furniture" for w in words(line.span.of(text))]
    page = visit(f"reports/{stem}.html")
    shown = page.locator(".text").inner_text().replace("\u202e", "")
    assert words(shown) == words(" ".join(wanted).replace("\u202e", ""))


def test_lists_and_tables_are_lists_and_tables_where_they_stand(visit):
    page = visit("reports/example-2021-q2.html")
    table = page.locator(".text table.given").first
    assert table.locator("thead th").all_inner_texts() == [
        *("Activity", "Date", "Place", "Participants"),
    ]
    assert table.locator("tbody tr").count() == 3
    assert "Workshop on financial investigation" in table.inner_text()
    before = table.evaluate("t => t.closest('.wide').previousElementSibling.textContent")
    assert before == "Training in the second quarter"
    items = page.locator(".text li").all_inner_texts()
    assert "every lorry has a number before it reaches the gate;" in items


def test_the_heads_and_feet_of_pages_stand_apart_each_once(visit):
    page = visit("reports/example-2021-q2.html")
    page.click("text=Heads and feet of the pages")
    lines = page.locator("details li").all_inner_texts()
    assert lines.count("Harbour Quarterly") == 1
    assert "Page 1" not in page.inner_text(".text")


def test_an_event_is_marked_where_it_is_told_and_the_mark_is_no_text(visit, out):
    events = read_table(out / "dataset", "events")
    told = [row for row in events if row["report_id"] == "2017-q4" and row["background"] == "False"]
    page = visit("reports/2017-q4.html")
    marks = page.locator(".text a.told")
    assert marks.count() == len(told)
    assert set(marks.all_inner_texts()) == {""}
    marks.first.click()
    page.wait_for_url(re.compile(r"events/\w+\.html$"))
