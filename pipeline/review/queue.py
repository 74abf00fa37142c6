"""The work queue: every row in doubt once, by the harm that it does if nobody looks at it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.decisions.journal import BY_REVIEW
from pipeline.review.likelihood import LIKELY, likelihoods
from pipeline.review.missing import untold
from pipeline.review.plain import words
from pipeline.review.standing import Standing
from pipeline.review.views import named, views
from pipeline.write.report import DOUBTFUL, Extracted, Key, Row

RANKS = ("missing", "doubtful", "check", "inferred")
"""What is wrong with rows, from the most harmful to what is safe to leave."""
SAFE = RANKS[-1]
"""Rows that only rest on inferences, or lack what nothing tells: none has to be looked at."""
OF_READING = "verdict."
"""Begins the codes of flags that say how well the report as a whole was read."""
QUEUED = frozenset({"verdict.untold-items"})
"""Causes each of whose cases is a row of the queue itself."""
_OWNERS = {"dates": "mentions"}
"""Tables without a tab whose rows bear the id of the row that they belong to."""
_BY_TABLE = ("events", "milestones", "sections", "list_items", "quotes")
"""Tables whose rows people read and count, before those of names and numbers."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row to look at and why; ``rank`` is that of the most harmful of its doubts."""

    key: Key
    rank: str
    reasons: tuple[str, ...]


@lru_cache(maxsize=2)
def queue(report: Extracted) -> tuple[Item, ...]:
    """All rows in doubt: what is missing, the least likely rows, then the others in their order."""
    doubts: defaultdict[Key, dict[str, str]] = defaultdict(dict)
    for rank, key, reason in _doubts(report):
        doubts[key][reason] = rank
    items = [
        Item(key, min(reasons.values(), key=RANKS.index), tuple(reasons))
        for key, reasons in doubts.items()
    ]
    return tuple(sorted(items, key=lambda item: _order(report, item)))


def reading(report: Extracted) -> list[Row]:
    """The flags that say how well the report was read: causes of the whole, the gravest first.

    Those whose rows head the queue are not told of twice, unless they are grave.
    """
    found = [
        row
        for row in report.tables["flags"]
        if _is_of_reading(row) and (row["severity"] == "error" or row["code"] not in QUEUED)
    ]
    return sorted(found, key=lambda row: row["severity"] != "error")


def _is_of_reading(flag: Row) -> bool:
    return flag["code"].startswith(OF_READING) or (
        flag["severity"] == "error" and not flag["table"]
    )


def _doubts(report: Extracted) -> Iterator[tuple[str, Key, str]]:
    """Each doubt: its rank, its row, and the doubt in words."""
    for key, reason in untold(report).items():
        yield "missing", key, reason
    for event, (likely, signs) in likelihoods(report).items():
        for sign in signs if likely < LIKELY else ():
            yield "doubtful", Key("events", event), sign
    for row in report.tables["flags"]:
        if _is_of_reading(row):
            continue
        about = _owner(Key(row["table"], row["row_id"]))
        known = about in report and about.table in _listed()
        yield _rank(row), about if known else Key("flags", row["flag_id"]), row["message"]
    for about in report.evidence:
        key = _owner(about)
        if key.table in _listed() and key in report:
            for cell in report.evidence[about]:
                if cell["status"] in DOUBTFUL and not cell["rule"].startswith(BY_REVIEW):
                    yield SAFE, key, f"{named(cell['column'])} {words().statuses[cell['status']]}"


def _rank(flag: Row) -> str:
    if flag["code"] == "event.unsure" or flag["severity"] == "error":
        return "doubtful"
    return "check" if flag["severity"] == "warning" else SAFE


def _order(report: Extracted, item: Item) -> tuple[int, float, int, int]:
    """By harm; of rows in doubt, the least likely first; of others, what people read first."""
    table = item.key.table
    of_table = _BY_TABLE.index(table) if table in _BY_TABLE else len(_BY_TABLE)
    likely, _ = likelihoods(report).get(item.key.row_id, (1.0, ()))
    return RANKS.index(item.rank), likely, of_table, _at(report, item.key)


def to_check(report: Extracted) -> tuple[Item, ...]:
    """The rows of the queue that somebody has to look at."""
    return tuple(item for item in queue(report) if item.rank != SAFE)


def progress(standing: Standing) -> tuple[int, int]:
    """How many rows are checked, and how many there are to check.

    To check are the rows in doubt; a row that was corrected outside the queue, or that is no more
    as was decided, has been checked as well.
    """
    doubtful = {item.key for item in to_check(standing.report)}
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
