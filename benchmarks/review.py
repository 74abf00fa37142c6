"""The review page over a very long report: first paint and answers to keys, in Chromium.

::

    python benchmarks/review.py [MENTIONS]

The report is the 2017 issue, repeated until it has that many mentions (default 30,000).
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from pipeline.run import Options, run
from pipeline.write.report import Extracted

ROOT = Path(__file__).parents[1]
ISSUE = ROOT / "raw" / "2017-q4.txt"
KEYS = 20


def main(mentions: int) -> None:
    """Extract the long report, serve it, measure."""
    with tempfile.TemporaryDirectory() as folder:
        (one,) = run([ISSUE], Options(out=Path(folder)))
        times = -(-mentions // one.rows["mentions"])
        long = Path(folder) / "long.txt"
        long.write_text("\n\n".join([ISSUE.read_text("utf-8")] * times), "utf-8")
        started = time.perf_counter()
        (outcome,) = run([long], Options(out=Path(folder)))
        print(f"extracted in {time.perf_counter() - started:.1f} s")
        print(f"{len(Extracted(outcome.folder).tables['mentions']):,} mentions")
        command = [sys.executable, "-m", "pipeline.cli", "review", "long", "--no-browser"]
        started = time.perf_counter()
        server = subprocess.Popen(  # noqa: S603 - ourselves
            [*command, "--out", folder, "--raw", folder], stdout=subprocess.PIPE, text=True
        )
        link = server.stdout.readline().strip() if server.stdout else ""
        print(f"server ready after {time.perf_counter() - started:.1f} s")
        try:
            measure(link)
        finally:
            server.kill()


def measure(link: str) -> None:
    """Print the medians of what a person waits for."""
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
        browser.close()


def answer(page: Page, act: Callable[[], object], sign: str) -> float:
    """Milliseconds from an act until what it changes is seen."""
    before = page.evaluate(sign)
    started = time.perf_counter()
    act()
    while page.evaluate(sign) == before and time.perf_counter() - started < 10:  # noqa: PLR2004
        pass
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
