"""What a system says of one report, whatever system it is: what its answers are scored by."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.document.span import Span
from pipeline.write.report import Extracted, Row
from schemas.columns import TRUE


class Role(NamedTuple):
    """Who was what in an event."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event as a system tells it; ``spans`` are where in the answer's text it is told."""

    spans: tuple[Span, ...]
    name: str
    type: str
    status: str = "happened"
    date: str | None = None
    place: str | None = None
    country: str | None = None
    participants: float | None = None
    amount: float | None = None
    currency: str | None = None
    background: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of one report.

    ``mentions`` are labels with words, ``titles`` those of sections and milestones, ``people``
    names, ``quotes`` the words of direct speech with the speaker's name.
    """

    text: str
    events: tuple[EventAnswer, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


def answer_of(report: Extracted) -> Answer:
    """What the tables of an extracted report say."""
    tables = report.tables
    return Answer(
        text=report.text,
        events=_events(report),
        mentions=tuple((row["label"], row["text"]) for row in tables["mentions"]),
        titles=tuple(
            row["title"] for row in (*tables["sections"], *tables["milestones"]) if row["title"]
        ),
        people=tuple(row["name"] for row in tables["people"]),
        quotes=tuple(
            (row["text"], row["speaker"]) for row in tables["quotes"] if row["kind"] != "indirect"
        ),
    )


def _events(report: Extracted) -> tuple[EventAnswer, ...]:
    places = {row["place_id"]: row["name"] for row in report.tables["places"]}
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    for row in report.tables["event_roles"]:
        roles[row["event_id"]].append(Role(row["role"], row["name"]))
    return tuple(
        _event(row, places.get(row["place_id"]), roles[row["event_id"]])
        for row in report.tables["events"]
    )


def _event(row: Row, place: str | None, roles: list[Role]) -> EventAnswer:
    """A row as an event; what an earlier version of the tables had no column for is empty."""
    return EventAnswer(
        spans=(Span(start=int(row["start"]), end=int(row["end"])),),
        name=row["name"],
        type=row["type"],
        status=row.get("status") or "happened",
        date=row["date"] or None,
        place=place,
        country=row["country"] or None,
        participants=_number(row["participants"]),
        amount=_number(row.get("amount", "")),
        currency=row.get("currency") or None,
        background=row.get("background") == TRUE,
        roles=tuple(roles),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
