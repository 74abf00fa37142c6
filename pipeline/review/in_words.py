"""The deeds of the sheets in words of a workbook that comes back: events, and who took part."""

from collections.abc import Iterable, Iterator

from pipeline.exchange.in_words import CELLS, EVENTS, KINDS, REVIEW, WORDS, EventChange
from pipeline.exchange.notes import At
from pipeline.exchange.workbook import VERDICTS
from pipeline.review.given import Given, Refusal, given, refused_at
from pipeline.review.understood import RoleWritten
from pipeline.write.report import Extracted

HEADINGS = {cell: heading for heading, cell in CELLS.items()}


def of_words(report: Extracted, found: Iterable[EventChange]) -> Iterator[Given | Refusal]:
    """What the sheets in words say of events and of who took part."""
    for change in found:
        at = At(EVENTS, change.row or 1)
        if change.gone:
            yield given("reject", "events", change.event_id, at=at)
            continue
        start = end = None
        if change.words:
            if report.text.count(change.words) != 1:
                why = "these words do not stand once in the report: copy a whole sentence of it"
                yield refused_at(at._replace(heading=WORDS), why)
                continue
            start = report.text.index(change.words)
            end = start + len(change.words)
        roles = change.roles and [
            RoleWritten(role=r.role, who=r.who, kind=KINDS.get(r.kind, KINDS["body"]))
            for r in change.roles
        ]
        if change.cells or change.roles is not None:
            put = {"cells": change.cells, "roles": roles, "start": start, "end": end}
            yield given("put", "events", change.event_id, at=at, headings=HEADINGS, **put)
        if change.review in VERDICTS and change.event_id:
            yield given(change.review, "events", change.event_id, at=at)
        elif change.review:
            why = f"{change.review!r} is neither {' nor '.join(VERDICTS)}"
            yield refused_at(at._replace(heading=REVIEW), why)
