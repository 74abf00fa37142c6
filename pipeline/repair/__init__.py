"""Repair: the text as it was before the layout broke it, with a reversible ledger.

Rules only propose :class:`~pipeline.document.ledger.Change`,
:class:`~pipeline.document.ledger.Move` and :class:`~pipeline.document.Suggestion`;
``pipeline.document.ledger.apply`` makes the text. What is certain is applied, what is likely is
applied and flagged, what is a guess is a suggestion.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from pipeline.document import Document, Passage
from pipeline.document.ledger import Change, Move, OffsetMap, apply
from pipeline.document.span import Span
from pipeline.repair.characters import character_changes
from pipeline.repair.joins import join_blocks
from pipeline.repair.notes import mark_changes
from pipeline.repair.reviewed import accepted
from pipeline.repair.spacing import spacing_changes
from pipeline.repair.suggestions import suggest
from pipeline.repair.units import Unit, units_of
from pipeline.repair.words import ReportWords
from pipeline.stage import Context, Layers, stage


@stage(reads={"raw", "blocks"}, writes={"text", "edits", "suggestions", "passages"})
def repair(document: Document, context: Context) -> Layers:
    """Join what the layout broke, drop noise, mend characters; keep account of all of it."""
    raw = document.raw
    words = ReportWords(raw)
    units, noise = units_of(document.blocks, raw)
    joins = join_blocks(units, raw, words)
    tables = [unit.raw for unit in units if unit.shape.hint == "table"]
    spans = [unit.raw for unit in units if unit.shape.hint != "table"]
    is_mixed = any(flag.code == "ingest.mixed-encoding" for flag in document.flags)
    wanted = [
        *noise.changes,
        *joins.changes,
        *mark_changes(document.blocks, raw),
        *spacing_changes(raw, spans, words),
        *character_changes(raw, spans, tables, is_mixed=is_mixed),
    ]
    text, edits = apply(raw, _compatible(wanted, joins.moves, len(raw)), joins.moves)
    offsets = OffsetMap(len(text), edits)
    reviewed, unheeded = accepted(text, offsets, context.review.decisions)
    if reviewed:  # before the rules' own, which give way where they overlap
        text, edits = apply(
            raw, _compatible([*reviewed, *wanted], joins.moves, len(raw)), joins.moves
        )
    passages = _passages(units, joins.groups, OffsetMap(len(text), edits), text)
    suggestions, doubts = suggest(text, [passage.span for passage in passages], words)
    return {
        "text": text,
        "edits": edits,
        "suggestions": suggestions,
        "passages": passages,
        "flags": (*noise.flags(edits), *joins.flags(edits, text), *doubts, *unheeded),
    }


def _compatible(wanted: Iterable[Change], moves: Sequence[Move], length: int) -> list[Change]:
    """Of changes that overlap the first one; none that straddles the edge of a move."""
    cuts = sorted({offset for m in moves for offset in (m.raw.start, m.raw.end, m.to)})
    taken = bytearray(length)
    changes: list[Change] = []
    for change in wanted:
        start, end = change.raw.start, change.raw.end
        is_cut = bisect_right(cuts, start) < bisect_left(cuts, end)
        if is_cut or any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        changes.append(change)
    return changes


def _passages(
    units: Sequence[Unit], groups: Iterable[Sequence[int]], offsets: OffsetMap, text: str
) -> tuple[Passage, ...]:
    """The joined blocks as stretches of repaired text, in its order."""
    passages: list[Passage] = []
    for group in groups:
        places = [offsets.to_text(units[position].raw) for position in group]
        there = [place for place in places if place is not None]
        if not there:
            continue
        start, end = min(p.start for p in there), max(p.end for p in there)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            blocks = tuple(units[position].number for position in group)
            passages.append(Passage(span=Span(start=start, end=end), blocks=blocks))
    return tuple(sorted(passages, key=lambda passage: passage.span.start))
