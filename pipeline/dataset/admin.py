"""The country, and the province, region or state, in which a place lies: names and codes."""

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pycountry

from pipeline.entity_types.place.gazetteer import GazetteerPlace, gazetteer
from pipeline.names.subdivisions import subdivision
from pipeline.write.report import Row

_FIRST_LEVEL = b"A\t"
"""Begins the gazetteer's lines of first-level units."""
_MARKS = " *\N{DAGGER}"
"""What ISO 3166-2 puts behind the names of some units."""


class Unit(NamedTuple):
    """An administrative unit: ISO 3166-1 alpha-2 or ISO 3166-2; empty where the list has none."""

    name: str
    code: str


NOWHERE = Unit("", "")


def country(code: str) -> Unit:
    """A country by its code, under the name that it goes by.

    >>> country("TZ")
    Unit(name='Tanzania', code='TZ')
    """
    found = pycountry.countries.get(alpha_2=code) if code else None
    return Unit(getattr(found, "common_name", found.name), code) if found else NOWHERE


def first_level(place: Row) -> Unit:
    """The first-level unit that a place is or lies in; empty where that is not known.

    Args:
        place: A row of the table ``places``.
    """
    if place["kind"] == "admin1":
        return Unit(place["name"], place["subdivision"])
    known = gazetteer().with_id(place["geonames_id"]) if place["geonames_id"] else None
    if known is None or known.kind in {"country", "region"}:
        return NOWHERE
    unit = _units().get((known.country, known.code))
    return (
        Unit(unit.name, subdivision(unit.name, "admin1", unit.country) or "") if unit else NOWHERE
    )


@cache
def _units() -> dict[tuple[str, str], GazetteerPlace]:
    """The first-level units by country and GeoNames' code."""
    return {(unit.country, unit.code): unit for unit in _lines()}


def _lines() -> Iterator[GazetteerPlace]:
    packed = files("pipeline.entity_types.place").joinpath("gazetteer.tsv.gz").read_bytes()
    _, _, places = gzip.decompress(packed).partition(b"\n\n")
    for line in places.splitlines():
        if line.startswith(_FIRST_LEVEL):
            yield GazetteerPlace.of_line(line.decode())
