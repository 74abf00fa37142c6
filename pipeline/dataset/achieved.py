"""What the events of a report came to: how many people, which things, how much money."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from pipeline.dataset.figures import Stated, figures_of, spans_of
from pipeline.dataset.measures import (
    MONEY,
    PEOPLE,
    counts_people,
    is_spent,
    is_stated_part,
    people_measure,
    thing,
    things_measure,
)
from pipeline.dataset.results import is_result
from pipeline.document.edtf import edtf_bounds
from pipeline.write.report import Extracted, Key, Row
from schemas.results import Measure, PartRule


@dataclass(frozen=True, slots=True)
class Achieved:
    """A result; ``event`` is the row in its report's own table.

    ``first`` and ``last`` bound it, where it is dated; what runs on lasts to the end of the
    report's period. ``part_of`` is the result that counts it already.
    """

    result_id: str
    event: Row
    measure: Measure
    unit: str
    value: Decimal
    first: dt.date | None
    last: dt.date | None
    organisers: frozenset[str]
    theme: str
    theme_code: str
    office: str
    sentence: str
    start: int
    end: int
    page: str
    part_of: str = ""
    part_rule: PartRule | None = None

    @property
    def report_id(self) -> str:
        """The report that tells of it."""
        return self.event["report_id"]


def achieved(report: Extracted, ids: Mapping[tuple[str, str], str]) -> list[Achieved]:
    """The results of a report's events, in their order; what is still to come has none.

    Args:
        report: The report.
        ids: The dataset's id of each entity, by a report and the id there.
    """
    figures = figures_of(report)
    organisers: defaultdict[str, set[str]] = defaultdict(set)
    for role in report.tables["event_roles"]:
        if role["role"] == "organiser":
            body = ids.get((role["report_id"], role["entity_id"]), role["entity_id"])
            organisers[role["event_id"]].add(body)
    found: list[Achieved] = []
    for event in filter(is_result, report.tables["events"]):
        event_id = event["event_id"]
        own = figures.get(event_id, ())
        counts = [*_stated(report, event, own), *_things(report, event, own)]
        results = [_result(report, event, organisers[event_id], count) for count in counts]
        found += _parts_marked(report.text, results)
    return found


_NEAR = 30
"""Code points around a sum of money, in its sentence, that may say that it is only asked for."""


class _Count(NamedTuple):
    """A number, what it counts, and where it stands; ``page`` as in the table."""

    measure: Measure
    unit: str
    value: Decimal
    start: int
    end: int
    page: str


def _stated(report: Extracted, event: Row, figures: Sequence[Stated]) -> Iterator[_Count]:
    """The people and the money of an event's own row.

    Where the row has no number of people, the event's name may: "evacuation of 119 passengers".
    """
    cells = {c["column"]: c for c in report.evidence.get(Key("events", event["event_id"]), ())}
    words = f"{event['name']} {report.text[int(event['start']) : int(event['end'])]}"
    measure = people_measure(event["type"], words)
    if event["participants"] and measure:
        at = _place(event, cells.get("participants"))
        yield _Count(measure, PEOPLE, Decimal(event["participants"]), *at)
    elif measure and (named := _people_named(event, figures)):
        value = Decimal(named.figure["value"])
        yield _Count(measure, PEOPLE, value, named.start, named.end, named.page)
    if event["amount"] and event["currency"]:
        at = _place(event, cells.get("amount"))
        low, high = _span_around(event, at[0])
        if not is_spent(report.text[max(low, at[0] - _NEAR) : min(high, at[1] + _NEAR)]):
            return
        yield _Count(MONEY, event["currency"], Decimal(event["amount"]), *at)


def _people_named(event: Row, figures: Sequence[Stated]) -> Stated | None:
    """The first number of people among an event's figures whose words its name has, too."""
    return next(
        (
            stated
            for stated in figures
            if stated.figure["value"]
            and counts_people(stated.figure["unit"])
            and f"{stated.figure['text']} {stated.figure['unit']}" in event["name"]
        ),
        None,
    )


def _place(event: Row, cell: Row | None) -> tuple[int, int, str]:
    """Where a cell's words stand, and their page; what a person set stands in the sentence."""
    if cell is None or not cell["start"]:
        return int(event["start"]), int(event["end"]), cell["page"] if cell else ""
    return int(cell["start"]), int(cell["end"]), cell["page"]


def _things(report: Extracted, event: Row, figures: Sequence[Stated]) -> Iterator[_Count]:
    """The things among an event's figures, with what became of them; the same ones told once."""
    seen = set()
    for figure, start, end, page in figures:
        if figure["currency"] or not figure["value"] or not figure["unit"]:
            continue
        low, high = _span_around(event, start)
        behind = report.text[end:high]
        found = thing(figure["unit"], behind)
        if found is None:
            continue
        before, after = report.text[low:start], behind[found.length :]
        measure = things_measure(event["type"], before, after)
        value = Decimal(figure["value"])
        if measure and (measure, found.unit, value) not in seen:
            seen.add((measure, found.unit, value))
            yield _Count(measure, found.unit, value, start, end, page)


def _span_around(event: Row, at: int) -> tuple[int, int]:
    """The stretch that tells of an event at a place; its own sentence where none does."""
    spans = spans_of(event)
    return next((span for span in spans if span[0] <= at < span[1]), spans[0])


def _result(report: Extracted, event: Row, organisers: set[str], count: _Count) -> Achieved:
    low, high = _span_around(event, count.start)
    section: Mapping[str, str] = report.rows["sections"].get(event["section_id"], {})
    facts = (event["report_id"], event["event_id"], count.measure, count.unit, str(count.start))
    first, last = _bounds(event, report.about)
    return Achieved(
        result_id=sha256("|".join(facts).encode()).hexdigest()[:12],
        event=event,
        measure=count.measure,
        unit=count.unit,
        value=count.value,
        first=first,
        last=last,
        organisers=frozenset(organisers),
        theme=section.get("theme", ""),
        theme_code=section.get("theme_code", ""),
        office=report.about["publisher"],
        sentence=" ".join(report.text[low:high].split()),
        start=count.start,
        end=count.end,
        page=count.page,
    )


def _parts_marked(text: str, results: Sequence[Achieved]) -> Iterator[Achieved]:
    """The results of an event; a number that its sentence calls a part of another says of which."""
    whole: dict[str, Achieved] = {}
    for result in results:
        before = whole.get(result.measure)
        told_together = before is not None and before.sentence == result.sentence
        if before and told_together and is_stated_part(text[before.end : result.start]):
            yield replace(result, part_of=before.result_id, part_rule="stated as a part")
        else:
            whole[result.measure] = result
            yield result


def _bounds(event: Row, about: Row) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of an event; what is open lasts to the end of the report's period."""
    if not event["date_start"]:
        return None, None
    first = dt.date.fromisoformat(event["date_start"])
    if event["date_end"]:
        return first, dt.date.fromisoformat(event["date_end"])
    _, last = edtf_bounds(about["period"])
    return first, max(first, last) if last else dt.date.max
