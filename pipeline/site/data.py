"""The dataset as the pages show it: what each page is about, and where each thing is said."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pycountry

from pipeline.dataset.trends import UNKNOWN
from pipeline.exchange.tables import Happening, Tables, happenings, tables_of
from pipeline.write.report import Row
from schemas.tables import DATASET_TABLES, ENTITY_TABLES

PAGED = ("organisations", "people", "places")
"""Entities that have a page of their own."""
AROUND = 140
"""Code points on each side of a mention in a list of mentions."""


class Said(NamedTuple):
    """One mention in its sentence; ``href`` leads to it in its report's page."""

    report_id: str
    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True)
class Data:
    """The dataset, and the repaired text of each report."""

    tables: Tables
    texts: Mapping[str, str]

    @cached_property
    def happenings(self) -> list[Happening]:
        """All events but those of the background, by their first day."""
        return sorted(happenings(self.tables), key=lambda h: h.event["date_start"] or "9")

    @cached_property
    def mentions_of(self) -> Mapping[str, list[Row]]:
        """The mentions of each entity."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.tables["mentions"]:
            if row["entity_id"]:
                found[row["entity_id"]].append(row)
        return found

    @cached_property
    def links(self) -> Mapping[str, str]:
        """The page of each entity that has one."""
        return {
            row[ENTITY_TABLES[table]]: f"{table}/{row[ENTITY_TABLES[table]]}.html"
            for table in PAGED
            for row in self.tables[table]
        }

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The names of the countries in which something happened or lies."""
        codes = {h.event["country"] for h in self.happenings}
        codes |= {row["country"] for row in self.tables["places"]}
        known = ((code, pycountry.countries.get(alpha_2=code)) for code in sorted(codes - {""}))
        return {code: getattr(c, "common_name", c.name) for code, c in known if c}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each report is called: its title and period."""
        return {
            row["report_id"]: " ".join(filter(None, (row["title"], row["period"])))
            or row["report_id"]
            for row in self.tables["reports"]
        }

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The address of each report's page: a file's name may hold what an address may not."""
        return {stem: f"reports/{quote(stem)}.html" for stem in self.texts}

    def event_page(self, event: Row) -> str:
        """Where an event stands in its report's page."""
        return f"{self.pages[event['report_id']]}#e-{event['event_id']}"

    def theme_of(self, row: Row) -> str:
        """The theme of the story that a mention or event stands in; empty where none is stated."""
        return self._themes.get(row["section_id"], "")

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        return {row["section_id"]: row["theme"] for row in self.tables["sections"]}

    def theme_page(self, theme: str, period: str) -> str:
        """The first story of a theme in a period."""
        of_period = {r["report_id"] for r in self.tables["reports"] if r["period"] == period}
        for row in self.tables["sections"]:
            if row["theme"] == theme and (row["report_id"] in of_period or period == UNKNOWN):
                return f"{self.pages[row['report_id']]}#s-{row['section_id']}"
        return ""

    @cached_property
    def paid(self) -> list[tuple[Row, list[Row]]]:
        """Each donor with what it paid for, under the one name of the body; most events first."""
        bodies = {row["organisation_id"]: row for row in self.tables["organisations"]}
        events = {h.event["event_id"]: h.event for h in self.happenings}
        found: dict[str, tuple[Row, list[Row]]] = {}
        for row in self.tables["event_roles"]:
            if row["role"] == "funder" and row["event_id"] in events:
                donor = bodies.get(row["entity_id"], row)
                found.setdefault(row["entity_id"], (donor, []))[1].append(events[row["event_id"]])
        return sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0]["name"]))

    def said(self, mention: Row) -> Said:
        """A mention with what stands around it in its line."""
        text = self.texts[mention["report_id"]]
        start, end = int(mention["start"]), int(mention["end"])
        low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        stop = text.find("\n", end)
        high = min(len(text) if stop < 0 else stop, end + AROUND)
        href = f"{self.pages[mention['report_id']]}#m-{mention['mention_id']}"
        return Said(mention["report_id"], text[low:start], text[start:end], text[end:high], href)

    def events_with(self, entity_id: str) -> list[tuple[Happening, str]]:
        """The events in which an entity has a role, or that took place there."""
        roles: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.tables["event_roles"]:
            if row["entity_id"] == entity_id:
                roles[row["event_id"]].append(row["role"].replace("_", " "))
        return [
            (h, ", ".join(roles[h.event["event_id"]]) or "place")
            for h in self.happenings
            if h.event["event_id"] in roles or h.event["place_id"] == entity_id
        ]


def load(out: Path, dataset: Path) -> Data:
    """Read the dataset and its reports' texts."""
    tables = tables_of(dataset, tuple(DATASET_TABLES))
    texts = {
        row["report_id"]: (out / row["report_id"] / "text.txt").read_bytes().decode()
        for row in tables["reports"]
    }
    return Data(tables, texts)
