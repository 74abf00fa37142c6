"""Readers: a file becomes a Document with its raw text and blocks. The only code that reads raw/.

One module a format, each with ``read(path, published, password) -> Document``. To add a format,
write its module and name its file endings in ``READERS``; if ``signatures.toml`` has an entry of
the module's name, a file that begins so is read by it, whatever its name says.
"""

import tomllib
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.document import Document
from pipeline.errors import ReadError

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
HEAD = 64
"""Bytes in which a signature must stand."""


class Reader(Protocol):
    """A format's ``read``."""

    def __call__(self, path: Path, published: date | None, password: str | None) -> Document:
        """Read a file; a password is for formats that can be encrypted."""


class _Sidecar(BaseModel):
    """``STEM.meta.json`` beside the input: what its file cannot say of itself."""

    model_config = ConfigDict(extra="ignore")

    published: date | None = None


class _Signature(BaseModel):
    """How files of a kind begin, and what to call them."""

    model_config = ConfigDict(extra="forbid")

    says: str
    begins: tuple[str, ...]


def read(path: Path, published: date | None = None, password: str | None = None) -> Document:
    """Read a report.

    Args:
        path: The file.
        published: Its date of publication; default: what its sidecar ``STEM.meta.json`` says.
        password: For encrypted files.

    Raises:
        ReadError: ``ingest.missing``, ``ingest.unreadable``, ``ingest.unsupported``,
            ``ingest.binary`` or ``ingest.sidecar``, and what the format's reader raises.
    """
    if not path.is_file():
        raise ReadError("ingest.missing", f"{path} is not a file")
    try:
        reader = _reader(path)
        return reader(path, published or _sidecar(path).published, password)
    except FileNotFoundError as error:
        raise ReadError("ingest.missing", f"{path} was there and is gone") from error
    except OSError as error:
        message = f"{path.name} cannot be opened: {error.strerror or error}"
        raise ReadError("ingest.unreadable", message) from error


def _reader(path: Path) -> Reader:
    """The reader by what the file begins with, then by its ending."""
    named = READERS.get(path.suffix.lower())
    kind, says = _kind(path)
    if kind in READERS.values():
        named = kind
    elif kind is not None and named == "text":
        message = f"{path.name} is not text but {says}"
        raise ReadError("ingest.binary", message)
    if named is None:
        known = ", ".join(sorted(READERS))
        message = f"{path.name}: only {known} can be read; save it as one of these"
        raise ReadError("ingest.unsupported", message)
    reader: Reader = import_module(f"{__name__}.{named}").read
    return reader


def _kind(path: Path) -> tuple[str | None, str]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    for kind, signature in _signatures().items():
        if head.startswith(tuple(map(bytes.fromhex, signature.begins))):
            return kind, signature.says
    return None, ""


@cache
def _signatures() -> dict[str, _Signature]:
    data = tomllib.loads(files(__package__).joinpath("signatures.toml").read_text("utf-8"))
    return {kind: _Signature(**entry) for kind, entry in data.items()}


def _sidecar(path: Path) -> _Sidecar:
    sidecar = path.with_suffix(SIDECAR)
    if not sidecar.is_file():
        return _Sidecar()
    try:
        return _Sidecar.model_validate_json(sidecar.read_bytes())
    except ValidationError as error:
        message = f'{sidecar.name} must hold {{"published": "YYYY-MM-DD"}}: {error}'
        raise ReadError("ingest.sidecar", message) from error
