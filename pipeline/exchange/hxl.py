"""Events as one table with a row of HXL hashtags under its header; only on request."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from pipeline.exchange.tables import Happening, Tables, happenings
from pipeline.write.rfc4180 import encoded


def dump(tables: Tables) -> bytes:
    """The events with their places and bodies; several bodies in a cell are parted by ``; ``."""
    tags: dict[str, str] = tomllib.loads(files(__package__).joinpath("hxl.toml").read_text("utf-8"))
    rows = [list(tags), list(tags.values())]
    for happening in happenings(tables):
        cells = _cells(happening)
        rows.append([cells.get(column, "") for column in tags])
    return b"".join(encoded(rows))


def _cells(happening: Happening) -> Mapping[str, str]:
    event, place, roles = happening
    where = {}
    if place:
        where = {"place": place["name"], "latitude": place["latitude"]}
        where["longitude"] = place["longitude"]
    return {**event, **where, **{role: "; ".join(names) for role, names in roles.items()}}
