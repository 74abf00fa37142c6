"""The dataset as the pages show it: what each page is about, and where each thing is said."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pycountry

from pipeline.exchange.tables import Happening, Tables, happenings, tables_of
from pipeline.extracted import Row
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
        """All events, by their first day."""
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
        codes = {row["country"] for name in ("events", "places") for row in self.tables[name]}
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

    def said(self, mention: Row) -> Said:
        """A mention with what stands around it in its line."""
        text = self.texts[mention["report_id"]]
        start, end = int(mention["start"]), int(mention["end"])
        low = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        stop = text.find("\n", end)
        high = min(len(text) if stop < 0 else stop, end + AROUND)
        href = f"reports/{mention['report_id']}.html#m-{mention['mention_id']}"
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
