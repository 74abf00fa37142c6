"""Blocks as repair sees them: their words without list markers, and what kind they look like."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Block, BlockHint, Edit
from pipeline.flags import Flag, flag
from pipeline.ledger import Change
from pipeline.markers import marker, second_marker
from pipeline.span import Span

STRAY_BULLET = "stray-bullet"
LONE_CHARACTER = "lone-character"


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of one block; ``raw`` begins behind the marker of a list item."""

    raw: Span
    lines: tuple[Span, ...]
    block: int
    listed: bool
    hint: BlockHint | None
    page: int | None


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
    for index, block in enumerate(blocks):
        start = block.raw.start
        length = marker(block.raw.of(raw))
        listed = length > 0 or block.hint == "list_item"
        stray = second_marker(raw[start + length : block.raw.end]) if length else 0
        if stray:
            dropped = Span(start=start + length, end=start + length + stray)
            noise.append(Change(dropped, "", STRAY_BULLET, "noise"))
        words = Span(start=min(start + length + stray, block.raw.end), end=block.raw.end)
        if not words.of(raw).strip():
            continue
        if length and _is_noise(words.of(raw)):
            noise.append(Change(block.raw, "", LONE_CHARACTER, "noise"))
            noise = [c for c in noise if c.raw == block.raw or not block.raw.contains(c.raw)]
            continue
        units.append(Unit(words, _lines(block, words), index, listed, block.hint, block.page))
    return tuple(units), Noise(tuple(noise))


def _is_noise(words: str) -> bool:
    """A list item of one character that is neither a figure nor a letter of the alphabet."""
    word = words.strip()
    return len(word) == 1 and not (word.isascii() and word.isalnum())


def _lines(block: Block, words: Span) -> tuple[Span, ...]:
    spans = (
        Span(start=max(line.raw.start, words.start), end=line.raw.end)
        for line in block.lines
        if line.raw.end > words.start
    )
    return tuple(span for span in spans if len(span))


def breaks(unit: Unit) -> Iterable[tuple[Span, Span]]:
    """The line breaks inside a unit, as the lines on both sides."""
    return pairwise(unit.lines)
