"""CSV by RFC 4180 with LF: what is written here reads back cell by cell, whoever reads it.

A carriage return or a line feed in a cell stands in quotation marks. The ``csv`` module quotes both
since Python 3.11.9 and 3.12.3; before, it quotes those characters only that end its lines.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

LONGEST_CELL = 2**31 - 1
"""Characters: the body of a story may be longer than what the reader of CSV expects of a cell."""
ROWS = 1_000
"""Rows that are made at once: a long report has a million, and their text is large."""
_QUOTES_ALL_BREAKS = "\r\n"
"""The line ending with which every version of ``csv`` quotes both characters; LF replaces it."""


def encoded(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Rows as lines of CSV in UTF-8, some at once; None is an empty cell.

    Raises:
        UnicodeEncodeError: A cell holds half a surrogate pair, which is no text.
    """
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_QUOTES_ALL_BREAKS)
    for row in rows:
        writer.writerow(row)
        if len(lines) == ROWS:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def decoded(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, the header first.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        csv.Error: It is no CSV.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, strict=True)


class _Lines(list[str]):
    """What the writer of CSV writes to: it hands over each row with its line ending."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix(_QUOTES_ALL_BREAKS) + "\n")
