"""Where the labels of points stand on a picture, so that none is on another or on a point."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

LETTER, LINE, LIFT = 6.6, 14, 8
"""Pixels of a label's letter and line at 11 pixels, and from the point to its label."""


class Box(NamedTuple):
    """A rectangle in pixels, ``top`` above ``bottom`` as on a screen."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any ground."""
        beside = self.left < other.right and other.left < self.right
        return beside and self.top < other.bottom and other.top < self.bottom

    def within(self, frame: "Box") -> bool:
        """Whether all of it is in a frame."""
        beside = frame.left <= self.left and self.right <= frame.right
        return beside and frame.top <= self.top and self.bottom <= frame.bottom


class Point(NamedTuple):
    """A point with its label, whose lines are parted by line ends; ``radius`` in pixels."""

    key: str
    x: float
    y: float
    label: str
    radius: float = 6


class Label(NamedTuple):
    """Where a label begins, and which side of its words stands there."""

    x: float
    y: float
    align: str


def placed(points: Sequence[Point], frame: Box) -> Mapping[str, Label]:
    """The labels that have room, each below, above, right or left of its point.

    Args:
        points: Those that matter most first.
        frame: The picture.
    """
    taken = [_around(point) for point in points]
    found: dict[str, Label] = {}
    for index, point in enumerate(points):
        for label, box in _candidates(point):
            others = (other for n, other in enumerate(taken) if n != index)
            if box.within(frame) and not any(box.overlaps(other) for other in others):
                found[point.key] = label
                taken.append(box)
                break
    return found


def _around(point: Point) -> Box:
    x, y, r = point.x, point.y, point.radius
    return Box(x - r, y - r, x + r, y + r)


def _candidates(point: Point) -> Iterable[tuple[Label, Box]]:
    lines = point.label.split("\n")
    wide, high = max(map(len, lines)) * LETTER, len(lines) * LINE
    x, y, off = point.x, point.y, point.radius + 2
    for top in (y + off, y - off - high):
        yield Label(x, top, "center"), Box(x - wide / 2, top, x + wide / 2, top + high)
    side = y - high / 2
    yield Label(x + off, side, "left"), Box(x + off, side, x + off + wide, side + high)
    yield Label(x - off, side, "right"), Box(x - off - wide, side, x - off, side + high)
