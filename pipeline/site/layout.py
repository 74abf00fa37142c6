"""What each line of a report's text is: heading, body, list, table, or head and foot of a page.

The report's own accounting says it of every raw character; its repairs lead from the text to those.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from pipeline.document.layers.repair import Edit, EditKind
from pipeline.document.ledger import OffsetMap
from pipeline.document.span import Span
from pipeline.write.report import Row
from schemas.report import Accounting, Share


class Line(NamedTuple):
    """A line that holds words; ``first``: the first one of its block."""

    span: Span
    share: Share
    first: bool


def lines_of(folder: Path, text: str, repairs: Iterable[Row]) -> list[Line]:
    """The lines of a report's text, in its order.

    Args:
        folder: The report's folder.
        text: Its repaired text.
        repairs: Its table ``repairs``.
    """
    report = json.loads((folder / "report.json").read_bytes())
    accounting = Accounting.model_validate(report["accounting"], strict=False)
    starts = [span.raw_start for span in accounting.spans]
    back = OffsetMap(len(text), map(_edit, repairs))

    def share(span: Span) -> Share:
        """That of the first character which is in the report for its own sake."""
        for offset in range(span.start, span.end):
            if text[offset].isspace():
                continue
            raw = back.to_raw(Span(start=offset, end=offset + 1))
            found = accounting.spans[max(bisect_right(starts, raw.start) - 1, 0)].share
            if found != "discarded":
                return found
        return "body"

    return [Line(span, share(span), first) for span, first in _lines(text)]


def _edit(row: Row) -> Edit:
    return Edit(
        raw=Span(start=int(row["raw_start"]), end=int(row["raw_end"])),
        text=Span(start=int(row["start"]), end=int(row["end"])),
        before=row["before"],
        after=row["after"],
        rule=row["rule"],
        kind=cast("EditKind", row["kind"]),  # the schema has checked it
    )


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    at, first = 0, True
    for line in text.replace("\f", "\n").split("\n"):
        span = Span(start=at, end=at + len(line))
        at = span.end + 1
        if line.strip():
            yield span, first
        first = not line.strip()


def running(text: str, lines: Sequence[Line]) -> list[str]:
    """The heads and feet of the pages, each once."""
    found = (line.span.of(text).strip() for line in lines if line.share == "furniture")
    return list(dict.fromkeys(found))
