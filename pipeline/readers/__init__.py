"""Readers: a file becomes a Document with its raw text and blocks. The only code that reads raw/.

One module a format; each has ``read(path, source, data) -> Document``. To add a format, write its module
and name its file endings in ``READERS``.
"""
from datetime import date
from pathlib import Path

from pipeline.document import Document
from pipeline.readers import text


def read(path: Path, published: date | None = None) -> Document:
    return text.read(path, published)
