"""Pages of a PDF through PDFium: characters, side boxes, ruling lines and pictures."""

import ctypes
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.document.errors import ReadError
from pipeline.document.flags import Flag, flag
from pipeline.readers import ocr
from pipeline.readers.annotations import annotated
from pipeline.readers.layout.page import ACROSS, DRAWN, Char, Edge, PageContent, Rect
from pipeline.readers.seen import Paint, unseen

MAX_PAGES = 5_000
MAX_CHARS_A_PAGE = 200_000
LARGEST_PAGE = 14_400.0
"""Points: the largest page side that PDF 1.7 allows (ISO 32000-1, annex C)."""
UNREADABLE = 0.2
"""Share of characters without a meaning from which a text layer is garbage."""
FEWEST_CHARS = 12
"""Characters below which a page with a picture counts as one."""
PICTURE_SHARE = 0.3
"""Share of the page that its pictures cover when it is a scan."""
OCR_SECONDS = 200.0
"""Seconds for the OCR of one file: less than the time limit of the process that reads it."""
THIN = 3.0
STRAIGHT = 0.1
"""Points by which the ends of a horizontal or vertical stroke may differ."""
MOST_EDGES = 20_000
LINE_HYPHEN = 2
"""PDFium's code for a hyphen that ends a line."""
BOLD_WEIGHT = 600
MOST_SKEWED = 10.0
"""Degrees by which text along the page may be askew."""
INVISIBLE = {0xFFFE, 0xFFFF, 0}
ITALIC_FLAG = 1 << 6
FORCE_BOLD_FLAG = 1 << 18


@dataclass(frozen=True, slots=True)
class _Font:
    """The looks of a text object: its size in points as shown, weight, slant and direction."""

    size: float
    bold: bool
    italic: bool
    angle: int


def extract(path: Path, password: str | None) -> Iterator[tuple[PageContent, list[Flag]]]:
    """Each page of a PDF with the doubts about it, those without a text layer read by OCR.

    Raises:
        ReadError: ``ingest.encrypted``, ``ingest.damaged``, ``ingest.no-pages`` or
            ``ingest.too-large``.
    """
    document = _open(path, password)
    count = len(document)
    if count == 0:
        raise ReadError("ingest.no-pages", f"{path.name} has no pages")
    if count > MAX_PAGES:
        message = f"{path.name} has {count:,} pages; at most {MAX_PAGES:,} are read"
        raise ReadError("ingest.too-large", message)
    deadline = time.monotonic() + OCR_SECONDS
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            yield PageContent(number, 612, 792, []), [flag("pdf.damaged-page", page=number)]
            continue
        yield _page(page, number, deadline)
        page.close()


def _open(path: Path, password: str | None) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path, password=password)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            message = f"{path.name} is encrypted: give its password with --password"
            raise ReadError("ingest.encrypted", message) from error
        raise ReadError("ingest.damaged", f"{path.name} cannot be opened as a PDF") from error


def _page(page: pdfium.PdfPage, number: int, deadline: float) -> tuple[PageContent, list[Flag]]:
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    if not (0 < width <= LARGEST_PAGE and 0 < height <= LARGEST_PAGE):
        return PageContent(number, 612, 792, []), [flag("pdf.page-size", page=number)]
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > MAX_CHARS_A_PAGE:
        return (
            PageContent(number, width, height, []),
            [flag("pdf.page-too-full", page=number, count=count)],
        )
    paint = Paint()
    chars, handles, unreadable = _chars(textpage.raw, count, left, top, paint)
    content = PageContent(number, width, height, chars)
    _add_objects(content, page, left, top, paint)
    crop = page.get_cropbox()
    shown = Rect(
        max(crop[0] - left, 0), max(top - crop[3], 0), crop[2] - left, top - max(crop[1], bottom)
    )
    hidden = unseen(page, chars, handles, paint, shown)
    content.chars += annotated(page, left, top)
    if hidden:
        content.hidden = [char for char in chars if id(char) in hidden]
        content.chars = [char for char in content.chars if id(char) not in hidden]
    return _read_or_scanned(page, content, unreadable, deadline)


def _read_or_scanned(
    page: pdfium.PdfPage, content: PageContent, unreadable: int, deadline: float
) -> tuple[PageContent, list[Flag]]:
    """The page as it is, or what OCR makes of it where the text layer is missing or garbage."""
    shown = sum(not char.text.isspace() for char in content.chars)
    pictured = sum(r.width * r.height for r in content.images) > PICTURE_SHARE * (
        content.width * content.height
    )
    scanned = shown < FEWEST_CHARS and pictured
    garbage = shown >= FEWEST_CHARS and unreadable > UNREADABLE * (shown + unreadable)
    if not (scanned or garbage):
        return content, []
    reason = "it is a picture" if scanned else "its text layer cannot be decoded"
    read = ocr.read_page(page, content.width, content.height, deadline)
    if isinstance(read, str):
        return content, [flag("pdf.unread", page=content.number, reason=reason, why=read)]
    content.chars, confidence = read
    content.ocr = True
    return content, [
        flag("pdf.ocr", page=content.number, reason=reason, confidence=round(confidence))
    ]


def _chars(
    textpage: Any,  # noqa: ANN401 - a ctypes handle
    count: int,
    left: float,
    top: float,
    paint: Paint,
) -> tuple[list[Char], list[int], int]:
    """The characters of a page, the text object of each, and how many have no meaning.

    PDFium's own blanks and line breaks are passed over: the layout finds them by distance.
    """
    box = c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[int, _Font] = {}
    chars: list[Char] = []
    handles: list[int] = []
    unreadable = 0
    for index in range(count):
        if c.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = c.FPDFText_GetUnicode(textpage, index)
        if code in INVISIBLE or c.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            unreadable += 1
            continue
        if not c.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        c.FPDFText_GetCharOrigin(textpage, index, x, y)
        thing = c.FPDFText_GetTextObject(textpage, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        font = fonts.get(key)
        if font is None:
            font = fonts[key] = _font(textpage, index)
            if thing:
                paint.look_at(thing, key, ((box.left + box.right) / 2, (box.top + box.bottom) / 2))
        text = "-" if code == LINE_HYPHEN else "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004 - lone surrogates
        unreadable += text == "\ufffd" or "\ue000" <= text <= "\uf8ff"
        chars.append(
            Char(
                text,
                box.left - left,
                top - box.top,
                box.right - left,
                top - box.bottom,
                top - y.value,
                font.size,
                font.bold,
                font.italic,
                font.angle,
            )
        )
        handles.append(key)
    return chars, handles, unreadable


def _font(textpage: Any, index: int) -> _Font:  # noqa: ANN401 - a ctypes handle
    matrix = c.FS_MATRIX()
    scale, angle = 1.0, 0
    if c.FPDFText_GetMatrix(textpage, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        # FPDFText_GetCharAngle turns with the clock, and the other way in mirrored pages.
        exact = math.degrees(math.atan2(matrix.b, matrix.a))
        angle = round(exact / 90) % 4 * 90
        if abs(exact - round(exact / 90) * 90) > MOST_SKEWED:
            angle = ACROSS
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    c.FPDFText_GetFontInfo(textpage, index, name, 256, flags)
    label = name.value.decode("utf-8", "replace").lower()
    weight = c.FPDFText_GetFontWeight(textpage, index)
    heavy = ("bold", "black", "heavy", "semibold", "demi")
    return _Font(
        size=c.FPDFText_GetFontSize(textpage, index) * scale,
        bold=weight >= BOLD_WEIGHT
        or any(word in label for word in heavy)
        or bool(flags.value & FORCE_BOLD_FLAG),
        italic="italic" in label or "oblique" in label or bool(flags.value & ITALIC_FLAG),
        angle=angle,
    )


def _add_objects(
    content: PageContent, page: pdfium.PdfPage, left: float, top: float, paint: Paint
) -> None:
    """Add filled boxes, the number of ruling lines, pictures, and the edges of all shapes."""
    edges: list[Edge] | None = []
    white: list[Rect] = []
    wanted = (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_TEXT)
    for place, thing in enumerate(page.get_objects(filter=wanted, max_depth=3)):
        if thing.type == c.FPDF_PAGEOBJ_TEXT:
            paint.order[ctypes.cast(thing.raw, ctypes.c_void_p).value or 0] = place
            continue
        x0, y0, x1, y1 = thing.get_bounds()
        rect = Rect(x0 - left, top - y1, x1 - left, top - y0)
        if thing.type == c.FPDF_PAGEOBJ_IMAGE:
            content.images.append(rect)
            paint.shades.append(rect)
            continue
        is_thin = min(rect.width, rect.height) < THIN
        is_filled, is_stroked = _drawn(thing)
        if is_filled and not is_thin and paint.is_white(thing, rect, place) and not is_stroked:
            white.append(rect)
            continue
        if is_thin:
            content.rules += 1
        else:
            content.boxes.append(rect)
        if thing.level or edges is None or len(edges) > MOST_EDGES:
            edges = None  # shapes within forms have other coordinates: pdfplumber reads those
        else:
            is_line = is_thin or is_stroked
            edges += ({**edge, DRAWN: is_line} for edge in _edges(thing, left, top))
    content.edges = edges
    # White on white is the page itself; on a shaded page it is a box.
    content.boxes += [box for box in white if any(shade.contains(box) for shade in paint.shades)]


def _drawn(shape: pdfium.PdfObject) -> tuple[bool, bool]:
    """Whether a shape is filled, and whether it has an outline."""
    fill, stroke = ctypes.c_int(), c.FPDF_BOOL()
    if not c.FPDFPath_GetDrawMode(shape, fill, stroke):
        return True, True
    return fill.value != c.FPDF_FILLMODE_NONE, bool(stroke.value)


def _edges(shape: pdfium.PdfObject, left: float, top: float) -> Iterator[Edge]:
    """The horizontal and vertical straight segments of a shape."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = (0.0, 0.0)
    for index in range(min(c.FPDFPath_CountSegments(shape), MOST_EDGES)):
        segment = c.FPDFPath_GetPathSegment(shape, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        across, up = matrix.on_point(x.value, y.value)
        here = across - left, top - up
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            begun = here
        elif kind == c.FPDF_SEGMENT_LINETO:
            yield from _edge(last, here)
        if c.FPDFPathSegment_GetClose(segment):
            yield from _edge(here, begun)
        last = here


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Edge]:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    width, height = x1 - x0, y1 - y0
    if max(width, height) > 0 and min(width, height) < STRAIGHT:
        yield {
            "x0": x0,
            "x1": x1,
            "top": y0,
            "bottom": y1,
            "width": width,
            "height": height,
            "orientation": "h" if width > height else "v",
            "object_type": "line",
        }
