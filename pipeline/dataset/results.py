"""Which events are results: no history, and neither still to come nor put off."""

from pipeline.write.report import Row
from schemas.columns import plain

TO_COME = frozenset(("planned", "cancelled"))
"""Statuses of events that have not happened."""


def is_background(event: Row) -> bool:
    """Whether an event is history or an incident: it is told, but nobody's result."""
    return plain("events", "background", event["background"]) is True


def is_result(event: Row) -> bool:
    """Whether an event has happened, or runs on, and is no background."""
    return not is_background(event) and event["status"] not in TO_COME
