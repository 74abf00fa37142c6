"""Footnote marks taken out of the running text, so that "in 2017¹" reads "in 2017"."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.document import Block
from pipeline.document.ledger import Change
from pipeline.document.span import Span

RULE = "footnote-mark"
SUPERSCRIPT = re.compile(
    r"(?<=[\w.,;:!?\"'”’)%\]])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}(?!\w)"
)
POWER = re.compile(r"(?:\b(?:[kcdm]?m|ft|mi|in|yd|s|ha)|\b10|[+*/^])$")
"""What a raised figure is a power of: "12 km²", "10³"."""
LONGEST = 3


def mark_changes(blocks: Iterable[Block], raw: str) -> Iterator[Change]:
    """A change for each footnote mark: figures that the layout raises, and raised characters.

    Marks that begin a line are left: there they number the note itself.
    """
    for block in blocks:
        for line in block.lines:
            for low, high in _runs(line.raised):
                if low > line.raw.start and high - low <= LONGEST and not _is_power(raw, low):
                    yield Change(Span(start=low, end=high), "", RULE, "noise")
    for found in SUPERSCRIPT.finditer(raw):
        if not _is_power(raw, found.start()):
            yield Change(Span(start=found.start(), end=found.end()), "", RULE, "noise")


def _is_power(raw: str, at: int) -> bool:
    return POWER.search(raw, max(at - 4, 0), at) is not None


def _runs(offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Offsets that follow each other, as half-open ranges."""
    for _, run in groupby(enumerate(offsets), key=lambda pair: pair[1] - pair[0]):
        listed = [offset for _, offset in run]
        yield listed[0], listed[-1] + 1
