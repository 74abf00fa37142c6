"""Plain text in any encoding: bytes to characters without loss, lines to blocks."""

import codecs
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from charset_normalizer import from_bytes

from pipeline.document import Block, Document, Line, Source
from pipeline.errors import ReadError
from pipeline.flags import Flag, flag
from pipeline.markers import marker
from pipeline.span import Span

MAX_BYTES = 20_000_000
"""A report of a thousand pages has some three million characters."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROLS = 0.01
"""The share of control characters from which bytes are no text."""

LINE = re.compile(r"[^\r\n\f]+")
PAGE_BREAK = "\f"
TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

WRAP_AT_MOST = 130
"""Nobody wraps prose wider than this: longer lines are paragraphs."""
ENDS_LINES = 0.6
"""From this share of lines that end a sentence on, each line is a paragraph."""


def read(path: Path, published: date | None = None) -> Document:
    """Read a text file.

    ``raw`` holds every character of the file, a byte order mark and carriage returns included, so
    that ``raw.encode(source.encoding)`` gives its bytes back.

    Raises:
        ReadError: ``ingest.too-large``, ``ingest.empty``, ``ingest.binary`` or
            ``ingest.undecodable``.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = f"{path.name} has {size:,} bytes; a text report may have {MAX_BYTES:,}"
        raise ReadError("ingest.too-large", message)
    data = path.read_bytes()
    raw, encoding, flags = _decode(data, path.name)
    if not raw.strip("\ufeff \t\r\n\f\v"):
        raise ReadError("ingest.empty", f"{path.name} has no text")
    return Document(
        source=Source(
            name=path.name,
            media_type="text/plain",
            sha256=sha256(data).hexdigest(),
            size=size,
            encoding=encoding,
            published=published,
        ),
        raw=raw,
        blocks=tuple(_blocks(raw)),
        flags=flags,
    )


def _decode(data: bytes, name: str) -> tuple[str, str, tuple[Flag, ...]]:
    """Characters, encoding and doubts; the characters encode to the same bytes again."""
    flags: tuple[Flag, ...] = ()
    encoding = next((coding for mark, coding in BOMS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and len(CONTROLS.findall(data)) > MAX_CONTROLS * len(data):
        raise ReadError("ingest.binary", f"{name} is not text: it is full of control characters")
    try:
        raw = data.decode(encoding)
    except UnicodeDecodeError as error:
        best = from_bytes(data).best()
        if best is None:
            message = f"{name}: no character encoding fits its bytes; save it as UTF-8"
            raise ReadError("ingest.undecodable", message) from error
        encoding = best.encoding
        raw = data.decode(encoding)
        if raw.encode(encoding) != data:
            message = f"{name}: its bytes would not come back from {encoding}; save it as UTF-8"
            raise ReadError("ingest.undecodable", message) from error
        flags = (flag("ingest.encoding-guessed", encoding=encoding),)
    return raw, encoding, flags


def _blocks(raw: str) -> Iterator[Block]:
    """Runs of non-blank lines, cut where a list item or a new paragraph begins."""
    at = 0
    run: list[Span] = []
    for match in LINE.finditer(raw):
        between = raw[at : match.start()]
        if run and (between.count("\n") > 1 or between.count("\r") > 1 or PAGE_BREAK in between):
            yield from _cut(raw, run)
            run = []
        at = match.end()
        if match.group().strip("\ufeff \t\v"):
            run.append(_trimmed(raw, match.start(), match.end()))
        elif run:
            yield from _cut(raw, run)
            run = []
    if run:
        yield from _cut(raw, run)


def _trimmed(raw: str, start: int, end: int) -> Span:
    line = raw[start:end]
    return Span(
        start=end - len(line.lstrip("\ufeff \t\v")), end=start + len(line.rstrip("\ufeff \t\v"))
    )


def _cut(raw: str, run: Sequence[Span]) -> Iterator[Block]:
    """The blocks of one run of lines."""
    lines = [span.of(raw) for span in run]
    width = _wrap_width(lines)
    first = 0
    for index in range(1, len(run)):
        soft = width is not None and len(lines[index - 1]) + len(_first_word(lines[index])) >= width
        if marker(lines[index]) or not soft:
            yield _block(run[first:index])
            first = index
    yield _block(run[first:])


def _wrap_width(lines: Sequence[str]) -> int | None:
    """The width at which the lines were wrapped; None where each line is a paragraph."""
    width = max(map(len, lines))
    ended = sum(bool(TERMINAL.search(line)) for line in lines[:-1])
    if len(lines) == 1 or width > WRAP_AT_MOST or ended > ENDS_LINES * (len(lines) - 1):
        return None
    return width


def _first_word(line: str) -> str:
    return line.split(maxsplit=1)[0]


def _block(lines: Sequence[Span]) -> Block:
    return Block(
        raw=Span(start=lines[0].start, end=lines[-1].end),
        lines=tuple(Line(raw=line) for line in lines),
    )
