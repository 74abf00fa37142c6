"""One record per table: field order is column order, ``None`` is an empty cell.

``key`` names the primary key, ``references`` the columns that hold another table's key. A text
position that is the record's own is ``start``/``end``: code points into ``text.txt``.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from schemas.codelists import EventRoleName, EventStatus, EventType, PeopleGroup
from schemas.record import Record
from schemas.values import (
    M49,
    Bbox,
    Confidence,
    Country,
    Currency,
    Edtf,
    GeoNamesId,
    IatiId,
    Id,
    Label,
    Latitude,
    Longitude,
    Month,
    Offset,
    OrganisationType,
    Page,
    Precision,
    PurposeCode,
    Status,
    Subdivision,
    Text,
)


class Report(Record):
    """The report itself."""

    key = ("report_id",)

    title: str | None
    publisher: str | None
    period: Edtf | None
    published: dt.date | None
    language: str | None
    pages: int | None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    family: str
    source: Text


class Milestone(Record):
    """A result reported under a month."""

    key = ("milestone_id",)

    milestone_id: Id
    month: Month | None
    order: int
    title: str | None
    body: str
    start: Offset
    end: Offset


class Section(Record):
    """A part of the report that is no milestone: feature, section, story, country."""

    key = ("section_id",)

    section_id: Id
    kind: Literal["feature", "section", "story", "country"]
    title: str | None
    theme: str | None
    theme_code: PurposeCode | None
    month: Month | None
    order: int
    body: str
    start: Offset
    end: Offset


class ListGroup(Record):
    """A list, or one group of a list that the layout splits."""

    key = ("list_id",)
    references = {"section_id": "sections"}

    list_id: Id
    section_id: Id | None
    title: str | None
    about: str | None
    group: int
    items: int


class ListItem(Record):
    """An item of a list; ``raw`` is what the source has, ``suggestion`` a repair on offer."""

    key = ("list_id", "order")
    references = {"list_id": "lists"}

    list_id: Id
    order: int
    text: Text
    raw: Text
    suggestion: str | None
    start: Offset
    end: Offset


class Mention(Record):
    """A labelled stretch of text and the value it stands for."""

    key = ("mention_id",)
    references = {"milestone_id": "milestones", "section_id": "sections"}

    mention_id: Id
    label: Label
    text: Text
    value: str | None
    entity_id: Id | None
    milestone_id: Id | None
    section_id: Id | None
    start: Offset
    end: Offset
    raw_start: Offset
    raw_end: Offset
    page: Page | None
    bbox: Bbox | None
    method: Text
    confidence: Confidence | None


class Date(Record):
    """The value of a DATE mention, with its bounds as days."""

    key = ("mention_id",)
    references = {"mention_id": "mentions"}

    mention_id: Id
    text: Text
    value: Edtf | None
    date_start: dt.date | None
    date_end: dt.date | None
    kind: Text
    anchor: str | None
    status: Status


class Place(Record):
    """A place with its codes; ``mentions`` counts."""

    key = ("place_id",)

    place_id: Id
    name: Text
    kind: Text
    country: Country | None
    m49: M49 | None
    geonames_id: GeoNamesId | None
    latitude: Latitude | None
    longitude: Longitude | None
    precision: Precision | None
    mentions: int
    subdivision: Subdivision | None = None


class Organisation(Record):
    """A body under all its names; ``kind`` is an IATI OrganisationType code."""

    key = ("organisation_id",)
    references = {"part_of": "organisations"}

    organisation_id: Id
    name: Text
    acronym: str | None
    kind: OrganisationType | None
    country: Country | None
    iati_id: IatiId | None
    part_of: Id | None
    mentions: int


class Person(Record):
    """A person with honorific, role and affiliation as the report gives them."""

    key = ("person_id",)
    references = {"organisation_id": "organisations"}

    person_id: Id
    name: Text
    honorific: str | None
    role: str | None
    organisation_id: Id | None
    mentions: int


class Figure(Record):
    """The value of a FIGURE mention, what it counts, and the event that it is told of.

    ``part_of`` is the figure that includes this one ("18 officers, six of them women"): the two are
    never added.
    """

    key = ("mention_id",)
    references = {"mention_id": "mentions", "event_id": "events", "part_of": "figures"}

    mention_id: Id
    value: Decimal | None
    at_least: Decimal | None
    at_most: Decimal | None
    unit: str | None
    currency: Currency | None
    text: Text
    counted: str | None
    group: PeopleGroup | None
    event_id: Id | None
    part_of: Id | None


class Quote(Record):
    """Reported speech and who said it."""

    key = ("quote_id",)
    references = {"person_id": "people"}

    quote_id: Id
    kind: Literal["direct", "indirect", "mixed"]
    text: Text
    speaker: str | None
    person_id: Id | None
    date: Edtf | None
    start: Offset
    end: Offset


class Event(Record):
    """Something done or planned; ``date_source`` names what the date rests on.

    ``start`` and ``end`` are the sentence, list item or table row that tells of it, ``told_by``
    those of further ones ("812-951;1204-1310"). ``background``: history or an incident, no result
    of the period.
    """

    key = ("event_id",)
    references = {
        "milestone_id": "milestones",
        "section_id": "sections",
        "place_id": "places",
        "occasion_id": "occasions",
    }

    event_id: Id
    milestone_id: Id | None
    section_id: Id | None
    name: Text
    type: EventType
    status: EventStatus
    date: Edtf | None
    date_start: dt.date | None
    date_end: dt.date | None
    date_source: str | None
    place_id: Id | None
    country: Country | None
    participants: int | None
    amount: Decimal | None
    currency: Currency | None
    background: bool
    start: Offset
    end: Offset
    told_by: str | None
    occasion_id: Id | None
    confidence: Confidence | None


class EventRole(Record):
    """Who took part in an event as what; ``entity_id`` is an organisation, person or place."""

    key = ("event_id", "role", "entity_id")
    references = {"event_id": "events"}

    event_id: Id
    role: EventRoleName
    entity_id: Id
    name: Text


class Instrument(Record):
    """A named agreement, law, plan, standard or declaration."""

    key = ("instrument_id",)

    instrument_id: Id
    name: Text
    alias: str | None
    kind: str | None
    mentions: int


class Programme(Record):
    """A named programme, project or initiative."""

    key = ("programme_id",)

    programme_id: Id
    name: Text
    alias: str | None
    kind: str | None
    mentions: int


class Occasion(Record):
    """A named event (conference, international day, contest) as the report calls it."""

    key = ("occasion_id",)

    occasion_id: Id
    name: Text
    alias: str | None
    kind: str | None
    mentions: int


class Acronym(Record):
    """A short form that the report defines."""

    key = ("acronym_id",)

    acronym_id: Id
    short: Text
    long: Text
    start: Offset
    end: Offset


class Table(Record):
    """A table that the layout shows, as rows and columns of cells."""

    key = ("table_id",)
    references = {"section_id": "sections"}

    table_id: Id
    section_id: Id | None
    page: Page | None
    rows: int
    columns: int


class TableCell(Record):
    """One cell that holds text; ``row`` and ``column`` count from 1."""

    key = ("table_id", "row", "column")
    references = {"table_id": "tables"}

    table_id: Id
    row: int
    column: int
    text: Text
    start: Offset
    end: Offset
