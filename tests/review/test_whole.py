"""A whole review: from the first flag to the last, a power cut, a new run, a gold standard."""

import json
import subprocess
import sys

import pytest

from tests import typeset
from tests.review.conftest import ROOT
from tests.review.hands import caught_up, decided, rows, select, tab, until

ISSUE = ROOT / "raw" / "2017-q4.txt"


def cli(*arguments):
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(params=["text", "pdf"])
def source(request, tmp_path):
    """The 2017 issue as it is, and typeset in two columns."""
    if request.param == "text":
        return ISSUE
    path = tmp_path / "raw" / "2017-q4.pdf"
    path.parent.mkdir()
    typeset.typeset("two columns", path)
    return path


def check_the_queue(page):
    total = int(page.get_attribute("#progress", "max"))
    for _ in range(total):
        page.keyboard.press("a")
    page.wait_for_selector(f"#progress-words b:text-is('{total}')")
    return total


def date_an_event(page):
    tab(page, "events")
    page.click("#list tr[data-row] >> nth=1")
    page.click("#panel [data-edit=date]")
    page.fill("#panel [data-first]", "2017-11-14")
    page.fill("#panel [data-last]", "2017-11-16")
    until(page, "document.getElementById('meaning').textContent.includes('16')")
    decided(page, lambda: page.click("#panel form .primary"))
    return page.get_attribute("#list tr[aria-selected=true]", "data-row")


def add_an_organisation(page, words):
    if page.locator("#pages").count():
        page.keyboard.press("w")
    until(page, f"document.getElementById('text').textContent.includes({json.dumps(words)})")
    assert select(page, words)
    key = page.get_attribute(".legend [data-label=ORG]", "data-key")
    decided(page, lambda: page.keyboard.press(key))


def merge_two(page):
    tab(page, "organisations")
    page.click("#list tr[data-row] >> nth=0")
    gone = page.get_attribute("#list tr[aria-selected=true]", "data-row")
    page.wait_for_selector(f"#panel .panel-head[data-row='{gone}']")
    page.keyboard.press("m")
    page.wait_for_selector("#panel [role=option]")
    return gone, decided(page, lambda: page.keyboard.press("Enter"))


def move_a_story(page):
    tab(page, "sections")
    page.select_option("#only select", "story")
    until(page, "!document.getElementById('list').innerText.includes('feature')")
    page.click("#list tr[data-row] >> nth=0")
    page.click("#panel [data-edit=theme]")
    field = page.locator("#panel form input[name=value]")
    now = field.input_value()
    options = page.locator("#themes option").evaluate_all("all => all.map(o => o.value)")
    other = next(theme for theme in options if theme != now)
    field.fill(other)
    decided(page, lambda: page.keyboard.press("Enter"))
    until(page, "document.activeElement.matches('tr[aria-selected=true]')")
    return page.get_attribute("#list tr[aria-selected=true]", "data-row"), other


def test_from_the_first_flag_to_a_gold_standard(desk_of, page_of, source, tmp_path):
    desk = desk_of(source)
    page = page_of(desk.start())
    total = check_the_queue(page)
    assert total > 10
    event = date_an_event(page)
    add_an_organisation(page, "cooperation")
    gone, _ = merge_two(page)
    story, theme = move_a_story(page)
    decided(page, lambda: page.keyboard.press("x"))
    decided(page, lambda: page.keyboard.press("u"))
    caught_up(page)  # what follows from a decision may take a checked row away
    written = desk.journal
    checked = page.inner_text("#progress-words b")
    assert int(checked) > total  # what was corrected outside the queue counts, too
    desk.kill()
    assert desk.journal == written

    again = page_of(desk.start())
    assert again.inner_text("#progress-words b") == checked
    held = [json.loads(line)["id"] for line in written]
    shown = int(again.inner_text("#decided"))
    assert shown == len(held) - 2  # all but the undone one and what undid it
    desk.kill()

    done = cli("run", source, "--out", desk.out)
    assert done.returncode == 0, done.stderr
    assert {row["status"] for row in rows(desk, "decisions")} == {"applied"}
    dates = {row["event_id"]: row["date"] for row in rows(desk, "events")}
    assert dates[event] == "2017-11-14/2017-11-16"
    labels = {row["text"]: row["label"] for row in rows(desk, "mentions")}
    assert labels["cooperation"] == "ORG"
    assert gone not in {row["organisation_id"] for row in rows(desk, "organisations")}
    assert gone not in {row["entity_id"] for row in rows(desk, "mentions")}
    themes = {row["section_id"]: row["theme"] for row in rows(desk, "sections")}
    assert themes[story] == theme

    gold = tmp_path / "gold"
    gold.mkdir()
    promoted = cli("promote", desk.stem, "--out", desk.out, "--gold", gold)
    assert promoted.returncode == 0, promoted.stderr
    assert cli("evaluate", "--out", desk.out, "--gold", gold, "--record").returncode == 0
    scores = json.loads((gold / "scores.json").read_text("utf-8"))[desk.stem]
    assert scores["all strict"]["f1"] == 1
