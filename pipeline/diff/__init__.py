"""What one run says and another does not: row by row, each with its sentence.

Rows are the same when their key is, else when what they say is: ids come from positions, and a
repair that moves the text must not make every row new. Positions, and figures that follow from
other rows, are not compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.decisions.journal import NUMBERED
from pipeline.document.errors import ConfigError
from pipeline.document.span import Span
from pipeline.write.report import Extracted, Key, Row, reports_in
from schemas import TABLES

Kind = Literal["added", "removed", "changed"]
UNCOMPARED = frozenset(
    {
        *("report_id", "start", "end", "raw_start", "raw_end", "page", "bbox", "order"),
        *("mentions", "confidence", "date_start", "date_end", "raw", "items", "sha256"),
    }
)
"""Columns that say where a row stands, or that follow from other cells and rows."""
PASSED_OVER = frozenset({"evidence", "decisions", "dates", "figures", "repairs"})
"""Tables whose rows only say more about rows of other tables, or about the text."""
NAMES = ("name", "title", "text", "short", "message")
"""The column that a row is called by: the first of these that it has."""
UNNAMED = "unnamed"
"""Stands for the id of a row that has no name."""
AROUND = 180
"""Code points of a sentence that are shown on each side of a row's words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that only one run has, or whose cells differ: ``{column: (before, after)}``."""

    report_id: str
    table: str
    kind: Kind
    row_id: str
    name: str
    cells: Mapping[str, tuple[str, str]]
    sentence: tuple[str, str, str]
    page: int | None


def compare(before: Path, after: Path) -> list[Difference]:
    """All differences between two runs, by report, table, and place in the text.

    Args:
        before: The folder of all reports of one run, or of one report.
        after: The same of the other run.

    Raises:
        ConfigError: ``config.no-report``: a folder holds no report.
    """
    old, new = _folders(before), _folders(after)
    if len(old) == len(new) == 1:  # one report each: whatever their folders are called
        new = dict(zip(old, new.values(), strict=True))
    found: list[Difference] = []
    for stem in sorted(old.keys() | new.keys()):
        one = Extracted(old[stem]) if stem in old else None
        other = Extracted(new[stem]) if stem in new else None
        found += _of_report(stem, one, other)
    return found


def _folders(path: Path) -> dict[str, Path]:
    if (path / "report.json").is_file():
        return {path.name: path}
    stems = reports_in(path) if path.is_dir() else []
    if not stems:
        raise ConfigError("config.no-report", f"{path} holds no report")
    return {stem: path / stem for stem in stems}


def _of_report(stem: str, old: Extracted | None, new: Extracted | None) -> Iterator[Difference]:
    if old is None or new is None:
        present, kind = (new, "added") if old is None else (old, "removed")
        if present is not None:
            key = Key("reports", stem)
            yield _difference(stem, present, key, "added" if kind == "added" else "removed", {})
        return
    for table in TABLES:
        if table not in PASSED_OVER:
            rows = sorted(
                _of_table(stem, table, old, new), key=lambda entry: (entry[0], entry[1].name)
            )
            yield from (difference for _, difference in rows)


def _of_table(
    stem: str, table: str, old: Extracted, new: Extracted
) -> Iterator[tuple[int, Difference]]:
    pairs = _paired(table, old, new)
    for row_id in old.rows[table]:
        key = Key(table, row_id)
        if row_id not in pairs:
            yield _at(old, key), _difference(stem, old, key, "removed", {})
            continue
        cells = _cells(table, old, new, old[key], new.rows[table][pairs[row_id]])
        if cells:
            now = Key(table, pairs[row_id])
            yield _at(new, now), _difference(stem, new, now, "changed", cells)
    for row_id in new.rows[table].keys() - set(pairs.values()):
        key = Key(table, row_id)
        yield _at(new, key), _difference(stem, new, key, "added", {})


def _paired(table: str, old: Extracted, new: Extracted) -> dict[str, str]:
    """The new row's id by the old row's."""
    if table == "reports":
        return dict(zip(old.rows[table], new.rows[table], strict=False))
    same_id = {row_id: row_id for row_id in old.rows[table] if row_id in new.rows[table]}
    if table not in NUMBERED:
        return _alike(table, old, new, same_id, (_content, _called))
    pairs = _alike(table, old, new, {}, (_content, _as_written))
    taken = set(pairs.values())  # one item more must not make all after it others
    return pairs | {i: i for i in same_id if i not in pairs and i not in taken}


def _alike(
    table: str,
    old: Extracted,
    new: Extracted,
    known: Mapping[str, str],
    ways: Iterable[Callable[[str, Extracted, Row], tuple[str, ...]]],
) -> dict[str, str]:
    """The known pairs and those of rows that say the same, in the order of the ways to say it."""
    pairs = dict(known)
    for says in ways:
        waiting: defaultdict[object, list[str]] = defaultdict(list)
        taken = set(pairs.values())
        for row_id, row in new.rows[table].items():
            if row_id not in taken:
                waiting[says(table, new, row)].append(row_id)
        for row_id, row in old.rows[table].items():
            if row_id not in pairs and (same := waiting[says(table, old, row)]):
                pairs[row_id] = same.pop(0)
    return pairs


def _content(table: str, report: Extracted, row: Row) -> tuple[str, ...]:
    return tuple(_shown(report, column, row[column]) for column in _compared(table, row))


def _as_written(_: str, report: Extracted, row: Row) -> tuple[str, ...]:
    """A list item as the source has it, also where its text was mended."""
    return _shown(report, "list_id", row["list_id"]), row["raw"]


def _called(table: str, _: Extracted, row: Row) -> tuple[str, ...]:
    """A row's name; of a row without one, its key, which is no other row's."""
    named = [column for column in NAMES if row.get(column)]
    return (row[named[0]],) if named else tuple(row[part] for part in TABLES[table].key)


def _cells(
    table: str, old: Extracted, new: Extracted, before: Row, after: Row
) -> dict[str, tuple[str, str]]:
    found = {
        column: (
            _shown(old, column, before.get(column, "")),
            _shown(new, column, after.get(column, "")),
        )
        for column in _compared(table, after)
    }
    return {column: cells for column, cells in found.items() if cells[0] != cells[1]}


def _compared(table: str, row: Row) -> Iterable[str]:
    own = TABLES[table].key
    hidden = UNCOMPARED | (set(own) if len(own) == 1 else set())
    return (column for column in row if column not in hidden)


def _shown(report: Extracted, column: str, value: str) -> str:
    """A cell, with the name in place of an id: ids of two runs differ where positions do."""
    if not value or not (column.endswith("_id") or column in {"part_of", "value"}):
        return value
    name = report.name(value)
    return UNNAMED if name == value and column != "value" else name or value


def _at(report: Extracted, key: Key) -> int:
    span = report.place(key).span
    return span.start if span else 0


def _difference(
    stem: str, report: Extracted, key: Key, kind: Kind, cells: Mapping[str, tuple[str, str]]
) -> Difference:
    row = report.rows[key.table].get(key.row_id) or report.about
    place = report.place(key) if key in report else None
    name = next((row[column] for column in NAMES if row.get(column)), key.row_id)
    return Difference(
        stem,
        key.table,
        kind,
        key.row_id,
        name,
        cells,
        _sentence(report.text, place.span if place else None),
        place.page if place else None,
    )


def _sentence(text: str, span: Span | None) -> tuple[str, str, str]:
    """A row's words with what stands around them in its line: ``(before, words, after)``."""
    if span is None:
        return "", "", ""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = text.find("\n", span.end)
    high = min(len(text) if end < 0 else end, span.end + AROUND)
    words = span.of(text)
    if len(words) > 2 * AROUND:
        words = words[:AROUND] + " … " + words[-AROUND:]
    return text[low : span.start], words, text[span.end : high]
