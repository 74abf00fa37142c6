"""Which figures of a report belong to which of its events."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.write.report import Extracted, Row


class Stated(NamedTuple):
    """A figure where it stands in ``text.txt``; ``page`` as in the table."""

    figure: Row
    start: int
    end: int
    page: str


def figures_of(report: Extracted) -> Mapping[str, list[Stated]]:
    """The figures of each event, by its id and in the order of the text.

    A figure is that of the event whose sentence it stands in; of events told by one sentence it is
    the first one's. What further sentences say goes to the first event that they tell of, too.
    """
    mentions = report.rows["mentions"]
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    spans = [
        (span, row["event_id"]) for own in (True, False) for row, span in _spans(report, own=own)
    ]
    for figure in report.tables["figures"]:
        mention = mentions[figure["mention_id"]]
        start, end = int(mention["start"]), int(mention["end"])
        owner = next((event for (low, high), event in spans if low <= start < high), None)
        if owner is not None:
            found[owner].append(Stated(figure, start, end, mention["page"]))
    return {event: sorted(figures, key=lambda f: f.start) for event, figures in found.items()}


def _spans(report: Extracted, *, own: bool) -> Iterator[tuple[Row, tuple[int, int]]]:
    """The own sentence of each event, or the further ones that tell of it."""
    for row in report.tables["events"]:
        first, *others = spans_of(row)
        yield from ((row, span) for span in ([first] if own else others))


def spans_of(event: Row) -> list[tuple[int, int]]:
    """The stretches of ``text.txt`` that tell of an event, its own sentence first; each once."""
    told = (part.split("-") for part in event["told_by"].split(";") if part)
    spans = [(int(event["start"]), int(event["end"])), *((int(a), int(b)) for a, b in told)]
    return list(dict.fromkeys(spans))
