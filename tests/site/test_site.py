"""The site in a browser: nothing from outside, nothing broken, every fact leads to its words."""

import html
import itertools
import json
import re
import shutil
from urllib.parse import unquote

import pdfplumber
import pytest

from pipeline.dataset import refresh
from pipeline.dataset.trends import trends
from pipeline.document.errors import ConfigError
from pipeline.run import Options, run
from pipeline.site import pages, write_site
from pipeline.site.data import load
from pipeline.site.folder import LIST, renewed
from pipeline.write.report import read_table
from tests.conftest import PATIENCE, ROOT

NAME = 'Q4 50% #2 "a"'
"""A file's name of which an address may hold little."""
HOSTILE = (
    "NEWS\n\nApril - June 2021\n\nOn 4 May 2021 the Ministry of Justice </script><script>document."
    "title='taken'</script> \u202ereversed\u202c and <img src=x onerror=alert(1)> met in Osh.\n"
)
AXE = ROOT / "tests/review/vendor/axe.min.js"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extracted")
    hostile = tmp_path_factory.mktemp("raw") / f"{NAME}.txt"
    hostile.write_text(HOSTILE, "utf-8")
    reports = [p for p in sorted((ROOT / "raw").iterdir()) if p.suffix != ".md"]
    for outcome in run([*reports, hostile], Options(out=folder)):
        assert outcome.error is None
    refresh(folder)
    return folder


@pytest.fixture(scope="module")
def site(out, tmp_path_factory):
    return write_site(out, tmp_path_factory.mktemp("site")).parent


@pytest.fixture
def visit(browser, site):
    faults = []
    contexts = []

    def go(path, **options):
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: r.url.startswith("file:") or faults.append(r.url))
        page.on("requestfailed", lambda r: faults.append(r.url))
        page.goto((site / path).as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


def drawn(page):
    """Wait until every chart of a page is there."""
    page.wait_for_function(
        "[...document.querySelectorAll('[id^=chart-]')].every(chart => chart.querySelector('svg'))"
    )


def test_the_first_page_draws_every_chart(visit, out):
    page = visit("index.html")
    for name in ("timeline", "map", "network", "donors", "figures"):
        page.wait_for_selector(f"#chart-{name} svg")
    events = read_table(out / "dataset", "events")
    dated = [row for row in events if row["date_start"] and row["background"] == "False"]
    assert page.locator("#chart-timeline svg .mark-rect.role-mark path").count() == len(dated)
    page.click("#chart-timeline svg .mark-rect.role-mark path >> nth=0")
    page.wait_for_url(re.compile(r"reports/[\w-]+\.html#e-\w+$"))
    assert page.locator(":target").inner_text()


def test_what_has_not_happened_says_so_and_the_background_is_left_out(out, tmp_path):
    data = load(out, out / "dataset")
    planned, past, *_ = data.tables["events"]
    planned["status"], past["background"] = "planned", "True"
    with renewed(tmp_path / "site") as folder:
        pages._write(pages._Site(data, folder), data, trends(out / "dataset"))
    first = (tmp_path / "site/index.html").read_text("utf-8")
    rows = re.findall(r"<tr>.*?</tr>", first, re.DOTALL)
    (told,) = [row for row in rows if planned["event_id"] in row]
    assert '<strong class="status">planned</strong>' in told
    assert not [row for row in rows if past["event_id"] in row]
    assert f"{len(data.tables['events']) - 1} events" in first


def test_events_stand_in_the_colour_of_their_theme(visit):
    page = visit("index.html")
    page.wait_for_selector("#chart-timeline svg")
    legend = " ".join(
        page.locator("#chart-timeline svg .role-legend-label text").all_text_contents()
    )
    assert "Criminal Justice, Crime Prevention and Integrity" in legend
    assert "no theme stated" in legend


def test_a_donor_is_one_whatever_the_reports_call_it(site, out):
    data = load(out, out / "dataset")
    names = [donor["name"] for donor, _ in data.paid]
    assert len(names) == len(set(names))
    bureaus = [
        n for n in names if n.endswith("International Narcotics and Law Enforcement Affairs")
    ]
    assert len(bureaus) == 1
    first = (site / "index.html").read_text("utf-8")
    assert f"{bureaus[0]}</a>: <a" in html.unescape(first)


def test_shares_and_money_are_not_among_the_figures(site):
    spec = re.search(
        r'data-chart="figures">(.*?)</script>', (site / "index.html").read_text("utf-8")
    )
    rows = json.loads(spec.group(1))["data"]["values"]
    assert rows
    assert not {"%", "per cent"} & {row["unit"] for row in rows}
    assert "Research and Trend Analysis" in {row["theme"] for row in rows}


def test_labels_of_the_network_do_not_stand_on_each_other(visit):
    page = visit("index.html")
    page.wait_for_selector("#chart-network svg .mark-text.role-mark")
    boxes = page.evaluate(
        "[...document.querySelectorAll('#chart-network .mark-text.role-mark text')]"
        ".map(t => t.getBoundingClientRect()).filter(b => b.width).map(b => "
        "[b.left, b.right, b.top, b.bottom])"
    )
    assert len(boxes) > 12
    for one, other in itertools.combinations(boxes, 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        assert beside or one[3] <= other[2] + 2 or other[3] <= one[2] + 2


def test_the_marks_of_the_trends_lead_to_what_they_count(visit):
    page = visit("trends.html")
    page.click("#chart-by-theme svg .mark-text.role-mark text >> nth=0")
    page.wait_for_url(re.compile(r"reports/2017-q4\.html#s-\w+$"))
    assert page.locator(":target").inner_text()


def test_every_link_of_every_page_leads_somewhere(site):
    ids = {}
    pages = list(site.rglob("*.html"))
    for page in pages:
        ids[page.resolve()] = set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))
    checked = 0
    for page in pages:
        for href in re.findall(r'href="([^"]+)"', page.read_text("utf-8")):
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
    assert page.locator("main script, main img").count() == 0
    assert "<script>" in page.inner_text("main")
    assert "\u202e" not in page.inner_text("main")


@pytest.mark.parametrize("path", ["index.html", "trends.html", "reports/2017-q4.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(visit, path, scheme):
    page = visit(path, color_scheme=scheme)
    drawn(page)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run({preload: false}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
    )
    assert found == []


def test_a_phone_scrolls_down_only(visit):
    page = visit("index.html", viewport={"width": 390, "height": 800})
    page.wait_for_selector("#chart-timeline svg")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.mark.parametrize("path", ["index.html", "trends.html", "reports/2017-q4.html"])
def test_nothing_of_a_page_is_out_of_view_on_a_phone(visit, path):
    page = visit(path, viewport={"width": 390, "height": 800})
    drawn(page)
    hidden = page.evaluate(
        "[...document.querySelectorAll('.events td, #chart-map svg, #chart-timeline svg')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth).length"
    )
    assert hidden == 0


def test_print_holds_the_tables_that_the_screen_folds_away(visit, tmp_path):
    page = visit("index.html", color_scheme="dark")
    page.wait_for_selector("#chart-donors svg")
    page.pdf(path=tmp_path / "index.pdf")
    with pdfplumber.open(tmp_path / "index.pdf") as pdf:
        text = " ".join("\n".join(p.extract_text() for p in pdf.pages).split())
        pale = [
            c for p in pdf.pages for c in p.chars if c["non_stroking_color"] in {(1,), (1, 1, 1)}
        ]
    assert "digital evidence" in text
    assert "1,000" in text  # the right end of a chart that is drawn wider than paper
    assert not pale


def test_a_heading_stands_once(visit):
    page = visit("reports/example-2021-q2.html")
    text = page.inner_text("main")
    assert text.count("A laboratory for the coast") == 1
    assert not page.inner_text(".lead").startswith("·")


def test_print_gives_a_pdf_of_the_report(visit, tmp_path):
    page = visit("reports/2017-q4.html")
    page.pdf(path=tmp_path / "report.pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        text = "\n".join(p.extract_text() for p in pdf.pages)
    assert "Bureau of International Narcotics" in text
    assert "Trends" not in text.splitlines()[0]


def files_in(folder):
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture
def few(out, tmp_path):
    """Two reports of the many, which a test may take away."""
    for stem in ("2017-q4", "example-2022-q1"):
        shutil.copytree(out / stem, tmp_path / "out" / stem)
    return tmp_path / "out"


def test_a_site_made_again_holds_no_page_of_a_name_that_is_gone(few, tmp_path):
    into = tmp_path / "site"
    write_site(few, into)
    (into / "CNAME").write_text("somebody's own")
    both = files_in(into)
    shutil.rmtree(few / "2017-q4")
    write_site(few, into)
    alone = files_in(write_site(few, tmp_path / "alone").parent)
    assert files_in(into) == alone | {"CNAME"}
    assert "reports/2017-q4.html" in both - alone
    assert len([name for name in both - alone if name.startswith("people/")]) > 1


def test_a_site_does_not_take_the_place_of_what_none_wrote(few, tmp_path):
    into = tmp_path / "mine"
    (into / "people").mkdir(parents=True)
    (into / "people" / "me.html").write_text("me")
    (into / "index.html").write_text("mine")
    with pytest.raises(ConfigError, match=r"index\.html was not written by `milestones site`"):
        write_site(few, into)
    assert files_in(into) == {"people/me.html", "index.html"}
    assert (into / "index.html").read_text() == "mine"


def test_a_list_that_was_tampered_with_deletes_nothing_outside(few, tmp_path):
    into = tmp_path / "site"
    write_site(few, into)
    (tmp_path / "keep").write_text("what lies beside")
    (into / LIST).write_text(json.dumps(["index.html", "../keep", str(tmp_path / "keep")]))
    with pytest.raises(ConfigError):
        write_site(few, into)
    listed = [*files_in(into), "../keep", str(tmp_path / "keep")]
    (into / LIST).write_text(json.dumps(listed))
    write_site(few, into)
    assert (tmp_path / "keep").is_file()


def test_a_site_that_fails_leaves_the_one_before(few, tmp_path, monkeypatch):
    into = tmp_path / "site"
    write_site(few, into)
    before = {name: (into / name).read_bytes() for name in files_in(into)}

    def fails(*_):
        raise OSError(28, "No space left on device", "country.html")

    monkeypatch.setattr(pages._Site, "country", fails)
    with pytest.raises(ConfigError, match="No space left"):
        write_site(few, into)
    assert {name: (into / name).read_bytes() for name in files_in(into)} == before


def test_a_folder_without_reports_has_no_site(tmp_path):
    with pytest.raises(ConfigError):
        write_site(tmp_path, tmp_path / "site")
