"""Plain text (stub)."""
import hashlib
import re
from datetime import date
from pathlib import Path

from pipeline.document import Block, Document, Line, Source
from pipeline.span import Span


def read(path: Path, published: date | None = None) -> Document:
    data = path.read_bytes()
    raw = data.decode()
    blocks = []
    for m in re.finditer(r"[^\n]+", raw):
        span = Span(start=m.start(), end=m.end())
        if m.group().strip():
            blocks.append(Block(raw=span, lines=(Line(raw=span),)))
    return Document(
        source=Source(name=path.name, media_type="text/plain", sha256=hashlib.sha256(data).hexdigest(),
                      size=len(data), encoding="utf-8", published=published),
        raw=raw, blocks=tuple(blocks))
