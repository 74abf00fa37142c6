"""Repairs that a reviewer accepted: made like the pipeline's own, with the ledger's account."""

from collections.abc import Iterable

from rapidfuzz.distance import Postfix, Prefix

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import METHOD, Decision
from pipeline.decisions.lost import lost
from pipeline.document.flags import Flag
from pipeline.document.ledger import Change, OffsetMap
from pipeline.document.span import Span


def accepted(
    text: str, offsets: OffsetMap, decisions: Iterable[Decision]
) -> tuple[list[Change], list[Flag]]:
    """The accepted repairs as changes of the raw text, and flags on those that find no place.

    Args:
        text: The text as the pipeline alone repairs it.
        offsets: Its way back to the raw text.
        decisions: All decisions in force; those that are no repairs are passed over.
    """
    changes: list[Change] = []
    flags: list[Flag] = []
    for index, decision in enumerate(decisions):
        if decision.action != "repair" or decision.anchor is None:
            continue
        span, after = find(text, decision.anchor), str(decision.after)
        if span is not None and span.of(text) != after:
            part, words = _difference(span, span.of(text), after)
            changes.append(Change(offsets.to_raw(part), words, METHOD, "character"))
        elif span is None and after not in text:
            flags.append(lost(index, decision, "its words are not in the text"))
    return changes, flags


def _difference(span: Span, before: str, after: str) -> tuple[Span, str]:
    """What differs, with one character beside it where nothing is left to be replaced."""
    low = Prefix.similarity(before, after)
    rest = min(len(before), len(after)) - low
    high = min(Postfix.similarity(before, after), rest)
    if low == len(before) - high:  # an insertion: an empty span has no raw characters of its own
        low, high = (low - 1, high) if low else (low, high - 1)
    return (
        Span(start=span.start + low, end=span.end - high),
        after[low : len(after) - high],
    )
