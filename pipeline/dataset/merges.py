"""What people decided about rows of several reports that are taken for one.

The decisions stand in ``review.jsonl`` beside the reports' folders, a journal like a report's own:
``accept`` says that a row of a report belongs to what it was joined with, ``reject`` that it stands
for itself. They are about rows of reports, and so hold whatever is joined later.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.decisions.journal import JOURNAL, Decision, append, in_force, read
from pipeline.document.errors import ConfigError
from pipeline.write.report import Row, read_table

TABLE = "entity_rows"
FLAGS = ("dataset.happening", "dataset.merged", "dataset.name-alone")
"""Flags that ask whether rows are one thing; they are answered once all its rows are accepted."""


class Link(NamedTuple):
    """A row of a report's own table."""

    table: str
    report_id: str
    row_id: str

    def __str__(self) -> str:
        return "/".join(self)

    @classmethod
    def of(cls, key: str) -> "Link":
        """The row that ``TABLE/REPORT/ROW`` names.

        Raises:
            ConfigError: ``config.no-merge``: it names none.
        """
        parts = key.split("/")
        if len(parts) != len(cls._fields):
            raise ConfigError("config.no-merge", f"{key!r} is no TABLE/REPORT/ROW")
        return cls(*parts)


class Decided(NamedTuple):
    """The rows that belong where they were put, and those that stand for themselves."""

    accepted: frozenset[Link]
    apart: frozenset[Link]


def decided(out: Path) -> Decided:
    """What the journal of a folder of reports comes to."""
    found: dict[str, set[Link]] = {"accept": set(), "reject": set()}
    for decision in in_force(read(out / JOURNAL).decisions):
        if decision.table == TABLE and decision.row_id and decision.action in found:
            found[decision.action].add(Link.of(decision.row_id))
    return Decided(frozenset(found["accept"]), frozenset(found["reject"]))


def decide(
    out: Path, dataset: Path, keys: Iterable[str], action: Literal["accept", "reject"], who: str
) -> None:
    """Record that rows stand for themselves, or are one with all that they were joined with.

    A later decision about a row takes the place of an earlier one.

    Args:
        out: The folder of all reports.
        dataset: Its dataset.
        keys: The rows, as ``TABLE/REPORT/ROW``.
        action: What was decided.
        who: The reviewer.

    Raises:
        ConfigError: ``config.no-merge``: a row is not one of those that were joined.
    """
    known = {Link(row["table"], row["report_id"], row["row_id"]) for row in links(dataset)}
    known |= decided(out).apart
    rows = [Link.of(key) for key in keys]
    for row in rows:
        if row not in known:
            raise ConfigError("config.no-merge", f"{row} is no row that was joined with another")
    if action == "accept":
        rows = sorted({one for row in rows for one in [row, *_together(dataset, row)]})
    now = dt.datetime.now(dt.UTC)
    made = [
        Decision(
            id=uuid.uuid4().hex,
            time=now,
            reviewer=who,
            action=action,
            table=TABLE,
            row_id=str(row),
        )
        for row in rows
    ]
    append(out / JOURNAL, *made)


def _together(dataset: Path, row: Link) -> list[Link]:
    """The rows that a row was joined with, and itself."""
    joined: dict[str, list[Link]] = {}
    for link in links(dataset):
        own = Link(link["table"], link["report_id"], link["row_id"])
        joined.setdefault(link["entity_id"], []).append(own)
    return next((rows for rows in joined.values() if row in rows), [])


def links(dataset: Path) -> list[Row]:
    """The rows of ``entity_rows`` of what several rows were joined to."""
    rows = read_table(dataset, TABLE)
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row["table"], row["entity_id"]
        counts[key] = counts.get(key, 0) + 1
    return [row for row in rows if counts[row["table"], row["entity_id"]] > 1]


def awaiting(dataset: Path) -> Mapping[str, list[Link]]:
    """What a person is asked: the message of each flag, with the rows that it is about."""
    rows: dict[tuple[str, str], list[Link]] = {}
    for row in links(dataset):
        source = Link(row["table"], row["report_id"], row["row_id"])
        rows.setdefault((row["table"], row["entity_id"]), []).append(source)
    return {
        flag["message"]: rows[flag["table"], flag["row_id"]]
        for flag in read_table(dataset, "flags")
        if flag["code"] in FLAGS and (flag["table"], flag["row_id"]) in rows
    }
