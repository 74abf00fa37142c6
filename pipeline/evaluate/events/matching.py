"""Which row of an answer tells of which gold event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.document.span import Span
from pipeline.evaluate.answer import Answer, EventAnswer
from pipeline.evaluate.events.cells import right_cells
from pipeline.evaluate.gold import GoldEvent
from pipeline.evaluate.wording import Squeezed

TELLING = ("date", "name")
"""The cells that tell two events of one sentence apart best."""
TELLING_WEIGHT = 2
OPTIONAL_LAST = 8
"""Taken from the likeness of an optional event, so that it takes no row from one that counts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A gold event with the row that tells of it, and the cells of that row that are right."""

    gold: GoldEvent
    row: EventAnswer
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventMatching:
    """Gold events that count, with their rows; those without one; rows that tell of none."""

    told: tuple[Told, ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[EventAnswer, ...]


class _Pair(NamedTuple):
    likeness: int
    event: int
    row: int
    right: frozenset[str]


def match_events(gold: Sequence[GoldEvent], answer: Answer) -> EventMatching:
    """Give each gold event the row that tells of it best, one to one.

    Rows that stand on an optional event are neither right nor wrong, and so are those that the
    answer itself calls background. A second row for one event is extra.
    """
    text = Squeezed(answer.text)
    spots = [_spots(event, text) for event in gold]
    rows = [row for row in answer.events if not row.background]
    pairs = _pairs(gold, rows, spots)
    taken = _assigned(pairs)
    counting = [index for index, event in enumerate(gold) if not event.optional]
    used = {taken[index].row for index in counting if index in taken}
    on_optional = [spots[index] for index, event in enumerate(gold) if event.optional]
    return EventMatching(
        told=tuple(
            Told(gold[index], rows[taken[index].row], taken[index].right)
            for index in counting
            if index in taken
        ),
        missed=tuple(gold[index] for index in counting if index not in taken),
        extra=tuple(
            row
            for index, row in enumerate(rows)
            if index not in used and not any(_touches(row, spans) for spans in on_optional)
        ),
    )


def _spots(event: GoldEvent, text: Squeezed) -> list[Span]:
    """Where the answer's text has the words that tell of an event."""
    return [span for words in (event.anchor, *event.also) if (span := text.find(words))]


def _touches(row: EventAnswer, spots: Sequence[Span]) -> bool:
    return any(span.overlaps(spot) for span in row.spans for spot in spots)


def _pairs(
    gold: Sequence[GoldEvent], rows: Sequence[EventAnswer], spots: Sequence[Sequence[Span]]
) -> list[_Pair]:
    """All pairs that may be one event, the likeliest first."""
    pairs = []
    for event_at, event in enumerate(gold):
        for row_at, row in enumerate(rows):
            if not _touches(row, spots[event_at]):
                continue
            right = right_cells(event, row)
            if "type" in right or "name" in right:
                likeness = len(right) + TELLING_WEIGHT * len(right.intersection(TELLING))
                likeness -= OPTIONAL_LAST * event.optional
                pairs.append(_Pair(likeness, event_at, row_at, right))
    return sorted(pairs, key=lambda pair: -pair.likeness)


def _assigned(pairs: Sequence[_Pair]) -> Mapping[int, _Pair]:
    """The pair of each event, where each row is given once."""
    taken: dict[int, _Pair] = {}
    given: set[int] = set()
    for pair in pairs:
        if pair.event not in taken and pair.row not in given:
            taken[pair.event] = pair
            given.add(pair.row)
    return taken
