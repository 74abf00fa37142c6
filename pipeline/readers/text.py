"""Plain text in any encoding: bytes to characters without loss, lines to blocks."""

from datetime import date
from pathlib import Path

from pipeline.document import Document
from pipeline.document.errors import ReadError
from pipeline.document.flags import flag
from pipeline.readers.encodings import decode
from pipeline.readers.lines import BLANKS, blocks
from pipeline.readers.source import check_size, source_of
from pipeline.readers.unroll import unrolled

MAX_BYTES = 20_000_000
"""A report of a thousand pages has some three million characters."""
INVISIBLE = BLANKS + "\u200b\u200c\u200d\u200e\u200f\u2060\xad"


def read(
    path: Path,
    published: date | None = None,
    password: str | None = None,  # noqa: ARG001 - the signature of all readers
) -> Document:
    """Read a text file.

    ``raw`` holds every character of the file, a byte order mark and carriage returns included, so
    that ``raw.encode(source.encoding)`` gives its bytes back. Where columns stand side by side, it
    holds them one below the other, and ``columns`` is the ledger of that.

    Raises:
        ReadError: ``ingest.too-large``, ``ingest.empty``, ``ingest.binary`` or
            ``ingest.undecodable``.
    """
    check_size(path, MAX_BYTES, "a text report")
    data = path.read_bytes()
    raw, encoding, flags = decode(data, path.name)
    if not raw.strip(INVISIBLE):
        raise ReadError("ingest.empty", f"{path.name} has no text")
    laid = unrolled(raw)
    if laid.edits:
        flags = (*flags, flag("ingest.columns"))
    found, tables = blocks(laid.text, laid.tables)
    return Document(
        source=source_of(path, "text/plain", published, encoding=encoding),
        raw=laid.text,
        blocks=found,
        columns=laid.edits,
        tables=tables,
        flags=flags,
    )
