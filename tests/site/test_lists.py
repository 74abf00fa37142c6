"""Lists to filter, sort and take along, sums, search; the numbers are those of the dataset."""

import csv
import io
import re
from collections import Counter

import pandas as pd
import pytest

from pipeline.write.report import read_table


def taken(page):
    """The CSV that the page gives."""
    with page.expect_download() as download:
        page.click("text=Download as CSV")
    content = download.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_list_of_events_is_that_of_the_dataset(visit, out):
    rows = taken(visit("events.html"))
    activities = read_table(out / "dataset", "who_does_what")
    assert Counter(r["What"] for r in rows) == Counter(r["activity"] for r in activities)
    assert Counter(r["People"] for r in rows) == Counter(r["people_reached"] for r in activities)
    assert Counter(r["Country"] for r in rows) == Counter(r["admin0_name"] for r in activities)
    assert Counter(r["Where"] for r in rows) == Counter(r["place"] for r in activities)


def test_what_is_seen_is_what_is_taken_along(visit):
    page = visit("events.html")
    page.locator(".tools label:has-text('Country') select").select_option("Kenya")
    page.locator(".tools input").fill("mombasa")
    seen = page.locator("table.list tbody tr:visible")
    count = seen.count()
    assert page.locator(".tools [role=status]").inner_text().startswith(f"{count} of ")
    rows = taken(page)
    assert 0 < len(rows) == count
    assert {(row["Country"], row["Where"]) for row in rows} == {("Kenya", "Mombasa")}


def test_what_a_spreadsheet_would_run_is_taken_along_as_words(visit):
    page = visit("events.html")
    cell = page.locator('td[data-label="What"]').first
    cell.evaluate("cell => { cell.textContent = '=1+1, \"x\"'; }")
    assert taken(page)[0]["What"] == '\'=1+1, "x"'


def test_a_list_is_sorted_by_days_and_by_numbers(visit):
    page = visit("events.html")
    page.click("th button:text('People')")
    page.click("th button:text('People')")
    numbers = [int(row["People"]) for row in taken(page) if row["People"]]
    assert numbers == sorted(numbers, reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("People")


@pytest.mark.parametrize("table", ["organisations", "people", "places", "reports"])
def test_each_list_has_all_rows_of_its_table(visit, out, table):
    assert len(taken(visit(f"{table}.html"))) == len(read_table(out / "dataset", table))


def test_the_sums_of_results_are_those_of_the_dataset(visit, out):
    page = visit("results.html")
    results = pd.read_csv(out / "dataset" / "results.csv", keep_default_na=False)
    counted = results[results.part_of == ""].groupby(["measure", "unit"])["value"].sum()
    assert len(counted) > 1
    shown = page.locator("section[id^=r-] h2").all_inner_texts()
    for (measure, unit), total in counted.items():
        name = measure.capitalize() + (f" ({unit})" if unit != "people" else "")
        assert f"{name}: {total:,.0f}" in shown
    assert sorted(float(row["Number"]) for row in taken(page)) == sorted(results["value"])


def test_bars_are_in_one_scale_that_begins_at_nought(visit):
    page = visit("results.html")
    groups = page.locator("table.bars")
    assert groups.count()
    for group in groups.all():
        numbers = [int(v.replace(",", "")) for v in group.locator(".value").all_inner_texts()]
        widths = [bar.bounding_box()["width"] for bar in group.locator(".bar").all()]
        for value, width in zip(numbers, widths, strict=True):
            room = max(widths) * 0.02 + 3
            assert abs(width - max(widths) * value / max(numbers)) <= room


def test_the_search_finds_names_and_words_of_the_text_without_a_server(visit):
    page = visit("index.html")
    page.fill("#q", "mombasa laboratory")
    page.click("text=Find")
    page.wait_for_selector("#results li")
    kinds = {kind.strip() for kind in page.locator("#results li small").all_inner_texts()}
    assert {"event", "in the report’s text"} <= kinds
    page.click("#results li:has-text('in the report’s text') a >> nth=0")
    page.wait_for_url(re.compile(r"reports/[^#]+#p-\d+$"))
    assert "Mombasa" in page.locator(":has(> .told:target)").inner_text()


def test_the_search_knows_names_without_their_accents(visit):
    page = visit("search.html", query="?q=communique")
    page.wait_for_selector("#results li")
    assert "communiqué" in page.inner_text("#results")


def test_what_is_not_there_is_not_found(visit):
    page = visit("search.html", query="?q=nowhereatall")
    page.wait_for_selector("text=0 found")
    assert page.locator("#results li").count() == 0
