"""What a person sees who opens a report for the first time, on a small screen."""

import re
from itertools import pairwise

import pytest

from tests.review.conftest import ROOT
from tests.review.hands import decided, tab, until
from tests.review.test_one_result import REPORT

NEWSLETTER = ROOT / "benchmarks" / "newsletters" / "pdf" / "wfp-2024-w18.pdf"
TECHNICAL = re.compile(
    r"entity|edtf|geonames:|\b[0-9a-f]{12}\b|kind 40|\b\d{4}-\d\d\b|slot:|head:|\bORG\b",
    re.IGNORECASE,
)
"""What nobody should have to read who does not program."""
SEEN = """selector => [...document.querySelectorAll(selector)].filter(e => {
  const box = e.getBoundingClientRect();
  const frame = document.querySelector("#list").getBoundingClientRect();
  return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
}).length"""


@pytest.fixture
def page(desk_of, page_of):
    return page_of(desk_of(NEWSLETTER).start())


@pytest.fixture
def small(desk_of, page_of, tmp_path):
    path = tmp_path / "raw" / "news.txt"
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    return page_of(desk_of(path).start())


def test_three_sentences_say_what_to_do_until_they_are_understood(page):
    said = page.inner_text("#intro p")
    assert len(re.findall(r"[.](?:\s|$)", said)) == 3
    page.click("#understood")
    page.reload()
    page.wait_for_selector("#list tr[data-row]")
    assert page.is_hidden("#intro")
    page.keyboard.press("?")
    assert said.split(".")[0] in page.inner_text("#keys")


def test_five_rows_of_the_queue_are_in_sight(page):
    page.wait_for_selector("#panel .panel-head")
    assert page.evaluate(SEEN, "#list tr[data-row]") >= 5


def test_nothing_is_covered_and_nothing_runs_over_the_edge(page):
    page.wait_for_selector("#panel .panel-head")
    decided(page, lambda: page.keyboard.press("a"))
    page.wait_for_selector("#said.shown")
    boxes = page.evaluate(
        """() => [".top", "#intro", "main", ".foot"].map(s => {
          const box = document.querySelector(s).getBoundingClientRect();
          return [box.top, box.bottom, box.right];
        })"""
    )
    for (_, bottom, right), (top, _, _) in pairwise(boxes):
        assert bottom <= top + 1
        assert right <= 1280
    assert boxes[-1][1] <= 800
    for table in ("queue", "events", "mentions", "sections"):
        page.click(f"#tab-{table}")
        page.wait_for_selector("#list tr[data-row]")
        over = "(list => list.scrollWidth - list.clientWidth)(document.querySelector('#list'))"
        assert page.evaluate(over) <= 0, table


def test_the_legend_has_words(page):
    for chip in page.locator(".legend .chip").all():
        assert chip.is_visible()
        assert float(chip.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 11
    assert "Organisation" in page.inner_text(".legend")


@pytest.mark.parametrize("table", ["queue", "events", "mentions", "places", "organisations"])
def test_lists_and_panels_speak_plainly(page, table):
    if table != "queue":
        tab(page, table)
        page.keyboard.press("j")
    page.wait_for_selector("#panel .panel-head")
    for place in ("#list", "#panel", ".top", "#query"):
        shown = page.inner_text(place)
        assert not TECHNICAL.search(shown), (place, TECHNICAL.search(shown))


def test_an_empty_place_says_how_it_is_filled(small):
    small.fill("#query [name=q]", "no such words anywhere")
    small.wait_for_selector("#list .empty")
    assert "search and filter" in small.inner_text("#list .empty")
    small.click("#tab-milestones")
    until(small, "document.querySelector('#list .empty, #list .t-milestones tr[data-row]')")
    small.click("#tab-journal")
    small.wait_for_selector("#list .empty")
    assert "No decisions yet" in small.inner_text("#list .empty")


def test_safe_inferences_are_one_line_that_opens(small):
    before = small.locator("#list tr[data-row]").count()
    small.click("#list [data-only=inferred]")
    small.wait_for_selector("#list .r-inferred")
    assert small.locator("#list .rank:not(.r-inferred)").count() == 0
    assert small.locator("#list tr[data-row]").count() != before


def test_the_end_of_the_queue_leads_to_what_is_open_and_not_sure_is_open(small):
    total = int(small.get_attribute("#progress", "max"))
    assert total >= 3
    first = small.get_attribute("#list tr[data-row] >> nth=0", "data-row")
    decided(small, lambda: small.keyboard.press("n"))
    small.wait_for_selector("#list .v-unsure")
    for _ in range(total - 1):
        decided(small, lambda: small.keyboard.press("a"))
    until(
        small, f"document.querySelector('#list tr[aria-selected=true]')?.dataset.row === '{first}'"
    )
    assert small.input_value("#query [name=checked]") == "unchecked"
    assert small.locator("#list tr[data-row]").count() == 1
    assert small.inner_text("#progress-words b") == str(total - 1)
    assert "1 row is still to check" in small.inner_text("#said")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_sight_has_no_fault_that_axe_finds(desk_of, page_of, scheme):
    page = page_of(desk_of(NEWSLETTER).start(), color_scheme=scheme)
    page.wait_for_selector("#panel .panel-head")
    page.evaluate((ROOT / "tests/review/vendor/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []
