"""What is known of a report, an event, a body, a person, a place: as names and cells."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pipeline.dataset.activities import GROUPS
from pipeline.site.data import Data
from pipeline.site.listing import Cell, Link, cell, country_cell, organisation_cell
from pipeline.site.words import day, kind_of_place, number, role, when
from pipeline.write.report import Row
from schemas.codelists import ORGANISATION_TYPES

Facts = list[tuple[str, Cell]]


def _known(facts: Iterable[tuple[str, Cell]]) -> Facts:
    return [(name, found) for name, found in facts if found.links]


def facts_of_report(row: Row) -> Facts:
    """Who published a report, when, and about what time."""
    published = day(row["published"]) if row["published"] else ""
    return _known(
        [
            ("Office", cell(row["publisher"])),
            ("Period", cell(when(row["period"]))),
            ("Published", cell(published)),
            ("Pages", cell(row["pages"])),
            ("File", cell(row["source"])),
        ]
    )


def facts_of_event(data: Data, row: Row) -> Facts:
    """When, where, who, for how many, with whose money."""
    return _known(_event(data, row))


def _event(data: Data, row: Row) -> Iterator[tuple[str, Cell]]:
    about = data.activities[row["event_id"]]
    place = data.places.get(row["place_id"])
    yield "When", cell(when(row["date"]) or "not dated")
    yield "Kind", cell(row["type"])
    yield "Status", cell(row["status"])
    if place and about["place"]:
        yield "Place", cell(place["name"], data.links[place["place_id"]])
    yield "Province or region", cell(about["admin1_name"])
    yield "Country", country_cell(data, row["country"])
    yield "Theme", cell(about["sector"])
    for name in dict.fromkeys(r["role"] for r in data.roles.get(row["event_id"], ())):
        links = (
            Link(r["name"], data.links.get(r["entity_id"], ""))
            for r in data.roles[row["event_id"]]
            if r["role"] == name
        )
        yield role(name).capitalize(), Cell(tuple(links))
    yield "People", cell(number(row["participants"]))
    for group in GROUPS:
        yield group.capitalize(), cell(number(about[group]))
    if row["amount"]:
        amount = number(f"{Decimal(row['amount']):f}")
        yield "Amount", cell(f"{row['currency']} {amount}".strip())


def facts_of_entity(data: Data, table: str, row: Row) -> Facts:
    """What a body, person or place is, and the codes that others know it by."""
    return _known(_entity(data, table, row))


def _entity(data: Data, table: str, row: Row) -> Iterator[tuple[str, Cell]]:
    if table == "people":
        yield "Title", cell(row["honorific"])
        yield "Role", cell(row["role"])
        yield "Organisation", organisation_cell(data, row["organisation_id"])
        return
    if table == "organisations":
        yield "Short name", cell(row["acronym"] if row["acronym"] != row["name"] else "")
        yield "Type", cell(ORGANISATION_TYPES.get(row["kind"], ""))
        yield "Part of", organisation_cell(data, row["part_of"])
        yield "Country", country_cell(data, row["country"])
        yield "IATI identifier", cell(row["iati_id"])
        return
    yield "Kind", cell(kind_of_place(row["kind"]))
    yield "Country", country_cell(data, row["country"])
    yield "Subdivision (ISO 3166-2)", cell(row["subdivision"])
    yield "UN M49 code", cell(row["m49"])
    yield "GeoNames number", cell(row["geonames_id"])
