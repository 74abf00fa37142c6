"""The value types of the tables' cells, each checked against its public standard.

- EDTF: Extended Date/Time Format, ISO 8601-2:2019, level 1 (Library of Congress specification).
- Country: ISO 3166-1 alpha-2, in force.
- Currency: ISO 4217, in force.
- Subdivision: ISO 3166-2, in force.
- OrganisationType: IATI's code list.
- M49: United Nations Statistics Division's area codes, three digits.
- GeoNames: the numeric identifier as a string.
"""

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal

import pycountry
from pydantic import AfterValidator, Field, StringConstraints

from schemas.codelists import ORGANISATION_TYPES

Label = Literal["DATE", "PLACE", "ORG", "PERSON", "EVENT", "PROGRAMME", "INSTRUMENT", "FIGURE"]
"""The labels of mentions; how each is found and shown is said in the folder of its entity type."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SEASON_IN_INTERVAL = re.compile(r"\d{4}-2[1-4]")


@cache
def _edtf(value: str) -> str:
    if "/" in value and _SEASON_IN_INTERVAL.search(value):
        msg = f"{value}: a season cannot bound an EDTF interval"
        raise ValueError(msg)
    if _DAY.fullmatch(value) and _is_day(value):
        return value  # the parser takes milliseconds for each value that is new
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415 - start-up time

    try:
        parse_edtf(value)
    except EDTFParseException as error:
        msg = f"{value}: not an EDTF date"
        raise ValueError(msg) from error
    return value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _month(value: str) -> str:
    if not _MONTH.fullmatch(value):
        msg = f"{value}: not a month (YYYY-MM)"
        raise ValueError(msg)
    return value


def _country(value: str) -> str:
    if pycountry.countries.get(alpha_2=value) is None:
        msg = f"{value}: not an ISO 3166-1 alpha-2 code"
        raise ValueError(msg)
    return value


def _currency(value: str) -> str:
    if pycountry.currencies.get(alpha_3=value) is None:
        msg = f"{value}: not an ISO 4217 code"
        raise ValueError(msg)
    return value


@cache
def _subdivisions() -> frozenset[str]:
    return frozenset(unit.code for unit in pycountry.subdivisions)


def _subdivision(value: str) -> str:
    if value not in _subdivisions():
        msg = f"{value}: not an ISO 3166-2 code"
        raise ValueError(msg)
    return value


def _organisation_type(value: str) -> str:
    if value not in ORGANISATION_TYPES:
        msg = f"{value}: not an IATI OrganisationType"
        raise ValueError(msg)
    return value


Edtf = Annotated[str, AfterValidator(_edtf), Field(description="EDTF, level 1")]
Month = Annotated[str, AfterValidator(_month), Field(description="EDTF month YYYY-MM")]
Country = Annotated[str, AfterValidator(_country), Field(description="ISO 3166-1 alpha-2")]
Subdivision = Annotated[str, AfterValidator(_subdivision), Field(description="ISO 3166-2")]
OrganisationType = Annotated[
    str, AfterValidator(_organisation_type), Field(description="IATI OrganisationType")
]
M49 = Annotated[str, StringConstraints(pattern=r"^\d{3}$"), Field(description="UN M49")]
GeoNamesId = Annotated[str, StringConstraints(pattern=r"^\d+$"), Field(description="GeoNames id")]
Currency = Annotated[str, AfterValidator(_currency), Field(description="ISO 4217")]
IatiId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]+-[\w-]+$"),
    Field(description="IATI organisation identifier"),
]
PurposeCode = Annotated[
    str, StringConstraints(pattern=r"^\d{5}$"), Field(description="OECD-DAC purpose code")
]
Confidence = Annotated[
    float, Field(ge=0, le=1, description="how likely the row is right: docs/confidence.md")
]
Latitude = Annotated[float, Field(ge=-90, le=90, description="degrees, WGS84")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="degrees, WGS84")]
Precision = Annotated[int, Field(ge=1, le=9, description="IATI GeographicalPrecision")]
Offset = Annotated[int, Field(ge=0, description="Unicode code points, half-open")]
Page = Annotated[int, Field(ge=1, description="page number, from 1")]
Bbox = Annotated[
    str,
    StringConstraints(pattern=r"^-?[\d.]+( -?[\d.]+){3}(;-?[\d.]+( -?[\d.]+){3})*$"),
    Field(description="x0 top x1 bottom in PDF points, several boxes joined by ;"),
]
Status = Literal["stated", "inferred", "unresolved"]
"""What a value rests on: the text, a rule that is named, or nothing (it is empty then)."""
Id = Annotated[str, StringConstraints(min_length=1)]
Text = Annotated[str, StringConstraints(min_length=1)]
