"""Events as one table with a row of HXL hashtags under its header; only on request."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from pipeline.document.checked import read_toml
from pipeline.exchange.tables import Happening, Tables, happenings
from pipeline.write.rfc4180 import encoded

Tag = Annotated[str, Field(pattern=r"^#[a-z]+(?:\+[a-z0-9_]+)*$")]
"""An HXL hashtag with its attributes: "#org+host+list"."""


def dump(tables: Tables) -> bytes:
    """The events with their places and bodies; several bodies in a cell are parted by ``; ``."""
    tags = read_toml(files(__package__) / "hxl.toml", dict[str, Tag])
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
