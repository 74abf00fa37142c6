"""The events as rows that a programme officer reads: names for ids, dates, people by group (5W)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.dataset.admin import NOWHERE, country, first_level
from pipeline.dataset.figures import figures_of, spans_of
from pipeline.dataset.reviewed import Review, in_words, reviews_of_events
from pipeline.write.report import Extracted, Key, Row
from schemas.codelists import ORGANISATION_TYPES

ROLES = {
    "organisation": ("organiser",),
    "partner": ("partner", "host", "auspices"),
    "donor": ("funder",),
    "recipient": ("recipient", "participant"),
}
"""The roles whose bodies stand in a column."""
GROUPS = ("women", "men", "girls", "boys")
"""Groups of people by sex and age that humanitarian tables count apart."""
PARTING = "; "


@dataclass(frozen=True, slots=True)
class Source:
    """What one report says of an event besides its row; ``groups`` by :data:`GROUPS`."""

    report: str
    office: str
    sector: str
    sector_code: str
    sentence: str
    page: str
    groups: Mapping[str, str]
    reviews: Sequence[Review]


def sources(report: Extracted) -> Iterator[tuple[str, Source]]:
    """What a report says of each of its events, by the event's id there; without the background."""
    figures = figures_of(report)
    reviews = reviews_of_events(report.tables["decisions"])
    about = report.about
    title = f"{about['title']} ({about['report_id']})" if about["title"] else about["report_id"]
    for event in report.tables["events"]:
        low, high = spans_of(event)[0]
        section: Mapping[str, str] = report.rows["sections"].get(event["section_id"], {})
        groups: dict[str, str] = {}
        for stated in figures.get(event["event_id"], ()):
            if stated.figure["group"] in GROUPS and stated.figure["value"].isdigit():
                groups.setdefault(stated.figure["group"], stated.figure["value"])
        page = report.place(Key("events", event["event_id"])).page
        yield (
            event["event_id"],
            Source(
                report=title,
                office=about["publisher"],
                sector=section.get("theme", ""),
                sector_code=section.get("theme_code", ""),
                sentence=" ".join(report.text[low:high].split()),
                page=str(page or ""),
                groups=groups,
                reviews=reviews.get(event["event_id"], ()),
            ),
        )


@dataclass(frozen=True)
class Names:
    """The dataset's entities by their ids, and the roles of each event."""

    organisations: Mapping[str, Row]
    places: Mapping[str, Row]
    roles: Mapping[str, Sequence[Row]]

    def bodies(self, event_id: str, column: str) -> list[Row]:
        """Who stands in a column of an event, each body once."""
        found = {
            role["entity_id"]: role
            for name in ROLES[column]
            for role in self.roles.get(event_id, ())
            if role["role"] == name
        }
        return [self.organisations.get(entity, role) for entity, role in found.items()]


def roles_by_event(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The roles of each event."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["event_id"]].append(row)
    return found


def activity_row(event: Row, told: Sequence[Source], names: Names) -> Row:
    """An event as a row of ``who_does_what``.

    Args:
        event: Its row in the dataset.
        told: What each report that tells of it says, the leading one first.
        names: The names of what the row points at.
    """
    who = {column: names.bodies(event["event_id"], column) for column in ROLES}
    kinds = (ORGANISATION_TYPES.get(b.get("kind", ""), "") for b in who["organisation"])
    place = names.places.get(event["place_id"])
    unit = first_level(place) if place else NOWHERE
    land = country(event["country"])
    is_within = place is not None and place["kind"] not in {"country", "region"}
    return {
        "organisation": _listed(body["name"] for body in who["organisation"]),
        "organisation_type": _listed(kinds),
        "partner": _listed(body["name"] for body in who["partner"]),
        "donor": _listed(body["name"] for body in who["donor"]),
        "activity": event["name"],
        "activity_type": event["type"],
        "sector": _first(source.sector for source in told),
        "sector_code": _first(source.sector_code for source in told),
        "admin0_name": land.name,
        "admin0_code": land.code,
        "admin1_name": unit.name,
        "admin1_code": unit.code,
        "place": place["name"] if place and is_within else "",
        "start_date": event["date_start"],
        "end_date": event["date_end"],
        "status": event["status"],
        "recipient": _listed(body["name"] for body in who["recipient"]),
        "people_reached": event["participants"],
        **{group: _first(source.groups.get(group, "") for source in told) for group in GROUPS},
        "amount": event["amount"],
        "currency": event["currency"],
        "office": _listed(source.office for source in told),
        "report": _listed(source.report for source in told),
        "page": _first(source.page for source in told),
        "sentence": "\n".join(source.sentence for source in told),
        "reviewed_by": in_words([review for source in told for review in source.reviews]),
        "event_id": event["event_id"],
    }


def _listed(names: Iterable[str]) -> str:
    return PARTING.join(dict.fromkeys(filter(None, names)))


def _first(cells: Iterable[str]) -> str:
    return next(filter(None, cells), "")
