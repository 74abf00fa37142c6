"""Values and entities."""

from datetime import date

from pipeline.document.layers.segment import Basis
from pipeline.document.span import Layer, Span
from schemas.values import Label


class ResolvedDate(Layer):
    """The value of a DATE mention: EDTF, its day bounds, and on what it rests.

    ``anchor`` names what a relative or incomplete date was counted from
    ("mention:2017-11-01", "period:2017-10/2017-12", "published:2018-01-15").
    """

    mention: int
    edtf: str | None
    kind: str
    first: date | None = None
    last: date | None = None
    anchor: str | None = None
    status: Basis = "stated"
    rule: str | None = None


class Issued(Layer):
    """The day on which the report came out, where its own text says so, and the words that do."""

    day: date
    span: Span
    status: Basis = "stated"


class Place(Layer):
    """A place and its codes: ISO 3166-1 alpha-2, UN M49, GeoNames; WGS84 degrees.

    ``precision`` is the IATI GeographicalPrecision scale (1 exact .. 6 country, 9 unclear).
    """

    name: str
    kind: str
    value: str | None
    country: str | None = None
    m49: str | None = None
    geonames_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    mentions: tuple[int, ...] = ()
    rule: str | None = None
    status: Basis = "stated"


class Organisation(Layer):
    """A body under all the names the report uses for it; ``part_of`` indexes the same layer.

    ``stated_at``: where a body is named that has no mention, the publisher in a masthead.
    """

    name: str
    acronym: str | None = None
    kind: str | None = None
    country: str | None = None
    country_rule: str | None = None
    iati_id: str | None = None
    part_of: int | None = None
    mentions: tuple[int, ...] = ()
    stated_at: Span | None = None


class Person(Layer):
    """A person under full and short names; ``organisation`` indexes ``organisations``."""

    name: str
    honorific: str | None = None
    role: str | None = None
    role_span: Span | None = None
    organisation: int | None = None
    mentions: tuple[int, ...] = ()


class NamedThing(Layer):
    """A named event, programme or instrument under all the names the report uses for it."""

    label: Label
    name: str
    alias: str | None = None
    kind: str | None = None
    mentions: tuple[int, ...] = ()
