"""Causes that lie on the page: pages unread or torn into words, columns run together."""

from collections import defaultdict
from collections.abc import Iterator
from textwrap import shorten

from pipeline.document import Document, Line, Paragraph
from pipeline.readers.columns import has_gap
from pipeline.verdict.finding import Finding, listed, words

UNREAD = frozenset({"pdf.unread", "pdf.damaged-page", "pdf.page-size", "pdf.page-too-full"})
"""Flags each of which says that a page was left out."""
TORN_PAGE = 12
"""So many paragraphs of a word or two a page must have to have fallen apart."""
TORN_SHARE = 0.5
"""And this share of its paragraphs they must be."""
FRAGMENT = 2
"""The most words of a paragraph that may be a piece of a torn line."""
GAPPED_LINES = 3
"""From so many lines on that bear the words of two columns, it is no chance."""
GAPPED_SHARE = 0.1
"""From this share of the lines on, sentences of the one column are cut by those of the other."""
LONGEST_QUOTE = 60
"""Characters of a line that a message gives."""
WIDE_BLANK = 2.5
"""A blank wider than so many heights of its line parts columns."""


def unread_pages(document: Document) -> Finding | None:
    """Pages that are pictures which nothing could read, or that are damaged."""
    count = sum(flagged.code in UNREAD for flagged in document.flags)
    if not count:
        return None
    pages = max(document.source.pages or 0, count)
    return Finding("verdict.pages-unread", count, pages, grave=True)


def single_words(document: Document) -> Finding | None:
    """Pages whose text stands in paragraphs of a word or two: a layout that was torn."""
    pages: dict[int | None, list[Paragraph]] = defaultdict(list)
    for paragraph in document.paragraphs or ():
        if paragraph.role not in {"table", "furniture"}:
            pages[_page_of(document, paragraph)].append(paragraph)
    text = document.text or ""
    torn = {
        page: fragments
        for page, paragraphs in pages.items()
        if len(fragments := [p for p in paragraphs if words(p.span.of(text)) <= FRAGMENT])
        >= max(TORN_PAGE, TORN_SHARE * len(paragraphs))
    }
    if not torn:
        return None
    numbers = [f"page {page}" for page in torn if page is not None]
    at = next(iter(torn.values()))[0].span
    where = listed(numbers) or "the text"
    return Finding("verdict.single-words", len(torn), len(pages), at, fields={"where": where})


def columns_together(document: Document) -> Finding | None:
    """Lines of running text that bear the words of two columns."""
    lines = list(_running_lines(document))
    gapped = [line for line in lines if _bears_two_columns(line, document.raw)]
    if len(gapped) < GAPPED_LINES:
        return None
    quoted = shorten(gapped[0].raw.of(document.raw), LONGEST_QUOTE, placeholder=" ...")
    return Finding(
        "verdict.columns-together",
        len(gapped),
        len(lines),
        grave=len(gapped) >= GAPPED_SHARE * len(lines),
        fields={"quoted": quoted},
    )


def _page_of(document: Document, paragraph: Paragraph) -> int | None:
    passage = (document.passages or ())[paragraph.passage]
    return document.blocks[passage.blocks[0]].page if passage.blocks else None


def _running_lines(document: Document) -> Iterator[Line]:
    """The lines of running text as laid out."""
    passages = document.passages or ()
    for paragraph in document.paragraphs or ():
        if paragraph.role in {"body", "list_item", "quote"}:
            for block in passages[paragraph.passage].blocks:
                yield from document.blocks[block].lines


def _bears_two_columns(line: Line, raw: str) -> bool:
    text = line.raw.of(raw)
    if line.box is None or not line.edges:
        return has_gap(text)
    height = line.box.bottom - line.box.top
    return any(
        character.isspace() and abs(after - before) > WIDE_BLANK * height
        for character, before, after in zip(text, line.edges, line.edges[1:], strict=False)
    )
