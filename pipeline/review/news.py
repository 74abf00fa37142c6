"""What a page has to hear of that shows an older extraction than the latest, or older decisions."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from pipeline.decisions.anchor import anchor
from pipeline.decisions.journal import NUMBERED
from pipeline.document.hidden import visible
from pipeline.document.meaning import spoken
from pipeline.review.edition import Edition
from pipeline.review.queue import progress
from pipeline.review.session import Session
from pipeline.review.standing import Standing, row_at, row_of
from pipeline.review.views import views
from pipeline.review.wording import followed, still_open
from pipeline.write.report import Key, Row

_OWNERS = {"event_roles": ("events", "event_id")}
"""Tables without a tab whose rows belong to a row that has one: that row's table and id."""
_PLACING = frozenset(
    {"start", "end", "raw_start", "raw_end", "page", "bbox", "told_by", "mentions", "order"}
)
"""Columns that say where a row stands or count: a change in them is none in what it says."""


class Standings(BaseModel):
    """How far the review is; what a page shows around the table.

    Attributes:
        pending: Decisions that the tables do not have yet.
        working: Whether what follows from them is being worked out.
        failure: Why it could not be, in a sentence.
        open: What is still to be done, in a sentence.
    """

    version: str
    done: int
    total: int
    decided: int
    pending: int
    working: bool
    failure: str
    open: str


class News(Standings):
    """What has changed since the version that a page shows.

    Attributes:
        title, period: Of the report.
        counts: Rows of each tab.
        chunks: The pieces of the text, as ``(start, end)``.
        row: Where the selected row is now, as ``(table, row id)``; None when it is gone.
        followed: What the new extraction changed besides the decisions, in words.
    """

    title: str
    period: str
    counts: dict[str, int]
    chunks: list[tuple[int, int]]
    row: tuple[str, str] | None
    followed: str


def standings(session: Session) -> Standings:
    """How far the review is."""
    standing = session.standing
    done, total = progress(standing)
    pending = session.pending
    return Standings(
        version=session.version,
        done=done,
        total=total,
        decided=len(standing.in_force),
        pending=pending,
        working=session.working,
        failure=visible(session.failure),
        open=still_open(standing, 0 if session.working else pending),
    )


def news(session: Session, version: str, shown: Key) -> News:
    """What a page has to hear that shows a version, and a row of it selected."""
    edition, old = session.edition, session.edition_of(version)
    about = edition.report.about
    key = now_at(session, old or edition, shown)
    return News(
        **standings(session).model_dump(),
        title=visible(about["title"]),
        period=visible(spoken(about["period"])),
        counts={name: len(edition.report.tables[name]) for name in views()},
        chunks=[(chunk.start, chunk.end) for chunk in edition.chunks],
        row=(key.table, key.row_id) if key else None,
        followed=followed(changes(old, edition, session.standing)) if old else "",
    )


def now_at(session: Session, old: Edition, key: Key) -> Key | None:
    """Where a row of an older extraction is in the latest one; None when it is gone."""
    standing = session.standing
    if key.table not in NUMBERED and key in standing:
        return key
    before = Standing(old.report, standing.journal)
    for decision in reversed(before.decisions(key)):
        if found := row_of(standing.report, decision):
            return found
    span = before.place(key).span if key in before else None
    return row_at(standing.report, key.table, anchor(old.report.text, span) if span else None)


def changes(old: Edition, new: Edition, standing: Standing) -> Counter[str]:
    """How many rows of each tab a new extraction changed that no new decision is about."""
    if old is new:
        return Counter()
    earlier = old.report.rows["decisions"].keys()
    decided = {
        key
        for key, decisions in standing.by_row.items()
        if any(decision.id not in earlier for decision in decisions)
    }
    changed = {
        _owner(table, key, row)
        for table in (*views(), *_OWNERS)
        if table != "flags"
        for key, row in _differing(old, new, table)
    }
    return Counter(key.table for key in changed - decided - standing.left)


def _differing(old: Edition, new: Edition, table: str) -> Iterator[tuple[Key, Row]]:
    one, other = old.report.rows[table], new.report.rows[table]
    for identifier in one.keys() | other.keys():
        before, after = one.get(identifier), other.get(identifier)
        if before is None or after is None or _said(before) != _said(after):
            yield Key(table, identifier), after or before or {}


def _said(row: Row) -> dict[str, str]:
    return {column: value for column, value in row.items() if column not in _PLACING}


def _owner(table: str, key: Key, row: Row) -> Key:
    if table in _OWNERS:
        owner, column = _OWNERS[table]
        return Key(owner, row[column])
    return key
