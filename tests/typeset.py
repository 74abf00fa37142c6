"""Typesets the 2017 issue as PDF in several layouts, so that the truth of a page is known.

The text is that of ``raw/2017-q4.txt`` as the gold standard reads it: whole paragraphs; the
typesetter alone breaks lines, columns and pages.
"""

import html
from pathlib import Path

import docx

from pipeline.evaluate.gold import Gold, GoldParagraph, load_gold

ROOT = Path(__file__).parents[1]
TAGS = {
    "title": "h1",
    "period": "p class=period",
    "month": "h2",
    "milestone_title": "h3",
    "section_title": "h2",
    "story_title": "h3",
    "theme_title": "h4",
    "list_title": "h3",
    "quote": "p class=quote",
    "body": "p",
}
BASE = """
@page { size: A4; margin: 22mm 18mm; @top-center { content: "Regional Office Newsletter";
  font-size: 8pt } @bottom-right { content: counter(page); font-size: 9pt } }
body { font-family: DejaVu Sans, sans-serif; font-size: 10pt; line-height: 1.35; hyphens: manual }
h1 { font-size: 26pt } h2 { font-size: 17pt } h3 { font-size: 13pt } h4 { font-size: 11.5pt }
.period { font-size: 12pt } h1, h2, h3, h4 { break-after: avoid }
"""
LAYOUTS = {
    "one column": "",
    "two columns": "main { columns: 2; column-gap: 8mm } p { text-align: justify }",
    "three columns": """@page { size: A4 landscape } main { columns: 3; column-gap: 7mm }
        p { font-size: 8.5pt } h1, .period { column-span: all }""",
    "indented": """p { text-indent: 5mm; margin: 0 } main { columns: 2; column-gap: 9mm }
        h2, h3, h4 { margin: 4mm 0 2mm; text-indent: 0 } .quote, .period { text-indent: 0 }""",
    "magazine": """main { columns: 2; column-gap: 8mm } h1 { column-span: all; letter-spacing: 6pt }
        h2 { column-span: all; background: #dde8f0; padding: 2mm } .quote { font-style: italic;
        color: #444 } body { font-family: DejaVu Serif, serif }""",
}


def gold() -> Gold:
    return load_gold(ROOT / "tests/gold/2017-q4.json")


def words(paragraph: GoldParagraph) -> str:
    """What a paragraph says: lists without markers and noise."""
    if paragraph.kind != "list":
        return paragraph.text
    return " ".join(_items(paragraph))


def _items(paragraph: GoldParagraph) -> list[str]:
    items = [line.strip(" -·") for line in paragraph.text.splitlines()]
    return [item for item in items if len(item) > 1]


def markup(layout: str) -> str:
    """The issue as HTML in one of the layouts."""
    parts = []
    for paragraph in gold().paragraphs:
        if paragraph.kind == "list":
            shown = "".join(f"<li>{html.escape(item)}</li>" for item in _items(paragraph))
            parts.append(f"<ul>{shown}</ul>")
        else:
            tag = TAGS[paragraph.kind]
            parts.append(f"<{tag}>{html.escape(paragraph.text)}</{tag.split()[0]}>")
    style = BASE + LAYOUTS[layout]
    return f"<html><style>{style}</style><body><main>{''.join(parts)}</main></body></html>"


def typeset(layout: str, path: Path) -> Path:
    """Write the issue as PDF."""
    import weasyprint  # noqa: PLC0415 - needs Debian's libpango-1.0-0

    weasyprint.HTML(string=markup(layout)).write_pdf(path)
    return path


def write_html(path: Path) -> Path:
    """Write the issue as an HTML page, between a menu and a footer."""
    page = markup("one column").replace("<html>", '<!DOCTYPE html><html lang="en">')
    menu = "<nav><a href='/'>All newsletters</a> <a href='/contact'>Contact us</a></nav>"
    page = page.replace("<body>", f"<body>{menu}").replace(
        "</body>", "<footer><p>Share this page</p></footer></body>"
    )
    path.write_text(page.replace("<style>", '<meta charset="utf-8"><style>'), "utf-8")
    return path


def write_docx(path: Path) -> Path:
    """Write the issue as a Word document with the styles of Word."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Regional Office Newsletter"
    for paragraph in gold().paragraphs:
        if paragraph.kind == "list":
            for item in _items(paragraph):
                document.add_paragraph(item, style="List Bullet")
        elif paragraph.kind == "title":
            document.add_paragraph(paragraph.text, style="Title")
        else:
            tag = TAGS[paragraph.kind]
            style = {"p class=quote": "Quote"}.get(
                tag, f"Heading {tag[1:]}" if tag[1:].isdigit() else None
            )
            document.add_paragraph(paragraph.text, style=style)
    document.save(str(path))
    return path
