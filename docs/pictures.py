"""Takes the pictures of the README: ``python docs/pictures.py``."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright
from rich.console import Console

from pipeline.console.running import print_summary
from pipeline.diff import compare
from pipeline.diff.page import write_page
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.site import write_site

ROOT = Path(__file__).parents[1]
SCALE = 1.1
"""Pixels a point in the picture of the pages."""
COLOURS = {  # Okabe and Ito's, safe for colour-blind readers
    "heading": "#d55e00",
    "list_item": "#009e73",
    "quote": "#cc79a7",
    "caption": "#e69f00",
    "table": "#000000",
    "furniture": "#999999",
}
BODY = "#0072b2"


def main() -> None:
    """Take all pictures."""
    terminal()
    reading_order()
    review()


def reading_order() -> None:
    """Three pages of an invented magazine, with their blocks numbered as they are read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "magazine.pdf"
        weasyprint.HTML(ROOT / "tests/readers/pages/magazine.html").write_pdf(path)
        blocks = read(path).blocks
        pages = [page.render(scale=SCALE).to_pil() for page in pypdfium2.PdfDocument(path)]
    font = ImageFont.load_default(size=13)
    for number, block in enumerate(blocks, 1):
        draw = ImageDraw.Draw(pages[(block.page or 1) - 1])
        boxes = [line.box for line in block.lines if line.box]
        x0, top = min(b.x0 for b in boxes), min(b.top for b in boxes)
        x1, bottom = max(b.x1 for b in boxes), max(b.bottom for b in boxes)
        colour = COLOURS.get(block.hint or "", BODY)
        draw.rectangle([SCALE * edge for edge in (x0, top, x1, bottom)], outline=colour, width=2)
        tag = (SCALE * x0 - 3, SCALE * top - 2)
        draw.rectangle(draw.textbbox(tag, str(number), font, anchor="rt"), fill=colour)
        draw.text(tag, str(number), "white", font, anchor="rt")
    sheet = Image.new("RGB", (sum(p.width for p in pages) + 20, pages[0].height), "#888888")
    for index, page in enumerate(pages):
        sheet.paste(page, (index * (page.width + 10), 0))
    sheet.quantize(64).save(ROOT / "docs" / "reading-order.png", optimize=True)


def review() -> None:
    """The review page over text and over a PDF, the site, what a run changes."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        magazine = folder / "magazine.pdf"
        weasyprint.HTML(ROOT / "tests/readers/pages/magazine.html").write_pdf(magazine)
        issue = ROOT / "raw" / "2017-q4.txt"
        list(run([issue, magazine], Options(out=folder)))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        with _served(folder, "2017-q4", issue.parent) as link:
            page.goto(link)
            page.wait_for_selector("#panel h2")
            page.wait_for_timeout(500)
            page.screenshot(path=ROOT / "docs" / "review.png")
        with _served(folder, "magazine", folder) as link:
            page.goto(link)
            page.click("#tab-events")
            page.wait_for_selector("#list tr[data-table=events]")
            page.click("#list tr[data-row] >> nth=0")
            page.wait_for_timeout(1500)
            page.screenshot(path=ROOT / "docs" / "review-pdf.png")
        page.set_viewport_size({"width": 1280, "height": 1300})
        page.goto(write_site(ROOT / "extracted", folder / "site").as_uri())
        page.wait_for_selector("#chart-map svg")
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs" / "site.png")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(_differences(folder, issue).as_uri())
        page.screenshot(path=ROOT / "docs" / "diff.png")
        browser.close()


@contextmanager
def _served(folder: Path, stem: str, raw: Path) -> Iterator[str]:
    """The link of a review page while it is served."""
    command = [sys.executable, "-m", "pipeline.cli", "review", stem, "--no-browser"]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--out", str(folder), "--raw", str(raw)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "LOGNAME": "Ana"},
    )
    try:
        yield server.stdout.readline().strip() if server.stdout else ""
    finally:
        server.kill()


def _differences(folder: Path, issue: Path) -> Path:
    """The page of what changes where a place in the issue is spelled otherwise."""
    changed = folder / "changed" / issue.name
    changed.parent.mkdir()
    changed.write_text(issue.read_text("utf-8").replace("in Tashkent", "in Samarkand"), "utf-8")
    (outcome,) = run([changed], Options(out=changed.parent))
    before, page = folder / issue.stem, folder / "diff.html"
    found = compare(before, outcome.folder)
    write_page(page, Path("extracted/2017-q4"), Path("next/2017-q4"), found)
    return page


def terminal() -> None:
    """Run over the 2017 issue and keep what the terminal shows."""
    console = Console(record=True, width=72, file=StringIO())
    report = ROOT / "raw" / "2017-q4.txt"
    with tempfile.TemporaryDirectory() as folder:
        (outcome,) = run([report], Options(out=Path(folder)))
        shown = replace(outcome, path=Path("raw/2017-q4.txt"), folder=Path("extracted/2017-q4"))
        print_summary(console, [shown])
    picture = console.export_svg(title="milestones run raw", unique_id="run")
    local = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # no outside request
    (ROOT / "docs" / "run.svg").write_text(local, "utf-8")


if __name__ == "__main__":
    main()
