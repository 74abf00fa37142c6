"""Records of who does what, where, when, for whom and with whose money: the field's 3W to 5W."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from schemas.codelists import EventStatus, EventType
from schemas.record import DatasetRecord, Record
from schemas.values import Country, Currency, Id, Offset, Page, PurposeCode, Subdivision, Text


class WhoDoesWhat(DatasetRecord):
    """Who does what, where, when, for whom and with whose money: an event in names and dates (5W).

    The columns stand in the order of humanitarian 3W and 4W templates. Several bodies in a cell are
    parted by "; ", what several reports say by line ends.
    """

    key = ("event_id",)
    references = {"event_id": "events"}

    organisation: str | None
    organisation_type: str | None
    partner: str | None
    donor: str | None
    activity: Text
    activity_type: EventType
    sector: str | None
    sector_code: PurposeCode | None
    admin0_name: str | None
    admin0_code: Country | None
    admin1_name: str | None
    admin1_code: Subdivision | None
    place: str | None
    start_date: dt.date | None
    end_date: dt.date | None
    status: EventStatus
    recipient: str | None
    people_reached: int | None
    women: int | None
    men: int | None
    girls: int | None
    boys: int | None
    amount: Decimal | None
    currency: Currency | None
    office: str | None
    report: Text
    page: Page | None
    sentence: Text
    reviewed_by: Text
    event_id: Id


class Donor(Record):
    """Who paid, as a report says it: for an event, in a list of donors, or in a credit."""

    key = ("donor_id",)
    references = {"event_id": "events"}

    donor_id: Id
    entity_id: Id
    name: Text
    source: Literal["event", "list", "credit"]
    event_id: Id | None
    start: Offset
    end: Offset
