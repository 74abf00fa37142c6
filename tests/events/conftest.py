"""Short reports through all stages to the events that they tell of."""

from typing import NamedTuple

import pytest

from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


class Row(NamedTuple):
    """An event's row with its place by name and its roles."""

    name: str
    type: str
    status: str
    date: str | None
    place: str | None
    country: str | None
    participants: int | None
    roles: frozenset[tuple[str, str]]
    background: bool


@pytest.fixture(scope="session")
def rows_of(tmp_path_factory):
    """The events of a text, in its order."""

    def told(text):
        path = tmp_path_factory.mktemp("told") / "report.txt"
        path.write_text(text)
        tables = check(*process(read(path))).tables
        places = {place.place_id: place.name for place in tables["places"]}
        roles = {}
        for role in tables["event_roles"]:
            roles.setdefault(role.event_id, set()).add((role.role, role.name))
        return [
            Row(
                event.name,
                event.type,
                event.status,
                event.date,
                places.get(event.place_id),
                event.country,
                event.participants,
                frozenset(roles.get(event.event_id, ())),
                event.background,
            )
            for event in tables["events"]
        ]

    return told
