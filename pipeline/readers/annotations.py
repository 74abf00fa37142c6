"""Text that stands on a PDF page and not in it: the values of form fields, and free-text notes."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.readers.layout.page import Char, Rect

MOST = 5_000
"""Annotations of a page that are looked at; a form has tens."""
KEYS = {c.FPDF_ANNOT_WIDGET: b"V", c.FPDF_ANNOT_FREETEXT: b"Contents"}
"""Where a kind of annotation keeps its text."""
UNSEEN = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW
LARGEST = 11.0
"""Points: the size of the type, which no annotation has to state, at most."""
SIZE = 0.65
"""Share of the height of a field of one line that its type takes."""
LETTER = 0.5
"""The width of a letter, on average, as a share of its size."""
BASELINE = 0.25
"""Share of the height of a line that stands under its baseline."""
LINE = 1.2


def annotated(page: pdfium.PdfPage, left: float, top: float) -> list[Char]:
    """The characters of the fields and notes of a page, spread over their boxes.

    Args:
        page: The page.
        left: The left edge of the layout in PDFium's coordinates.
        top: Its upper edge.
    """
    chars: list[Char] = []
    for index in range(min(c.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        key = KEYS.get(c.FPDFAnnot_GetSubtype(annotation))
        if key is not None and not c.FPDFAnnot_GetFlags(annotation) & UNSEEN:
            box = c.FS_RECTF()
            words = _string(annotation, key)
            if words.strip() and c.FPDFAnnot_GetRect(annotation, box):
                low, high = sorted((top - box.top, top - box.bottom))
                x0, x1 = sorted((box.left - left, box.right - left))
                chars += _set(words, Rect(x0, low, x1, high))
        c.FPDFPage_CloseAnnot(annotation)
    return chars


def _string(annotation: object, key: bytes) -> str:
    """A text of an annotation; empty where the value is none, as that of a button."""
    if c.FPDFAnnot_GetValueType(annotation, key) != c.FPDF_OBJECT_STRING:
        return ""
    size = c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    target = ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR))
    c.FPDFAnnot_GetStringValue(annotation, key, target, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _set(words: str, box: Rect) -> Iterator[Char]:
    """The words set into the box, in as many lines as they need."""
    size = min(SIZE * box.height, LARGEST)
    lines = list(_lines(words, max(int(box.width / (LETTER * size)), 1)))
    for number, line in enumerate(lines):
        if len(lines) == 1:
            baseline = box.bottom - BASELINE * box.height
        else:
            baseline = box.top + (number + 1) * LINE * size
        for place, character in enumerate(line):
            x0 = box.x0 + place * LETTER * size
            yield Char(
                character,
                x0,
                baseline - size * (1 - BASELINE),
                x0 + LETTER * size,
                baseline + size * BASELINE,
                baseline,
                size,
                bold=False,
                italic=False,
                fills=len(lines) == 1 and place == 0,
            )


def _lines(words: str, width: int) -> Iterator[str]:
    """The lines of a text, broken between words where they are too long."""
    for part in words.replace("\r", "\n").split("\n"):
        line = ""
        for word in part.split():
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        if line:
            yield line
