"""Which of the places that bear a name is meant.

Each is weighed: how well known it is, whether it is of the kind that the phrase names, and how
much the sentence, the paragraph, the section and the whole report speak of its country.
"""

from collections.abc import Mapping, Sequence
from math import log10
from operator import itemgetter
from typing import NamedTuple

from pipeline.document.span import Span
from pipeline.entity_types.place.basis import LISTED_IN, Basis, Scope
from pipeline.entity_types.place.context import Countries
from pipeline.entity_types.place.gazetteer import LARGE_TOWN, Entry, Kind
from pipeline.entity_types.place.gazetteer import GazetteerPlace as Listed

WEIGHT_OF_SCOPE = {Scope.SENTENCE: 2.0, Scope.PARAGRAPH: 1.0, Scope.SECTION: 1.2, Scope.REPORT: 2.0}
WEIGHT_OF_KIND: dict[Kind, float] = {
    "country": 8.0,
    "region": 8.0,
    "capital": 2.0,
    "admin1": 1.0,
    "city": 0.4,
    "admin2": 0.0,
}
USUAL_NAME = 0.8
OF_THE_KIND = 6.0
SIBLINGS = 1.0
BESIDE, BESIDE_UNIT = 4.0, 1.0
PER_TENFOLD = 0.4
"""What a tenfold population weighs."""
OVERSHADOWS = 20
"""How many times the people of a town of its name a unit has that is meant before the town."""
TOWNS: frozenset[Kind] = frozenset({"city", "capital"})
MUCH_NAMED = 0.25
"""A small place is not meant for a country's being named somewhere else in the report."""
CLOSE = 0.5
"""Two countries whose best places differ by less are a doubt."""

# The kinds of the gazetteer that a head word fits: "Osh region" is no town.
FITTING: dict[str | None, frozenset[Kind]] = {
    "admin1": frozenset({"admin1", "region"}),
    "admin2": frozenset({"admin2"}),
    "city": TOWNS,
}


class Clue(NamedTuple):
    """What stands around one mention.

    ``beside``: the country named right behind it, and GeoNames' code of the first-level unit if it
    is one: "Rann, Borno State". ``siblings``: how many places of each kind are listed with it.
    """

    span: Span
    kind: str | None
    beside: tuple[str, str | None] | None
    siblings: Mapping[str, int]


class Sense(NamedTuple):
    """The place that is meant, and on what basis; ``rival``: another that it may be.

    ``stated``: the report names the place's country, or no other has a place of the name.
    """

    place: Listed
    rule: Basis
    stated: bool
    rival: Listed | None


def choose(entry: Entry, clues: Sequence[Clue], countries: Countries) -> Sense | None:
    """The place that mentions of one name mean: first its country, then which place there.

    Returns:
        None where the gazetteer has only places that nothing in the report supports.
    """
    around = {place: _around(place, clues, countries) for place, _ in entry.places}
    weighed = sorted(
        ((_renown(place, usual=usual) + around[place], place) for place, usual in entry.places),
        key=itemgetter(0),
        reverse=True,
    )
    best, first = weighed[0]
    elsewhere = [(weight, place) for weight, place in weighed if place.country != first.country]
    rival = elsewhere[0][1] if elsewhere and best - elsewhere[0][0] < CLOSE else None
    there = [place for place, _ in entry.places if place.country == first.country]
    town = max((place.population for place in there if place.kind in TOWNS), default=0)
    place = max(
        there,
        key=lambda place: WEIGHT_OF_KIND[place.kind] + _rank(place, town) + around[place],
    )
    support = _support(place, clues, countries)
    if not support and (entry.variant or not is_prominent(place)):
        return None
    if place.kind in ("country", "region"):
        return Sense(place, Basis.GAZETTEER, stated=True, rival=rival)
    if not elsewhere:
        return Sense(place, Basis.ONLY_COUNTRY, stated=True, rival=None)
    if support:
        return Sense(place, support, stated=True, rival=rival)
    return Sense(place, Basis.BEST_KNOWN, stated=False, rival=rival)


def _renown(place: Listed, *, usual: bool) -> float:
    """How well known a place is among the places of its name in other countries."""
    unit = _tenfolds(place) if place.kind == "admin1" else 0.0
    return WEIGHT_OF_KIND[place.kind] + USUAL_NAME * usual + _size(place) + unit


def _rank(place: Listed, town: int) -> float:
    """A place's size among those of its name in one country, of which ``town`` is the largest."""
    if place.kind == "admin1" and place.population > OVERSHADOWS * town:
        return _tenfolds(place)  # California is the state, not the town in Maryland
    return _size(place)


def _size(place: Listed) -> float:
    """A town's size; a unit's is that of its towns and says nothing beside them."""
    return _tenfolds(place) if place.kind in TOWNS else 0.0


def _tenfolds(place: Listed) -> float:
    return PER_TENFOLD * log10(max(place.population, 1))


def _around(place: Listed, clues: Sequence[Clue], countries: Countries) -> float:
    return sum(_around_mention(place, clue, countries) for clue in clues) / len(clues)


def _around_mention(place: Listed, clue: Clue, countries: Countries) -> float:
    weight = 0.0
    if clue.kind in FITTING:
        weight += OF_THE_KIND if place.kind in FITTING[clue.kind] else -OF_THE_KIND
    if clue.beside:
        country, unit = clue.beside
        weight += BESIDE * (place.country == country)
        weight += BESIDE_UNIT * (unit is not None and place.code == unit)
    if clue.siblings:
        kind = "city" if place.kind == "capital" else place.kind
        weight += SIBLINGS * clue.siblings.get(kind, 0) / sum(clue.siblings.values())
    for scope, index in countries.scopes(clue.span.start):
        weight += WEIGHT_OF_SCOPE[scope] * countries.share(scope, index, place.country)
    return weight


def _support(place: Listed, clues: Sequence[Clue], countries: Countries) -> Basis | None:
    """The narrowest part of the report that names the place's country."""
    if any(clue.beside and clue.beside[0] == place.country for clue in clues):
        return Basis.LISTED_BESIDE
    naming = {
        scope
        for clue in clues
        for scope, index in countries.scopes(clue.span.start)
        if countries.share(scope, index, place.country)
        > (0.0 if scope is not Scope.REPORT or is_prominent(place) else MUCH_NAMED)
    }
    scopes = (scope for scope in WEIGHT_OF_SCOPE if scope in naming)
    return next((LISTED_IN[scope] for scope in scopes), None)


def is_prominent(place: Listed) -> bool:
    """Whether a place is so well known that its bare name means it."""
    known = place.kind in ("country", "region", "admin1", "capital")
    return known or place.population >= LARGE_TOWN
