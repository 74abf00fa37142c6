"""The sheets that a reviewer's workbook begins with: events and who took part, in words.

Names stand instead of ids, dates and countries in words. A new row is a new event; a line on
:data:`ROLES` says by the event's number who took part in it, and as what. The hidden sheet
:data:`BASE` keeps what the cells said, so that only what a person changed is taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pycountry

from pipeline.document.meaning import spoken
from pipeline.write.report import Extracted, Row
from schemas.columns import TRUE, choices

EVENTS, ROLES = "Events in words", "Who took part"
BASE = "_exported_words"
NUMBER, REVIEW, WORDS, ID = "No.", "Review", "Words in the report", "Id"
CELLS = {
    "Name": "name",
    "Type": "type",
    "Status": "status",
    "Date": "date",
    "Place": "place",
    "Country": "country",
    "People": "participants",
    "Amount": "amount",
    "Background": "background",
}
"""Headings of the events' cells, and the cell of the record behind each."""
EVENT, CALLED, ROLE, WHO, KIND = "Event no.", "Event", "Role", "Who", "Kind"
YES = "yes"
"""Stands in the column of what is background: history, no result of the period."""
KINDS = {"body": "organisations", "person": "people", "place": "places"}
EVENT_HEADINGS = (NUMBER, *CELLS, REVIEW, WORDS, ID)
ROLE_HEADINGS = (EVENT, CALLED, ROLE, WHO, KIND)
NEW_ROWS = 200
"""Rows below the last one in which lists are offered, too."""

Line = Mapping[str, str]
"""A row of one of the sheets by its headings."""


class Role(NamedTuple):
    """Who took part in an event, and as what; ``kind`` is one of :data:`KINDS`."""

    role: str
    who: str
    kind: str


class EventChange(NamedTuple):
    """What a person wrote about an event.

    ``row`` is that of the sheet, from 1; ``event_id`` is empty for a new one; ``cells`` are those
    that were changed, by the cell of the record; ``roles`` are all of them, None where none was
    changed; ``words`` tell of a new event. ``gone``: its row was removed.
    """

    row: int
    event_id: str
    cells: Mapping[str, str]
    roles: tuple[Role, ...] | None
    review: str = ""
    words: str = ""
    gone: bool = False


def events_in_words(report: Extracted) -> Iterator[Line]:
    """The lines of :data:`EVENTS`, in the order of the text."""
    for number, row in enumerate(report.tables["events"], 1):
        place = report.name(row["place_id"]) if row["place_id"] else ""
        country = pycountry.countries.get(alpha_2=row["country"]) if row["country"] else None
        yield {
            NUMBER: str(number),
            "Name": row["name"],
            "Type": row["type"],
            "Status": row["status"],
            "Date": spoken(row["date"]) if row["date"] else "",
            "Place": place or "",
            "Country": country.name if country else row["country"],
            "People": row["participants"],
            "Amount": f"{row['currency']} {row['amount']}".strip(),
            "Background": YES if row["background"] == TRUE else "",
            REVIEW: "",
            WORDS: report.text[int(row["start"]) : int(row["end"])],
            ID: row["event_id"],
        }


def roles_in_words(report: Extracted) -> Iterator[Line]:
    """The lines of :data:`ROLES`, event by event."""
    kinds = {table: kind for kind, table in KINDS.items()}
    of_event: defaultdict[str, list[Row]] = defaultdict(list)
    for row in report.tables["event_roles"]:
        of_event[row["event_id"]].append(row)
    for number, event in enumerate(report.tables["events"], 1):
        for row in of_event[event["event_id"]]:
            key = report.entity.get(row["entity_id"])
            yield {
                EVENT: str(number),
                CALLED: event["name"],
                ROLE: row["role"],
                WHO: report[key]["name"] if key else row["name"],
                KIND: kinds.get(key.table, "") if key else "",
            }


def lists() -> dict[str, tuple[str, ...]]:
    """The closed lists of the sheets, by the heading of the column."""
    countries = tuple(sorted(country.name for country in pycountry.countries))
    return {
        "Type": tuple(choices("events", "type")),
        "Status": tuple(choices("events", "status")),
        "Country": countries,
        "Background": (YES,),
        ROLE: tuple(choices("event_roles", "role")),
        KIND: tuple(KINDS),
    }


def event_changes(
    events: Sequence[tuple[int, Line]],
    roles: Sequence[Line],
    base: Sequence[Line],
    was: Sequence[Line],
) -> Iterator[EventChange]:
    """What was changed on the two sheets.

    Args:
        events: The lines of :data:`EVENTS` with their rows.
        roles: The lines of :data:`ROLES`.
        base: The lines of :data:`EVENTS` as they were exported.
        was: Those of :data:`ROLES`.
    """
    before = {line[ID]: line for line in base}
    now, then = _by_event(roles), _by_event(was)
    for row, line in events:
        known = before.pop(line.get(ID, ""), None)
        number = line.get(NUMBER, "")
        cells = {
            cell: _as_form(cell, line.get(heading, ""))
            for heading, cell in CELLS.items()
            if line.get(heading, "") != (known or {}).get(heading, "")
        }
        others = now[number] if not known or now[number] != then[number] else None
        if known is None and not any(cells.values()):
            continue
        words = "" if known else line.get(WORDS, "")
        yield EventChange(
            row, line.get(ID, "") if known else "", cells, others, line.get(REVIEW, ""), words
        )
    for event_id in before:
        yield EventChange(0, event_id, {}, None, gone=True)


def _as_form(cell: str, written: str) -> str:
    """A cell as the form of an event sends it."""
    return str(written.casefold() == YES) if cell == "background" else written


def _by_event(lines: Sequence[Line]) -> defaultdict[str, tuple[Role, ...]]:
    found: defaultdict[str, tuple[Role, ...]] = defaultdict(tuple)
    for line in lines:
        if line.get(WHO):
            role = Role(line.get(ROLE, ""), line[WHO], line.get(KIND, "") or "body")
            found[line.get(EVENT, "")] += (role,)
    return found
