"""The tables of the pages: what a reader sees, filters, sorts and takes along as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.dataset.activities import PARTING
from pipeline.site.data import LATE, Data
from pipeline.site.reviews import told, told_of_report
from pipeline.site.words import country, kind_of_place, number, role, when
from pipeline.write.report import Row
from schemas.codelists import ORGANISATION_TYPES


class Link(NamedTuple):
    """Words, and the page that they lead to from the root; no page where there is none."""

    words: str
    href: str = ""


class Cell(NamedTuple):
    """What a cell shows; ``key`` sorts it, where that is not its words."""

    links: tuple[Link, ...]
    key: str = ""

    @property
    def text(self) -> str:
        """Its words without the links: what stands in CSV."""
        return PARTING.join(link.words for link in self.links)


class Column(NamedTuple):
    """``choice``: whether a reader may choose one of its values; ``kind``: how it is sorted."""

    title: str
    choice: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; ``name`` is that of its CSV."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def cell(words: str, href: str = "", key: str = "") -> Cell:
    """A cell with at most one link."""
    return Cell((Link(words, href),) if words else (), key)


def events_listing(
    data: Data,
    events: Iterable[Row],
    name: str,
    title: str = "Events",
    *,
    as_of: str = "",
    without: str = "",
) -> Listing:
    """Events, one per row.

    Args:
        data: The dataset.
        events: Its events.
        name: The name of the CSV.
        title: What the table is called.
        as_of: An entity: what it was in the events is a column.
        without: The column that says the same in all rows of the page.
    """
    columns = [
        Column("When", kind="key"),
        Column("What"),
        *([Column("As", choice=True)] if as_of else []),
        Column("Kind", choice=True),
        Column("Status", choice=True),
        Column("Where"),
        Column("Country", choice=True),
        Column("Who did it"),
        Column("Who paid"),
        Column("People", kind="number"),
        Column("Report", choice=True),
        Column("Review", choice=True),
    ]
    rows = [_event(data, event, as_of) for event in events]
    kept = [index for index, column in enumerate(columns) if column.title != without]
    return Listing(
        name, title, [columns[n] for n in kept], [[row[n] for n in kept] for row in rows]
    )


def _event(data: Data, event: Row, as_of: str) -> list[Cell]:
    about = data.activities[event["event_id"]]
    place = data.places.get(event["place_id"]) if about["place"] else None
    key = f"{event['date_start'] or LATE} {event['date_end'] or LATE}"
    return [
        cell(when(event["date"]) or "not dated", key=key),
        cell(event["name"], data.links[event["event_id"]]),
        *([cell(as_what(data, event, as_of))] if as_of else []),
        cell(event["type"]),
        cell(event["status"]),
        cell(place["name"], data.links[event["place_id"]])
        if place and about["place"]
        else cell(""),
        country_cell(data, event["country"]),
        Cell(bodies(data, event, ("organiser", "host", "partner"))),
        Cell(bodies(data, event, ("funder",))),
        cell(number(event["participants"])),
        cell(data.titles[event["report_id"]], data.pages[event["report_id"]]),
        cell(told(data.reviews.of_event(event["event_id"]))),
    ]


def as_what(data: Data, event: Row, entity_id: str) -> str:
    """What an entity was in an event; "place" where it happened there."""
    found = data.roles.get(event["event_id"], ())
    names = [role(row["role"]) for row in found if row["entity_id"] == entity_id]
    return PARTING.join(names) or "place"


def bodies(data: Data, event: Row, names: Sequence[str]) -> tuple[Link, ...]:
    """Who had one of some roles in an event, each once, in the order of the roles."""
    found = {
        row["entity_id"]: Link(row["name"], data.links.get(row["entity_id"], ""))
        for name in names
        for row in data.roles.get(event["event_id"], ())
        if row["role"] == name
    }
    return tuple(found.values())


def reports_listing(data: Data) -> Listing:
    """The reports, the latest period first."""
    columns = [
        Column("Report"),
        Column("Office", choice=True),
        Column("Period", kind="key"),
        Column("Pages", kind="number"),
        Column("Events", kind="number"),
        Column("Review", choice=True),
    ]
    rows = sorted(data.tables["reports"], key=lambda row: row["period"], reverse=True)
    return Listing("reports", "Reports", columns, [_report(data, row) for row in rows])


def _report(data: Data, row: Row) -> list[Cell]:
    stem = row["report_id"]
    return [
        cell(row["title"] or stem, data.pages[stem]),
        cell(row["publisher"]),
        cell(when(row["period"]), key=row["period"] or LATE),
        cell(row["pages"]),
        cell(str(len(data.by_report[stem]["events"]))),
        cell(told_of_report(data.reviews, stem)),
    ]


def organisations_listing(data: Data) -> Listing:
    """The organisations by name."""
    columns = [
        Column("Organisation"),
        Column("Short name"),
        Column("Type", choice=True),
        Column("Country", choice=True),
        Column("Events", kind="number"),
        Column("Review", choice=True),
    ]
    rows = [
        [
            cell(row["name"], data.links[row["organisation_id"]]),
            cell(row["acronym"] if row["acronym"] != row["name"] else ""),
            cell(ORGANISATION_TYPES.get(row["kind"], "")),
            country_cell(data, row["country"]),
            cell(str(len(data.events_with(row["organisation_id"])))),
            cell(told(data.reviews.of_row("organisations", row["organisation_id"]))),
        ]
        for row in by_name(data.tables["organisations"])
    ]
    return Listing("organisations", "Organisations", columns, rows)


def people_listing(data: Data) -> Listing:
    """The people by name."""
    columns = [
        Column("Name"),
        Column("Role"),
        Column("Organisation", choice=True),
        Column("Events", kind="number"),
        Column("Review", choice=True),
    ]
    rows = [
        [
            cell(row["name"], data.links[row["person_id"]]),
            cell(row["role"]),
            cell(
                data.organisations.get(row["organisation_id"], ""),
                data.links.get(row["organisation_id"], ""),
            ),
            cell(str(len(data.events_with(row["person_id"])))),
            cell(told(data.reviews.of_row("people", row["person_id"]))),
        ]
        for row in by_name(data.tables["people"])
    ]
    return Listing("people", "People", columns, rows)


def places_listing(data: Data) -> Listing:
    """The places by name."""
    columns = [
        Column("Place"),
        Column("Kind", choice=True),
        Column("Country", choice=True),
        Column("Events", kind="number"),
        Column("Review", choice=True),
    ]
    rows = [
        [
            cell(row["name"], data.links[row["place_id"]]),
            cell(kind_of_place(row["kind"])),
            country_cell(data, row["country"]),
            cell(str(len(data.events_with(row["place_id"])))),
            cell(told(data.reviews.of_row("places", row["place_id"]))),
        ]
        for row in by_name(data.tables["places"])
    ]
    return Listing("places", "Places", columns, rows)


def countries_listing(data: Data) -> Listing:
    """The countries by name, with how many events took place there."""
    codes = [event["country"] for event in data.events]
    columns = [Column("Country"), Column("ISO code"), Column("Events", kind="number")]
    rows = [
        [country_cell(data, code), cell(code), cell(str(codes.count(code)))]
        for code in data.countries
    ]
    return Listing("countries", "Countries", columns, rows)


def organisation_cell(data: Data, identifier: str) -> Cell:
    """A body's name with its page; empty where none is known."""
    return cell(data.organisations.get(identifier, ""), data.links.get(identifier, ""))


def country_cell(data: Data, code: str) -> Cell:
    """A country's name, with its page where it has one; empty where none is known."""
    return cell(country(code), f"countries/{code}.html" if code in data.countries else "")


def by_name(rows: Iterable[Row]) -> list[Row]:
    """Rows of things that have names, by them."""
    return sorted(rows, key=lambda row: row["name"].casefold())
