"""Makes reports of invented news to measure with: a seed gives the same reports again.

    python benchmarks/corpus.py FOLDER --reports 1000 [--pages 4] [--layout magazine] [--seed 1]

A layout is typeset once, as many chapters; a report is a first page and chapters drawn of them,
so that ten thousand reports cost little more than ten. ``--chapters`` says how many are drawn from:
for one very long report take at least half as many as it has pages, or they recur.
"""

import argparse
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from random import Random
from textwrap import fill

import pikepdf
from prose import MONTHS, Block, chapter

CHAPTERS = 30
BASE = """
@page { size: A4; margin: 20mm 18mm; @top-center { content: "Invented Quarterly"; font-size: 8pt }
  @bottom-right { content: counter(page); font-size: 9pt } }
body { font: 10pt/1.35 DejaVu Sans, sans-serif } h1 { font-size: 26pt } h2 { font-size: 17pt }
h3 { font-size: 13pt } h2, h3 { break-after: avoid } section { break-before: page }
table { border-collapse: collapse; font-size: 9pt } td, th { border: 0.5pt solid; padding: 1mm }
"""
LAYOUTS = {
    "one-column": "",
    "two-columns": "section { columns: 2; column-gap: 8mm } p { text-align: justify }",
    "magazine": """section { columns: 2; column-gap: 8mm } body { font-family: DejaVu Serif, serif }
        h2 { column-span: all; background: #dde8f0; padding: 2mm } .quote { font-style: italic }
        aside { background: #eef; border: 1pt solid #558; padding: 2mm } tr:first-child {
        background: #ccd }""",
}
TAGS = {"month": "h2", "story": "h3", "body": "p", "quote": "p class=quote", "box": "aside"}
TEXT = "text"
SHORT = 4
"""Paragraphs of a report that fills no page."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A typeset layout: one PDF, its first pages, and the pages of each chapter."""

    pdf: pikepdf.Pdf
    openings: range
    chapters: tuple[range, ...]


def make(
    folder: Path, reports: int, pages: int, layouts: Sequence[str], seed: int, chapters: int
) -> list[Path]:
    """Write the reports and return their paths: layouts by turns, each with so many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    stocks = {name: stock(name, seed, chapters) for name in layouts if name != TEXT}
    written = []
    for number, layout in islice(enumerate(cycle(layouts)), reports):
        random = Random(f"{seed} {number} {layout}")
        stem = folder / f"{layout}-{pages}p-{seed}-{number:05}"
        if layout == TEXT:
            path = stem.with_suffix(".txt")
            path.write_text(_text(random, pages), "utf-8")
        else:
            path = stem.with_suffix(".pdf")
            _bind(stocks[layout], random, pages, path)
        written.append(path)
    return written


def stock(layout: str, seed: int, chapters: int) -> Stock:
    """Typeset a layout: twelve first pages and the chapters, in one run."""
    import weasyprint

    random = Random(f"{seed} {layout}")
    openings = [f"<section id=o{n}>{_masthead(random)}</section>" for n in range(12)]
    bodies = [f"<section id=c{n}>{_html(chapter(random))}</section>" for n in range(chapters)]
    page = f"<html><style>{BASE}{LAYOUTS[layout]}</style><body>{''.join(openings + bodies)}</body>"
    typeset = weasyprint.HTML(string=page).render()
    starts = [n for n, sheet in enumerate(typeset.pages) if any(sheet.anchors)]
    ends = [*starts[1:], len(typeset.pages)]
    parts = [range(*bounds) for bounds in zip(starts, ends, strict=True)]
    pdf = pikepdf.open(BytesIO(typeset.write_pdf() or b""))
    return Stock(pdf, range(12), tuple(parts[12:]))


def _bind(stock: Stock, random: Random, pages: int, path: Path) -> None:
    report = pikepdf.new()
    for number in islice(_drawn(stock, random), pages):
        report.pages.append(stock.pdf.pages[number])
    report.save(path, deterministic_id=True)


def _drawn(stock: Stock, random: Random) -> Iterator[int]:
    yield random.choice(stock.openings)
    while True:
        for part in random.sample(stock.chapters, len(stock.chapters)):
            yield from part


def _masthead(random: Random) -> str:
    first, last = sorted(random.sample(range(12), 2))
    period = f"{MONTHS[first]} - {MONTHS[last]} {random.randrange(2008, 2025)}"
    return f"<h1>Invented Quarterly</h1><p>{period}</p>{_html(chapter(random)[1:4])}"


def _html(blocks: list[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    text = html.escape(block.text)
    if block.kind == "list":
        items = "".join(f"<li>{html.escape(row[0])}</li>" for row in block.rows)
        return f"<h4>{text}</h4><ul>{items}</ul>"
    if block.kind == "table":
        rows = "".join(
            f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>"
            for row in block.rows
        )
        return f"<p>{text}</p><table>{rows}</table>"
    tag = TAGS[block.kind]
    return f"<{tag}>{text}</{tag.split()[0]}>"


def _text(random: Random, pages: int) -> str:
    """Plain text of about so many pages: a chapter fills two; of none, the beginning of one."""
    parts = ["INVENTED QUARTERLY", f"January - March {random.randrange(2008, 2025)}"]
    if not pages:
        parts += map(_plain, islice(chapter(random), SHORT))
    for _ in range((pages + 1) // 2):
        parts += map(_plain, chapter(random))
    return "\n\n".join(parts) + "\n"


def _plain(block: Block) -> str:
    if block.kind in {"list", "table"}:
        rows = [" | ".join(row) if len(row) > 1 else f"- {row[0]}" for row in block.rows]
        return "\n".join([block.text, "", *rows])
    return block.text.upper() if block.kind in {"month", "story"} else fill(block.text, 90)


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--layout", action="append", choices=[TEXT, *LAYOUTS])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chapters", type=int, default=CHAPTERS)
    args = parser.parse_args()
    layouts = args.layout or [TEXT, *LAYOUTS]
    made = make(args.folder, args.reports, args.pages, layouts, args.seed, args.chapters)
    print(f"{len(made)} reports, {sum(path.stat().st_size for path in made):,} bytes")


if __name__ == "__main__":
    main()
