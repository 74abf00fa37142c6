"""What follows from a decision is shown soon after it, and the page stays where it was."""

import json
from signal import SIGTERM

import pytest

from pipeline.dataset import is_current
from pipeline.document.meaning import spoken
from tests.review.conftest import ROOT
from tests.review.hands import caught_up, decided, open_row, rows, tab, until
from tests.review.test_one_result import REPORT


@pytest.fixture
def desk(desk_of, tmp_path):
    path = tmp_path / "raw" / "news.txt"
    path.parent.mkdir()
    path.write_text(REPORT, "utf-8")
    return desk_of(path)


@pytest.fixture
def page(desk, page_of):
    return page_of(desk.start())


def test_a_date_of_publication_dates_the_events_without_a_press_of_a_button(desk, page):
    tab(page, "events")
    until(page, "document.querySelectorAll('#list tr[data-row]').length > 1")
    event = next(r["event_id"] for r in rows(desk, "events") if r["type"] == "meeting")
    open_row(page, "events", event)
    page.click("#about")
    page.click("#panel [data-edit=published]")
    page.fill("#panel input[type=date]", "2021-07-15")
    decided(page, lambda: page.keyboard.press("Enter"))
    caught_up(page)
    after = next(r["date"] for r in rows(desk, "events") if r["type"] == "meeting")
    assert after.startswith("2021-07")
    page.wait_for_selector(f"#list tr[data-row='{event}'] :text('{spoken(after)}')")
    assert page.get_attribute("#tab-events", "aria-selected") == "true"


def test_what_follows_is_shown_beside_the_pages_of_a_pdf(desk_of, page_of):
    desk = desk_of(ROOT / "benchmarks" / "newsletters" / "pdf" / "iom-2022-05.pdf")
    page = page_of(desk.start())
    tab(page, "events")
    for row in (0, 1):
        page.click(f"#list tr[data-row] >> nth={row}")
        page.wait_for_selector("#panel .panel-head")
        decided(page, lambda: page.keyboard.press("a"))
        caught_up(page)
    assert len(rows(desk, "decisions")) == 2


def test_table_search_scroll_and_selected_row_stay_when_the_rows_are_renewed(desk_of, page_of):
    desk = desk_of(ROOT / "raw" / "2017-q4.txt")
    page = page_of(desk.start())
    tab(page, "mentions")
    page.fill("#query [name=q]", "of")
    until(page, "document.querySelector('#total').textContent !== '164 rows'")
    page.click("#list tr[data-row] >> nth=9")
    page.wait_for_selector("#panel .panel-head")
    text_at = page.evaluate("document.querySelector('#text').scrollTop")
    decided(page, lambda: page.keyboard.press("x"))
    row = page.get_attribute("#list tr[aria-selected=true]", "data-row")
    place = "document.querySelector('#list tr[aria-selected=true]').getBoundingClientRect().top"
    before = page.evaluate(place)
    caught_up(page)
    assert page.get_attribute("#list tr[aria-selected=true]", "data-row") == row
    assert page.evaluate(place) == pytest.approx(before, abs=2)
    assert page.input_value("#query [name=q]") == "of"
    assert page.get_attribute("#panel .panel-head", "data-row") == row
    assert page.evaluate("document.activeElement.dataset.row") == row
    assert page.evaluate("document.querySelector('#text').scrollTop") > 0 or text_at == 0


def test_a_form_that_is_open_is_not_taken_away(desk, page):
    tab(page, "events")
    page.click("#list tr[data-row] >> nth=0")
    page.wait_for_selector("#panel .panel-head")
    decided(page, lambda: page.keyboard.press("a"))
    page.keyboard.press("e")
    page.fill("form.record [name=name]", "a name half written")
    until(page, f"{len(desk.journal)} === 1")
    while not rows(desk, "decisions"):
        page.wait_for_timeout(100)
    page.wait_for_timeout(1000)
    assert page.input_value("form.record [name=name]") == "a name half written"
    decided(page, lambda: page.click("form.record button.primary"))
    caught_up(page)
    assert "a name half written" in {row["name"] for row in rows(desk, "events")}


def test_decisions_faster_than_they_are_carried_out_are_all_carried_out(desk, page):
    tab(page, "mentions")
    page.click("#list tr[data-row] >> nth=0")
    page.wait_for_selector("#panel .panel-head")
    for key in "axnaxnaa":
        decided(page, lambda key=key: page.keyboard.press(key))
    caught_up(page)
    actions = [json.loads(line)["action"] for line in desk.journal]
    assert actions == ["accept", "reject", "skip"] * 2 + ["accept"] * 2
    assert [row["action"] for row in rows(desk, "decisions")] == actions
    assert {row["status"] for row in rows(desk, "decisions")} == {"applied"}


def test_what_changed_besides_is_told(page):
    tab(page, "mentions")
    page.click("#list tr[data-row]:has-text('Osh')")
    page.wait_for_selector("#panel .panel-head")
    decided(page, lambda: page.keyboard.press("x"))
    until(page, "document.getElementById('said').textContent.startsWith('Changed with it')")
    assert "Places 1" in page.inner_text("#said")


def test_a_run_that_fails_is_told_and_can_be_tried_again(desk, page):
    source = desk.raw / "news.txt"
    until(page, "document.getElementById('state').textContent === ''")
    source.rename(desk.raw / "elsewhere.txt")
    decided(page, lambda: page.keyboard.press("a"))
    page.wait_for_selector("#again")
    assert "news.txt" in page.inner_text("#state")
    (desk.raw / "elsewhere.txt").rename(source)
    page.click("#again")
    caught_up(page)
    assert len(rows(desk, "decisions")) == 1


def test_the_dataset_has_the_decisions_when_the_review_has_ended(desk, page):
    decided(page, lambda: page.keyboard.press("x"))
    caught_up(page)
    desk.process.send_signal(SIGTERM)
    desk.process.wait()
    assert is_current(desk.out)
