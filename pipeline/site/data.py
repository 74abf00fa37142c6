"""The dataset as the pages show it: what each page is about, and where each thing is said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pipeline.dataset.results import is_background
from pipeline.exchange.tables import Tables, tables_of
from pipeline.site.layout import Line, lines_of
from pipeline.site.reviews import Reviews, only_reviewed
from pipeline.site.text import in_order
from pipeline.site.words import country, when
from pipeline.write.report import Row, read_table, read_text
from schemas.tables import DATASET_TABLES, ENTITY_TABLES

PAGED = ("organisations", "people", "places")
"""Entities that have a page of their own."""
AROUND = 140
"""Code points on each side of a mention in a list of mentions."""
LATE = "9999"
"""Sorts what is not dated behind what is."""


class Said(NamedTuple):
    """One mention in its sentence; ``href`` leads to it in its report's page."""

    report_id: str
    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True)
class Data:
    """The dataset, and the repaired text of each report with its lines.

    ``reviewed_only``: whether the rows that nobody reviewed were left out.
    """

    tables: Tables
    texts: Mapping[str, str]
    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    reviewed_only: bool = False

    @cached_property
    def reviews(self) -> Reviews:
        """Who reviewed what."""
        return Reviews(self.tables)

    @cached_property
    def events(self) -> list[Row]:
        """All events but those of the background, by their first day."""
        told = (row for row in self.tables["events"] if not is_background(row))
        return sorted(told, key=lambda row: (row["date_start"] or LATE, row["date_end"]))

    @cached_property
    def activities(self) -> Mapping[str, Row]:
        """Each event in names and dates: its row of ``who_does_what``."""
        return {row["event_id"]: row for row in self.tables["who_does_what"]}

    @cached_property
    def roles(self) -> Mapping[str, list[Row]]:
        """The roles of each event."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.tables["event_roles"]:
            found[row["event_id"]].append(row)
        return found

    @cached_property
    def places(self) -> Mapping[str, Row]:
        """The places by their ids."""
        return {row["place_id"]: row for row in self.tables["places"]}

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """The names of the organisations by their ids."""
        return {row["organisation_id"]: row["name"] for row in self.tables["organisations"]}

    @cached_property
    def mentions_of(self) -> Mapping[str, list[Row]]:
        """The mentions of each entity."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.tables["mentions"]:
            if row["entity_id"]:
                found[row["entity_id"]].append(row)
        return found

    @cached_property
    def by_report(self) -> Mapping[str, Mapping[str, list[Row]]]:
        """The rows of what stands in a report's text, by report and table, in its order."""
        found: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for table in ("table_cells", "mentions", "events"):
            rows = self.events if table == "events" else self.tables[table]
            for row in in_order(rows):
                found[row["report_id"]][table].append(row)
        return found

    @cached_property
    def links(self) -> Mapping[str, str]:
        """The page of each entity and event that has one, from the root."""
        found = {
            row[ENTITY_TABLES[table]]: f"{table}/{row[ENTITY_TABLES[table]]}.html"
            for table in PAGED
            for row in self.tables[table]
        }
        return found | {r["event_id"]: f"events/{r['event_id']}.html" for r in self.events}

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The names of the countries in which something happened or lies, by name."""
        codes = {row["country"] for row in (*self.events, *self.tables["places"])} - {""}
        return dict(sorted(((c, country(c)) for c in codes), key=lambda pair: pair[1]))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each report is called: its title and period."""
        return {
            row["report_id"]: ", ".join(filter(None, (row["title"], when(row["period"]))))
            or row["report_id"]
            for row in self.tables["reports"]
        }

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The address of each report's page: a file's name may hold what an address may not."""
        return {stem: f"reports/{quote(stem)}.html" for stem in self.texts}

    def words_of(self, event: Row) -> str:
        """Where an event is told, in its report's page."""
        return f"{self.pages[event['report_id']]}#e-{event['event_id']}"

    def theme_of(self, row: Row) -> str:
        """The theme of the story that a mention or event stands in; empty where none is stated."""
        return self._themes.get(row["section_id"], "")

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        return {row["section_id"]: row["theme"] for row in self.tables["sections"]}

    def said(self, mention: Row) -> Said:
        """A mention with what stands around it in its line."""
        text = self.texts[mention["report_id"]]
        start, end = int(mention["start"]), int(mention["end"])
        low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        stop = text.find("\n", end)
        high = min(len(text) if stop < 0 else stop, end + AROUND)
        href = f"{self.pages[mention['report_id']]}#m-{mention['mention_id']}"
        return Said(mention["report_id"], text[low:start], text[start:end], text[end:high], href)

    def events_with(self, entity_id: str) -> Sequence[Row]:
        """The events in which an entity has a role, or that took place there."""
        return self._events_with.get(entity_id, ())

    @cached_property
    def _events_with(self) -> Mapping[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for event in self.events:
            named = {row["entity_id"] for row in self.roles.get(event["event_id"], ())}
            for entity_id in sorted((named | {event["place_id"]}) - {""}):
                found[entity_id].append(event)
        return found


def load(out: Path, dataset: Path, *, reviewed_only: bool = False) -> Data:
    """Read the dataset and its reports' texts.

    Args:
        out: The folder of all reports.
        dataset: That of the dataset.
        reviewed_only: Whether to leave out what nobody has reviewed.
    """
    tables = tables_of(dataset, tuple(DATASET_TABLES))
    if reviewed_only:
        tables = only_reviewed(tables)
    texts, lines = {}, {}
    for row in tables["reports"]:
        stem = row["report_id"]
        texts[stem] = read_text(out / stem)
        lines[stem] = lines_of(out / stem, texts[stem], read_table(out / stem, "repairs"))
    return Data(tables, texts, lines, reviewed_only)
