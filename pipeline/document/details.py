"""What an extractor read off a mention's own words, before the report's context is known.

A detail holds only what stands in the phrase: "6-10 November" has no year here. Resolution
(``pipeline.resolve``) adds the context and says on what basis.
"""

from decimal import Decimal
from typing import Literal

from pipeline.document.span import Layer, Span

DateKind = Literal[
    "date", "range", "set", "month", "year", "season", "quarter", "decade", "century", "relative"
]

DateUnit = Literal["day", "weekday", "week", "weekend", "month", "quarter", "year", "decade"]
DateModifier = Literal[
    "early",
    "mid",
    "late",
    "begin",
    "end",
    "half-1",
    "half-2",
    "since",
    "about",
    "numeric",
    "week",
    "week-1",
    "week-2",
    "week-3",
    "week-4",
    "week-last",
    "span",
]
Tense = Literal["past", "future"]


class PartialDate(Layer):
    """A date as far as its words give it; ``season`` is an EDTF season (21 spring .. 24 winter)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None


class DateDetail(Layer):
    """A date expression: its bounds as written, or its distance from an anchor.

    ``offset`` counts ``unit`` from the ``anchor``: the date mentioned before, the report's date of
    publication, or its period; for "weekday" it is the day (0 the last Monday, 7 the next); of a
    month it says which ("last July" -1). ``modifier`` is what the words around add ("since",
    "about", "early"), "numeric" where day and month might be swapped, "span" for all the days up to
    the distance ("the past two weeks"). ``runs`` are the parts of a set from which it runs to the
    next part ("11-13 and 20 May"). ``tense`` is that of the verb that the date belongs to.
    """

    kind: DateKind
    parts: tuple[PartialDate, ...] = ()
    offset: int | None = None
    unit: DateUnit | None = None
    anchor: Literal["mention", "published", "period"] | None = None
    modifier: DateModifier | None = None
    runs: tuple[int, ...] = ()
    tense: Tense | None = None


class FigureDetail(Layer):
    """A quantity: a point value or its bounds, and what is counted or measured.

    ``currency`` is ISO 4217; ``unit`` is the thing counted as the text names it ("participants")
    or a unit of measure.
    """

    value: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    unit: str | None = None
    currency: str | None = None


class PersonDetail(Layer):
    """What stands around a person's name; spans index the same text as the mention."""

    honorific: str | None = None
    role: Span | None = None
    affiliation: Span | None = None


class PlaceDetail(Layer):
    """The gazetteer key that a place phrase matched, and the kind its own words name."""

    key: str | None = None
    kind: str | None = None


class NameDetail(Layer):
    """The head word of a name of an organisation, event, programme or instrument.

    ``full``: the name with the head word that it shares with others: "Ministry of Justice" in
    "Ministries of Interior and of Justice".
    """

    head: str | None = None
    kind: str | None = None
    full: str | None = None


Detail = DateDetail | FigureDetail | PersonDetail | PlaceDetail | NameDetail


def shifted(detail: Detail | None, by: int) -> Detail | None:
    """The same detail for a text in which the mention stands ``by`` code points further on."""
    if not isinstance(detail, PersonDetail):
        return detail
    spans = {"role": detail.role, "affiliation": detail.affiliation}
    return detail.updated(
        **{name: span.shift(by) if span else None for name, span in spans.items()}
    )
