"""The site in a browser: nothing from outside, nothing broken, every fact leads to its words."""

import html
import itertools
import re
from urllib.parse import unquote

import pdfplumber
import pytest

from pipeline.site.data import load
from pipeline.site.folder import renewed
from pipeline.site.pages import Site, write_pages
from pipeline.write.report import read_table
from tests.conftest import ROOT
from tests.site.conftest import NAME

AXE = ROOT / "tests/review/vendor/axe.min.js"
KINDS = [
    *("index", "reports", "events", "results", "organisations", "people", "places", "countries"),
    *("trends", "search", "reports/2017-q4", "reports/example-2021-q2", "countries/KE"),
]
"""A page of each kind by its name."""
PAGES = [f"{name}.html" for name in KINDS]


def of_first(site, folder):
    """A page of a folder whose pages are named by ids."""
    return f"{folder}/{min(path.name for path in (site / folder).iterdir())}"


def drawn(page):
    """Wait until every chart of a page is there."""
    page.wait_for_function(
        "[...document.querySelectorAll('[id^=chart-]')].every(chart => chart.querySelector('svg'))"
    )


def test_the_first_page_draws_every_chart_and_its_marks_lead_to_events(visit, out):
    page = visit("index.html")
    for name in ("timeline", "map", "network"):
        page.wait_for_selector(f"#chart-{name} svg")
    events = read_table(out / "dataset", "events")
    dated = [row for row in events if row["date_start"] and row["background"] == "False"]
    days = [row for row in dated if row["date_start"] == row["date_end"]]
    assert 0 < len(days) < len(dated)
    marks = "#chart-timeline svg .mark-{}.role-mark path"
    assert page.locator(marks.format("symbol")).count() == len(days)
    assert page.locator(marks.format("rect")).count() == len(dated) - len(days)
    page.click(f"{marks.format('symbol')} >> nth=0")
    page.wait_for_url(re.compile(r"events/\w+\.html$"))
    page.click("text=Read on in the report")
    page.wait_for_url(re.compile(r"reports/[^#]+\.html#e-\w+$"))
    assert page.locator(":has(> .told:target)").inner_text()


def test_a_period_is_as_long_as_it_lasts(visit):
    page = visit("reports/2017-q4.html")
    page.wait_for_selector("#chart-timeline svg")
    spec = page.evaluate("JSON.parse(document.querySelector('[data-chart=timeline]').textContent)")
    rows = spec["data"]["values"] if "data" in spec else spec["layer"][0]["data"]["values"]
    bars = {row["date"]: (row["first"], row["last"]) for row in rows if not row["day"]}
    assert bars["autumn 2017"] == ("2017-09-01", "2017-12-01")
    assert bars["6–10 November 2017"] == ("2017-11-06", "2017-11-11")
    assert bars["October 2017"] == ("2017-10-01", "2017-11-01")


def test_what_has_not_happened_says_so_and_the_background_is_left_out(out, tmp_path):
    data = load(out, out / "dataset")
    planned, past, *_ = data.tables["events"]
    planned["status"], past["background"] = "planned", "True"
    with renewed(tmp_path / "site") as folder:
        write_pages(Site(data, folder), None)
    listed = (tmp_path / "site/events.html").read_text("utf-8")
    rows = re.findall(r"<tr>.*?</tr>", listed, re.DOTALL)
    (told,) = [row for row in rows if planned["event_id"] in row]
    assert '<td data-label="Status">planned</td>' in told
    assert not [row for row in rows if past["event_id"] in row]
    assert not (tmp_path / f"site/events/{past['event_id']}.html").exists()
    first = (tmp_path / "site/index.html").read_text("utf-8")
    assert f"{len(data.tables['events']) - 1} events" in first


def test_events_stand_in_the_colour_of_their_theme(visit):
    page = visit("index.html")
    page.wait_for_selector("#chart-timeline svg")
    legend = " ".join(
        page.locator("#chart-timeline svg .role-legend-label text").all_text_contents()
    )
    assert "Criminal Justice, Crime Prevention and Integrity" in legend
    assert "no theme stated" in legend


def test_a_donor_is_one_whatever_the_reports_call_it(site):
    first = (site / "index.html").read_text("utf-8")
    donors = re.findall(r'<a href="(organisations/\w+\.html)">', first.split("Who paid")[1])
    assert donors
    assert len(donors) == len(set(donors))


def test_the_map_opens_on_the_region_and_names_its_places(visit):
    page = visit("reports/example-2021-q2.html")
    page.wait_for_selector("#chart-map svg .mark-symbol path")
    frame = page.locator("#chart-map svg").bounding_box()
    boxes = [mark.bounding_box() for mark in page.locator("#chart-map svg .mark-symbol path").all()]
    assert len(boxes) > 2
    for box in boxes:
        assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    spread = max(b["x"] for b in boxes) - min(b["x"] for b in boxes)
    height = max(b["y"] for b in boxes) - min(b["y"] for b in boxes)
    assert max(spread / frame["width"], height / frame["height"]) > 0.3
    assert "Mombasa" in page.locator("#chart-map svg").text_content()


def test_every_body_of_the_network_has_its_label_and_none_stands_on_another(visit):
    page = visit("index.html")
    page.wait_for_selector("#chart-network svg .mark-text.role-mark")
    boxes = page.evaluate(
        "[...document.querySelectorAll('#chart-network .mark-text.role-mark text')]"
        ".map(t => t.getBoundingClientRect()).filter(b => b.width).map(b => "
        "[b.left, b.right, b.top, b.bottom])"
    )
    assert len(boxes) == page.locator("#chart-network .mark-symbol.role-mark path").count() > 12
    for one, other in itertools.combinations(boxes, 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        assert beside or one[3] <= other[2] + 2 or other[3] <= one[2] + 2


def test_every_link_of_every_page_leads_somewhere(site):
    ids = {}
    pages = list(site.rglob("*.html"))
    for page in pages:
        ids[page.resolve()] = set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))
    checked = 0
    for page in pages:
        for href in re.findall(r'href="([^"]+)"', page.read_text("utf-8")):
            if href.startswith("mailto:"):
                continue
            path, _, anchor = href.partition("#")
            target = (
                (page.parent / unquote(html.unescape(path))).resolve() if path else page.resolve()
            )
            assert target.is_file(), (page.name, href)
            if anchor and target in ids:
                assert anchor in ids[target], (page.name, href)
            checked += 1
    assert checked > 500


def test_a_mention_leads_to_its_words_in_the_report(visit, out):
    row = next(r for r in read_table(out / "dataset", "organisations") if r["name"] == "UNODC")
    page = visit(f"organisations/{row['organisation_id']}.html")
    page.click(".said a >> nth=0")
    page.wait_for_selector(":target")
    assert page.inner_text(":target") == "UNODC"


def test_a_report_that_would_run_is_only_shown(visit):
    page = visit(f"reports/{NAME}.html")
    assert page.title() != "taken"
    assert page.locator("main script:not([type='application/json']), main img").count() == 0
    assert "<script>" in page.inner_text("main")
    assert "\u202e" not in page.inner_text("main")
    assert "⟨" not in page.inner_text("main")


def faults_of(page):
    """What axe finds on a page."""
    drawn(page)
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(
        "axe.run({preload: false}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
    )


@pytest.mark.parametrize("path", [*PAGES, "events", "organisations"])
def test_axe_finds_no_fault(visit, site, path):
    assert faults_of(visit(path if "." in path else of_first(site, path))) == []


@pytest.mark.parametrize("path", ["index.html", "results.html", "reports/2017-q4.html"])
def test_axe_finds_no_fault_in_the_dark(visit, path):
    assert faults_of(visit(path, color_scheme="dark")) == []


@pytest.mark.parametrize("path", [*PAGES, "events", "organisations"])
def test_a_page_is_scrolled_down_only_and_nothing_of_it_is_out_of_view(visit, site, path):
    page = visit(path if "." in path else of_first(site, path))
    drawn(page)
    for width in (1920, 1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    hidden = page.evaluate(
        "[...document.querySelectorAll('.list td, .chart, #chart-timeline svg')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth).length"
    )
    assert hidden == 0


def test_who_uses_no_mouse_comes_to_everything(visit):
    page = visit("events.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.keyboard.type("mombasa")
    assert page.locator(".tools [role=status]").inner_text().split()[1] == "of"


def test_print_holds_the_tables_that_the_screen_folds_away(visit, tmp_path):
    page = visit("index.html", color_scheme="dark")
    page.wait_for_selector("#chart-network svg")
    page.pdf(path=tmp_path / "index.pdf")
    with pdfplumber.open(tmp_path / "index.pdf") as pdf:
        text = " ".join("\n".join(p.extract_text() for p in pdf.pages).split())
        pale = [
            c for p in pdf.pages for c in p.chars if c["non_stroking_color"] in {(1,), (1, 1, 1)}
        ]
    assert "Partners With" in text  # the table of the network
    assert "Office for the Lakes" in text
    assert not pale


def test_print_gives_a_pdf_of_the_report(visit, tmp_path):
    page = visit("reports/2017-q4.html")
    page.pdf(path=tmp_path / "report.pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        text = "\n".join(p.extract_text() for p in pdf.pages)
    assert "Bureau of International Narcotics" in text
    assert "Download as CSV" not in text
