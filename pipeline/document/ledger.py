"""The repair ledger: raw text plus changes gives repaired text, and back, to the character.

A ledger is a tuple of :class:`~pipeline.document.Edit` that do not overlap, neither in the raw
nor in the repaired text. Whatever no edit covers stands in both, in the same order; that is the
whole invariant, and it makes reversal three lines: take the edited stretches out of the repaired
text, put each ``before`` back at its raw offset.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.layers.repair import Edit, EditKind
from pipeline.document.span import Span


@dataclass(frozen=True, slots=True)
class Change:
    """A wanted repair: ``raw`` shall read ``after``."""

    raw: Span
    after: str
    rule: str
    kind: EditKind


@dataclass(frozen=True, slots=True)
class Move:
    """A wanted move: ``raw`` shall stand before the raw character at ``to``, wherever that goes.

    ``to`` lies outside ``raw``; it may be the length of the raw text. Where several moves have the
    same ``to``, they keep their raw order.
    """

    raw: Span
    to: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of raw text on its way out; ``edit`` is None where it is copied in place."""

    raw: Span
    after: str
    edit: tuple[str, EditKind] | None


def apply(
    raw: str, changes: Iterable[Change], moves: Iterable[Move] = ()
) -> tuple[str, tuple[Edit, ...]]:
    """Apply changes and moves to the raw text.

    Changes must not overlap each other, nor straddle the edge or the target of a move; moves must
    not overlap, nor wait for each other in a circle.

    Returns:
        The repaired text and the ledger in the order of the repaired text.

    Raises:
        ValueError: Changes or moves overlap, lie outside the text or cannot be carried out.
    """
    moved = sorted(
        (move for move in moves if len(move.raw)), key=lambda move: (move.raw.start, move.raw.end)
    )
    cuts = sorted({offset for m in moved for offset in (m.raw.start, m.raw.end, m.to)})
    ordered_changes = sorted(changes, key=lambda c: (c.raw.start, c.raw.end))
    ends = [*cuts, *(move.raw.end for move in moved), *(c.raw.end for c in ordered_changes)]
    if ends and max(ends) > len(raw):
        msg = f"an edit reaches to {max(ends)}, the raw text to {len(raw)}"
        raise ValueError(msg)
    ordered = _reordered(_pieces(raw, ordered_changes, cuts), moved)
    parts: list[str] = []
    edits: list[Edit] = []
    at = 0
    for piece in ordered:
        if piece.edit is not None:
            rule, kind = piece.edit
            edits.append(
                Edit(
                    raw=piece.raw,
                    text=Span(start=at, end=at + len(piece.after)),
                    before=piece.raw.of(raw),
                    after=piece.after,
                    rule=rule,
                    kind=kind,
                )
            )
        parts.append(piece.after)
        at += len(piece.after)
    return "".join(parts), tuple(edits)


def _pieces(raw: str, changes: Sequence[Change], cuts: Sequence[int]) -> list[_Piece]:
    """Cut the raw text into changed and copied stretches, none of which crosses a cut."""
    pieces: list[_Piece] = []

    def copy(start: int, end: int) -> None:
        inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
        for a, b in pairwise([start, *inner, end]):
            if a < b:
                pieces.append(_Piece(Span(start=a, end=b), raw[a:b], None))

    at = 0
    for change in changes:
        if change.raw.start < at:
            msg = f"changes overlap at raw offset {change.raw.start}"
            raise ValueError(msg)
        if bisect_right(cuts, change.raw.start) < bisect_left(cuts, change.raw.end):
            msg = f"a change straddles the edge of a move at raw offset {change.raw.start}"
            raise ValueError(msg)
        copy(at, change.raw.start)
        pieces.append(_Piece(change.raw, change.after, (change.rule, change.kind)))
        at = change.raw.end
    copy(at, len(raw))
    return pieces


def _reordered(pieces: Sequence[_Piece], moves: Sequence[Move]) -> list[_Piece]:
    """Take the moved stretches out and set them in before their targets."""
    if any(b.raw.start < a.raw.end for a, b in pairwise(moves)):
        msg = "moves overlap"
        raise ValueError(msg)
    if not moves:
        return list(pieces)
    starts = [move.raw.start for move in moves]
    staying: list[_Piece] = []
    contents: list[list[_Piece]] = [[] for _ in moves]
    for piece in pieces:
        number = bisect_right(starts, piece.raw.start) - 1
        move = moves[number] if number >= 0 else None
        if move is not None and len(piece.raw) and move.raw.contains(piece.raw):
            edit = piece.edit or (move.rule, "move")
            contents[number].append(_Piece(piece.raw, piece.after, edit))
        else:
            staying.append(piece)
    waiting: dict[int, list[int]] = {}
    for number, move in enumerate(moves):
        waiting.setdefault(move.to, []).append(number)
    ordered: list[_Piece] = []
    for piece in staying:
        if len(piece.raw):
            _arrive(piece.raw.start, waiting, contents, ordered)
        ordered.append(piece)
    for to in sorted(to for to in waiting if to >= max((p.raw.end for p in pieces), default=0)):
        _arrive(to, waiting, contents, ordered)
    if waiting:
        msg = f"moves wait for each other at the raw offsets {sorted(waiting)}"
        raise ValueError(msg)
    return ordered


def _arrive(
    to: int,
    waiting: dict[int, list[int]],
    contents: Sequence[Sequence[_Piece]],
    ordered: list[_Piece],
) -> None:
    """Append the pieces moved to ``to``; what was moved into one of them comes before it."""
    agenda: list[int | _Piece] = list(reversed(waiting.pop(to, [])))
    while agenda:
        entry = agenda.pop()
        if isinstance(entry, _Piece):
            ordered.append(entry)
            continue
        for piece in reversed(contents[entry]):
            agenda.append(piece)
            agenda += reversed(waiting.pop(piece.raw.start, []))


def reverse(text: str, edits: Iterable[Edit]) -> str:
    """Run the ledger backwards: the raw text, from the repaired text and the ledger alone."""
    kept: list[str] = []
    at = 0
    by_text = sorted(edits, key=lambda edit: (edit.text.start, edit.text.end))
    for edit in by_text:
        kept.append(text[at : edit.text.start])
        at = edit.text.end
    kept.append(text[at:])
    unchanged = "".join(kept)
    parts: list[str] = []
    taken = at = 0
    for edit in sorted(by_text, key=lambda edit: (edit.raw.start, edit.raw.end)):
        parts += (unchanged[taken : taken + edit.raw.start - at], edit.before)
        taken += edit.raw.start - at
        at = edit.raw.end
    parts.append(unchanged[taken:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of repaired text and the raw text it comes from; ``linear``: 1 to 1."""

    text: Span
    raw: Span
    edit: Edit | None

    @property
    def linear(self) -> bool:
        """Whether both have the same characters."""
        return self.edit is None or self.edit.before == self.edit.after


class OffsetMap:
    """Maps spans of repaired text to raw text and back.

    Args:
        length: Code points of the repaired text.
        edits: Its ledger.
    """

    def __init__(self, length: int, edits: Iterable[Edit]) -> None:
        self.stretches = tuple(_stretches(length, edits))
        filled = [s for s in self.stretches if len(s.text)]
        self._by_text = filled
        self._text_starts = [s.text.start for s in filled]
        self._by_raw = sorted((s for s in self.stretches if len(s.raw)), key=lambda s: s.raw.start)
        self._raw_starts = [s.raw.start for s in self._by_raw]
        self._has_moves = any(a.raw.start > b.raw.start for a, b in pairwise(filled))

    def to_raw(self, span: Span) -> Span:
        """The raw span from the first character's raw character to the one after the last's.

        An empty span maps to the empty raw span at its place. A span over a moved stretch covers
        all raw text between its first and its last raw character. What lies behind the text's end
        is cut off.
        """
        if not self._by_text:
            return Span(start=0, end=0)
        length = self._by_text[-1].text.end
        if not len(span) or span.start >= length:
            at = self._raw_of(min(span.start, length - 1))
            offset = at.end if span.start >= length else at.start
            return Span(start=offset, end=offset)
        last_offset = min(span.end, length) - 1
        parts = [self._raw_of(span.start), self._raw_of(last_offset)]
        first = bisect_right(self._text_starts, span.start) - 1
        last = bisect_right(self._text_starts, last_offset) - 1
        if self._has_moves and first < last:
            # Between the ends, text from further out in the raw text may have been moved in.
            parts += (stretch.raw for stretch in self._by_text[first + 1 : last])
            parts.append(self._raw_of(self._by_text[first].text.end - 1))
            parts.append(self._raw_of(self._by_text[last].text.start))
        return Span(start=min(p.start for p in parts), end=max(p.end for p in parts))

    def to_text(self, raw: Span) -> Span | None:
        """The repaired span that a raw span became; None where all of it was dropped."""
        low: int | None = None
        high = 0
        index = max(bisect_right(self._raw_starts, raw.start) - 1, 0)
        for number in range(index, bisect_left(self._raw_starts, raw.end)):
            stretch = self._by_raw[number]
            if not stretch.raw.overlaps(raw) or not len(stretch.text):
                continue
            if stretch.linear:
                start = stretch.text.start + max(raw.start - stretch.raw.start, 0)
                end = stretch.text.end - max(stretch.raw.end - raw.end, 0)
            else:
                start, end = stretch.text.start, stretch.text.end
            low = start if low is None else min(low, start)
            high = max(high, end)
        return None if low is None else Span(start=low, end=high)

    def _raw_of(self, offset: int) -> Span:
        stretch = self._by_text[bisect_right(self._text_starts, offset) - 1]
        if not stretch.linear:
            return stretch.raw
        start = stretch.raw.start + offset - stretch.text.start
        return Span(start=start, end=start + 1)


def _stretches(length: int, edits: Iterable[Edit]) -> list[Stretch]:
    """All stretches in the order of the repaired text.

    The unchanged ones take the raw gaps between edits in raw order, by the ledger's invariant.
    """
    by_text = sorted(edits, key=lambda edit: (edit.text.start, edit.text.end))
    gaps = _raw_gaps(by_text)
    stretches: list[Stretch] = []
    gap_start, gap_end = next(gaps)
    at = 0
    for edit in [*by_text, None]:
        end = edit.text.start if edit else length
        while at < end:
            while gap_end is not None and gap_start >= gap_end:
                gap_start, gap_end = next(gaps)
            step = end - at if gap_end is None else min(end - at, gap_end - gap_start)
            stretches.append(
                Stretch(
                    Span(start=at, end=at + step),
                    Span(start=gap_start, end=gap_start + step),
                    None,
                )
            )
            at, gap_start = at + step, gap_start + step
        if edit:
            stretches.append(Stretch(edit.text, edit.raw, edit))
            at = edit.text.end
    return stretches


def _raw_gaps(edits: Iterable[Edit]) -> Iterator[tuple[int, int | None]]:
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.raw.start, edit.raw.end)):
        yield at, edit.raw.start
        at = edit.raw.end
    yield at, None
