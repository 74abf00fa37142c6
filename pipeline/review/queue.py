"""The work queue: every row in doubt once, the gravest doubts first."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pipeline.decisions.journal import BY_REVIEW
from pipeline.review.standing import Standing
from pipeline.review.views import named, views
from pipeline.write.report import DOUBTFUL, Extracted, Key

RANKS = ("error", "warning", "unresolved", "info", "inferred")
"""Doubts from the gravest to the least."""
_OWNERS = {"dates": "mentions"}
"""Tables without a tab whose rows bear the id of the row that they belong to."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row to look at and why; ``rank`` is the gravest of its doubts."""

    key: Key
    rank: str
    reasons: tuple[str, ...]


@lru_cache(maxsize=2)
def queue(report: Extracted) -> tuple[Item, ...]:
    """All rows in doubt, by the gravity of the doubt, then in the order of the text."""
    doubts: defaultdict[Key, dict[str, str]] = defaultdict(dict)
    for row in report.tables["flags"]:
        about = _owner(Key(row["table"], row["row_id"]))
        key = about if about in report and about.table in _listed() else None
        doubts[key or Key("flags", row["flag_id"])][row["message"]] = row["severity"]
    for about in report.evidence:
        key = _owner(about)
        if key.table in _listed() and key in report:
            for cell in report.evidence[about]:
                if cell["status"] in DOUBTFUL and not cell["rule"].startswith(BY_REVIEW):
                    doubts[key][f"{named(cell['column'])} {cell['status']}"] = cell["status"]
    items = [
        Item(key, min(reasons.values(), key=RANKS.index), tuple(reasons))
        for key, reasons in doubts.items()
    ]
    return tuple(sorted(items, key=lambda item: (RANKS.index(item.rank), _at(report, item.key))))


def progress(standing: Standing) -> tuple[int, int]:
    """How many rows are checked, and how many there are to check.

    To check are the rows in doubt; a row that was corrected outside the queue, or that is no more
    as was decided, has been checked as well.
    """
    doubtful = {item.key for item in queue(standing.report)}
    checked = {_owner(key) for key in standing.settled}
    return len(checked), len(doubtful | checked)


def waiting(standing: Standing) -> int:
    """How many rows of the queue nobody has decided about."""
    done, total = progress(standing)
    return total - done


def _listed() -> set[str]:
    return {*views(), "reports"}


def _owner(key: Key) -> Key:
    return Key(_OWNERS.get(key.table, key.table), key.row_id)


def _at(report: Extracted, key: Key) -> int:
    span = report.place(key).span
    return span.start if span else 0
