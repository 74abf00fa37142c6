"""Events in tables: a list laid out as Activity | Date | Place | Participants, one event a row."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.assemble.scene import mentions_in
from pipeline.assemble.setting import Setting
from pipeline.assemble.triggers import type_of
from pipeline.details import FigureDetail
from pipeline.document import Document, Event, EventRole, EventRoleName, Paragraph, Table
from pipeline.ledger import OffsetMap
from pipeline.span import Span

ROLES: dict[str, EventRoleName] = {
    "organiser": "organiser",
    "funder": "funder",
    "partner": "partner",
    "participants": "participant",
}
WITH = frozenset({"date", "place", "participants"})
"""Of these an event's table has at least one."""
BARE = re.compile(r"\d{1,5}")
Columns = dict[str, int]
Cells = tuple[Span | None, ...]


def tabled_events(document: Document, setting: Setting) -> Iterator[Event]:
    """The events that the tables of a report list, row by row."""
    text = document.text or ""
    offsets = OffsetMap(len(text), document.edits or ())
    before: tuple[Table, Columns] | None = None
    for table in document.tables:
        rows = [tuple(raw and offsets.to_text(raw) for raw in row) for row in table.rows]
        header = _columns(rows[0], text) if rows else None
        columns = header or _inherited(table, before)
        if columns is None:
            before = None
            continue
        before = table, columns
        above: Cells = ()
        for number, row in enumerate(rows):
            if _columns(row, text) is not None:
                continue  # the header, also where it is repeated on the next page
            covered = {column for at, column in table.merged if at == number}
            filled = above = _filled(row, above, covered)
            event = _Row(document, setting, columns, filled).event()
            if event is not None and row[columns["event"]] is not None:
                yield event


def _columns(row: Cells, text: str) -> Columns | None:
    """What the columns hold, read off a header row; None where the row is no header of events."""
    found: Columns = {}
    for index, span in enumerate(row):
        words = " ".join(span.of(text).lower().split()).rstrip(".:") if span else ""
        meaning = _meanings().get(words)
        if meaning is not None:
            found.setdefault(meaning, index)
    return found if "event" in found and found.keys() & WITH else None


def _inherited(table: Table, before: tuple[Table, Columns] | None) -> Columns | None:
    """The columns of the table that this one goes on with over a page break."""
    if before is None:
        return None
    last, columns = before
    as_wide = len(last.rows[0]) == len(table.rows[0])
    is_next = None not in (last.page, table.page) and table.page == (last.page or 0) + 1
    return columns if as_wide and is_next else None


def _filled(row: Cells, above: Cells, covered: set[int]) -> Cells:
    """The row with the merged cells that hang over it from above."""
    return tuple(
        above[column] if column in covered and column < len(above) else cell
        for column, cell in enumerate(row)
    )


class _Row:
    """One row of a table of events."""

    def __init__(
        self, document: Document, setting: Setting, columns: Columns, cells: Cells
    ) -> None:
        self.document = document
        self.text = document.text or ""
        self.mentions = document.mentions or ()
        self.setting = setting
        self.cells = {
            meaning: cells[index] for meaning, index in columns.items() if index < len(cells)
        }

    def event(self) -> Event | None:
        """The event of the row; None where its name is missing or nothing else is said."""
        name = self.cells.get("event")
        spans = [span for span in self.cells.values() if span is not None]
        if name is None or len(spans) == 1:
            return None
        date = self._first(self.setting.dates, "date")
        place = self._first(self.setting.places, "place")
        country, rule = self._country(place)
        words = " ".join(name.of(self.text).split())
        return Event(
            # A merged cell above the row is none of its characters.
            span=Span(start=name.start, end=max(s.end for s in spans)),
            name=words,
            name_span=name,
            type=type_of(words) or "event",
            section=self._section(name),
            date=date,
            date_rule=None if date is None else "date in the row",
            place=place,
            place_rule=None if place is None else "place in the row",
            country=country,
            country_rule=rule,
            participants=self._participants(),
            roles=tuple(self._roles()),
        )

    def _within(self, meaning: str) -> list[int]:
        """The mentions in a cell."""
        span = self.cells.get(meaning)
        if span is None:
            return []
        return mentions_in(self.mentions, span)

    def _first(self, resolved: dict[int, int], meaning: str) -> int | None:
        return next((resolved[i] for i in self._within(meaning) if i in resolved), None)

    def _country(self, place: int | None) -> tuple[str | None, str | None]:
        places = self.document.places or ()
        stated = self._first(self.setting.places, "country")
        if stated is not None and places[stated].country:
            return places[stated].country, "country in the row"
        if place is not None and places[place].country:
            return places[place].country, "country of the place"
        return None, None

    def _participants(self) -> int | None:
        """The number in its cell: the first of "40 (26 women)"."""
        span = self.cells.get("participants")
        if span is None:
            return None
        for index in self._within("participants"):
            detail = self.mentions[index].detail
            if isinstance(detail, FigureDetail) and detail.value is not None:
                return int(detail.value)
        found = BARE.match(span.of(self.text))
        return int(found.group()) if found else None

    def _roles(self) -> Iterator[EventRole]:
        for meaning, role in ROLES.items():
            for index in self._within(meaning):
                label = self.mentions[index].label
                if label == "ORG" or (label == "PLACE" and meaning == "funder"):
                    yield EventRole(role=role, mention=index, rule=f"role:column {meaning}")

    def _section(self, span: Span) -> int | None:
        paragraphs = self.document.paragraphs or ()
        first = max(bisect_right(paragraphs, span.start, key=_start) - 1, 0)
        last = bisect_left(paragraphs, span.end, lo=first, key=_start)
        found = (p.section for p in paragraphs[first:last] if p.span.overlaps(span))
        return next((section for section in found if section is not None), None)


def _start(paragraph: Paragraph) -> int:
    return paragraph.span.start


@cache
def _meanings() -> dict[str, str]:
    data = tomllib.loads(files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return {name: meaning for meaning, names in data.items() for name in names}
