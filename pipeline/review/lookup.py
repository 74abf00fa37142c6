"""Search help for an edit: countries, currencies, places and the report's own rows."""

from collections.abc import Iterable
from typing import NamedTuple

import pycountry
from pydantic import JsonValue

from pipeline.entity_types.place.gazetteer import GazetteerPlace, gazetteer
from pipeline.entity_types.place.names import key_of
from pipeline.names import countries
from pipeline.review.standing import Standing

OFFERED = 12
"""Suggestions that a search shows."""
_NAMES = 400
"""Names of the gazetteer that a search reads; the largest places of them are offered."""
_SHOWN = 80
"""Characters of a story that has no title, where it is offered."""
_PRECISION = {"country": 6, "region": 6, "admin1": 4, "admin2": 4, "capital": 3, "city": 3}


class Offer(NamedTuple):
    """One suggestion: the value it stands for, its name, and what tells it from its like."""

    value: str
    name: str
    note: str


def find_countries(q: str) -> list[Offer]:
    """Countries whose code, name or usual short form begins with, or holds, the words."""
    wanted = q.strip().casefold()
    if not wanted:
        return []
    ranks: dict[str, int] = {}
    for country in pycountry.countries:
        names = [country.name, getattr(country, "common_name", ""), country.alpha_3]
        _rank(ranks, country.alpha_2, [country.alpha_2, *names], wanted)
    for name, code in countries.names().items():
        _rank(ranks, code, [name], wanted)
    known = ((code, pycountry.countries.get(alpha_2=code)) for code in ranks)
    offers = [Offer(code, found.name, code) for code, found in known if found]
    return sorted(offers, key=lambda offer: (ranks[offer.value], offer.name))[:OFFERED]


def country_name(code: str) -> str | None:
    """A country's name in ISO 3166-1."""
    found = pycountry.countries.get(alpha_2=code)
    return found.name if found else None


def find_currencies(q: str) -> list[Offer]:
    """Currencies whose code or name begins with, or holds, the words."""
    wanted = q.strip().casefold()
    ranks: dict[str, int] = {}
    for currency in pycountry.currencies if wanted else ():
        _rank(ranks, currency.alpha_3, [currency.alpha_3, currency.name], wanted)
    known = ((code, pycountry.currencies.get(alpha_3=code)) for code in ranks)
    offers = [Offer(code, found.name, code) for code, found in known if found]
    return sorted(offers, key=lambda offer: (ranks[offer.value], offer.name))[:OFFERED]


def find_places(q: str) -> list[Offer]:
    """Places of the gazetteer whose name begins with the words, the largest first."""
    key = key_of(q)
    if len(key) < 2:  # noqa: PLR2004 - one letter begins too many names
        return []
    exact = gazetteer().find(key)
    best = {place for place, _ in exact.places} if exact else set()
    found = dict.fromkeys([*best, *gazetteer().beginning(key, _NAMES)])
    ranked = sorted(found, key=lambda p: (p not in best, *_order(p, key)))
    return [Offer(place.geonames, place.name, _note(place)) for place in ranked[:OFFERED]]


def place_cells(geonames: str) -> dict[str, JsonValue]:
    """The cells of a row of ``places`` that follow from a GeoNames id.

    Of a place that the gazetteer does not have nothing follows but the id.
    """
    cells: dict[str, JsonValue] = {"geonames_id": geonames}
    if place := gazetteer().with_id(geonames):
        cells |= {
            "kind": place.kind,
            "country": place.country or None,
            "m49": gazetteer().numeric_code(place.country),
            "latitude": place.latitude,
            "longitude": place.longitude,
            "precision": _PRECISION[place.kind],
        }
    return cells


def find_rows(standing: Standing, tables: Iterable[str], q: str, but: str = "") -> list[Offer]:
    """The report's own places, people, organisations whose name or short form holds the words."""
    words = q.casefold().split()
    found: list[tuple[int, Offer]] = []
    for table in tables:
        for key, row in standing.rows(table):
            name = row.get("name") or row.get("title") or row.get("body", "")[:_SHOWN]
            short = row.get("acronym") or row.get("alias") or ""
            names = name if short == name else f"{name} {short}".strip()
            if key.row_id != but and all(word in names.casefold() for word in words):
                count = row.get("mentions")
                note = f"{table}, {count} mentions" if count else table
                found.append((-int(row.get("mentions") or 0), Offer(key.row_id, names, note)))
    return [offer for _, offer in sorted(found)[:OFFERED]]


def _rank(ranks: dict[str, int], code: str, names: Iterable[str], wanted: str) -> None:
    for name in names:
        at = name.casefold().find(wanted)
        if at >= 0:
            rank = 0 if name.casefold() == wanted else 1 if at == 0 else 2
            ranks[code] = min(ranks.get(code, rank), rank)


def _order(place: GazetteerPlace, key: str) -> tuple[bool, bool, int, bool]:
    """Countries, then the large ones; a city before the district that has its people.

    A place whose name only begins so in another language comes after those that are called so.
    """
    is_called = key_of(place.name).startswith(key)
    is_country, is_district = place.kind == "country", place.kind.startswith("admin")
    return not is_called, not is_country, -place.population, is_district


def _note(place: GazetteerPlace) -> str:
    country = country_name(place.country) if place.country else ""
    people = f"{place.population:,} people" if place.population else ""
    return ", ".join(part for part in (place.kind, country, people) if part)
