"""A person reviews a report in the browser, and what they decide holds."""

import json
import re

import pytest
import weasyprint

from pipeline.run import Options, run
from tests.review.conftest import ROOT
from tests.review.hands import caught_up, decided, rows, select, tab, until

ISSUE = ROOT / "raw" / "2017-q4.txt"


@pytest.fixture
def desk(desk_of):
    return desk_of(ISSUE)


@pytest.fixture
def page(desk, page_of):
    return page_of(desk.start())


def test_the_queue_begins_with_what_is_flagged_and_keys_work_it_off(desk, page):
    total = int(page.get_attribute("#progress", "max"))
    assert total > 10
    assert page.inner_text("#list .rank >> nth=0") in {"missing", "doubtful"}
    decided(page, lambda: page.keyboard.press("a"))
    decided(page, lambda: page.keyboard.press("x"))
    assert page.inner_text("#progress-words b") == "2"
    actions = [json.loads(line)["action"] for line in desk.journal]
    assert actions == ["accept", "reject"]
    decided(page, lambda: page.keyboard.press("u"))
    assert page.inner_text("#progress-words b") == "1"


def test_everything_in_the_queue_can_be_checked_with_one_key(desk, page):
    total = int(page.get_attribute("#progress", "max"))
    for _ in range(total):
        page.keyboard.press("a")  # faster than the server answers
    page.wait_for_selector(f"#progress-words b:text-is('{total}')")
    assert page.inner_text("#progress-words b") == str(total)
    assert len(desk.journal) == total


def test_a_row_shows_its_words_and_words_show_their_row(page):
    tab(page, "organisations")
    page.click("#list tr[data-row] >> nth=3")
    until(page, "CSS.highlights.has('here')")
    mark = page.locator("#text .m").first
    words = mark.inner_text()
    mark.click()
    page.wait_for_selector("#tab-mentions[aria-selected=true]")
    page.wait_for_selector("#panel .panel-head[data-table=mentions]")
    assert page.inner_text("#panel h2").strip() in words


def test_decisions_survive_a_killed_server_and_hold_on_the_next_run(desk, page, page_of):
    tab(page, "mentions")
    assert select(page, "cooperation")
    label = page.get_attribute(".legend [data-label=ORG]", "data-key")
    decided(page, lambda: page.keyboard.press(label))
    page.wait_for_selector("#panel h2 bdi:text-is('cooperation')")
    tab(page, "events")
    page.click("#list tr[data-row] >> nth=0")
    event = page.get_attribute("#list tr[aria-selected=true]", "data-row")
    page.wait_for_selector("#panel h2")
    decided(page, lambda: page.keyboard.press("x"))
    before = desk.journal
    assert len(before) == 2
    desk.kill()
    assert desk.journal == before
    again = page_of(desk.start())
    assert again.inner_text("#decided") == "2"
    (outcome,) = run([ISSUE], Options(out=desk.out))
    added = [m for m in outcome.report.tables["mentions"] if m.method == "review"]
    assert [(m.text, m.label) for m in added] == [("cooperation", "ORG")]
    assert event not in {row.event_id for row in outcome.report.tables["events"]}
    assert {d.status for d in outcome.report.tables["decisions"]} == {"applied"}


def test_an_edited_cell_is_applied_and_the_page_stays(desk, page):
    tab(page, "milestones")
    page.click("#list tr[data-row] >> nth=0")
    page.click("#panel [data-edit=title]")
    page.fill("#panel textarea", "A clearer title")
    decided(page, lambda: page.keyboard.press("Control+Enter"))
    caught_up(page)
    assert rows(desk, "milestones")[0]["title"] == "A clearer title"
    assert rows(desk, "decisions")[0]["status"] == "applied"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_fault_that_axe_finds(desk, page_of, scheme):
    page = page_of(desk.start(), color_scheme=scheme)
    axe = (ROOT / "tests/review/vendor/axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []


def test_a_pdf_is_shown_as_pages_with_boxes(desk_of, page_of, tmp_path):
    path = tmp_path / "raw" / "magazine.pdf"
    path.parent.mkdir()
    weasyprint.HTML(ROOT / "tests/readers/pages/magazine.html").write_pdf(path)
    page = page_of(desk_of(path).start())
    page.wait_for_selector(".page svg .boxes rect", state="attached")
    assert page.locator(".page").count() == 3
    until(page, "document.querySelector('.page img').naturalWidth > 1000")
    page.keyboard.press("w")
    assert page.is_visible("#text")


def test_the_page_asks_by_addresses_that_hold_wherever_it_is_served():
    """The home page serves it under an address of its own for each report."""
    room = ROOT / "pipeline" / "review"
    files = [*room.glob("static/*.js"), *room.glob("templates/*.html")]
    from_the_root = re.compile(r"""(?:\((?:["'`])|(?:href|src|hx-\w+)=["'])/\w""")
    found = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert [place for place in found if from_the_root.search(place[1])] == []
    assert from_the_root.search('post("/decide")')
    assert from_the_root.search('<a href="/rows">')
