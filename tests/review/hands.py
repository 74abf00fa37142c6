"""What a reviewer's hands do on the page."""

import csv

import pytest

from tests.conftest import PATIENCE


def decided(page, action):
    """Do something and wait until the server has recorded it."""
    with page.expect_response("**/decide") as answer:
        action()
    assert answer.value.ok, answer.value.text()
    return answer.value.json()


def tab(page, name):
    page.click(f"#tab-{name}")
    page.wait_for_selector(f"#tab-{name}[aria-selected=true]")
    page.wait_for_selector(f"#list .t-{name} tr[data-row]")  # rows of the queue are of all tables


def until(page, expression):
    """Wait for something in the page; its policy forbids what Playwright waits with."""
    for _ in range(10 * PATIENCE):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {expression}")


def select(page, words):
    """Select words in the text as the mouse does."""
    return page.evaluate(
        """words => {
          for (const pane of document.querySelectorAll("#text .chunk")) {
            const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(words);
              if (at < 0) continue;
              const range = document.createRange();
              range.setStart(walker.currentNode, at);
              range.setEnd(walker.currentNode, at + words.length);
              walker.currentNode.parentElement.scrollIntoView();
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              return true;
            }
          }
          return false;
        }""",
        words,
    )


def rows(desk, table):
    with (desk.out / desk.stem / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mark(page, span):
    """Select a stretch of the text by its offsets, as the mouse does over any marks in it."""
    page.evaluate(
        """async ([start, end]) => {
          const source = await import(new URL("static/source.js", document.baseURI));
          await source.show({ start, end });
          const range = source.rangeOf(start, end);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup"));
        }""",
        [span.start, span.end],
    )
    page.wait_for_selector("#selection:not([hidden])")


def open_row(page, table, row_id):
    """Select a row of the table that is listed, and wait for its panel."""
    page.click(f"#list tr[data-table={table}][data-row='{row_id}']")
    page.wait_for_selector(f"#panel .panel-head[data-table={table}][data-row='{row_id}']")


def caught_up(page):
    """Wait until what follows from the decisions is shown."""
    until(
        page,
        "document.getElementById('state').textContent === 'Saved; tables up to date'"
        " && document.body.dataset.version === document.body.dataset.shown",
    )
