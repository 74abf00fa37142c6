"""What kind a file is by its content, whatever its name says."""

import re
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pipeline.document.checked import Checked, read_toml

HEAD = 4096
"""Bytes in which a file must say what it is."""
WORD = "word/document.xml"
"""The part that makes a ZIP archive a Word document."""
HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
MHTML = re.compile(
    rb"[\w-]+:.*^content-type:\s*multipart/related", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
"""A page saved with its pictures: a mail message (RFC 2557)."""
MARKS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


class Kind(NamedTuple):
    """A kind of file: the name of its reader, or of what no reader reads; and what to call it."""

    name: str
    says: str


class _Signature(Checked):
    """How files of a kind begin, and what to call them."""

    says: str
    begins: tuple[str, ...]


def kind_of(path: Path) -> Kind | None:
    """The kind of a file; None where its content does not tell, as plain text does not.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    for name, signature in _signatures().items():
        if head.startswith(tuple(map(bytes.fromhex, signature.begins))):
            if name == "zip" and _is_word(path):
                return Kind("docx", "a Word document")
            return Kind(name, signature.says)
    marked = MARKS.match(head)
    plain = (
        head[marked.end() :].replace(b"\0", b"") if marked else head
    )  # UTF-16, without its zeros
    if HTML.match(plain):
        return Kind("html", "an HTML page")
    if MHTML.match(plain):
        return Kind("mhtml", "a web archive (MHTML): open it and save it as HTML or PDF")
    return None


def _is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return WORD in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return False


@cache
def _signatures() -> dict[str, _Signature]:
    return read_toml(files(__package__) / "signatures.toml", dict[str, _Signature])
