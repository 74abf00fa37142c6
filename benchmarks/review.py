"""The review page in Chromium: answers to keys, and what follows from decisions.

::

    python benchmarks/review.py [MENTIONS]

Over a PDF of 20 pages (eight of the open newsletters in one): how long a key takes to be answered
(100 ms is the aim), and a decision to be carried out and shown (3 s). Then over a very long report:
the 2017 issue, repeated until it has that many mentions (default 30,000; 0: not at all).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import pypdfium2
from playwright.sync_api import Page, sync_playwright

from pipeline.run import Options, run
from pipeline.write.report import Extracted

ROOT = Path(__file__).parents[1]
ISSUE = ROOT / "raw" / "2017-q4.txt"
NEWSLETTERS = ROOT / "benchmarks" / "newsletters" / "pdf"
PAGES = 20
KEYS = 20
DECISIONS = 4
"""Of which what follows is waited for, after the first."""
LOOK = 50
"""Milliseconds between two looks for what follows: looking takes from what carries it out."""
PAUSE = 500
"""Milliseconds that a person waits before a decision."""
LONGEST = 90
"""Seconds after which nothing is waited for any more."""


def main(mentions: int) -> None:
    """Extract the reports, serve them, measure."""
    with tempfile.TemporaryDirectory() as folder:
        pages = pdf_of_pages(Path(folder) / "pages.pdf")
        extracted(pages, Path(folder))
        with served(folder, "pages") as link, opened(link) as page:
            consequences(page)
            measure(page)
        worked(pages, Path(folder) / "worked")
        if not mentions:
            return
        (one,) = run([ISSUE], Options(out=Path(folder)))
        times = -(-mentions // one.rows["mentions"])
        long = Path(folder) / "long.txt"
        long.write_text("\n\n".join([ISSUE.read_text("utf-8")] * times), "utf-8")
        extracted(long, Path(folder))
        with served(folder, "long") as link, opened(link) as page:
            measure(page)


def pdf_of_pages(path: Path) -> Path:
    """The first newsletters as one PDF, until it has :data:`PAGES` pages."""
    whole = pypdfium2.PdfDocument.new()
    for newsletter in sorted(NEWSLETTERS.glob("*.pdf")):
        part = pypdfium2.PdfDocument(newsletter)
        whole.import_pages(part, list(range(min(len(part), PAGES - len(whole)))))
    whole.save(path)
    return path


def extracted(path: Path, out: Path) -> None:
    """Extract a report and say how large it is."""
    started = time.perf_counter()
    (outcome,) = run([path], Options(out=out))
    print(f"{path.name}: extracted in {time.perf_counter() - started:.1f} s")
    tables = Extracted(outcome.folder).tables
    print(f"{len(tables['mentions']):,} mentions, {len(tables['events']):,} events")


def worked(path: Path, out: Path) -> None:
    """Say how long the processor works on a run of a report when the model is loaded."""
    list(run([path], Options(out=out, jobs=0)))
    started = time.process_time()
    list(run([path], Options(out=out, jobs=0)))
    print(f"a run with the model loaded: {time.process_time() - started:.1f} s of the processor")


@contextmanager
def served(folder: str, stem: str) -> Iterator[str]:
    """The link of a review page while it is served."""
    command = [sys.executable, "-m", "pipeline.cli", "review", stem, "--no-browser"]
    started = time.perf_counter()
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--out", folder, "--raw", folder], stdout=subprocess.PIPE, text=True
    )
    link = server.stdout.readline().strip() if server.stdout else ""
    print(f"server ready after {time.perf_counter() - started:.1f} s")
    try:
        yield link
    finally:
        server.kill()


@contextmanager
def opened(link: str) -> Iterator[Page]:
    """The page in a browser, with its first rows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        started = time.perf_counter()
        page.goto(link)
        page.wait_for_selector("#list tr[data-row]")
        print(f"first rows {1000 * (time.perf_counter() - started):.0f} ms")
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        print(f"first contentful paint {page.evaluate(paint):.0f} ms")
        page.wait_for_selector("#panel h2")
        yield page
        browser.close()


def measure(page: Page) -> None:
    """Print the medians of what a person waits for."""
    selected = "document.querySelector('tr[aria-selected=true]')?.dataset.row"
    checked = "document.querySelector('#progress-words b').textContent"
    heading = "document.querySelector('#panel .panel-head')?.dataset.row"
    for name, act, sign in (
        ("j: next row shown", lambda: page.keyboard.press("j"), heading),
        ("a: accepted and told", lambda: page.keyboard.press("a"), checked),
        ("k: row selected", lambda: page.keyboard.press("k"), selected),
    ):
        spent = [answer(page, act, sign) for _ in range(KEYS)]
        print(f"{name}: median {median(spent):.0f} ms, slowest {max(spent):.0f} ms")
    tabs = "document.querySelector('#list tr[data-table]')?.dataset.table"
    for table in ("mentions", "organisations", "flags"):
        spent_on = answer(page, lambda table=table: page.click(f"#tab-{table}"), tabs)
        print(f"tab {table}: {spent_on:.0f} ms")


def consequences(page: Page) -> None:
    """Print how long it takes until what follows from a decision is shown."""
    works = "document.getElementById('state').classList.contains('working')"
    shown = "document.body.dataset.shown"
    page.click("#tab-events")
    page.wait_for_selector("#list .t-events tr[data-row]")
    page.click("#list tr[data-row] >> nth=0")
    page.wait_for_selector("#panel .panel-head")
    spent = []
    for key in ["a", *["x", "a"] * (DECISIONS // 2)]:
        while page.evaluate(works):
            page.wait_for_timeout(PAUSE)
        page.wait_for_timeout(PAUSE)
        spent.append(answer(page, lambda key=key: page.keyboard.press(key), shown, LOOK))
    print(f"first decision to its consequences: {spent[0] / 1000:.1f} s")
    rest = [one / 1000 for one in spent[1:]]
    print(f"decision to its consequences: median {median(rest):.1f} s, slowest {max(rest):.1f} s")
    print(f"processes that wanted to run meanwhile: {os.getloadavg()[0]:.1f} of {os.cpu_count()}")


def answer(page: Page, act: Callable[[], object], sign: str, pause: float = 0) -> float:
    """Milliseconds from an act until what it changes is seen, looked for with pauses between."""
    before = page.evaluate(sign)
    started = time.perf_counter()
    act()
    while page.evaluate(sign) == before and time.perf_counter() - started < LONGEST:
        if pause:
            page.wait_for_timeout(pause)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
