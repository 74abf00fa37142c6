"""An extracted report read back from its folder: its text, its rows, and where each row stands."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
from pydantic import ValidationError

from pipeline.document.errors import ConfigError, ReadError
from pipeline.document.span import Span
from pipeline.write.fingerprint import altered
from pipeline.write.rfc4180 import decoded
from schemas import TABLES, Record, Verdict
from schemas.columns import is_optional
from schemas.report import check_keys
from schemas.tables import DATASET_KEYS, DATASET_TABLES, ENTITY_TABLES

Row = Mapping[str, str]
"""A row by column; an empty cell is the empty string, as in the CSV."""

ENTITIES = tuple(ENTITY_TABLES)
"""Tables whose rows are what mentions point at with ``entity_id``."""
DAMAGED = "report.damaged"
DOUBTFUL = ("inferred", "unresolved")


class Key(NamedTuple):
    """A row: its table, and its primary key with the parts joined by ``/``."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a row stands: its span in the text, and its page and boxes in a PDF."""

    span: Span | None = None
    page: int | None = None
    boxes: str = ""


class Extracted:
    """The folder of one report, read once.

    Args:
        folder: ``extracted/STEM``.

    Raises:
        ConfigError: ``config.no-report``: the folder holds no report.
        ReadError: ``report.damaged``: it holds one that cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "text.txt").is_file() or not (folder / "report.json").is_file():
            message = f"{folder} holds no report: extract it first with `milestones run`"
            raise ConfigError("config.no-report", message)
        self.folder = folder
        self.written = (folder / "report.json").stat().st_mtime
        self.text = read_text(folder)
        self.tables = {name: read_rows(folder, name) for name in TABLES}
        if not self.tables["reports"]:
            raise ReadError(DAMAGED, f"{folder / 'reports.csv'} holds no report")
        self.rows = {
            name: {row_id(name, row): row for row in rows} for name, rows in self.tables.items()
        }

    @property
    def about(self) -> Row:
        """The row of the table ``reports``."""
        return self.tables["reports"][0]

    def __getitem__(self, key: Key) -> Row:
        return self.rows[key.table][key.row_id]

    def __contains__(self, key: Key) -> bool:
        return key.row_id in self.rows.get(key.table, {})

    @cached_property
    def mentions_of(self) -> Mapping[str, list[Row]]:
        """The mentions of each entity, in the order of the text."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.tables["mentions"], key=lambda row: int(row["start"])):
            if row["entity_id"]:
                found[row["entity_id"]].append(row)
        return found

    @cached_property
    def entity(self) -> Mapping[str, Key]:
        """The row of each entity id."""
        return {row_id: Key(table, row_id) for table in ENTITIES for row_id in self.rows[table]}

    @cached_property
    def evidence(self) -> Mapping[Key, list[Row]]:
        """What the cells of each row rest on."""
        found: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in self.tables["evidence"]:
            found[Key(row["table"], row["row_id"])].append(row)
        return found

    @cached_property
    def flags(self) -> Mapping[Key, list[Row]]:
        """The flags about each row."""
        found: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in self.tables["flags"]:
            key = Key(row["table"], row["row_id"])
            if key in self:
                found[key].append(row)
        return found

    @cached_property
    def at(self) -> Mapping[tuple[str, int, int], str]:
        """The row of a table that stands exactly at a span: ``(table, start, end) -> row id``."""
        return {
            (table, int(row["start"]), int(row["end"])): row_id
            for table, rows in self.rows.items()
            for row_id, row in rows.items()
            if row.get("start") and row.get("end")
        }

    def place(self, key: Key) -> Location:
        """Where a row stands; an entity, at its first mention."""
        row = self[key]
        if row.get("start") and row.get("end"):
            span = Span(start=int(row["start"]), end=int(row["end"]))
            if row.get("page"):
                return Location(span, int(row["page"]), row["bbox"])
            return self._boxed(key, span)
        if mentions := self.mentions_of.get(key.row_id):
            return self.place(Key("mentions", mentions[0]["mention_id"]))
        if row.get("mention_id"):
            return self.place(Key("mentions", row["mention_id"]))
        return self._boxed(key, None)

    def _boxed(self, key: Key, span: Span | None) -> Location:
        """The place, with the page and the boxes of the first cell that has them."""
        cells = [cell for cell in self.evidence.get(key, []) if cell["start"]]
        boxed = next((cell for cell in cells if cell["page"]), None)
        if span is None and cells:
            span = Span(start=int(cells[0]["start"]), end=int(cells[0]["end"]))
        if boxed:
            return Location(span, int(boxed["page"]), boxed["bbox"])
        return Location(span)

    def doubts(self, key: Key) -> Iterator[tuple[str, str]]:
        """The cells of a row that are not stated in the text: ``(column, status)``."""
        for cell in self.evidence.get(key, []):
            if cell["status"] in DOUBTFUL:
                yield cell["column"], cell["status"]

    def name(self, identifier: str) -> str | None:
        """The name of a row that others refer to by its id."""
        if key := self.entity.get(identifier):
            return self[key]["name"]
        for table in ("milestones", "sections", "lists", "events", "mentions"):
            if row := self.rows[table].get(identifier):
                shown = row.get("title") or row.get("name") or row.get("text") or row.get("body")
                return shown or identifier
        return None


UNSURE = "skip"
"""The action of a reviewer who is not sure."""


def undecided(flags: Iterable[Row], decisions: Iterable[Row]) -> Iterator[Row]:
    """Flags above "info" on rows that no decision is about, nor on themselves.

    A report whose flags are all decided has been reviewed to the end. Whether the reviewer was sure
    is told by the last decision about a row: "not sure" decides nothing.
    """
    last = {(row["table"], row["row_id"]): row["action"] for row in decisions}
    decided = {row for row, action in last.items() if action != UNSURE}
    for flag in flags:
        rows = {("flags", flag["flag_id"]), (flag["table"], flag["row_id"])}
        if flag["severity"] != "info" and flag["table"] != "decisions" and not rows & decided:
            yield flag


def row_id(table: str, row: Row) -> str:
    """A row's id: the parts of its primary key, joined by ``/``."""
    return "/".join(row[part] for part in TABLES[table].key)


class _Judged(msgspec.Struct):
    """What is taken of ``report.json``; the rest of it is passed over."""

    verdict: msgspec.Raw = msgspec.Raw()


def verdict_of(folder: Path) -> Verdict | None:
    """How well a report was read, as its run said; None where an older version said nothing.

    Raises:
        ReadError: ``report.damaged``: ``report.json`` cannot be read.
    """
    path = folder / "report.json"
    try:
        found = bytes(msgspec.json.decode(path.read_bytes(), type=_Judged).verdict)
        return Verdict.model_validate_json(found) if found else None
    except (OSError, ValueError) as error:
        raise ReadError(DAMAGED, f"{path} cannot be read: {error}") from error


def read_text(folder: Path) -> str:
    """The repaired text of a report.

    Raises:
        ReadError: ``report.damaged``: it cannot be read, or is not UTF-8.
    """
    try:
        return (folder / "text.txt").read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(DAMAGED, f"{folder / 'text.txt'} cannot be read: {reason}") from error


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table of a folder; none where there is no such file.

    Raises:
        ReadError: ``report.damaged``: the file cannot be read, is cut, or is no such table.
    """
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    try:
        lines = decoded(path)
        header = next(lines, [])
        missing = [column for column in DATASET_KEYS[name] if column not in header]
        if missing:
            raise ReadError(DAMAGED, f"{path} has no column {missing[0]!r}")
        return [dict(zip(header, line, strict=True)) for line in lines if line]
    except (OSError, ValueError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(DAMAGED, f"{path} cannot be read as a table: {reason}") from error


def read_rows(folder: Path, name: str) -> list[Row]:
    """As :func:`read_table`; columns that came after the version that wrote it are empty."""
    blank = dict.fromkeys(DATASET_TABLES[name].model_fields, "")
    return [blank | row for row in read_table(folder, name)]


def check_whole(folder: Path) -> None:
    """Check that a report's tables are as its run wrote them.

    Tables of a version that recorded no digests are checked against the schema, row by row.

    Raises:
        ReadError: ``report.damaged``: they are not.
    """
    changed = altered(folder)
    if changed:
        message = f"{folder / changed[0]} is not as it was extracted: cut, edited or missing"
        raise ReadError(DAMAGED, message)
    if changed is None:
        _check_schema(folder)


def _check_schema(folder: Path) -> None:
    read_text(folder)
    name, tables = "", dict[str, list[Record]]()
    try:
        for name in TABLES:
            tables[name] = [_record(name, row) for row in read_table(folder, name)]
        check_keys(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "a row"
        message = f"{folder / name}.csv is not of this version: {where}: {first['msg']}"
        raise ReadError(DAMAGED, message) from error
    except ValueError as error:
        raise ReadError(DAMAGED, f"{folder} holds no whole report: {error}") from error


def _record(table: str, row: Row) -> Record:
    """A row as its record; cells of columns that this version does not know are left out."""
    cells = {
        column: None if not row[column] and is_optional(table, column) else row[column]
        for column in TABLES[table].model_fields
        if column in row
    }
    return TABLES[table].model_validate(cells, strict=False)  # cells are strings


def reports_in(out: Path) -> list[str]:
    """The ids of the reports that a folder of extracted reports holds."""
    return sorted(path.parent.name for path in out.glob("[!.]*/report.json"))
