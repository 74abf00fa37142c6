"""Which cells of an event's row are right."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.evaluate.answer import EventAnswer
from pipeline.evaluate.gold import GoldEvent
from pipeline.evaluate.wording import alike, telling_words

SAME_NAME = 0.4
"""The least share (0-1) of words that an event's name has in common with the gold's."""
SHORT_NAME = 3
"""Words below which a name must be as long as the gold's: "workshop" alone names no workshop."""

Judge = Callable[[GoldEvent, EventAnswer], bool]


def right_cells(gold: GoldEvent, row: EventAnswer) -> frozenset[str]:
    """The cells of a row, by name, that say what the gold says."""
    return frozenset(cell for cell, judge in CELLS.items() if judge(gold, row))


def _date(gold: GoldEvent, row: EventAnswer) -> bool:
    return row.date in (gold.date, *gold.date_alt)


def _country(gold: GoldEvent, row: EventAnswer) -> bool:
    return row.country == gold.country


def _place(gold: GoldEvent, row: EventAnswer) -> bool:
    if gold.place is None or row.place is None:
        return gold.place == row.place
    return alike(gold.place, row.place)


def _type(gold: GoldEvent, row: EventAnswer) -> bool:
    return row.type in (gold.type, *gold.type_alt)


def _status(gold: GoldEvent, row: EventAnswer) -> bool:
    return row.status == gold.status


def _count(gold: GoldEvent, row: EventAnswer) -> bool:
    return row.participants == gold.count


def _amount(gold: GoldEvent, row: EventAnswer) -> bool:
    """Right also where the gold states none: most texts name sums that nobody assigned."""
    if gold.amount is None:
        return True
    currency, _, amount = gold.amount.partition(" ")
    return row.currency == currency and row.amount == float(amount)


def _name(gold: GoldEvent, row: EventAnswer) -> bool:
    if len(telling_words(row.name)) < min(SHORT_NAME, len(telling_words(gold.name))):
        return False
    return alike(gold.name, row.name, SAME_NAME) or alike(gold.anchor, row.name, SAME_NAME)


CELLS: Mapping[str, Judge] = MappingProxyType(
    {
        "date": _date,
        "country": _country,
        "place": _place,
        "type": _type,
        "status": _status,
        "count": _count,
        "amount": _amount,
        "name": _name,
    }
)
"""The cells that are judged, and by what."""
WHOLE = frozenset(("date", "country", "type", "status", "count"))
"""The cells that must be right, with all roles, for a row to count as whole."""
