"""DOCX: headings, lists and tables as their styles have them, through python-docx.

Insertions that are tracked count as text, deletions do not; fields show their results. Text boxes
stand behind the paragraph that holds them, footnotes at the end; headers and footers are furniture.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.document import Document as Docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from pipeline.document import BlockHint, Document
from pipeline.document.errors import ReadError
from pipeline.document.flags import Flag, flag
from pipeline.readers.flow import Flow, raised
from pipeline.readers.source import check_size, source_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_BYTES = 100_000_000
MAX_UNPACKED = 500_000_000
MAX_XML = 100_000_000
"""Bytes of text; pictures may be larger, as they are not unpacked."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an encrypted document begins, and one of Word before 2007."""
HEADING = re.compile(r"(?:heading|titre|überschrift|título|заголовок)\s?(\d)", re.IGNORECASE)
TITLES = frozenset({"title", "titre", "titel", "título", "название"})
STYLES: tuple[tuple[str, BlockHint], ...] = (
    ("caption", "caption"),
    ("quote", "quote"),
    ("list", "list_item"),
)
TEXT, TAB, BREAKS = qn("w:t"), qn("w:tab"), frozenset({qn("w:br"), qn("w:cr")})
HYPHEN, SOFT_HYPHEN = qn("w:noBreakHyphen"), qn("w:softHyphen")
BOX, PARAGRAPH, TABLE, CELL = qn("w:txbxContent"), qn("w:p"), qn("w:tbl"), qn("w:tc")
DROPPED = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:rPr"), qn("w:pPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What is no text: deletions, the formulas of fields, text boxes in their older form."""
INDENTED = "list paragraph"
"""The style that Word gives to items and to indented paragraphs alike."""
NOTES = "/footnotes"


def read(
    path: Path,
    published: date | None = None,
    password: str | None = None,  # noqa: ARG001 - the signature of all readers
) -> Document:
    """Read a Word document.

    Raises:
        ReadError: ``ingest.too-large``, ``ingest.encrypted``, ``ingest.damaged`` or
            ``ingest.empty``.
    """
    check_size(path, MAX_BYTES, "a DOCX")
    docx = _open(path)
    reader = _Reader(docx)
    try:
        flow = reader.flow_of()
    except RecursionError as error:
        message = f"{path.name} nests its parts too deep to be read"
        raise ReadError("ingest.damaged", message) from error
    if not flow.blocks:
        raise ReadError("ingest.empty", f"{path.name} has no text")
    return Document(
        source=source_of(
            path,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            published,
        ),
        raw=flow.raw,
        blocks=tuple(flow.blocks),
        tables=tuple(flow.tables),
        flags=reader.flags(),
    )


def _open(path: Path) -> Docx:
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            message = (
                f"{path.name} is encrypted or of old Word: save it as .docx, without a password"
            )
            raise ReadError("ingest.encrypted", message)
    try:
        _check_sizes(path)
        opened = python_docx.Document(str(path))
        _ = opened.styles, opened.element.body  # fails here where a part is of another type
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, EOFError) as error:
        raise ReadError("ingest.damaged", f"{path.name} cannot be opened as a DOCX") from error
    except (AttributeError, TypeError, IndexError, AssertionError) as error:
        # what python-docx does over parts that are sound XML and not what their names say
        message = f"{path.name} cannot be opened as a DOCX: its parts are not what they should be"
        raise ReadError("ingest.damaged", message) from error
    # zipfile raises NotImplementedError for a compression it lacks, RuntimeError for a password.
    except (etree.XMLSyntaxError, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        message = f"{path.name} cannot be opened as a DOCX: {error}"
        raise ReadError("ingest.damaged", message) from error
    return opened


def _check_sizes(path: Path) -> None:
    """Refuse what would unpack to more than a report can have."""
    with zipfile.ZipFile(path) as archive:
        sizes = [(entry.filename, entry.file_size) for entry in archive.infolist()]
    text = sum(size for name, size in sizes if name.endswith((".xml", ".rels")))
    if text > MAX_XML or sum(size for _, size in sizes) > MAX_UNPACKED:
        message = f"{path.name} unpacks to more than {MAX_XML:,} bytes of text"
        raise ReadError("ingest.too-large", message)


class _Reader:
    """Walks one document; blocks go into its flow."""

    def __init__(self, docx: Docx) -> None:
        self.docx = docx
        self.flow = Flow()
        self.numbering: int | None = None
        self.styles = {style.style_id: style for style in docx.styles}

    def flow_of(self) -> Flow:
        """The blocks of the body, the footnotes, then the furniture."""
        self._contents(self.docx.element.body)
        for note in self._notes():
            self._contents(note)
        for text in dict.fromkeys(self._running()):
            self.flow.block(text, "furniture")
        return self.flow

    def flags(self) -> tuple[Flag, ...]:
        """Doubt about tracked changes."""
        body = self.docx.element.body
        count = sum(1 for _ in body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")))
        return (flag("docx.tracked", count=count),) if count else ()

    def _contents(self, parent: Any) -> None:  # noqa: ANN401 - an lxml element
        """Paragraphs and tables in order, also those within content controls and insertions."""
        for child in parent:
            if child.tag == PARAGRAPH:
                self._paragraph(child)
            elif child.tag == TABLE:
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in DROPPED:
                self._contents(child)

    def _paragraph(self, paragraph: Any) -> None:  # noqa: ANN401
        hint, level = self._look(paragraph)
        numbering = _value(paragraph, "w:pPr/w:numPr/w:numId")
        if numbering != self.numbering:
            self.flow.end_list()
        self.numbering = numbering
        self.flow.block(_words(paragraph), hint, level, bold=_is_bold(paragraph))
        for box in _boxes(paragraph):
            self._contents(box)

    def _look(self, paragraph: Any) -> tuple[BlockHint | None, int | None]:  # noqa: ANN401
        """What the style of a paragraph, or one that it is based on, says that it is."""
        level = _value(paragraph, "w:pPr/w:outlineLvl")
        if level is not None and level < 9:  # noqa: PLR2004 - 9 stands for running text
            return "heading", level + 1
        depth = _value(paragraph, "w:pPr/w:numPr/w:ilvl")
        style = self.styles.get(paragraph.style)
        while style is not None:
            name = (style.name or "").lower()
            heading = HEADING.match(name)
            if heading:
                return "heading", int(heading.group(1))
            if name in TITLES:
                return "heading", 1
            for word, hint in STYLES:
                if word in name and name != INDENTED:
                    return hint, _depth(name, depth) if hint == "list_item" else None
            level = _value(style.element, "w:pPr/w:outlineLvl")
            if level is not None and level < 9:  # noqa: PLR2004
                return "heading", level + 1
            style = getattr(style, "base_style", None)
        if depth is not None:
            return "list_item", depth + 1
        return None, None

    def _table(self, table: Any) -> None:  # noqa: ANN401
        """A table of one column is a box with paragraphs; others are rows of cells."""
        rows = list(table.iterchildren(qn("w:tr")))
        if max((len(row.tc_lst) for row in rows), default=0) <= 1:
            for cell in table.iterdescendants(CELL):
                self._contents(cell)
            return
        self.flow.table([_cells(row) for row in rows])

    def _notes(self) -> Iterator[Any]:
        """The footnotes that hold text; the first two are the line above them."""
        for relation in self.docx.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(NOTES):
                continue
            notes = parse_xml(relation.target_part.blob)
            for note in notes.iterchildren(qn("w:footnote")):
                if note.get(qn("w:type")) is None:
                    yield note

    def _running(self) -> Iterator[str]:
        """The lines of all headers and footers."""
        for section in self.docx.sections:
            for part in (
                *(section.first_page_header, section.header, section.even_page_header),
                *(section.first_page_footer, section.footer, section.even_page_footer),
            ):
                if not part.is_linked_to_previous:
                    for paragraph in part._element.iterdescendants(PARAGRAPH):  # noqa: SLF001
                        yield _words(paragraph)


def _depth(style: str, depth: int | None) -> int:
    """The level of a list item: as numbered, else by the number in "List Bullet 2"."""
    last = style[-1:]
    return depth + 1 if depth is not None else int(last) if last.isdigit() else 1


def _words(element: Any) -> str:  # noqa: ANN401
    """The text of a paragraph, without that of boxes in it."""
    parts: list[str] = []
    for child in element:
        if child.tag == TEXT:
            parts.append(child.text or "")
        elif child.tag == TAB:
            parts.append("\t")
        elif child.tag in BREAKS:
            parts.append("\n")
        elif child.tag == HYPHEN:
            parts.append("-")
        elif child.tag == SOFT_HYPHEN:
            parts.append("\u00ad")
        elif (
            isinstance(child.tag, str)
            and child.tag not in DROPPED | {BOX}
            and not _is_hidden(child)
        ):
            words = _words(child)
            parts.append(raised(words) if _is_raised(child) else words)
    return "".join(parts)


def _is_raised(run: Any) -> bool:  # noqa: ANN401
    place = run.find(qn("w:rPr") + "/" + qn("w:vertAlign"))
    return place is not None and place.get(qn("w:val")) == "superscript"


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """The text boxes of a paragraph, those in their older form left out."""
    for box in paragraph.iterdescendants(BOX):
        if not any(parent.tag in DROPPED for parent in box.iterancestors()):
            yield box


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    return run.find(qn("w:rPr") + "/" + qn("w:vanish")) is not None


def _is_bold(paragraph: Any) -> bool:  # noqa: ANN401
    """Whether all runs that hold text are bold by themselves."""
    runs = [run for run in paragraph.iterdescendants(qn("w:r")) if run.find(TEXT) is not None]
    bold = qn("w:rPr") + "/" + qn("w:b")
    return bool(runs) and all(
        (mark := run.find(bold)) is not None and mark.get(qn("w:val")) not in {"0", "false"}
        for run in runs
    )


def _cells(row: Any) -> list[str | None]:  # noqa: ANN401
    """The cells of a row; None where one from the left or from above goes on."""
    cells: list[str | None] = []
    for cell in row.tc_lst:
        words = "\n".join(_words(paragraph) for paragraph in cell.iterdescendants(PARAGRAPH))
        goes_on = cell.vMerge == "continue"
        cells += [None if goes_on else words, *[None] * (cell.grid_span - 1)]
    return cells


def _value(element: Any, path: str) -> int | None:  # noqa: ANN401
    """The number that a property of a paragraph or style has."""
    found = element.find("/".join(qn(step) for step in path.split("/")))
    text = None if found is None else found.get(qn("w:val"))
    return int(text) if text and text.isdigit() else None
