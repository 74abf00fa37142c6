"""How likely an event's row is right: an event, of its type, on its day, in its country.

A logistic score over what the row rests on. Its weights lie in ``confidence.toml``, which
``benchmarks/calibrate_events.py`` fits on the labelled newsletters; ``docs/confidence.md`` has the
reliability table, each report scored by weights fitted without it.
"""

from collections.abc import Iterator
from functools import cache

from pipeline.document import Event
from pipeline.document.fitted import Fitted, fitted


def confidence(event: Event) -> float:
    """The confidence of an event's row, 0 to 1."""
    return _model().score(features(event))


def features(event: Event) -> Iterator[str]:
    """What of an event tells whether its row is right."""
    yield "type other" if event.type == "other" else "type known"
    yield f"status {event.status}"
    yield f"date: {event.date_rule or 'none'}"
    yield f"country: {event.country_rule or 'none'}"
    yield f"place: {event.place_rule or 'none'}"
    yield "doer" if any(role.role in {"organiser", "host"} for role in event.roles) else "no doer"
    if event.roles:
        yield "roles"
    if event.participants is not None:
        yield "count"
    if event.told_by:
        yield "told again"
    if len(event.name.split()) < SHORT:
        yield "short name"


SHORT = 4
"""Words of a name that says little."""


@cache
def _model() -> Fitted:
    return fitted(__package__)


def threshold() -> float:
    """The confidence below which an event is flagged."""
    return _model().threshold
