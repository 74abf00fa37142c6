"""The figures of each event of a report, and the stretches of text that tell of an event."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.write.report import Extracted, Row


class Stated(NamedTuple):
    """A figure where it stands in ``text.txt``; ``page`` as in the table."""

    figure: Row
    start: int
    end: int
    page: str


def figures_of(report: Extracted) -> Mapping[str, list[Stated]]:
    """The figures of each event, by its id and in the order of the text."""
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    for figure in report.tables["figures"]:
        if figure["event_id"]:
            mention = report.rows["mentions"][figure["mention_id"]]
            place = int(mention["start"]), int(mention["end"]), mention["page"]
            found[figure["event_id"]].append(Stated(figure, *place))
    return {event: sorted(figures, key=lambda f: f.start) for event, figures in found.items()}


def spans_of(event: Row) -> list[tuple[int, int]]:
    """The stretches of ``text.txt`` that tell of an event, its own sentence first; each once."""
    told = (part.split("-") for part in event["told_by"].split(";") if part)
    spans = [(int(event["start"]), int(event["end"])), *((int(a), int(b)) for a, b in told)]
    return list(dict.fromkeys(spans))
