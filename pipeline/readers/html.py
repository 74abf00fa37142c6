"""HTML: headings, lists and tables as the markup has them, through lxml.

No script is run and nothing is fetched. What frames the page (``nav``, ``header``, ``footer``,
cookie notices, links to other news, share counts) becomes furniture at the end; what is hidden or
no text (scripts, styles, forms) is left out.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree, html

from pipeline.document import BlockHint, Document
from pipeline.document.errors import ReadError
from pipeline.document.flags import Flag
from pipeline.readers.encodings import decode
from pipeline.readers.flow import Flow
from pipeline.readers.source import check_size, source_of

MAX_BYTES = 50_000_000
HEAD = 4096
"""Bytes in which a page names its encoding."""
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
FRAME = frozenset({"nav", "header", "footer"})
FRAME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary"}
)
FRAME_NAMES = frozenset(
    {
        *("cookie", "cookies", "consent", "gdpr", "share", "sharing", "social", "related"),
        *("breadcrumb", "breadcrumbs", "pagination", "pager", "skip", "advert", "subscribe"),
    }
)
"""Words in the id or the class of what frames the text, on the pages of any maker."""
NAME_WORD = re.compile(r"[A-Za-z][a-z]+")
OTHER_NEWS = re.compile(
    r"\s*(?:related|more|latest|other|recent|read (?:also|more)|see also|you may also)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
"""The heading of an ``aside`` that leads elsewhere."""
SKIP_LINK = re.compile(r"\s*(?:skip|jump|go|back) to\b.{0,60}", re.IGNORECASE | re.DOTALL)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""What is raised stays so in the text layer: the mark of a note, the power of a unit."""
LONGEST_MARK = 3
PUBLISHED = frozenset(
    {
        *("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
        *("dcterms.date", "dcterms.issued", "pubdate", "publishdate", "citation_publication_date"),
    }
)
"""Names of the ``meta`` elements that say when a page was published."""
OWN_HEADERS = frozenset({"article", "main", "section"})
"""In these a ``header`` or ``footer`` belongs to the text."""
WHOLE = frozenset({"html", "body", "main", "article"})
"""Whatever their names, these hold the text."""
SILENT = frozenset(
    {
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas"),
        *("audio", "video", "map", "select", "button", "input", "textarea", "datalist", "dialog"),
        *("head", "title", "meta", "link"),
    }
)
INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("wbr", "o:p"),
    }
)
BOM_STARTS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
LARGEST_SPAN = 100
"""Columns or rows that one cell may cover."""
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\f]+")


def read(
    path: Path,
    published: date | None = None,
    password: str | None = None,  # noqa: ARG001 - the signature of all readers
) -> Document:
    """Read an HTML page.

    Raises:
        ReadError: ``ingest.too-large``, ``ingest.empty``, ``ingest.undecodable`` or
            ``ingest.damaged``.
    """
    check_size(path, MAX_BYTES, "an HTML page")
    data = path.read_bytes()
    text, flags = _decoded(data, path.name)
    page = _Page()
    root = _parsed(text, path.name)
    page.walk(root)
    flow = page.finish()
    if not flow.blocks:
        raise ReadError("ingest.empty", f"{path.name} has no text")
    return Document(
        source=source_of(path, "text/html", published or _published(root)),
        raw=flow.raw,
        blocks=tuple(flow.blocks),
        tables=tuple(flow.tables),
        flags=flags,
    )


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Flag, ...]]:
    """The characters: by the byte order mark, by what the page says, else by its bytes."""
    said = CHARSET.search(data[:HEAD])
    if said and not data.startswith(BOM_STARTS):
        try:
            return data.decode(said.group(1).decode("ascii")), ()
        except (LookupError, UnicodeError):
            pass  # the page says what it is not
    text, _, flags = decode(data, name)
    return text, flags


def _parsed(text: str, name: str) -> etree._Element:
    """The page's tree; what nests too deep to be a report is refused, not cut off in silence."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    clean = text.lstrip("\ufeff").replace("\x00", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("ingest.empty", f"{name} has no text") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError("ingest.damaged", f"{name} nests its elements too deep to be read whole")
    return root


def _published(root: etree._Element) -> date | None:
    """The day of publication: as the page's head says it, else the first ``time`` of its text."""
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        day = _day(meta.get("content", "")) if name.lower() in PUBLISHED else None
        if day is not None:
            return day
    times = (time for time in root.iter("time") if not _is_aside(time))
    return next((day for time in times if (day := _day(time.get("datetime", "")))), None)


def _is_aside(element: etree._Element) -> bool:
    return any(_is_frame(parent) or parent.tag == "aside" for parent in element.iterancestors())


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp.strip()[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class _Page:
    """Walks the tree and collects blocks; frames of the page come last."""

    flow: Flow = field(default_factory=Flow)
    framed: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def walk(self, root: etree._Element) -> None:
        """Collect the text of an element and all within it."""
        body = root.find(".//body")
        self._inside(root if body is None else body, None, None, depth=0)
        self._flush(None, None)

    def finish(self) -> Flow:
        """The blocks, furniture at the end."""
        for text in self.framed:
            self.flow.block(text, "furniture")
        return self.flow

    def _inside(
        self, element: etree._Element, hint: BlockHint | None, level: int | None, *, depth: int
    ) -> None:
        self._say(element.text)
        for child in element:
            self._element(child, hint, level, depth=depth)
            self._say(child.tail)

    def _element(
        self, element: etree._Element, hint: BlockHint | None, level: int | None, *, depth: int
    ) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in SILENT or _is_hidden(element):
            return
        if tag == "br":
            self.words.append("\n")
        elif tag == "sup" and _is_raised_number(element):
            self._say("".join(element.itertext()).strip().translate(RAISED))
        elif tag == "a" and _is_skip_link(element):
            self.framed += _Frame(element).texts()
        elif tag in INLINE:
            self._inside(element, hint, level, depth=depth)
        elif _is_frame(element):
            self._flush(hint, level)
            self.framed += _Frame(element).texts()
        elif tag == "table" and _is_grid(element):
            self._flush(hint, level)
            self._grid(element)
        else:
            self._flush(hint, level)
            inner_hint, inner_level = _hint(tag, hint, level, depth)
            self._inside(element, inner_hint, inner_level, depth=depth + (tag in LISTS))
            self._flush(inner_hint, inner_level)
            if tag in LISTS and not depth:
                self.flow.end_list()

    def _grid(self, table: etree._Element) -> None:
        for caption in table.iterchildren("caption"):
            self.flow.block(_text(caption), "caption")
        self.flow.table(_rows(table))

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(BLANKS.sub(" ", text))

    def _flush(self, hint: BlockHint | None, level: int | None) -> None:
        self.flow.block("".join(self.words), hint, level)
        self.words.clear()


class _Frame(_Page):
    """What frames the page, block by block."""

    def __init__(self, element: etree._Element) -> None:
        super().__init__()
        self._inside(element, None, None, depth=0)
        self._flush(None, None)

    def texts(self) -> list[str]:
        """The texts of its blocks."""
        own = [block.raw.of(self.flow.raw) for block in self.flow.blocks]
        return own + self.framed


def _hint(
    tag: str, hint: BlockHint | None, level: int | None, depth: int
) -> tuple[BlockHint | None, int | None]:
    """What the text in an element is: by its own tag, else as around it."""
    if tag in HEADINGS:
        return "heading", HEADINGS[tag]
    if tag in ITEMS:
        return "list_item", max(depth, 1)
    own: dict[str, BlockHint] = {
        "figcaption": "caption",
        "caption": "caption",
        "blockquote": "quote",
    }
    if tag in own:
        return own[tag], None
    if hint in {"list_item", "quote"}:
        return hint, level
    return ("body", None) if tag == "p" else (None, None)


def _is_hidden(element: etree._Element) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or HIDDEN.search(element.get("style", "")) is not None
    )


def _is_frame(element: etree._Element) -> bool:
    """Whether an element frames the page; the header of an article is that article's."""
    if element.get("role") in FRAME_ROLES or element.tag == "nav":
        return True
    names = f"{element.get('id', '')} {element.get('class', '')}"
    if any(word.lower() in FRAME_NAMES for word in NAME_WORD.findall(names)):
        return element.tag not in WHOLE
    if element.tag == "aside":
        heading = next(element.iterdescendants(*HEADINGS), None)
        return heading is not None and OTHER_NEWS.fullmatch("".join(heading.itertext())) is not None
    if element.tag not in FRAME:
        return False
    return not any(parent.tag in OWN_HEADERS for parent in element.iterancestors())


def _is_raised_number(element: etree._Element) -> bool:
    words = "".join(element.itertext()).strip()
    return words.isdecimal() and len(words) <= LONGEST_MARK


def _is_skip_link(element: etree._Element) -> bool:
    """Whether a link leads from one part of the page to another."""
    is_within = element.get("href", "").startswith("#")
    return is_within and SKIP_LINK.fullmatch("".join(element.itertext())) is not None


def _is_grid(table: etree._Element) -> bool:
    """Whether a table holds data: several rows and columns, and no blocks laid out with it."""
    if (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    ):
        return False
    rows = list(table.iterdescendants("tr"))
    columns = max((sum(c.tag in {"td", "th"} for c in row) for row in rows), default=0)
    headings = next(table.iterdescendants(*HEADINGS), None)
    return len(rows) > 1 and columns > 1 and headings is None


def _rows(table: etree._Element) -> list[list[str | None]]:
    """The cells of a table; None where a cell from the left or from above goes on."""
    rows: list[list[str | None]] = []
    hanging: dict[int, int] = {}
    for row in table.iterdescendants("tr"):
        cells: list[str | None] = []
        for cell in row.iterchildren("td", "th"):
            while hanging.get(len(cells), 0):
                hanging[len(cells)] -= 1
                cells.append(None)
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(wide):
                hanging[len(cells)] = tall - 1
                cells.append(None if offset else _text(cell))
        while hanging.get(len(cells), 0):
            hanging[len(cells)] -= 1
            cells.append(None)
        rows.append(cells)
    return rows


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), LARGEST_SPAN) if text.isdigit() else 1


def _text(element: etree._Element) -> str:
    """The text of an element with nothing of its structure."""
    return "\n".join(_Frame(element).texts())
