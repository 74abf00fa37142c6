"""Keys act on the row in sight, what goes is said before it goes, and the end says what is open."""

import json

import pytest

from tests.review.hands import caught_up, decided, tab, until
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


def toast(page):
    return page.inner_text("#said")


@pytest.mark.parametrize("key", ["x", "a", "t", "m", "e"])
def test_on_a_tab_that_is_just_opened_no_key_is_about_the_row_of_the_tab_before(desk, page, key):
    page.wait_for_selector("#panel .panel-head")
    tab(page, "events")
    assert page.locator("#panel .panel-head").count() == 0
    assert page.locator("#list tr[aria-selected=true]").count() == 0
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert desk.journal == []


def test_the_line_that_tells_a_decision_names_its_row(page):
    tab(page, "events")
    page.keyboard.press("j")
    name = page.inner_text("#list tr[aria-selected=true] td.long")
    decided(page, lambda: page.keyboard.press("x"))
    until(page, "document.getElementById('said').textContent.startsWith('Rejected')")
    assert toast(page) == f"Rejected: Events, “{name}”"
    decided(page, lambda: page.keyboard.press("u"))
    until(page, "document.getElementById('said').textContent.startsWith('Undone')")
    assert toast(page) == f"Undone: rejected: Events, “{name}”"


def select_from_to(page, first, last):
    """Select from the beginning of one labelled stretch to the end of another."""
    page.evaluate(
        """([first, last]) => new Promise((heard) => {
          document.addEventListener("selectionchange", heard, { once: true });
          const find = (words) =>
            [...document.querySelectorAll("#text .m")].find((m) => m.textContent.startsWith(words));
          const range = document.createRange();
          range.setStartBefore(find(first));
          range.setEndAfter(find(last));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        })""",
        [first, last],
    )


def test_what_a_label_would_take_the_place_of_is_said_before_it_goes(desk, page):
    select_from_to(page, "25", "Osh")
    page.keyboard.press("v")
    page.wait_for_selector("#replacing[open]")
    assert page.locator("#replaced li").all_inner_texts() == ["FIGURE: “25”", "PLACE: “Osh”"]
    page.click("#replacing button[value='']")
    page.wait_for_selector("#replacing", state="hidden")
    assert desk.journal == []
    select_from_to(page, "25", "Osh")
    page.keyboard.press("v")
    page.wait_for_selector("#replacing[open]")
    decided(page, lambda: page.click("#replacing button[value=replace]"))
    (line,) = desk.journal
    assert [gone["text"] for gone in json.loads(line)["before"]] == ["25", "Osh"]
    page.wait_for_selector("#text .m-PLACE.replaced")


def test_a_queue_that_ends_says_what_is_still_open(page):
    total = int(page.get_attribute("#progress", "max"))
    page.keyboard.press("j")
    for _ in range(total - 1):
        page.keyboard.press("a")
    page.wait_for_selector(f"#progress-words b:text-is('{total - 1}')")
    waiting = "1 row is still to check"
    until(page, f"document.getElementById('said').textContent.includes({json.dumps(waiting)})")
    assert page.inner_text("#list .end") == waiting
    page.keyboard.press("j")
    until(page, "document.getElementById('said').textContent.startsWith('That was the last row')")


def test_a_row_that_is_accepted_again_is_in_the_journal_once(desk, page):
    tab(page, "places")
    for _ in range(2):
        page.click("#list tr[data-row] >> nth=0")
        decided(page, lambda: page.keyboard.press("a"))
    assert len(desk.journal) == 1
    assert page.inner_text("#said").startswith("Already accepted: Places, ")


def test_a_correction_outside_the_queue_is_progress(page):
    total = int(page.get_attribute("#progress", "max"))
    tab(page, "people")
    page.click("#list tr[data-row] >> nth=0")
    page.click("#panel [data-edit=name]")
    page.fill("#panel textarea", "Asel Beishenova-Kurmanova")
    decided(page, lambda: page.keyboard.press("Control+Enter"))
    until(page, "document.querySelector('#progress-words b').textContent === '1'")
    caught_up(page)
    assert page.inner_text("#progress-words b") == "1"
    assert int(page.get_attribute("#progress", "max")) in {total, total + 1}


def test_a_source_that_is_gone_is_told_before_the_first_decision(desk, page_of):
    desk.raw.joinpath("news.txt").rename(desk.raw / "renamed.txt")
    page = page_of(desk.start())
    assert "what follows from a decision cannot be shown" in page.inner_text("#obstacles")
    page.keyboard.press("a")
    page.wait_for_selector("#progress-words b:text-is('1')")
    assert page.inner_text("#state") == "Saved; 1 for the next run"
