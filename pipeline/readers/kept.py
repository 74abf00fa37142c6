"""The input that this process has read last: while its report is under review, it is read once.

Only a process that asks for it keeps anything.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.document import Document
from pipeline.readers import SIDECAR, read


class _Key(NamedTuple):
    """All that a reading depends on: two files, their bytes, and what is asked for."""

    path: Path
    content: bytes
    sidecar: bytes
    published: date | None
    password: str | None


class _Kept:
    """The last reading of this process, if it keeps one."""

    def __init__(self) -> None:
        self.is_asked = False
        self.last: tuple[_Key, Document] | None = None


_kept = _Kept()


def keep(*, asked: bool = True) -> None:
    """From now on keep what is read in this process last, or keep nothing any more."""
    _kept.is_asked = asked
    _kept.last = None if not asked else _kept.last


def read_once(path: Path, published: date | None = None, password: str | None = None) -> Document:
    """Read a report, or give what was read of the same bytes before.

    Args:
        path: The file.
        published: Its date of publication; default: what its sidecar says.
        password: For encrypted files.

    Raises:
        ReadError: As :func:`pipeline.readers.read`.
    """
    if not _kept.is_asked:
        return read(path, published, password)
    key = _Key(path, _digest(path), _digest(path.with_suffix(SIDECAR)), published, password)
    if _kept.last is None or _kept.last[0] != key:
        _kept.last = key, read(path, published, password)
    return _kept.last[1]


def _digest(path: Path) -> bytes:
    """Of the bytes of a file; empty where it cannot be read, which its reader then says."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""
