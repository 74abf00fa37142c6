"""Pages that are pictures, read with Tesseract through pytesseract.

Words keep the lines in which the engine saw them: all characters of a line stand on one baseline
and have one size, whatever the height of each word's letters. So no layout tears a line apart, and
no digit that is a little smaller is taken for the mark of a note.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

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
ASCENDERS = frozenset("bdfhklt") | frozenset(map(chr, range(ord("A"), ord("Z") + 1)))
TALL = ASCENDERS | frozenset("0123456789!?()[]{}/|&%$€£“”‘’\"'")
DEEP = frozenset("gjpqy,;()[]{}/|Q")
X_HEIGHT, ASCENT, DESCENT = 0.52, 0.72, 0.21
"""The heights of small letters, of tall ones, and of what hangs below the line, by the size."""
MISTAKEN_BULLETS = frozenset("e+*°¢«®¥")
"""What a round or square bullet is read as, alone at the beginning of a line."""
FEWEST_ITEM_WORDS = 2
INK = 160
"""The level of grey, of 255, up to which a pixel is ink."""
HEAVIER = 1.26
"""How much more ink than others a bold line of the same size has."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as the engine saw it, in points."""

    text: str
    left: float
    top: float
    width: float
    height: float
    ink: float

    @property
    def size(self) -> float:
        """The size of the type, by the height of the letters that the word has."""
        letters = set(self.text)
        tall = ASCENT if letters & TALL else X_HEIGHT
        return self.height / (tall + (DESCENT if letters & DEEP else 0.0))

    @property
    def baseline(self) -> float:
        """The height on which it stands."""
        hanging = DESCENT * self.size if set(self.text) & DEEP else 0.0
        return self.top + self.height - hanging


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
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        return OUT_OF_TIME
    scale = min(DPI / POINTS, (MAX_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    try:
        data = pytesseract.image_to_data(
            image, output_type=pytesseract.Output.DICT, timeout=max(seconds, 1)
        )
    except RuntimeError:  # pytesseract's word for a time-out
        return OUT_OF_TIME
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    confidences: list[float] = []
    for index, words in enumerate(data["text"]):
        confidence = float(data["conf"][index])
        if not words.strip() or confidence < FEWEST_CONFIDENT:
            continue
        confidences.append(confidence)
        place = data["block_num"][index], data["par_num"][index], data["line_num"][index]
        box = [int(data[side][index]) for side in ("left", "top", "width", "height")]
        left, top, wide, high = (side / scale for side in box)
        word = _Word(words, left, top, wide, high, _ink(image, box))
        lines.setdefault(place, []).append(word)
    chars = list(_set(list(lines.values())))
    return chars, sum(confidences) / len(confidences) if confidences else 0.0


def _ink(image: Any, box: Sequence[int]) -> float:  # noqa: ANN401 - a picture of Pillow
    """How many pixels of a word's box are ink; the fewer kind, where type is light on dark."""
    left, top, width, height = box
    levels = image.crop((left, top, left + width, top + height)).histogram()
    dark = sum(levels[:INK])
    return float(min(dark, sum(levels) - dark))


def _set(lines: Sequence[Sequence[_Word]]) -> Iterator[Char]:
    """The characters of all lines, each on the baseline of its line and of its size."""
    sizes = [median(word.size for word in line) for line in lines]
    inks = [_stroke(line, size) for line, size in zip(lines, sizes, strict=True)]
    usual = median(inks) if inks else 0.0
    for line, size, ink in zip(lines, sizes, inks, strict=True):
        baseline = median(word.baseline for word in line)
        bold = ink > HEAVIER * usual
        for word in _with_bullet(line):
            yield from _spread(word, size, baseline, bold=bold)


def _with_bullet(line: Sequence[_Word]) -> Sequence[_Word]:
    """The line with a bullet where the engine took one for another sign."""
    if len(line) > FEWEST_ITEM_WORDS and line[0].text in MISTAKEN_BULLETS:
        return [replace(line[0], text="•"), *line[1:]]
    return line


def _stroke(line: Sequence[_Word], size: float) -> float:
    """How thick the strokes of a line are, by the ink of a letter and the size of the type."""
    letters = sum(len(word.text) for word in line)
    return sum(word.ink for word in line) / (letters * size * size)


def _spread(word: _Word, size: float, baseline: float, *, bold: bool) -> Iterator[Char]:
    step = word.width / len(word.text)
    for index, character in enumerate(word.text):
        yield Char(
            character,
            word.left + index * step,
            word.top,
            word.left + (index + 1) * step,
            word.top + word.height,
            baseline,
            size,
            bold=bold,
            italic=False,
        )
