"""What the search of a site looks through: a script with every page and paragraph, no server."""

import json
from collections.abc import Iterator

from pipeline.site.data import PAGED, Data
from pipeline.site.words import clean, country, when
from schemas.tables import ENTITY_TABLES

KINDS = {"organisations": "organisation", "people": "person", "places": "place"}
Entry = tuple[str, str, str, str]
"""What it is, its title, further words, and its page from the root."""


def index(data: Data) -> str:
    """The script: pages open it from the disk, where they may not fetch anything."""
    rows = [[clean(part) for part in entry] for entry in _entries(data)]
    return f"window.SEARCH = {json.dumps(rows, ensure_ascii=False)};\n"


def _entries(data: Data) -> Iterator[Entry]:
    for event in data.events:
        about = data.activities[event["event_id"]]
        words = (event["type"], when(event["date"]), about["place"], country(event["country"]))
        who = (row["name"] for row in data.roles.get(event["event_id"], ()))
        detail = ", ".join(filter(None, (*words, *dict.fromkeys(who))))
        yield "event", event["name"], detail, data.links[event["event_id"]]
    for table in PAGED:
        for row in data.tables[table]:
            details = (row.get("acronym"), row.get("role"), country(row.get("country") or ""))
            page = data.links[row[ENTITY_TABLES[table]]]
            yield KINDS[table], row["name"], ", ".join(filter(None, details)), page
    for code, name in data.countries.items():
        yield "country", name, code, f"countries/{code}.html"
    for stem, text in data.texts.items():
        yield "report", data.titles[stem], "", data.pages[stem]
        for number, line in enumerate(data.lines[stem]):
            if line.share != "furniture":
                address = f"{data.pages[stem]}#p-{number}"
                yield "text", data.titles[stem], line.span.of(text), address
