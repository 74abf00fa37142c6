"""What a place's row holds: codes, position and precision, and on what they rest."""

from typing import NamedTuple

from pipeline.document import Basis as Status
from pipeline.document import Place
from pipeline.entity_types.place.basis import Basis, lies_in
from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.entity_types.place.senses import FITTING, Sense

# IATI GeographicalPrecision: 1 exact, 3 second-order unit, 4 first-order unit, 5 part of a larger
# entity, 6 country, 9 unclear.
PRECISION = {"city": 1, "capital": 1, "admin2": 3, "admin1": 4, "country": 6}
PART, UNCLEAR = 5, 9
# What lies in or at the place that it is named after: "Beira airport".
WITHIN = frozenset({"facility", "camp", "border_crossing"})
NATURAL = "natural_feature"
UNKNOWN = "place"


class Spoken(NamedTuple):
    """What a mention says: the keys of its name and of its phrase, the kind that its head names.

    ``part``: the phrase singles out a part of the place, as "northern Mali" does.
    """

    key: str
    full: str
    kind: str | None
    part: bool


class _Codes(NamedTuple):
    value: str | None
    m49: str | None
    rule: Basis
    stated: bool


def listed(sense: Sense, spoken: Spoken) -> Place:
    """A place as the gazetteer has it; or a part of it, or what lies in it, with its codes."""
    place, codes = sense.place, _codes(sense)
    whole_country = place.kind == "country"
    fits = whole_country or spoken.kind not in FITTING or place.kind in FITTING[spoken.kind]
    status: Status = "stated" if codes.stated and fits else "inferred"
    kind = "city" if place.kind == "capital" else place.kind
    whole = Place(
        name=place.name,
        kind=kind if fits or spoken.kind is None else spoken.kind,
        value=codes.value,
        country=place.country or None,
        m49=codes.m49,
        geonames_id=place.geonames or None,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=PRECISION.get(place.kind, UNCLEAR),
        rule=codes.rule,
        status=status if codes.value else "unresolved",
    )
    inner = {
        "geonames_id": None,
        "latitude": None,
        "longitude": None,
        "rule": lies_in(place.name),
        "status": "inferred" if codes.value else "unresolved",
    }
    if spoken.part:
        return whole.updated(**inner, kind="area", precision=PART)
    if spoken.kind in WITHIN:
        return whole.updated(**inner, kind=spoken.kind, precision=UNCLEAR)
    return whole


def unlisted(spoken: Spoken, found: tuple[str, Basis] | None) -> Place:
    """A place that the gazetteer does not have: its country and the basis, if they were found."""
    country, rule = found or (None, None)
    return Place(
        name=spoken.key,
        kind=spoken.kind or UNKNOWN,
        value=country,
        country=country,
        m49=gazetteer().numeric_code(country) if country else None,
        precision=UNCLEAR,
        rule=rule,
        status="inferred" if country else "unresolved",
    )


def codes_of(value: str | None) -> dict[str, str | float | None]:
    """The fields of a :class:`~pipeline.document.Place` that follow from its value.

    Args:
        value: ISO 3166-1 alpha-2 ("KG"), "geonames:ID", "M49:NNN", or None for an unknown place.
    """
    scheme, _, code = (value or "").rpartition(":")
    place = gazetteer().with_id(code) if scheme == "geonames" else None
    country = place.country if place else code if value and not scheme else None
    return {
        "value": value,
        "country": country,
        "m49": code if scheme == "M49" else gazetteer().numeric_code(country or ""),
        "geonames_id": code if scheme == "geonames" else None,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "precision": PRECISION.get(place.kind if place else "country" if country else "", UNCLEAR),
    }


def identity(spoken: Spoken, place: Place) -> tuple[str | None, ...]:
    """What is equal for all mentions of one place."""
    if spoken.part or place.kind in {*WITHIN, NATURAL, UNKNOWN} or place.status == "unresolved":
        return (place.value, place.kind, spoken.full)
    if place.status == "stated" or place.geonames_id:
        return (place.value,)
    return (place.value, place.kind, spoken.key)


def _codes(sense: Sense) -> _Codes:
    place = sense.place
    numeric = gazetteer().numeric_code(place.country) if place.country else None
    if place.kind != "region":
        own = place.country if place.kind == "country" else None
        return _Codes(own or f"geonames:{place.geonames}", numeric, sense.rule, sense.stated)
    code = place.code.removeprefix("<")
    if place.country:
        return _Codes(place.country, numeric, Basis.COUNTRY_OF_REGION, stated=False)
    if not code:
        return _Codes(None, None, Basis.NO_CODE, stated=False)
    if place.code == code:
        return _Codes(f"M49:{code}", code, sense.rule, stated=True)
    return _Codes(f"M49:{code}", code, Basis.M49_AROUND, stated=False)
