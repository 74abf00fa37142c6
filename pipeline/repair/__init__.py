"""Repair: the text as it was before the layout broke it, with a reversible ledger.

Rules only propose :class:`~pipeline.ledger.Change`, :class:`~pipeline.ledger.Move` and
:class:`~pipeline.document.Suggestion`; ``pipeline.ledger.apply`` makes the text. What is certain is
applied, what is likely is applied and flagged, what is a guess is a suggestion.
"""

from pipeline.document import Document, Edit, Passage
from pipeline.ledger import OffsetMap, apply
from pipeline.repair.characters import character_changes
from pipeline.repair.joins import Joins, join_blocks
from pipeline.repair.suggestions import suggest
from pipeline.repair.units import Unit, units_of
from pipeline.repair.words import Words
from pipeline.span import Span
from pipeline.stage import Context, Layers, stage


@stage(reads={"raw", "blocks"}, writes={"text", "edits", "suggestions", "passages"})
def repair(document: Document, context: Context) -> Layers:  # noqa: ARG001 - the stage contract
    """Join what the layout broke, drop noise, mend characters; keep account of all of it."""
    raw = document.raw
    words = Words(raw)
    units, noise = units_of(document.blocks, raw)
    joins = join_blocks(units, raw, words)
    taken = [change.raw for change in (*noise.changes, *joins.changes)]
    changes = [*noise.changes, *joins.changes, *character_changes(raw, taken)]
    text, edits = apply(raw, changes, joins.moves)
    passages = _passages(units, joins, OffsetMap(len(text), edits))
    suggestions, suggestion_flags = suggest(text, [passage.span for passage in passages], words)
    return {
        "text": text,
        "edits": edits,
        "suggestions": suggestions,
        "passages": passages,
        "flags": (*noise.flags(edits), *joins.flags(edits), *suggestion_flags),
    }


def _passages(units: tuple[Unit, ...], joins: Joins, offsets: OffsetMap) -> tuple[Passage, ...]:
    """The joined blocks as stretches of repaired text, in its order."""
    passages: list[Passage] = []
    for group in joins.groups:
        spans = [offsets.to_text(units[index].raw) for index in group]
        there = [span for span in spans if span is not None and len(span)]
        if there:
            span = Span(start=min(s.start for s in there), end=max(s.end for s in there))
            passages.append(Passage(span=span, blocks=tuple(units[i].block for i in group)))
    return tuple(sorted(passages, key=lambda passage: passage.span.start))


__all__ = ["Edit", "repair"]
