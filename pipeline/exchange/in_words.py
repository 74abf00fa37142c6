"""The sheets that a reviewer's workbook begins with: events, who took part, and parts, in words.

Names stand instead of ids, dates and countries in words. A new row is a new event, milestone or
section; :data:`SAME` names by its number the row that another one is the same as; a line on
:data:`ROLES` says by the event's number who took part in it, and as what. The hidden sheet
:data:`BASE` keeps what the cells said, so that only what a person changed is taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pycountry

from pipeline.document.meaning import spoken
from pipeline.exchange.workbook import CUT
from pipeline.write.report import Extracted, Key, Row, row_id
from schemas.columns import TRUE, choices

EVENTS, ROLES, PARTS = "Events in words", "Who took part", "Parts in words"
BASE = "_exported_words"
NUMBER, SAME, REVIEW, WORDS, ID = "No.", "Same as no.", "Review", "Words in the report", "Id"
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
PART = "Part"
MILESTONE = "milestone"
"""What a milestone is under :data:`PART`; sections have their kinds there."""
PART_CELLS = {
    PART: "kind",
    "Month": "month",
    "Theme": "theme",
    "Title": "title",
    "Order": "order",
}
"""Headings of the cells of milestones and sections, and the cell of the record behind each."""
CELLS_OF: Mapping[str, Mapping[str, str]] = {EVENTS: CELLS, PARTS: PART_CELLS}
EVENT, CALLED, ROLE, WHO, KIND = "Event no.", "Event", "Role", "Who", "Kind"
YES = "yes"
"""Stands in the column of what is background: history, no result of the period."""
KINDS = {"body": "organisations", "person": "people", "place": "places"}
EVENT_HEADINGS = (NUMBER, *CELLS, SAME, REVIEW, WORDS, ID)
PART_HEADINGS = (NUMBER, *PART_CELLS, SAME, REVIEW, WORDS, ID)
ROLE_HEADINGS = (EVENT, CALLED, ROLE, WHO, KIND)
HEADINGS = {EVENTS: EVENT_HEADINGS, ROLES: ROLE_HEADINGS, PARTS: PART_HEADINGS}
"""The sheets and their headings, as they follow each other."""
NEW_ROWS = 200
"""Rows below the last one in which lists are offered, too."""
ENDS = 8
"""Words that show where a part begins, and as many where it ends."""
GAP = "…"
"""Stands for the words between."""

Line = Mapping[str, str]
"""A row of one of the sheets by its headings."""


class Role(NamedTuple):
    """Who took part in an event, and as what; ``kind`` is one of :data:`KINDS`."""

    role: str
    who: str
    kind: str


class RowChange(NamedTuple):
    """What a person wrote about an event, a milestone or a section.

    ``row`` is that of the sheet, from 1; ``key`` is None for a new one; ``cells`` are those that
    were changed, by the cell of the record; ``roles`` are all of them, None where none was changed;
    ``words`` are those of a new row, and others of one that was there. ``same`` is what stands
    under :data:`SAME`, and ``into`` the row that it names. ``gone``: its row was removed.
    """

    sheet: str
    row: int
    key: Key | None
    cells: Mapping[str, str]
    roles: tuple[Role, ...] | None = None
    review: str = ""
    words: str = ""
    same: str = ""
    into: Key | None = None
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
            SAME: "",
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


def parts_in_words(report: Extracted) -> Iterator[Line]:
    """The lines of :data:`PARTS`: milestones and sections in the order of the text."""
    found = [
        (int(row["start"]), -int(row["end"]), table, row)
        for table in ("milestones", "sections")
        for row in report.tables[table]
    ]
    for number, (start, end, table, row) in enumerate(sorted(found, key=lambda f: f[:3]), 1):
        yield {
            NUMBER: str(number),
            PART: row.get("kind", MILESTONE),
            "Month": spoken(row["month"]) if row["month"] else "",
            "Theme": row.get("theme", ""),
            "Title": row["title"],
            "Order": row["order"],
            SAME: "",
            REVIEW: "",
            WORDS: _ends(report.text[start:-end]),
            ID: f"{table}/{row_id(table, row)}",
        }


def _ends(words: str) -> str:
    """The first and the last words of a stretch of text."""
    found = words.split()
    if len(found) <= 2 * ENDS:
        return " ".join(found)
    return f"{' '.join(found[:ENDS])} {GAP} {' '.join(found[-ENDS:])}"


def lines_of(report: Extracted) -> Mapping[str, list[Line]]:
    """The lines of each sheet."""
    return {
        EVENTS: list(events_in_words(report)),
        ROLES: list(roles_in_words(report)),
        PARTS: list(parts_in_words(report)),
    }


def lists(report: Extracted) -> Mapping[str, tuple[str, ...]]:
    """The lists of the sheets, by the heading of the column; other themes may be written, too."""
    countries = tuple(sorted(country.name for country in pycountry.countries))
    themes = dict.fromkeys(row["theme"] for row in report.tables["sections"])
    return {
        "Type": tuple(choices("events", "type")),
        "Status": tuple(choices("events", "status")),
        "Country": countries,
        "Background": (YES,),
        ROLE: tuple(choices("event_roles", "role")),
        KIND: tuple(KINDS),
        PART: (MILESTONE, *choices("sections", "kind")),
        "Theme": tuple(filter(None, themes)),
    }


FREE = frozenset({"Theme"})
"""Columns that also take what is not in their list."""


def event_changes(
    events: Sequence[tuple[int, Line]],
    roles: Sequence[Line],
    base: Sequence[Line],
    was: Sequence[Line],
) -> Iterator[RowChange]:
    """What was changed on the sheets of events and of who took part.

    Args:
        events: The lines of :data:`EVENTS` with their rows.
        roles: The lines of :data:`ROLES`.
        base: The lines of :data:`EVENTS` as they were exported.
        was: Those of :data:`ROLES`.
    """
    before = {line[ID]: line for line in base}
    now, then = _by_event(roles), _by_event(was)
    for change, line in _changes(EVENTS, events, before, {i: Key("events", i) for i in before}):
        number = line.get(NUMBER, "")
        same = change.key and now[number] == then[number]
        yield change if change.gone or same else change._replace(roles=now[number])


def part_changes(parts: Sequence[tuple[int, Line]], base: Sequence[Line]) -> Iterator[RowChange]:
    """What was changed on the sheet of milestones and sections.

    Args:
        parts: The lines of :data:`PARTS` with their rows.
        base: The lines as they were exported.
    """
    before = {line[ID]: line for line in base}
    keys = {name: Key(*name.split("/", 1)) for name in before}
    for change, _ in _changes(PARTS, parts, before, keys):
        yield change


def _changes(
    sheet: str,
    lines: Sequence[tuple[int, Line]],
    before: Mapping[str, Line],
    keys: Mapping[str, Key],
) -> Iterator[tuple[RowChange, Line]]:
    """What was changed on a sheet, with the lines; rows that were removed come last."""
    named = {line[NUMBER]: keys[line[ID]] for line in before.values()}
    left = dict(before)
    for row, line in lines:
        known = left.pop(line.get(ID, ""), None)
        cells = {
            cell: _as_form(cell, line.get(heading, ""))
            for heading, cell in CELLS_OF[sheet].items()
            if line.get(heading, "") != (known or {}).get(heading, "")
        }
        words = line.get(WORDS, "")
        if known is None and not any(cells.values()) and (sheet == EVENTS or not words):
            continue
        same = line.get(SAME, "")
        change = RowChange(
            sheet,
            row,
            keys[line[ID]] if known else None,
            cells,
            review=line.get(REVIEW, ""),
            words="" if known and _is_as_before(words, known[WORDS]) else words,
            same=same,
            into=named.get(same),
        )
        yield change, line
    for name, line in left.items():
        yield RowChange(sheet, 1, keys[name], {}, gone=True), line


def _is_as_before(words: str, exported: str) -> bool:
    """Whether words were left as they were; a cell that is emptied says nothing else."""
    return not words or words.split() == exported.split() or words.endswith(CUT)


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
