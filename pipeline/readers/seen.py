"""Which of a page's characters are seen: what is not painted is no text of the report.

Text may be invisible by its mode (as behind a scan), have the colour of its background, lie under
a shape, outside the page or outside what is clipped. Where one of these may be so, the page is
rendered and the place looked at: text over which, or under which, nothing shows is not seen.
"""

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.readers.layout.page import Char, Rect

INVISIBLE_MODES = frozenset({3, 7})
"""Text that is neither filled nor stroked (ISO 32000-1, 9.3.6)."""
WHITE = 254
LIGHT = 230
"""From this value on of red, green and blue, a colour is near white."""
FAINT = 40
"""Up to this opacity of 255, text is not seen."""
OPAQUE = 250
SCALE = 1.5
"""Pixels a point of the picture that is looked at."""
CONTRAST = 16
"""Levels of grey, of 255, by which the pixels of a word differ at least."""


@dataclass(slots=True)
class Paint:
    """How the text objects of a page are painted, by their handles.

    Attributes:
        doubtful: Objects that may not be seen.
        light: Those of them that are only so if nothing darker lies under them.
        order: The place of each object in the order of painting.
        covers: Opaque shapes with their places in that order.
        shades: Shapes and pictures that are not white.
    """

    doubtful: set[int] = field(default_factory=set)
    light: set[int] = field(default_factory=set)
    order: dict[int, int] = field(default_factory=dict)
    covers: list[tuple[int, Rect]] = field(default_factory=list)
    shades: list[Rect] = field(default_factory=list)

    def look_at(self, thing: object, handle: int, middle: tuple[float, float]) -> None:
        """Note whether a text object may not be seen.

        Args:
            thing: PDFium's text object.
            handle: What it is known by.
            middle: The middle of its first character in PDFium's coordinates.
        """
        red, green, blue, opacity = colour_of(thing)
        if (
            c.FPDFTextObj_GetTextRenderMode(thing) in INVISIBLE_MODES
            or opacity < FAINT
            or _is_clipped(thing, middle)
        ):
            self.doubtful.add(handle)
        elif min(red, green, blue) >= LIGHT:
            self.light.add(handle)

    def is_white(self, shape: object, box: Rect, place: int) -> bool:
        """Note a filled shape and its place in the order of painting; whether it is white."""
        red, green, blue, opacity = colour_of(shape)
        if opacity >= OPAQUE:
            self.covers.append((place, box))
        is_white = min(red, green, blue) >= LIGHT or opacity < FAINT
        if not is_white:
            self.shades.append(box)
        return min(red, green, blue) >= WHITE or opacity < FAINT


def colour_of(thing: object) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity (0 to 255) with which a page object is filled."""
    values = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetFillColor(thing, *values):
        return 0, 0, 0, 255
    red, green, blue, opacity = (value.value for value in values)
    return red, green, blue, opacity


def _is_clipped(thing: object, middle: tuple[float, float]) -> bool:
    """Whether a point lies outside of what the object is clipped to."""
    clip = c.FPDFPageObj_GetClipPath(thing)
    count = c.FPDFClipPath_CountPaths(clip) if clip else -1
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(count, 0)):
        xs: list[float] = []
        ys: list[float] = []
        for index in range(c.FPDFClipPath_CountPathSegments(clip, path)):
            segment = c.FPDFClipPath_GetPathSegment(clip, path, index)
            if c.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        is_within = not xs or (min(xs) <= middle[0] <= max(xs) and min(ys) <= middle[1] <= max(ys))
        if not is_within:
            return True
    return False


def unseen(
    page: pdfium.PdfPage,
    chars: Sequence[Char],
    handles: Sequence[int],
    paint: Paint,
    shown: Rect,
) -> set[int]:
    """The characters that are not seen, by identity.

    Args:
        page: The page, which is rendered only if something on it is doubtful.
        chars: Its characters.
        handles: The text object of each.
        paint: How these are painted.
        shown: The part of the page that is shown: its crop box.
    """
    hidden = {id(char) for char in chars if not _is_in(char, shown)}
    words: dict[int, list[Char]] = {}
    for char, handle in zip(chars, handles, strict=True):
        if id(char) not in hidden and char.text.strip():
            words.setdefault(handle, []).append(char)
    covered = {handle for handle, word in words.items() if _is_covered(word, handle, paint)}
    for handle in covered:
        hidden |= {id(char) for char in words[handle]}
    doubtful = {
        handle
        for handle, word in words.items()
        if handle not in covered
        and (handle in paint.doubtful or (handle in paint.light and not _is_shaded(word, paint)))
    }
    if doubtful and not page.get_rotation():
        hidden |= _without_ink(page, [words[handle] for handle in doubtful], shown)
    return hidden


def _is_covered(word: Sequence[Char], handle: int, paint: Paint) -> bool:
    """Whether a shape that is painted later lies over all of it."""
    place = paint.order.get(handle)
    if place is None:
        return False
    return any(
        later > place and all(_is_in(char, box) for char in (word[0], word[-1]))
        for later, box in paint.covers
    )


def _is_shaded(word: Sequence[Char], paint: Paint) -> bool:
    return any(_is_in(word[0], box) for box in paint.shades)


def _is_in(char: Char, box: Rect) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _without_ink(page: pdfium.PdfPage, words: Iterable[Sequence[Char]], shown: Rect) -> set[int]:
    """The characters of the words at whose places the page is of one colour."""
    picture = page.render(scale=SCALE, grayscale=True).to_numpy()
    hidden: set[int] = set()
    for word in words:
        left, right = (side - shown.x0 for side in (word[0].x0, word[-1].x1))
        top = min(char.top for char in word) - shown.top
        bottom = max(char.bottom for char in word) - shown.top
        place = picture[
            max(int(top * SCALE), 0) : int(bottom * SCALE) + 1,
            max(int(min(left, right) * SCALE), 0) : int(max(left, right) * SCALE) + 1,
        ]
        if not place.size or int(place.max()) - int(place.min()) < CONTRAST:
            hidden |= {id(char) for char in word}
    return hidden
