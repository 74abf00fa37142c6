"""What a decision says of a whole row, so that the row holds whatever the rules find later.

A decision with the action ``put`` holds one of these in ``after``: the row stands in the report so.
``before`` is the row as the rules alone gave it, by which it is found again among the rows of
another run; None where the reviewer added it. ``accept`` and ``reject`` of such rows hold them too.
"""

from collections.abc import Mapping
from decimal import Decimal as Number
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from pipeline.decisions.anchor import Anchor
from pipeline.document.checked import Checked
from schemas.codelists import EventRoleName, EventStatus, EventType
from schemas.values import Country, Currency, Edtf, Month, PurposeCode, Text

Holders = Literal["organisations", "people", "places", "programmes", "occasions", "instruments"]
"""Tables whose rows may have a role in an event."""


class Reference(Checked):
    """A body, person, place or other named thing: by its id, else its name, else its words.

    Where the report has none of these, it is one that the reviewer adds. ``value`` is what a place
    stands for, as in ``mentions``: "KG", "geonames:1527534".
    """

    table: Holders
    name: Text
    row_id: str | None = None
    anchor: Anchor | None = None
    value: str | None = None


class Role(Checked):
    """Who was what in an event."""

    role: EventRoleName
    who: Reference


class EventRecord(Checked):
    """An event; the decision's anchor is the words that tell of it, ``told_by`` further ones."""

    name: Text
    type: EventType
    status: EventStatus = "happened"
    date: Edtf | None = None
    place: Reference | None = None
    country: Country | None = None
    participants: Annotated[int, Field(ge=0)] | None = None
    amount: Annotated[Number, Field(ge=0)] | None = None
    currency: Currency | None = None
    background: bool = False
    told_by: tuple[Anchor, ...] = ()
    roles: tuple[Role, ...] = ()


class MilestoneRecord(Checked):
    """A result under a month; the decision's anchor reaches from its first word to its last.

    ``order`` is its number among its like, where the reviewer moved it.
    """

    month: Month | None = None
    title: str | None = None
    title_at: Anchor | None = None
    body: str
    order: Annotated[int, Field(ge=1)] | None = None


class SectionRecord(MilestoneRecord):
    """A part of the report that is no milestone."""

    kind: Literal["feature", "section", "story", "country"]
    theme: str | None = None
    theme_code: PurposeCode | None = None


class ListRecord(Checked):
    """A list; the decision's anchor reaches from its first item to its last."""

    title: str | None = None
    about: str | None = None
    items: Annotated[tuple[Text, ...], Field(min_length=1)]


class QuoteRecord(Checked):
    """Reported speech; the decision's anchor is its words."""

    kind: Literal["direct", "indirect", "mixed"]
    text: Text
    speaker: str | None = None
    person: Reference | None = None
    date: Edtf | None = None


Recorded = EventRecord | MilestoneRecord | SectionRecord | ListRecord | QuoteRecord

RECORDS: Mapping[str, type[Recorded]] = {
    "events": EventRecord,
    "milestones": MilestoneRecord,
    "sections": SectionRecord,
    "lists": ListRecord,
    "quotes": QuoteRecord,
}
"""Tables whose rows a reviewer can add and change as a whole, and what is recorded of a row."""


def record_of(table: str, written: JsonValue) -> Recorded:
    """What a decision says of a row, checked.

    Raises:
        pydantic.ValidationError: It is no record of that table.
    """
    return RECORDS[table].model_validate(written)


def changed(one: JsonValue, other: JsonValue) -> Mapping[str, Any]:
    """What the second record says of the cells that the first one has otherwise."""
    before = one if isinstance(one, dict) else {}
    after = other if isinstance(other, dict) else {}
    cells = dict.fromkeys([*before, *after])
    return {cell: after.get(cell) for cell in cells if before.get(cell) != after.get(cell)}
