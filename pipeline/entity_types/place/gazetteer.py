"""The gazetteer: from a name to the places that bear it.

``gazetteer.tsv.gz`` (``rebuild.py`` makes it) holds two lists of lines, an empty line between them.

- Names, in the order of their keys: the key, a tab, ``!`` if the name is likelier a common word,
  and the numbers of its places in base 16, behind ``~`` where the name is not the usual one. A key
  behind ``~`` is the skeleton of a name, what its transliterations share.
- Places, countries first: the fields of :class:`GazetteerPlace`, the kind as a letter.

Names are searched by bisection and place lines split when asked for: loading is quick, and a name
that is not there costs two comparisons.
"""

import gzip
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Literal, NamedTuple

import numpy as np

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
CACHED = 16384
"""Keys whose places are kept: a report names the same ones again."""
_OF_KIND = {kind: letter for letter, kind in _LETTERS.items()}


class GazetteerPlace(NamedTuple):
    """A place of the gazetteer.

    ``country`` is ISO 3166-1 alpha-2. ``code`` is the M49 code of a country or region (behind
    ``<``: of the region around it), GeoNames' code of the first-level unit of all others. Degrees
    are WGS84; a country or an administrative unit lies in the middle of its towns.
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
    def of_line(cls, line: str) -> "GazetteerPlace":
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
    places: tuple[tuple[GazetteerPlace, bool], ...]

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


class _Lines:
    """The lines of a text that stays one piece of memory.

    Half a million lines as strings of their own would take five times as much.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text
        breaks = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n"))
        self._ends = array("I", [*breaks.tolist(), len(text)])

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> bytes:
        start = self._ends[index - 1] + 1 if index else 0
        return self._text[start : self._ends[index]]

    def containing(self, part: bytes) -> bytes | None:
        """The first line that holds these bytes, or None."""
        at = self._text.find(part)
        return None if at < 0 else self[bisect_right(self._ends, at)]

    def first_from(self, line: bytes) -> int:
        """The index of the first line that is not less than this one; the lines are sorted."""
        return bisect_left(range(len(self)), line, key=self.__getitem__)


class Gazetteer:
    """Finds places by name.

    Args:
        table: The unpacked table, in UTF-8.
    """

    def __init__(self, table: bytes) -> None:
        names, _, places = table.partition(b"\n\n")
        self._names = _Lines(names)
        self._places = _Lines(places)

        self.look = lru_cache(CACHED)(self._look)
        self.with_id = lru_cache(CACHED)(self._with_id)

    def _look(self, key: str) -> tuple[Entry | None, bool]:
        """The places of exactly this key, and whether some name begins with it."""
        prefix = key.encode()
        at = self._names.first_from(prefix)
        line = self._names[at] if at < len(self._names) else b""
        if not line.startswith(prefix + b"\t"):
            return None, line.startswith(prefix)
        refs = line[len(prefix) + 1 :].decode()
        places = tuple(
            (self._place(int(ref.lstrip("~"), 16)), not ref.startswith("~"))
            for ref in refs.lstrip("!").split(",")
        )
        entry = Entry(key.lstrip("~"), refs.startswith("!"), key.startswith("~"), places)
        return entry, True

    def find(self, key: str) -> Entry | None:
        """The places of exactly this key, or None."""
        return self.look(key)[0]

    def find_variant(self, key: str) -> Entry | None:
        """The places that another transliteration of this key names, or None."""
        return self.find(f"~{skeleton_of(key)}")

    def _with_id(self, geonames: str) -> GazetteerPlace | None:
        """The place with this GeoNames id, or None."""
        line = self._places.containing(f"\t{geonames}\t".encode()) if geonames.isdigit() else None
        place = None if line is None else GazetteerPlace.of_line(line.decode())
        return place if place and place.geonames == geonames else None

    def beginning(self, prefix: str, names: int) -> Iterator[GazetteerPlace]:
        """The places of the first ``names`` names whose key begins so, each place once."""
        first = self._names.first_from(prefix.encode())
        seen: set[int] = set()
        for at in range(first, min(first + names, len(self._names))):
            key, _, refs = self._names[at].decode().partition("\t")
            if not key.startswith(prefix):
                return
            for ref in refs.lstrip("!").split(","):
                number = int(ref.lstrip("~"), 16)
                if number not in seen:
                    seen.add(number)
                    yield self._place(number)

    def numeric_code(self, country: str) -> str | None:
        """A country's numeric code in ISO 3166-1 and UN M49, from its alpha-2 code."""
        return self._numeric.get(country)

    @cached_property
    def _numeric(self) -> dict[str, str]:
        countries = takewhile(lambda place: place.kind == "country", self._all())
        return {place.country: place.code for place in countries}

    def _all(self) -> Iterator[GazetteerPlace]:
        return (self._place(index) for index in range(len(self._places)))

    def _place(self, index: int) -> GazetteerPlace:
        return GazetteerPlace.of_line(self._places[index].decode())


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this package."""
    packed = files(__package__).joinpath("gazetteer.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed))
