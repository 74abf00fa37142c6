"""Blocks as repair sees them: their words without list markers, and what is noise among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Block, Edit
from pipeline.document.flags import Flag, flag
from pipeline.document.ledger import Change
from pipeline.document.markers import marker, second_marker
from pipeline.document.span import Span
from pipeline.repair.shape import BlockShape, shape_of

STRAY_BULLET = "stray-bullet"
LONE_CHARACTER = "lone-character"
PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of one block; ``raw`` begins behind the marker of a list item.

    Attributes:
        raw: Where its words stand.
        text: They.
        lines: The same, line by line.
        number: The number of the block.
        block: The block.
        listed: Whether it is a list item.
        opens_page: Whether a page break stands before it.
        shape: What its words look like.
    """

    raw: Span
    text: str
    lines: tuple[Span, ...]
    number: int
    block: Block
    listed: bool
    opens_page: bool
    shape: BlockShape


@dataclass(frozen=True, slots=True)
class Noise:
    """Stray characters that are dropped, each with its rule."""

    changes: tuple[Change, ...]

    def flags(self, edits: Iterable[Edit]) -> tuple[Flag, ...]:
        """A flag for each dropped item that was more than a stray bullet."""
        return tuple(
            flag("repair.noise", span=edit.text, before=edit.before.strip())
            for edit in edits
            if edit.rule == LONE_CHARACTER
        )


def units_of(blocks: Sequence[Block], raw: str) -> tuple[tuple[Unit, ...], Noise]:
    """The units of all blocks that hold words, and the noise around them."""
    units: list[Unit] = []
    noise: list[Change] = []
    at = 0
    opens_page = False
    for number, block in enumerate(blocks):
        whole = _trimmed(raw, max(block.raw.start, at), block.raw.end)
        if not len(whole):
            continue
        opens_page = PAGE_BREAK in raw[at : whole.start] or opens_page
        at = whole.end
        length = marker(whole.of(raw))
        stray = second_marker(raw[whole.start + length : whole.end]) if length else 0
        words = _trimmed(raw, min(whole.start + length + stray, whole.end), whole.end)
        if length and _is_noise(words.of(raw)):
            noise.append(Change(whole, "", LONE_CHARACTER, "noise"))
            continue
        if stray:
            second = whole.start + length
            noise.append(Change(Span(start=second, end=second + stray), "", STRAY_BULLET, "noise"))
        if len(words):
            text = words.of(raw)
            units.append(
                Unit(
                    raw=words,
                    text=text,
                    lines=_lines(block, words, raw),
                    number=number,
                    block=block,
                    listed=length > 0 or block.hint == "list_item",
                    opens_page=opens_page,
                    shape=shape_of(text, block.hint),
                )
            )
            opens_page = False
    return tuple(units), Noise(tuple(noise))


def _is_noise(words: str) -> bool:
    """A list item of one character that is neither a figure nor a letter of the alphabet."""
    return len(words) == 1 and not (words.isascii() and words.isalnum())


def _trimmed(raw: str, start: int, end: int) -> Span:
    """The stretch without the white space at its ends."""
    end = min(end, len(raw))
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Span(start=min(start, end), end=end)


def _lines(block: Block, words: Span, raw: str) -> tuple[Span, ...]:
    """The lines of the words, in order; a line that another one overlaps loses the overlap."""
    lines: list[Span] = []
    at = words.start
    for line in block.lines:
        span = _trimmed(raw, max(line.raw.start, at), min(line.raw.end, words.end))
        if len(span):
            lines.append(span)
            at = span.end
    return tuple(lines)
