"""Readers: a file becomes a Document with its raw text and blocks. The only code that reads raw/.

One module a format, each with ``read(path, published, password) -> Document``. To add a format,
write its module and name its file endings in ``READERS``; where ``kinds`` tells from a
file's content that it is of that module, it is read by it, whatever its name says.
"""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.document import Document
from pipeline.document.errors import ReadError
from pipeline.readers.kinds import kind_of

READERS = {
    ".txt": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""File ending to the reader's module; imported when the first such file comes."""
SUFFIXES = frozenset(READERS)
SIDECAR = ".meta.json"
"""What the ending of an input becomes in the name of its sidecar."""
OWN_KINDS = frozenset({("docx", "ole"), ("docx", "zip")})
"""Readers, and kinds that are theirs to refuse: an encrypted document, one that is cut."""


class Reader(Protocol):
    """A format's ``read``."""

    def __call__(self, path: Path, published: date | None, password: str | None) -> Document:
        """Read a file; a password is for formats that can be encrypted."""


class _Sidecar(BaseModel):
    """``STEM.meta.json`` beside the input: what its file cannot say of itself."""

    model_config = ConfigDict(extra="ignore")

    published: date | None = None


def read(path: Path, published: date | None = None, password: str | None = None) -> Document:
    """Read a report.

    Args:
        path: The file.
        published: Its date of publication; default: what its sidecar ``STEM.meta.json`` says.
        password: For encrypted files.

    Raises:
        ReadError: ``ingest.missing``, ``ingest.unreadable``, ``ingest.unsupported``,
            ``ingest.binary``, ``ingest.other-kind`` or ``ingest.sidecar``, and what the format's
            reader raises.
    """
    try:
        if not path.is_file():
            raise ReadError("ingest.missing", f"{path} is not a file")
        reader = _reader(path)
        return reader(path, published or _sidecar(path).published, password)
    except FileNotFoundError as error:
        raise ReadError("ingest.missing", f"{path} was there and is gone") from error
    except OSError as error:
        message = f"{path.name} cannot be opened: {error.strerror or error}"
        raise ReadError("ingest.unreadable", message) from error


def most_bytes(suffix: str) -> int:
    """How large a file of an ending may be (:data:`READERS`)."""
    most: int = import_module(f"{__name__}.{READERS[suffix]}").MAX_BYTES
    return most


def _reader(path: Path) -> Reader:
    """The reader by what the file holds, then by its ending."""
    named = READERS.get(path.suffix.lower())
    kind = kind_of(path)
    if kind and kind.name in READERS.values():
        named = kind.name
    elif kind and named and (named, kind.name) not in OWN_KINDS:
        if named == "text":
            raise ReadError("ingest.binary", f"{path.name} is not text but {kind.says}")
        message = f"{path.name} is not what its name says but {kind.says}"
        raise ReadError("ingest.other-kind", message)
    if named is None:
        known = ", ".join(sorted(READERS))
        held = f" is {kind.says}" if kind else ""
        message = f"{path.name}{held}: only {known} can be read; save it as one of these"
        raise ReadError("ingest.unsupported", message)
    reader: Reader = import_module(f"{__name__}.{named}").read
    return reader


def _sidecar(path: Path) -> _Sidecar:
    sidecar = path.with_suffix(SIDECAR)
    if not sidecar.is_file():
        return _Sidecar()
    try:
        return _Sidecar.model_validate_json(sidecar.read_bytes())
    except ValidationError as error:
        message = f'{sidecar.name} must hold {{"published": "YYYY-MM-DD"}}: {error}'
        raise ReadError("ingest.sidecar", message) from error
