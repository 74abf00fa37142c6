"""The gazetteer: from a name to the places that bear it.

``gazetteer.tsv.gz`` (``rebuild.py`` makes it) holds two lists of lines: names in the order of their
keys, each with the numbers of its places; and places. Names are searched by bisection, place lines
are split when asked for: loading is quick, and a name that is not there costs two comparisons. Countries come first among the places.
"""

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import takewhile
from typing import Literal, NamedTuple

from pipeline.entity_types.place.names import skeleton_of

Kind = Literal["country", "region", "admin1", "admin2", "capital", "city"]

_LETTERS: dict[str, Kind] = {
    "C": "country",
    "R": "region",
    "A": "admin1",
    "B": "admin2",
    "K": "capital",
    "P": "city",
}
LARGE_TOWN = 100_000
_OF_KIND = {kind: letter for letter, kind in _LETTERS.items()}


class Place(NamedTuple):
    """A place of the gazetteer.

    ``country`` is ISO 3166-1 alpha-2. ``code`` is the M49 code of a country or region (behind ``<``: of the
    region around it), GeoNames' code of the first-level unit of all others. Degrees are WGS84;
    a country or an administrative unit lies in the middle of its towns.
    """

    kind: Kind
    geonames: str
    country: str
    code: str
    population: int
    latitude: float | None
    longitude: float | None
    name: str

    def line(self) -> str:
        """The place as a line of the table."""
        fields = (
            self.geonames,
            self.country,
            self.code,
            self.population or "",
            self.latitude,
            self.longitude,
        )
        return "\t".join(
            [_OF_KIND[self.kind], *("" if f is None else str(f) for f in fields), self.name]
        )

    @classmethod
    def of_line(cls, line: str) -> "Place":
        """The place of a line of the table."""
        letter, geonames, country, code, population, latitude, longitude, name = line.split("\t")
        return cls(
            _LETTERS[letter],
            geonames,
            country,
            code,
            int(population or 0),
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
            name,
        )


class Entry(NamedTuple):
    """What the gazetteer has under a key.

    ``common``: the name is likelier an ordinary word or a person's name. ``variant``: only another
    transliteration of the name is listed. Each place comes with whether the name is its usual one.
    """

    key: str
    common: bool
    variant: bool
    places: tuple[tuple[Place, bool], ...]

    @property
    def worldly(self) -> bool:
        """Whether the name is that of a country or a region of the world."""
        return any(place.kind in ("country", "region") for place, _ in self.places)

    @property
    def is_country(self) -> bool:
        """Whether the name is that of a country."""
        return any(place.kind == "country" for place, _ in self.places)

    @property
    def large(self) -> bool:
        """Whether the name is that of a first-level unit, a capital or a large town."""
        return any(
            place.kind in ("admin1", "capital") or place.population >= LARGE_TOWN
            for place, _ in self.places
        )


class Gazetteer:
    """Finds places by name.

    Args:
        text: The unpacked table.
    """

    def __init__(self, text: str) -> None:
        names, _, places = text.partition("\n\n")
        self._names = names.split("\n")
        self._places = places.split("\n")

    def has_prefix(self, key: str) -> bool:
        """Whether some name begins with these characters."""
        at = bisect_left(self._names, key)
        return at < len(self._names) and self._names[at].startswith(key)

    def find(self, key: str) -> Entry | None:
        """The places of exactly this key, or None."""
        at = bisect_left(self._names, f"{key}\t")
        if at == len(self._names) or not self._names[at].startswith(f"{key}\t"):
            return None
        refs = self._names[at][len(key) + 1 :]
        common = refs.startswith("!")
        places = tuple(
            (self._place(int(ref.lstrip("~"), 16)), not ref.startswith("~"))
            for ref in refs.lstrip("!").split(",")
        )
        return Entry(key.lstrip("~"), common, key.startswith("~"), places)

    def find_variant(self, key: str) -> Entry | None:
        """The places that another transliteration of this key names, or None."""
        return self.find(f"~{skeleton_of(key)}")

    def numeric_code(self, country: str) -> str | None:
        """A country's numeric code in ISO 3166-1 and UN M49, from its alpha-2 code."""
        return self._numeric.get(country)

    @cached_property
    def _numeric(self) -> dict[str, str]:
        countries = (Place.of_line(line) for line in takewhile(_is_country, self._places))
        return {place.country: place.code for place in countries}

    def _place(self, index: int) -> Place:
        return Place.of_line(self._places[index])


def _is_country(line: str) -> bool:
    return line.startswith(_OF_KIND["country"])


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this package."""
    packed = files(__package__).joinpath("gazetteer.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed).decode())
