"""Pages of a PDF as pictures, drawn when they are looked at."""

import multiprocessing
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

import pypdfium2
from pebble import ProcessPool

from pipeline.document.errors import ReadError

WIDTH = 1400
"""Pixels across a page: sharp in half of a 1920-pixel window on a dense display."""
TALLEST = 8000
SECONDS = 60.0
KEPT = 24
"""Pages whose pictures are kept in memory, the latest used ones."""

P = ParamSpec("P")
T = TypeVar("T")


def _pool_of_one() -> ProcessPool:
    """One process that is no copy of a server with threads; another takes its place if it dies."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return ProcessPool(max_workers=1, context=context)


@dataclass
class Pages:
    """The pages of one PDF, drawn in a process of their own: a PDF may crash its reader."""

    path: Path
    password: str | None = None
    _sizes: list[tuple[float, float]] = field(default_factory=list)
    _kept: OrderedDict[int, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _pool: ProcessPool = field(default_factory=_pool_of_one)

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in PDF points.

        Raises:
            ReadError: ``review.page``: the PDF cannot be drawn.
        """
        with self._lock:
            if not self._sizes:
                self._sizes = self._drawn(_measure, self.path, self.password)
            return self._sizes

    def png(self, number: int) -> bytes:
        """The picture of a page, counted from 1.

        Raises:
            ReadError: ``review.page``: the PDF cannot be drawn.
        """
        with self._lock:
            if number not in self._kept:
                self._kept[number] = self._drawn(_draw, self.path, self.password, number)
            self._kept.move_to_end(number)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[number]

    def words(self, number: int, box: Sequence[float]) -> str:
        """The words in a box of a page (``x0 top x1 bottom`` in PDF points), as the PDF has them.

        Raises:
            ReadError: ``review.page``: the PDF cannot be read.
        """
        with self._lock:
            return self._drawn(_read, self.path, self.password, number, box)

    def _drawn(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            result: T = self._pool.schedule(work, args, kwargs, timeout=SECONDS).result()
        except Exception as error:
            raise ReadError("review.page", f"{self.path.name} cannot be drawn: {error}") from error
        return result


def boxes_of(written: str) -> list[Mapping[str, float]]:
    """The boxes of a cell (``x0 top x1 bottom`` joined by ``;``) as SVG rectangles."""
    found: list[Mapping[str, float]] = []
    for box in filter(None, written.split(";")):
        with suppress(ValueError):
            x0, top, x1, bottom = (float(edge) for edge in box.split())
            found.append({"x": x0, "y": top, "width": x1 - x0, "height": bottom - top})
    return found


def _measure(path: Path, password: str | None) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(path, password=password) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def _read(path: Path, password: str | None, number: int, box: Sequence[float]) -> str:
    x0, top, x1, bottom = box
    with pypdfium2.PdfDocument(path, password=password) as document:
        page = document[number - 1]
        height = page.get_height()
        words: str = page.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)
        return words


def _draw(path: Path, password: str | None, number: int) -> bytes:
    with pypdfium2.PdfDocument(path, password=password) as document:
        page = document[number - 1]
        scale = min(WIDTH / max(page.get_width(), 1), TALLEST / max(page.get_height(), 1))
        picture = page.render(scale=scale).to_pil()
        buffer = BytesIO()
        picture.save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()
