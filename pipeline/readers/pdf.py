"""PDF: characters with boxes and fonts through PDFium, in a child process with limits.

PDFium (pypdfium2, which pdfplumber brings) reads characters 10 to 20 times as fast as pdfminer. A
file that hangs, crashes or eats memory ends its child, never the run.
"""

import multiprocessing
import os
from concurrent.futures import TimeoutError as ChildTimeoutError
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pebble import ProcessExpired, concurrent

from pipeline.document import Block, Document, Table
from pipeline.document.errors import ReadError
from pipeline.document.flags import Flag, flag
from pipeline.readers.layout.compose import settle, text_layer
from pipeline.readers.layout.page import PageContent
from pipeline.readers.layout.tables import add_tables, parse_tables
from pipeline.readers.pdfium import extract
from pipeline.readers.source import check_size, source_of

DAMAGED = "pdf.damaged-page"
SECONDS = 300.0
MAX_BYTES = 500_000_000
MEMORY = 4_000_000_000
"""Bytes of address space of the child."""


@dataclass(frozen=True, slots=True)
class ChildResult:
    """What the child sends back; ``error`` is a code and a message."""

    raw: str = ""
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: int = 0
    flags: tuple[Flag, ...] = ()
    error: tuple[str, str] | None = None


def read(path: Path, published: date | None = None, password: str | None = None) -> Document:
    """Read a PDF.

    ``raw`` is the text layer in reading order: lines end with a line break, blocks with two, pages
    with a form feed. Every line has its box, every character its left edge.

    Raises:
        ReadError: ``ingest.encrypted``, ``ingest.damaged``, ``ingest.no-pages``,
            ``ingest.too-large``, ``ingest.timeout``, ``ingest.memory`` or ``ingest.empty``.
    """
    check_size(path, MAX_BYTES, "a PDF")
    extracted = _guarded(path, password)
    if extracted.error is not None:
        raise ReadError(*extracted.error)
    if not extracted.raw.strip() and not extracted.flags:
        raise ReadError("ingest.empty", f"{path.name} has no text")
    if not extracted.raw.strip() and {flag.code for flag in extracted.flags} == {DAMAGED}:
        raise ReadError("ingest.damaged", f"{path.name}: none of its pages can be read")
    return Document(
        source=source_of(path, "application/pdf", published, pages=extracted.pages),
        raw=extracted.raw,
        blocks=extracted.blocks,
        tables=extracted.tables,
        flags=extracted.flags,
    )


def _guarded(path: Path, password: str | None) -> ChildResult:
    """Extract in a child process; whatever kills it is an error of this file alone."""
    if multiprocessing.parent_process() is not None:
        return _told(path, password)  # a worker: it has limits, and its own child would outlive it
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    # The types of pebble 5.2 call it mp_context, which its code does not know.
    child = concurrent.process(timeout=SECONDS, context=context)(_child)  # type: ignore[call-overload]
    try:
        result: ChildResult = child(path, password).result()
    except ChildTimeoutError as error:
        message = f"{path.name} was not read within {SECONDS:.0f} seconds"
        raise ReadError("ingest.timeout", message) from error
    except ProcessExpired as error:
        message = f"{path.name}: the PDF library died over it ({error})"
        raise ReadError("ingest.damaged", message) from error
    except MemoryError as error:
        message = f"{path.name} needs more than {MEMORY:,} bytes of memory"
        raise ReadError("ingest.memory", message) from error
    return result


def extract_here(path: Path, password: str | None) -> ChildResult:
    """Extract in this process, without limits.

    Raises:
        ReadError: The file cannot be read as a PDF.
    """
    pages: list[PageContent] = []
    flags: list[Flag] = []
    unparsed: list[PageContent] = []
    for page, doubts in extract(path, password):
        pages.append(page)
        flags += doubts
        if add_tables(page):
            settle(page)
        else:
            unparsed.append(page)
    flags += parse_tables(path, unparsed, password)
    for page in unparsed:
        settle(page)
    raw, blocks, tables = text_layer(pages)
    hidden = [block.raw.of(raw) for block in blocks if block.hint == "hidden"]
    if hidden:
        flags.append(flag("pdf.hidden", count=len(hidden), before=" ".join(hidden[0].split())[:60]))
    return ChildResult(raw, blocks, tables, len(pages), tuple(flags))


def _child(path: Path, password: str | None) -> ChildResult:
    _limit_memory()
    return _told(path, password)


def _told(path: Path, password: str | None) -> ChildResult:
    """Extract in this process; what cannot be read is told, not raised."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Tesseract's threads wait for each other
    try:
        return extract_here(path, password)
    except ReadError as error:
        return ChildResult(error=(error.code, error.message))
    except MemoryError:
        message = f"{path.name} needs more memory than there is for one report"
        return ChildResult(error=("ingest.memory", message))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
