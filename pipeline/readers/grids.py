"""Tables in plain text: consecutive lines whose cells are parted by pipes or tabs."""

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.document import Table
from pipeline.document.span import Span

PIPE, TAB = "|", "\t"
FEWEST_ROWS = 2
FEWEST_CELLS = 3
"""Two cells a line may be a footer ("The Office | 3"); three are a table."""
RULE = re.compile(r"[\s|:+=-]+")
"""The line between head and body of a table that is drawn with signs."""


class Grid:
    """A table: the positions of its lines, and the cells of each row as raw spans."""

    def __init__(self, lines: range, rows: Sequence[tuple[Span | None, ...]]) -> None:
        self.lines = lines
        self.table = Table(page=None, rows=tuple(rows))


def grids(lines: Sequence[tuple[Span, str]]) -> list[Grid]:
    """Find runs of lines that have the same separators equally often.

    Args:
        lines: Raw span and words of each line, in order.
    """
    found: list[Grid] = []
    numbered = enumerate(_separators(text) for _, text in lines)
    for (separator, count), run in groupby(numbered, key=lambda item: item[1]):
        positions = [position for position, _ in run]
        if count + 1 < FEWEST_CELLS or len(positions) < FEWEST_ROWS:
            continue
        rows = [
            _cells(*lines[position], separator)
            for position in positions
            if not RULE.fullmatch(lines[position][1])
        ]
        found.append(Grid(range(positions[0], positions[-1] + 1), rows))
    return found


def _separators(text: str) -> tuple[str, int]:
    """The separator of a line's cells and how many stand between cells."""
    pipes = _inner(text).count(PIPE)
    return (PIPE, pipes) if pipes else (TAB, text.count(TAB))


def _inner(text: str) -> str:
    """The line without the pipes that frame it on both sides."""
    framed = len(text) > 1 and text.startswith(PIPE) and text.endswith(PIPE)
    return text[1:-1] if framed else text


def _cells(span: Span, text: str, separator: str) -> tuple[Span | None, ...]:
    """The cells of a line without the blanks and the outer pipes around them."""
    inner = _inner(text) if separator == PIPE else text
    at = span.start + (len(text) - len(inner)) // 2
    cells: list[Span | None] = []
    for part in inner.split(separator):
        words = part.strip()
        start = at + part.index(words)
        cells.append(Span(start=start, end=start + len(words)) if words else None)
        at += len(part) + len(separator)
    return tuple(cells)
