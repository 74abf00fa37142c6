"""Who paid, by all that a report says of it: its events, its lists of donors, its credits.

A credit is a run of names behind words such as "with funding from" or "Donors:". Names are those
of bodies and countries, which the report's own tables know.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from pipeline.dataset.figures import spans_of
from pipeline.document.checked import Checked, read_toml
from pipeline.write.report import Extracted, Row

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?]\s|\n\n|\)|$")


class _Vocabulary(Checked):
    """``donors.toml``; the file says what each part is."""

    lists: tuple[str, ...]
    credits: tuple[str, ...]
    between: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    return read_toml(files(__package__) / "donors.toml", _Vocabulary)


@cache
def _credit() -> re.Pattern[str]:
    said = "|".join(_vocabulary().credits).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{said})", re.IGNORECASE)


def donors(report: Extracted, ids: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    """The donors that a report names, as rows; each once for an event, a list or a place.

    Args:
        report: The report.
        ids: The dataset's id of each entity and event, by a report and the id there.
    """
    of_events = list(_of_events(report))
    told = {(row["entity_id"], row["event_id"]) for row in of_events}
    events = [(row["event_id"], spans_of(row)) for row in report.tables["events"]]

    def is_told(row: Row) -> bool:
        at = int(row["start"])
        here = [e for e, spans in events if any(low <= at < high for low, high in spans)]
        return any((row["entity_id"], event) in told for event in here)

    elsewhere = (row for row in (*_of_lists(report), *_of_credits(report)) if not is_told(row))
    unique = {(row["entity_id"], row["start"]): row for row in elsewhere}
    for row in (*of_events, *unique.values()):
        mapped = {c: ids.get((row["report_id"], row[c]), row[c]) for c in ("entity_id", "event_id")}
        yield {**row, **mapped}


def _row(source: str, mention: Row, start: int, end: int, event: str = "") -> Row:
    facts = mention["report_id"], mention["entity_id"], source, event, str(start)
    return {
        "report_id": mention["report_id"],
        "donor_id": sha256("|".join(facts).encode()).hexdigest()[:12],
        "entity_id": mention["entity_id"],
        "name": mention["name"],
        "source": source,
        "event_id": event,
        "start": str(start),
        "end": str(end),
    }


def _of_events(report: Extracted) -> Iterator[Row]:
    for role in report.tables["event_roles"]:
        if role["role"] == "funder":
            low, high = spans_of(report.rows["events"][role["event_id"]])[0]
            yield _row("event", role, low, high, role["event_id"])


def _of_lists(report: Extracted) -> Iterator[Row]:
    """The names in the items of lists of donors."""
    headings = {word.casefold() for word in _vocabulary().lists}
    lists = {
        row["list_id"]
        for row in report.tables["lists"]
        if headings & {row["title"].strip(" :").casefold(), row["about"].casefold()}
    }
    for item in report.tables["list_items"]:
        if item["list_id"] in lists:
            for mention, start, end in _names(report, int(item["start"]), int(item["end"])):
                yield _row("list", mention, start, end)


def _of_credits(report: Extracted) -> Iterator[Row]:
    """The names that follow the words of a credit, as far as nothing but a list parts them."""
    for credit in _credit().finditer(report.text):
        closing = _END.search(report.text, credit.end())
        at = credit.end()
        for mention, start, end in _names(report, at, closing.start() if closing else at):
            words = _WORD.findall(report.text[at:start].casefold())
            if not _vocabulary().between.issuperset(words):
                break
            yield _row("credit", mention, start, end)
            at = end


def _names(report: Extracted, low: int, high: int) -> Iterator[tuple[Row, int, int]]:
    """The mentions of bodies and countries in a stretch, each under its name in the report."""
    for mention in report.tables["mentions"]:
        start, end = int(mention["start"]), int(mention["end"])
        if not low <= start < end <= high or not mention["entity_id"]:
            continue
        entity = report.rows["organisations"].get(mention["entity_id"])
        place = report.rows["places"].get(mention["entity_id"], {})
        if entity is None and place.get("kind") == "country":
            entity = place
        if entity is not None:
            yield {**mention, "name": entity["name"]}, start, end
