"""Stories with events as IATI activities (Activity Standard 2.03), as far as the text goes.

An activity is a milestone or a story in which something happened. It has the bodies of its events
with their roles, its countries and places, its dates, and the purpose code of its theme; no money,
as newsletters state no transactions. A report whose publisher has no IATI identifier gives none.

The standard demands four things that a text need not say: a participating body, which is the
publisher where no other is named; the countries' shares, which are equal; a date, which is the
month of the story or the period of its report where no event is dated; and a sector, which is the
report's own heading where that has no purpose code, and "sectors not specified" where there is no
heading. What is written is valid by the standard's XML Schema, which lies in ``iati_schema/``.
"""

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from lxml import etree

from pipeline.document.errors import ReadError
from pipeline.exchange.tables import Happening, Tables, happenings
from pipeline.write.report import Row

VERSION = "2.03"
SCHEMA = Path(__file__).parent / "iati_schema" / "iati-activities-schema.xsd"
"""As the IATI Secretariat publishes it; it refers to the files beside it."""
FUNDING, IMPLEMENTING = "1", "4"
"""OrganisationRole: https://iatistandard.org/en/iati-standard/203/codelists/organisationrole/"""
ROLES = {"funder": FUNDING, **dict.fromkeys(("organiser", "host", "partner"), IMPLEMENTING)}
PIPELINE, IMPLEMENTATION, CLOSED, CANCELLED = "1", "2", "4", "5"
"""ActivityStatus; "closed": what a newsletter tells of is over, unless it says otherwise."""
DATES = {
    PIPELINE: ("1", "3"),
    IMPLEMENTATION: ("2", None),
    CLOSED: ("2", "4"),
    CANCELLED: ("1", "3"),
}
"""ActivityDateType of the first and the last day: planned (1, 3) or actual (2, 4) start and end;
what runs on has no end."""
DAC, OWN = "1", "99"
"""SectorVocabulary: OECD DAC CRS purpose codes; the reporting organisation's own."""
NOT_SPECIFIED = "99810"
"""The purpose code "Sectors not specified"."""
GEONAMES = "G1"
"""GeographicVocabulary."""
MULTILATERAL = "40"
"""OrganisationType of the publisher, where its row names none."""


def dump(tables: Tables) -> bytes:
    """An ``iati-activities`` document.

    Raises:
        ReadError: ``exchange.no-activities``: no publisher has an IATI identifier, or nothing is
            dated; ``exchange.not-valid``: the standard's schema refuses what was made.
    """
    root = etree.Element("iati-activities", version=VERSION)
    bodies = {row["organisation_id"]: row for row in tables["organisations"]}
    events: defaultdict[str, list[Happening]] = defaultdict(list)
    for happening in happenings(tables):
        events[happening.event["section_id"] or happening.event["milestone_id"]].append(happening)
    roles: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables["event_roles"]:
        roles[row["event_id"]].append(row)
    publishers = {row["report_id"]: _publisher(row, bodies.values()) for row in tables["reports"]}
    periods = {row["report_id"]: row["period"] for row in tables["reports"]}
    for table, key in (("milestones", "milestone_id"), ("sections", "section_id")):
        for story in tables[table]:
            publisher = publishers[story["report_id"]]
            if publisher is not None and (found := _standing(events.get(story[key], []))):
                taken = [role for h in found for role in roles[h.event["event_id"]]]
                period = periods[story["report_id"]]
                made = _activity(story, key, publisher, found, _bodies(taken, bodies), period)
                if made is not None:
                    root.append(made)
    if not len(root):
        message = "no report has a publisher with an IATI identifier and a dated event or period"
        raise ReadError("exchange.no-activities", message)
    _check(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _check(root: etree._Element) -> None:
    schema = _schema()
    if not schema.validate(root):
        raise ReadError("exchange.not-valid", f"IATI {VERSION}: {schema.error_log.last_error}")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _standing(events: Sequence[Happening]) -> Sequence[Happening]:
    """The events of a story without those that were cancelled, where there are others."""
    return [h for h in events if h.event["status"] != "cancelled"] or events


def _status(events: Sequence[Happening]) -> str:
    """The status of an activity with these events."""
    statuses = {happening.event["status"] for happening in events}
    if statuses == {"cancelled"}:
        return CANCELLED
    if statuses == {"planned"}:
        return PIPELINE
    return IMPLEMENTATION if "ongoing" in statuses else CLOSED


def _publisher(report: Row, bodies: Iterable[Row]) -> Row | None:
    """The body with an IATI identifier whose name or acronym begins the publisher's name."""
    words = report["publisher"].split()
    for body in bodies:
        names = {body["acronym"], body["name"]} - {""}
        begins = any(words[: len(name.split())] == name.split() for name in names)
        if body["iati_id"] and begins:
            return {**body, "publisher": report["publisher"]}
    return None


def _bodies(roles: Sequence[Row], bodies: dict[str, Row]) -> list[tuple[str, Row]]:
    """The organisations of the events with their IATI role, each role of a body once."""
    found = [
        (ROLES[role["role"]], bodies[role["entity_id"]])
        for role in roles
        if role["role"] in ROLES and role["entity_id"] in bodies
    ]
    unique = {(code, body["organisation_id"]): (code, body) for code, body in found}
    return list(unique.values())


def _activity(
    story: Row,
    key: str,
    publisher: Row,
    found: Sequence[Happening],
    bodies: Sequence[tuple[str, Row]],
    period: str,
) -> etree._Element | None:
    """One activity; None where neither its events nor its report say when: a date is demanded."""
    status = _status(found)
    days = sorted(_days(found, status)) or _months(story.get("month") or period)
    if not days:
        return None
    activity = etree.Element("iati-activity", {f"{{{_XML}}}lang": "en"})
    identifier = (
        f"{publisher['iati_id']}-{_NO_IDENTIFIER.sub('_', story['report_id'])}-{story[key]}"
    )
    _add(activity, "iati-identifier", text=identifier)
    reporting = _add(
        activity,
        "reporting-org",
        ref=publisher["iati_id"],
        type=publisher["kind"] or MULTILATERAL,
        **{"secondary-reporter": "1"},
    )
    _narrative(reporting, publisher["publisher"])
    _narrative(_add(activity, "title"), story["title"] or found[0].event["name"])
    _narrative(_add(activity, "description", type="1"), story["body"])
    for code, body in bodies:
        known = {"ref": body["iati_id"], "type": body["kind"], "role": code}
        who = _add(activity, "participating-org", **{k: v for k, v in known.items() if v})
        _narrative(who, body["name"])
    if not bodies:
        known = {"ref": publisher["iati_id"], "type": publisher["kind"] or MULTILATERAL}
        who = _add(activity, "participating-org", **known, role=IMPLEMENTING)
        _narrative(who, publisher["name"])
    _add(activity, "activity-status", code=status)
    for kind, day in zip(DATES[status], (days[0], days[-1]), strict=True):
        if kind is not None:
            _add(activity, "activity-date", type=kind, **{"iso-date": day})
    _where(activity, found)
    _sector(activity, story)
    return activity


def _sector(activity: etree._Element, story: Row) -> None:
    """The purpose code of the story's theme, else its words, else that none is stated."""
    theme, code = story.get("theme", ""), story.get("theme_code", "")
    if theme and not code:
        own = _NO_IDENTIFIER.sub("-", theme).strip("-").lower()
        _narrative(_add(activity, "sector", vocabulary=OWN, code=own), theme)
    else:
        _add(activity, "sector", vocabulary=DAC, code=code or NOT_SPECIFIED, percentage="100")


def _days(found: Sequence[Happening], status: str) -> Iterator[str]:
    """The first and last days of the events that an activity of a status dates from."""
    for happening in found:
        if status in {IMPLEMENTATION, CLOSED} and happening.event["status"] == "planned":
            continue
        for column in ("date_start", "date_end"):
            if happening.event[column]:
                yield dt.date.fromisoformat(happening.event[column]).isoformat()


def _months(period: str) -> list[str]:
    """The first and last day of a month or of an interval of months; none of anything else."""
    bounds = period.split("/")
    if not all(_MONTH.fullmatch(bound) for bound in bounds):
        return []
    year, month = map(int, bounds[-1].split("-"))
    return [f"{bounds[0]}-01", f"{bounds[-1]}-{monthrange(year, month)[1]}"]


def _where(activity: etree._Element, found: Sequence[Happening]) -> None:
    countries = list(dict.fromkeys(h.event["country"] for h in found if h.event["country"]))
    for index, country in enumerate(countries):
        share = 100 // len(countries) + (100 % len(countries) if not index else 0)
        _add(activity, "recipient-country", code=country, percentage=str(share))
    places = {h.place["place_id"]: h.place for h in found if h.place and h.place["latitude"]}
    for place in places.values():
        location = _add(activity, "location")
        if place["geonames_id"]:
            _add(location, "location-id", vocabulary=GEONAMES, code=place["geonames_id"])
        _narrative(_add(location, "name"), place["name"])
        point = _add(location, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
        _add(point, "pos", text=f"{place['latitude']} {place['longitude']}")


_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NO_IDENTIFIER = re.compile(r"[^\w.-]+")
"""What an identifier had better not hold; the id of the story keeps it unique."""
_NO_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
_XML = "http://www.w3.org/XML/1998/namespace"


def _add(parent: etree._Element, tag: str, text: str | None = None, **more: str) -> etree._Element:
    child = etree.SubElement(parent, tag, more)
    child.text = text and _NO_XML.sub("\ufffd", text)
    return child


def _narrative(parent: etree._Element, text: str) -> None:
    _add(parent, "narrative", text=text)
