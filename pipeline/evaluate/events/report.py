"""The measures of events: rows, each cell, roles, whole rows."""

from collections.abc import Sequence

from pipeline.evaluate.answer import Answer, Role
from pipeline.evaluate.events.cells import CELLS, WHOLE
from pipeline.evaluate.events.matching import match_events
from pipeline.evaluate.events.roles import RoleMatching, aliases, gold_roles, match_roles
from pipeline.evaluate.gold import Gold, GoldEvent
from pipeline.evaluate.measure import Measure, together

EVENTS = "events"
ROLES = "roles"
WHOLE_EVENTS = "whole events"


def cell_measure(cell: str) -> str:
    """The name of the measure of one cell."""
    return f"event {cell}"


def event_measures(gold: Gold, answer: Answer) -> list[Measure]:
    """The measures of a report's events, in the order in which they are printed.

    ``events`` counts rows. A cell's measure and ``whole events`` count gold events: those whose
    cell (or whose cells in `WHOLE` and roles) are right, of all that count, so that no event that
    is found besides can lower them. ``roles`` counts roles, those of missed events as missed.
    """
    matching = match_events(gold.events, answer)
    known = aliases(gold)
    roles = [(told, match_roles(told, known)) for told in matching.told]
    of_missed = (
        (event, RoleMatching(missed=tuple(gold_roles(event)))) for event in matching.missed
    )
    by_event = [*((told.gold, found) for told, found in roles), *of_missed]
    counting = [event for event in gold.events if not event.optional]
    right = {
        cell_measure(cell): [told.gold for told in matching.told if cell in told.right]
        for cell in CELLS
    }
    right[WHOLE_EVENTS] = [
        told.gold for told, found in roles if told.right >= WHOLE and found.whole
    ]
    return [
        Measure(
            EVENTS,
            found=tuple(_described(told.gold) for told in matching.told),
            missed=tuple(map(_described, matching.missed)),
            extra=tuple(row.name for row in matching.extra),
        ),
        *(_of_all(name, events, counting) for name, events in right.items()),
        together(ROLES, (_roles(event, found) for event, found in by_event)),
    ]


def _of_all(name: str, right: list[GoldEvent], counting: list[GoldEvent]) -> Measure:
    wrong = [event for event in counting if not any(event is other for other in right)]
    return Measure(name, tuple(map(_described, right)), tuple(map(_described, wrong)))


def _roles(event: GoldEvent, roles: RoleMatching) -> Measure:
    def named(rows: Sequence[Role]) -> tuple[str, ...]:
        return tuple(f"{event.name}: {role} {name}" for role, name in rows)

    return Measure(ROLES, named(roles.found), named(roles.missed), named(roles.extra))


def _described(event: GoldEvent) -> str:
    """An event with the words that tell of it."""
    return f"{event.name} in: {event.anchor}"
