"""What the report tells and no row has: dated list items and table rows without an event."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from pipeline.document.span import Span
from pipeline.write.report import Extracted, Key

_DATED = re.compile(r"\d{4}-\d\d")
"""A value that says at least the month."""
_BOUND = re.compile(
    r"\b(?:as of|as at|since|until|till|up to|before|by|unless)\s+(?:mid-|the )?$", re.IGNORECASE
)
WORDS = 4
"""Words besides the date that a line must have to tell of something."""
SHOWN = 140
"""Characters of a line that are shown."""


def untold(report: Extracted) -> Mapping[Key, str]:
    """Dates in lines that no event rests on, one per line, each with the words of its line.

    Lists and tables are what the rules miss most; of running text, too few dates are of events. A
    date that only bounds what is said ("as of", "until") tells of nothing.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", report.text))]
    told = {line for span in _told(report) for line in _lines(starts, span)}
    listed = {line for span in _listed(report) for line in _lines(starts, span)}
    found: dict[Key, str] = {}
    for row in sorted(report.tables["mentions"], key=lambda row: int(row["start"])):
        if row["label"] != "DATE" or not _DATED.match(row["value"]):
            continue
        if _BOUND.search(report.text[: int(row["start"])]):
            continue
        line = bisect_right(starts, int(row["start"])) - 1
        if line in told or line not in listed:
            continue
        words = _words(report.text, starts, line)
        if len(words.replace(row["text"], " ").split()) >= WORDS:
            told.add(line)
            cut = f"{words[: SHOWN - 1]}…" if len(words) > SHOWN else words
            found[Key("mentions", row["mention_id"])] = cut
    return found


def _listed(report: Extracted) -> Iterator[Span]:
    """Items of lists and cells of tables."""
    for table in ("list_items", "table_cells"):
        for row in report.tables[table]:
            if row["start"]:
                yield Span(start=int(row["start"]), end=int(row["end"]))


def _told(report: Extracted) -> Iterator[Span]:
    """The words that events rest on."""
    for row in report.tables["events"]:
        if row["start"]:
            yield Span(start=int(row["start"]), end=int(row["end"]))
        for span in filter(None, row["told_by"].split(";")):
            start, end = span.split("-")
            yield Span(start=int(start), end=int(end))


def _lines(starts: list[int], span: Span) -> range:
    first = bisect_right(starts, span.start) - 1
    return range(first, bisect_right(starts, max(span.end - 1, span.start)))


def _words(text: str, starts: list[int], line: int) -> str:
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    return " ".join(text[starts[line] : end].split())
