"""What a file says of itself, and how large one of its kind may be."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.document import Source
from pipeline.document.errors import ReadError


def check_size(path: Path, most: int, kind: str) -> None:
    """Refuse a file before any of it is read.

    Args:
        path: The file.
        most: The bytes that one of its kind may have.
        kind: What to call it: "an HTML page".

    Raises:
        ReadError: ``ingest.too-large``.
    """
    size = path.stat().st_size
    if size > most:
        message = f"{path.name} has {size:,} bytes; {kind} may have {most:,}"
        raise ReadError("ingest.too-large", message)


def source_of(
    path: Path,
    media_type: str,
    published: date | None,
    *,
    encoding: str = "utf-8",
    pages: int | None = None,
) -> Source:
    """The file's name, size and hash; ``encoding`` is the one that gives its raw text's bytes."""
    data = path.read_bytes()
    return Source(
        name=path.name,
        media_type=media_type,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        encoding=encoding,
        pages=pages,
        published=published,
    )
