"""The tables of one report or of the dataset, as the forms of exchange read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.dataset.results import is_background
from pipeline.write.report import Row, read_table

Tables = Mapping[str, Sequence[Row]]


class Happening(NamedTuple):
    """An event with its place and those who took part, by role."""

    event: Row
    place: Row | None
    roles: Mapping[str, Sequence[str]]


def tables_of(folder: Path, names: Sequence[str]) -> Tables:
    """Some tables of a folder."""
    return {name: read_table(folder, name) for name in names}


def happenings(tables: Tables) -> list[Happening]:
    """The events, each joined with its place and its roles; what is only background is left out.

    What is planned or was cancelled is among them: ``status`` says so.
    """
    places = {row["place_id"]: row for row in tables["places"]}
    roles: dict[str, dict[str, list[str]]] = {}
    for row in tables["event_roles"]:
        roles.setdefault(row["event_id"], {}).setdefault(row["role"], []).append(row["name"])
    return [
        Happening(row, places.get(row["place_id"]), roles.get(row["event_id"], {}))
        for row in tables["events"]
        if not is_background(row)
    ]
