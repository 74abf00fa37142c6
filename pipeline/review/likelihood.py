"""How likely an event's row can stay as it is, with the reasons against it in words.

The row's own confidence is about its type, date and country; what a reader changes as well are its
roles. Each sign that some are missing lowers the likelihood by a factor that was estimated on the
open newsletters: ``benchmarks/doubts.py`` measures what the order comes to.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from pipeline.document.span import Span
from pipeline.write.report import Extracted, Row

LIKELY = 0.7
"""From here on a row is not asked about."""
WITHOUT_ROLE = 0.3
SAME_WORDS = 0.65
NOBODY = 0.65
OTHER_TYPE = 0.8
UNSURE = "its type, date or country may be wrong"
_DOERS = ("ORG", "PERSON")


@lru_cache(maxsize=2)
def likelihoods(report: Extracted) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """By event: the likelihood that nothing is changed in its row, and the signs against it."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for row in report.tables["event_roles"]:
        roles[row["event_id"]].add(row["entity_id"] or row["name"])
    beginnings = Counter(row["start"] for row in report.tables["events"] if row["start"])
    doers = [row for row in report.tables["mentions"] if row["label"] in _DOERS]
    found = {}
    for row in report.tables["events"]:
        cast = roles[row["event_id"]]
        likely = float(row["confidence"] or 1)
        signs = []
        if idle := _without_role(row, doers, cast):
            likely *= WITHOUT_ROLE
            signs.append(f"in its words, but with no role: {', '.join(idle)}")
        if beginnings[row["start"]] > 1:
            likely *= SAME_WORDS
            signs.append("another event is told in the same words")
        if not cast:
            likely *= NOBODY
            signs.append("nobody has a role in it")
        if row["type"] == "other":
            likely *= OTHER_TYPE
            signs.append("its type is not known")
        found[row["event_id"]] = likely, tuple(signs) or (UNSURE,)
    return found


def _without_role(event: Row, doers: list[Row], cast: set[str]) -> list[str]:
    """The names of bodies and people in the event's words that have no role in it."""
    spans = _spans(event)
    names = {
        row["entity_id"]: row["text"]
        for row in doers
        if row["entity_id"]
        and row["entity_id"] not in cast
        and any(span.start <= int(row["start"]) < span.end for span in spans)
    }
    return list(names.values())


def _spans(event: Row) -> list[Span]:
    own = [f"{event['start']}-{event['end']}"] if event["start"] else []
    pairs = (told.split("-") for told in [*own, *filter(None, event["told_by"].split(";"))])
    return [Span(start=int(start), end=int(end)) for start, end in pairs]
