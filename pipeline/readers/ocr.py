"""Pages that are pictures, read with Tesseract through pytesseract."""

import shutil
import time

import pypdfium2 as pdfium
import pytesseract

from pipeline.readers.layout.page import Char

DPI = 200
"""Tesseract needs some 20 pixels for a small letter; more dots cost time, not errors."""
OUT_OF_TIME = "its time for OCR ran out: split the file"
POINTS = 72
MAX_PIXELS = 60_000_000
FEWEST_CONFIDENT = 0.0
"""Tesseract gives -1 for what it does not take for a word."""


def read_page(
    page: pdfium.PdfPage, width: float, height: float, deadline: float
) -> tuple[list[Char], float] | str:
    """The characters that Tesseract sees on a page, and their mean confidence (0 to 100).

    A word's characters share its box in equal parts.

    Args:
        page: The page.
        width: Its width in points.
        height: Its height in points.
        deadline: The time, on the monotonic clock, after which no more pages are read.

    Returns:
        Characters and confidence, or why there are none.
    """
    if shutil.which("tesseract") is None:
        return "install Tesseract (Debian: apt-get install tesseract-ocr)"
    left = deadline - time.monotonic()
    if left <= 0:
        return OUT_OF_TIME
    scale = min(DPI / POINTS, (MAX_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    try:
        data = pytesseract.image_to_data(
            image, output_type=pytesseract.Output.DICT, timeout=max(left, 1)
        )
    except RuntimeError:  # pytesseract's word for a time-out
        return OUT_OF_TIME
    chars: list[Char] = []
    confidences: list[float] = []
    for index, word in enumerate(data["text"]):
        confidence = float(data["conf"][index])
        if not word.strip() or confidence < FEWEST_CONFIDENT:
            continue
        confidences.append(confidence)
        box = [data[side][index] / scale for side in ("left", "top", "width", "height")]
        chars += _spread(word, *box)
    return chars, sum(confidences) / len(confidences) if confidences else 0.0


def _spread(word: str, left: float, top: float, width: float, height: float) -> list[Char]:
    step = width / len(word)
    return [
        Char(
            character,
            left + index * step,
            top,
            left + (index + 1) * step,
            top + height,
            top + height,
            height,
            bold=False,
            italic=False,
        )
        for index, character in enumerate(word)
    ]
