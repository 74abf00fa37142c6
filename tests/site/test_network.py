"""The network of organisations stays small and quick however many reports there are."""

import random

from pipeline.site.data import Data
from pipeline.site.network import MOST, WIDE, network
from schemas.tables import DATASET_TABLES


def of_many(bodies, events):
    """A dataset in which random bodies took part in random events."""
    chance = random.Random(1)  # noqa: S311 - the same graph each time
    tables = {name: [] for name in DATASET_TABLES}
    tables["organisations"] = [
        {"organisation_id": f"o{n}", "name": f"Body number {n}", "acronym": ""}
        for n in range(bodies)
    ]
    tables["event_roles"] = [
        {"event_id": f"e{event}", "entity_id": f"o{chance.randrange(bodies)}"}
        for event in range(events)
        for _ in range(4)
    ]
    return Data(tables, {})


def test_of_many_bodies_some_are_drawn():
    drawn = network(of_many(3_000, 3_000))
    spec = drawn.chart.to_dict()
    nodes = spec["layer"][1]["data"]["values"]
    assert 1 < len(nodes) <= MOST
    labels = [row for layer in spec["layer"][2:] for row in layer["data"]["values"]]
    assert len(labels) == len(nodes)
    assert len(drawn.listing.rows) > MOST


def test_groups_apart_have_room_each():
    data = of_many(2, 0)
    data.tables["event_roles"][:] = [
        {"event_id": "e1", "entity_id": "o0"},
        {"event_id": "e1", "entity_id": "o1"},
    ]
    nodes = network(data).chart.to_dict()["layer"][1]["data"]["values"]
    assert len({(round(n["x"], 3), round(n["y"], 3)) for n in nodes}) == 2
    assert all(0 <= n["x"] <= WIDE for n in nodes)


def test_no_shared_event_is_no_network():
    assert network(of_many(5, 0)) is None
