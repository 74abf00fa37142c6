"""Which events a person has looked at, who, and on which day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.write.report import Row

NOT_YET = "not yet reviewed"
APPLIED = "applied"
_OF_EVENTS = ("events", "event_roles")
"""Tables whose rows' ids begin with the event's."""


class Review(NamedTuple):
    """A person's last decision about something; ``day`` is ISO 8601."""

    reviewer: str
    day: str


def reviews_of_events(decisions: Iterable[Row]) -> Mapping[str, Sequence[Review]]:
    """Who reviewed each event, by its id, in the order of the days.

    A decision about a role of an event is one about the event. One that is lost counts for nothing.

    Args:
        decisions: Rows of the table ``decisions`` and the ids of its report.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in decisions:
        if row["table"] in _OF_EVENTS and row["row_id"] and row["status"] == APPLIED:
            event_id = row["row_id"].split("/")[0]
            day = row["time"][: len("2018-01-15")]
            found[event_id][row["reviewer"]] = max(day, found[event_id].get(row["reviewer"], ""))
    return {
        event: sorted((Review(*pair) for pair in days.items()), key=lambda r: (r.day, r.reviewer))
        for event, days in found.items()
    }


def in_words(reviews: Iterable[Review]) -> str:
    """Who reviewed something, as a cell has it.

    >>> in_words([Review("A. Mwangi", "2024-03-05")])
    'A. Mwangi, 2024-03-05'
    >>> in_words([])
    'not yet reviewed'
    """
    return "; ".join(f"{review.reviewer}, {review.day}" for review in reviews) or NOT_YET
