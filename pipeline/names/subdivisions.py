"""The ISO 3166-2 code of a province, region or county, by its name within its country."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pycountry

UNITS = frozenset({"admin1", "admin2"})
"""Kinds of place that may be subdivisions of a country."""
_NO_WORD = re.compile(r"[^\w]+")
_GENERIC = frozenset(
    [
        "autonomous",
        "city",
        "county",
        "department",
        "district",
        "governorate",
        "oblast",
        "oblasty",
        "of",
        "prefecture",
        "province",
        "region",
        "republic",
        "state",
        "territory",
        "the",
        "velayat",
        "viloyat",
        "viloyati",
        "wilaya",
    ]
)
"""Words that a name has in one language or list and not in another (terms of ISO 3166-2)."""


def subdivision(name: str, kind: str, country: str | None) -> str | None:
    """The code, where exactly one subdivision of the country bears the name.

    >>> subdivision("Khatlon Region", "admin1", "TJ")
    'TJ-KT'
    """
    if kind not in UNITS or not country:
        return None
    found = _of(country).get(_bare(name), set())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _of(country: str) -> Mapping[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for unit in pycountry.subdivisions:
        if unit.country_code == country:
            names[_bare(unit.name)].add(unit.code)
    return names


def _bare(name: str) -> str:
    """A name without accents, case and words for the kind of unit, unless it is nothing else."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = _NO_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    return " ".join([word for word in words if word not in _GENERIC] or words)
