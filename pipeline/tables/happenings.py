"""Rows of what happened and what was said: events, their roles, quotes."""

from typing import Any

from pipeline.document import Event
from pipeline.document.edtf import edtf_bounds
from pipeline.document.span import Span
from pipeline.events.confidence import confidence
from pipeline.tables.ids import Ids, position
from pipeline.tables.rows import Tables


def quotes(tables: Tables, ids: Ids) -> None:
    """One row a quotation, with its speaker."""
    dates = tables.document.dates or ()
    by_mention = {date.mention: date for date in dates}
    for quote in tables.document.quotes or ():
        row = tables.draft(
            "quotes",
            tables.id_for("quotes", *position(tables.offsets.to_raw(quote.span))),
            kind=quote.kind,
            start=quote.span.start,
            end=quote.span.end,
            speaker=None,
            person_id=None,
            date=None,
        )
        words = " ".join(quote.span.of(tables.text).split())
        row.state("text", words, at=quote.span, rule=quote.rule)
        if quote.speaker is not None:
            at = ids.mentions[quote.speaker].span
            row.cells["person_id"] = _person_id(ids, quote.speaker)
            row.state("speaker", _person_name(tables, ids, quote.speaker), at=at, rule=quote.rule)
        if quote.date is not None and quote.date in by_mention:
            date = by_mention[quote.date]
            at = ids.mentions[date.mention].span
            row.state("date", date.edtf, at=at, rule=quote.rule, status=date.status)
        tables.add(row)


def _person_name(tables: Tables, ids: Ids, mention: int) -> str:
    for person in tables.document.people or ():
        if mention in person.mentions:
            return person.name
    return ids.mentions[mention].span.of(tables.text)


def _person_id(ids: Ids, mention: int) -> str | None:
    entity = ids.entity_of.get(mention)
    return entity if entity in ids.person_ids else None


def events(tables: Tables, ids: Ids) -> None:
    """One row per event, and one for each role in it."""
    for event, event_id in zip(tables.document.events or (), ids.event_ids, strict=True):
        _event(tables, ids, event, event_id)


def told(tables: Tables) -> list[Span]:
    """All stretches of the text that tell of an event, as the rows say it."""
    rows: list[Any] = tables.rows["events"]
    ranges = (part.split("-") for row in rows for part in (row.told_by or "").split(";") if part)
    further = [Span(start=int(start), end=int(end)) for start, end in ranges]
    return [*(Span(start=row.start, end=row.end) for row in rows), *further]


def _event(tables: Tables, ids: Ids, event: Event, event_id: str) -> None:
    date = None if event.date is None else (tables.document.dates or ())[event.date]
    first, last = (date.first, date.last) if date else edtf_bounds(event.edtf or "")
    row = tables.draft(
        "events",
        event_id,
        type=event.type,
        status=event.status,
        background=event.background,
        told_by=";".join(f"{span.start}-{span.end}" for span in event.told_by) or None,
        currency=event.currency,
        **ids.where(event.section),
        date_start=first,
        date_end=last,
        date_source=event.date_rule,
        start=event.span.start,
        end=event.span.end,
        occasion_id=_occasion_id(tables, ids, event),
        confidence=round(confidence(event), 2),
    )
    row.state("name", event.name, at=event.name_span or event.span, rule="event name")
    row.state(
        "date",
        date.edtf if date else event.edtf,
        at=ids.mentions[date.mention].span if date else None,
        rule=event.date_rule,
        status=date.status if date else None,
    )
    row.state("participants", event.participants, at=event.count)
    row.state("amount", event.amount, at=event.money)
    place = None if event.place is None else ids.place_ids[event.place]
    row.state("place_id", place, rule=event.place_rule)
    row.state("country", event.country, rule=event.country_rule)
    tables.add(row)
    seen: set[tuple[str, str]] = set()
    for part in event.roles:
        entity = ids.entity_of.get(part.mention)
        if entity is None or (part.role, entity) in seen:
            continue
        seen.add((part.role, entity))
        span = part.at or ids.span_of(part.mention)
        role = tables.draft("event_roles", event_id, role=part.role, entity_id=entity)
        role.row_id = f"{event_id}/{part.role}/{entity}"
        role.state("name", ids.name_of(part.mention), at=span, rule=part.rule)
        tables.add(role)


def _occasion_id(tables: Tables, ids: Ids, event: Event) -> str | None:
    if event.name_span is None:
        return None
    for thing, thing_id in zip(tables.document.named or (), ids.named_ids, strict=True):
        spans = (ids.mentions[mention].span for mention in thing.mentions)
        if thing.label == "EVENT" and any(span.overlaps(event.name_span) for span in spans):
            return thing_id
    return None
