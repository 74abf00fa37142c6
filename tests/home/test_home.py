"""A person who knows no terminal has a newsletter read, reviews it, and takes the results along."""

import subprocess

import pytest
from openpyxl import load_workbook

from tests.conftest import PATIENCE
from tests.review.conftest import ROOT
from tests.review.hands import decided, until

NEWS = """NEWS FROM THE FIELD OFFICE

April - June 2021

On 4 May 2021 the Ministry of Justice of Fiji opened a training in Suva for 40 officers.

On 12 June 2021 the Ministry of Health of Tonga held a workshop in Nuku'alofa.
"""


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "desktop" / "field-news.txt"
    path.parent.mkdir()
    path.write_text(NEWS, "utf-8")
    return path


def drop(page, path):
    page.set_input_files("#files", str(path))
    page.wait_for_selector(".job.j-read, .job.j-refused")


def test_a_dropped_newsletter_is_read_reviewed_and_taken_along(home, page_of, letter):
    page = page_of(home.start())
    assert "No reports yet" in page.inner_text("#reports")
    drop(page, letter)
    row = page.locator("tr[data-stem=field-news]")
    row.wait_for()
    assert "Not begun" in row.inner_text()
    assert (home.out / "field-news" / "events.csv").is_file()

    with page.expect_download() as saved:
        row.get_by_text("Workbook").click()
    assert saved.value.suggested_filename == "field-news.xlsx"

    row.get_by_text("Review", exact=True).click()
    page.wait_for_selector("#list tr[data-row]")
    decided(page, lambda: page.keyboard.press("a"))
    page.get_by_text("All reports").click()
    page.wait_for_selector("tr[data-stem=field-news]")
    state = page.inner_text("tr[data-stem=field-news]")
    assert "1 of 1 checked" in state
    assert "Done" in state


def test_what_cannot_be_read_is_told_with_its_reason(home, page_of, tmp_path):
    page = page_of(home.start())
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"%PDF-1.7\nnothing")
    drop(page, empty)
    assert "could not be read" in page.inner_text(".job")
    odd = tmp_path / "song.mp3"
    odd.write_bytes(b"ID3")
    page.set_input_files("#files", str(odd))
    until(page, "document.getElementById('said').textContent.includes('of no kind that is read')")
    assert not (home.raw / "song.mp3").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_home_page_has_no_fault_that_axe_finds(home, page_of, letter, scheme):
    page = page_of(home.start(), color_scheme=scheme)
    drop(page, letter)
    page.wait_for_selector("tr[data-stem=field-news]")
    page.evaluate((ROOT / "tests/review/vendor/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []


def test_a_second_start_shows_the_page_that_is_open(home):
    link = home.start()
    done = subprocess.run(
        home.command, capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == link
    record = home.out / ".home.json"
    assert record.stat().st_mode & 0o077 == 0


def test_a_workbook_that_comes_back_becomes_decisions(home, page_of, letter, tmp_path):
    page = page_of(home.start())
    drop(page, letter)
    row = page.locator("tr[data-stem=field-news]")
    row.wait_for()
    with page.expect_download() as saved:
        row.get_by_text("Workbook").click()
    path = tmp_path / "reviewed.xlsx"
    saved.value.save_as(path)
    book = load_workbook(path)
    sheet = book["events"]
    columns = [cell.value for cell in sheet[1]]
    sheet.cell(2, columns.index("name") + 1).value = "training of officers"
    book.save(path)
    page.set_input_files("#files", str(path))
    page.wait_for_selector("#taken li, #taken h3")
    assert "1 decisions recorded" in page.inner_text("#taken")
    assert page.locator("#taken a").count() == 0
    sheet.cell(2, columns.index("start") + 1).value = 3
    book.save(path)
    page.set_input_files("#files", str(path))
    page.wait_for_selector("#taken a")
    with page.expect_download() as noted:
        page.click("#taken a")
    assert noted.value.suggested_filename == "reviewed.refused.xlsx"
    noted.value.save_as(tmp_path / "noted.xlsx")
    refused = load_workbook(tmp_path / "noted.xlsx")["events"].cell(2, columns.index("start") + 1)
    assert "cannot be changed" in refused.comment.text
    assert "training of officers" in (home.out / "field-news" / "review.jsonl").read_text("utf-8")


def test_a_report_read_otherwise_is_compared_with_the_run_before(home, page_of, letter):
    page = page_of(home.start())
    drop(page, letter)
    row = page.locator("tr[data-stem=field-news]")
    row.wait_for()
    assert row.get_by_text("What changed").count() == 0
    # A fingerprint of other rules, as after an update, and a cell that the run will say otherwise.
    report = home.out / "field-news"
    prints = report / ".fingerprint.json"
    prints.write_text(prints.read_text().replace('"rules": "', '"rules": "other'))
    events = report / "events.csv"
    events.write_text(events.read_text("utf-8").replace(",happened,", ",planned,", 1), "utf-8")
    row.get_by_text("Read again").click()
    row.get_by_text("What changed").wait_for()
    with page.context.expect_page() as opened:
        row.get_by_text("What changed").click()
    opened.value.wait_for_selector("article")
    assert "planned" in opened.value.inner_text("main")
    opened.value.fill("#q", "no such words")
    until(opened.value, "document.getElementById('shown').textContent.startsWith('0')")


def test_the_site_is_made_and_the_page_is_stopped_by_a_press(home, page_of, letter, monkeypatch):
    monkeypatch.setenv("BROWSER", "true")  # the command that does nothing opens the site
    page = page_of(home.start())
    drop(page, letter)
    page.wait_for_selector("tr[data-stem=field-news]")
    (home.out.parent / "office.toml").write_text('name = "Field Office Suva"\n', "utf-8")
    page.reload()  # what is done with all reports is offered where there are some
    page.click("#site")
    until(page, "document.getElementById('said').textContent.includes('The site is in')")
    assert "Field Office Suva" in (home.site / "index.html").read_text("utf-8")
    page.click("#stop")
    assert home.process.wait(timeout=PATIENCE) == 0
    assert not (home.out / ".home.json").exists()
