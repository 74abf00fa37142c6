"""How likely an event's row is right: an event, of its type, on its day, in its country.

A logistic score over what the row rests on. Its weights lie in ``confidence.toml``, which
``benchmarks/calibrate_events.py`` fits on the labelled newsletters; ``docs/confidence.md`` has the
reliability table, each report scored by weights fitted without it.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.document import Event


def confidence(event: Event) -> float:
    """The confidence of an event's row, 0 to 1."""
    weights, bias = _model()
    score = bias + sum(weights.get(trait, 0.0) for trait in features(event))
    return 1 / (1 + math.exp(-score))


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


def threshold() -> float:
    """The confidence below which an event is flagged."""
    return float(_data()["threshold"])


@cache
def _model() -> tuple[Mapping[str, float], float]:
    data = _data()
    return data["weights"], data["bias"]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("confidence.toml").read_text("utf-8"))
