"""Readers: a file becomes a Document with its raw text and blocks. The only code that reads raw/.

One module a format, each with ``read(path, published) -> Document``. To add a format, write its
module and name its file endings in ``READERS``.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.readers import text

Reader = Callable[[Path, date | None], Document]

READERS: dict[str, Reader] = {".txt": text.read}
SUFFIXES = frozenset(READERS)


class _Sidecar(BaseModel):
    """``STEM.meta.json`` beside the input: what its file cannot say of itself."""

    model_config = ConfigDict(extra="ignore")

    published: date | None = None


def read(path: Path, published: date | None = None) -> Document:
    """Read a report.

    Args:
        path: The file.
        published: Its date of publication; default: what its sidecar ``STEM.meta.json`` says.

    Raises:
        ReadError: The file is missing, of an unknown kind, or cannot be read as a report.
    """
    if not path.is_file():
        raise ReadError("ingest.missing", f"{path} is not a file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise ReadError("ingest.unsupported", f"{path.name}: only {known} can be read")
    return reader(path, published or _sidecar(path).published)


def _sidecar(path: Path) -> _Sidecar:
    sidecar = path.with_suffix(".meta.json")
    if not sidecar.is_file():
        return _Sidecar()
    try:
        return _Sidecar.model_validate(json.loads(sidecar.read_bytes()))
    except (ValueError, ValidationError) as error:
        message = f'{sidecar.name} must hold {{"published": "YYYY-MM-DD"}}: {error}'
        raise ReadError("ingest.sidecar", message) from error
