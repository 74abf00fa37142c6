"""Who reviewed the rows and reports that the pages show, and the part of a dataset that was."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.dataset.reviewed import APPLIED, NOT_YET, Review, reviews_of_events
from pipeline.dataset.sums import sum_rows
from pipeline.exchange.tables import Tables
from pipeline.site.words import day, joined
from pipeline.write.report import Row, undecided
from schemas.tables import ENTITY_TABLES

ACROSS = "dataset."
"""Begins the codes of flags about several reports together, which no review of one decides."""


class Reviews:
    """The reviews of a dataset.

    Args:
        tables: Its ``flags`` and ``decisions``, at least.

    Attributes:
        finished: The reviews of reports in which no doubt waits for a decision any more.
        begun: Those of reports about which something was decided; the finished ones among them.
    """

    def __init__(self, tables: Tables) -> None:
        decisions = [row for row in tables["decisions"] if row["status"] == APPLIED]
        self._events = reviews_of_events(decisions)
        self._rows = _grouped(decisions, lambda row: (row["table"], row["row_id"]))
        self.begun = _grouped(decisions, lambda row: row["report_id"])
        own = [row for row in tables["flags"] if not row["code"].startswith(ACROSS)]
        open_ = {row["report_id"] for row in undecided(own, decisions)}
        self.finished = {stem: r for stem, r in self.begun.items() if stem not in open_}

    def of_event(self, event_id: str) -> Sequence[Review]:
        """Who decided about an event or one of its roles."""
        return self._events.get(event_id, ())

    def of_row(self, table: str, row_id: str) -> Sequence[Review]:
        """Who decided about a row of another table."""
        return self._rows.get((table, row_id), ())


def told(reviews: Sequence[Review]) -> str:
    """Who reviewed something, in words: ``reviewed by A. Mwangi on 5 March 2024``."""
    by = [f"{review.reviewer} on {day(review.day)}" for review in reviews]
    return f"reviewed by {joined(by)}" if by else NOT_YET


def told_of_report(reviews: Reviews, stem: str) -> str:
    """Who reviewed a report to the end, or who began to."""
    if stem in reviews.finished:
        return told(reviews.finished[stem])
    begun = reviews.begun.get(stem, ())
    return f"{NOT_YET}: begun by {joined([r.reviewer for r in begun])}" if begun else NOT_YET


def only_reviewed(tables: Tables) -> Tables:
    """The events about which somebody decided, with what they point at and their reports.

    Mentions, bodies, people and places stay where a decision is about them, where a kept event has
    a part for them, or where their report was reviewed to the end. Sums are made anew.
    """
    reviews = Reviews(tables)
    events = {r["event_id"]: r for r in tables["events"] if reviews.of_event(r["event_id"])}
    stems = {row["report_id"] for row in events.values()} | set(reviews.finished)
    roles = [row for row in tables["event_roles"] if row["event_id"] in events]
    mentions = [
        row
        for row in tables["mentions"]
        if row["report_id"] in reviews.finished or reviews.of_row("mentions", row["mention_id"])
    ]
    named = {row["entity_id"] for row in (*roles, *mentions)}
    named |= {row["place_id"] for row in events.values()}
    results = _whole(row for row in tables["results"] if row["event_id"] in events)
    kept: dict[str, Sequence[Row]] = {
        name: [row for row in rows if row.get("report_id", "") in stems]
        for name, rows in tables.items()
    }
    for table, key in ENTITY_TABLES.items():
        kept[table] = [r for r in tables[table] if r[key] in named or reviews.of_row(table, r[key])]
    return kept | {
        "events": list(events.values()),
        "event_roles": roles,
        "mentions": mentions,
        "who_does_what": [r for r in tables["who_does_what"] if r["event_id"] in events],
        "donors": [
            row
            for row in tables["donors"]
            if row["event_id"] in events
            or (row["report_id"] in reviews.finished and not row["event_id"])
        ],
        "results": results,
        "result_sums": list(sum_rows(results)),
    }


def _whole(results: Iterable[Row]) -> list[Row]:
    """Results, of which those whose aggregate is not among them are parts of nothing."""
    rows = list(results)
    known = {row["result_id"] for row in rows}
    return [
        row if row["part_of"] in known else {**row, "part_of": "", "part_rule": ""} for row in rows
    ]


def _grouped(
    decisions: Iterable[Row], key: Callable[[Row], object]
) -> Mapping[object, Sequence[Review]]:
    """The last decision of each reviewer by what it is about, in the order of the days."""
    found: defaultdict[object, dict[str, str]] = defaultdict(dict)
    for row in decisions:
        last = found[key(row)].get(row["reviewer"], "")
        found[key(row)][row["reviewer"]] = max(last, row["time"][: len("2018-01-15")])
    return {
        about: sorted((Review(*pair) for pair in days.items()), key=lambda r: (r.day, r.reviewer))
        for about, days in found.items()
    }
