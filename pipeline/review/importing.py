"""What was reviewed elsewhere becomes the decisions that the page would have made of it.

A workbook's changed cells are edits, its verdicts and removed rows accept or reject; annotations
that are new, moved, relabelled or gone are additions, respans, edits and rejections. What cannot be
taken is told, with its reason; the journal gets nothing half-understood.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, is_zipfile

from pydantic import ValidationError

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import NUMBERED, Decision
from pipeline.document.errors import ReadError
from pipeline.document.span import Span
from pipeline.exchange import ANNOTATIONS
from pipeline.exchange.annotation import Annotation, Annotations
from pipeline.exchange.in_words import CELLS, EVENTS, KINDS, REVIEW, EventChange
from pipeline.exchange.in_words import WORDS as IN_THE_REPORT
from pipeline.exchange.worded import changes_in_words
from pipeline.exchange.workbook import VERDICT, VERDICTS, CellChange, Changes, changes
from pipeline.review.decide import Deed
from pipeline.review.fields import fields
from pipeline.review.session import Session
from pipeline.review.standing import WORDS, Standing, replaced_by
from pipeline.review.understood import RoleWritten
from pipeline.review.wholes import Wholes
from pipeline.write.report import Extracted, Key, Row
from schemas import TABLES

WORKBOOK = ".xlsx"
MOST_BYTES = 500_000_000
"""Of an import, unpacked where it is packed: several times those of the longest report."""


class Imported(NamedTuple):
    """The decisions that an import made, and what it could not take: ``(what, why)``."""

    made: tuple[Decision, ...]
    refused: tuple[tuple[str, str], ...]


class _Refusal(NamedTuple):
    what: str
    why: str


class _Named(NamedTuple):
    """What is done, and where it was written, for a refusal."""

    deed: "Deed | _Refusal"
    named: str


def import_file(session: Session, path: Path, reviewer: str) -> Imported:
    """Record what a workbook or a file of annotations changes, as decisions.

    Importing the same file twice records nothing the second time.

    Raises:
        ReadError: ``exchange.*``: the file is none that can be read.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise ReadError("exchange.not-found", f"{path} does not exist")
    check_size(path)
    report = session.report
    deeds: Iterable[Deed | _Named | _Refusal]
    if suffix == WORKBOOK:
        found = changes(path, report.about["report_id"])
        deeds = chain(_of_workbook(report, found), _of_words(report, changes_in_words(path)))
    elif suffix in ANNOTATIONS:
        deeds = _of_annotations(session, ANNOTATIONS[suffix](path.read_bytes()))
    else:
        known = ", ".join([WORKBOOK, *ANNOTATIONS])
        raise ReadError("exchange.unknown", f"{path.name}: an import ends with {known}")
    made: list[Decision] = []
    refused: list[tuple[str, str]] = []
    for given in list(deeds):
        deed, named = (given.deed, given.named) if isinstance(given, _Named) else (given, "")
        if isinstance(deed, _Refusal):
            refused.append(deed)
        elif not _stands(session, deed):
            try:
                made += session.record(deed, reviewer)
            except ValueError as error:
                refused.append(_told_where(named, deed, str(error)))
    return Imported(tuple(made), tuple(refused))


def _told_where(named: str, deed: Deed, why: str) -> tuple[str, str]:
    """A refusal by sheet, row and, where the reason begins with one, by cell."""
    if not named:
        return f"{deed.table} {deed.column} {deed.value!r}", why
    cell, colon, reason = why.partition(": ")
    heading = next((head for head, name in CELLS.items() if name == cell.casefold()), None)
    return (f"{named}, {heading}", reason) if heading and colon else (named, why)


def check_size(path: Path) -> None:
    """Refuse what would fill the memory before any of it is read."""
    size = path.stat().st_size
    if is_zipfile(path):
        with suppress(BadZipFile), ZipFile(path) as archive:
            size = max(size, sum(entry.file_size for entry in archive.infolist()))
    if size > MOST_BYTES:
        message = f"{path.name} unpacks to {size:,} bytes; an import may have {MOST_BYTES:,}"
        raise ReadError("exchange.too-large", message)


def _stands(session: Session, deed: Deed) -> bool:
    """Whether the journal says so already."""
    standing = session.standing
    rows = [row for key, row in standing.rows(deed.table) if key.row_id == deed.row_id]
    match deed.action:
        case "put":
            return _is_put(standing, deed)
        case "edit":
            return bool(rows) and rows[0].get(deed.column) == deed.value
        case "accept" | "reject":
            said = {d.action for d in standing.in_force if d.row_id == deed.row_id}
            return deed.action in said
        case "add":
            wanted = (str(deed.start), str(deed.end), deed.value)
            return any(
                (row["start"], row["end"], row["label"]) == wanted
                for _, row in standing.rows("mentions")
            )
        case "respan":
            wanted = (str(deed.start), str(deed.end), "")
            return bool(rows) and (rows[0]["start"], rows[0]["end"], "") == wanted
    return False


class _NotYetError(Exception):
    """A decision would have to be made."""


def _not_yet(*_: object, **__: object) -> Decision:
    raise _NotYetError


def _is_put(standing: Standing, deed: Deed) -> bool:
    """Whether a row says all that already; a new one, whether it was added before."""
    if not deed.row_id:
        return any(
            decision.action == "put"
            and decision.before is None
            and isinstance(decision.after, dict)
            and decision.after.get("name") == deed.cells.get("name")
            and (decision.anchor is None) == (deed.start is None)
            for decision in standing.in_force
        )
    key = Key(deed.table, deed.row_id)
    try:
        return not Wholes(standing, _not_yet).change(key, deed.cells, deed.roles, None)
    except (_NotYetError, ValueError):
        return False


# --- workbooks --------------------------------------------------------------------------------


def _of_workbook(report: Extracted, found: Changes) -> Iterator[Deed | _Refusal]:
    for cell in found.cells:
        named = f"{cell.table} {cell.row_id}, column {cell.column}"
        if _is_another(report, found, cell.table, cell.row_id):
            yield _Refusal(named, "the list has other items by now: export it again")
        else:
            yield _of_cell(cell, named)
    for table, row_id in found.removed:
        if _is_another(report, found, table, row_id):
            yield _Refusal(f"{table} {row_id}", "the list has other items by now: export it again")
        elif fields(table):
            yield _deed("reject", table, row_id)
        else:
            yield _Refusal(f"{table} {row_id}", "a row of this table cannot be removed by itself")
    for table, row in found.added:
        yield _added(report, table, row)


def _of_words(report: Extracted, found: Iterable[EventChange]) -> Iterator[_Named | _Refusal]:
    """What the sheets in words say of events and of who took part."""
    for change in found:
        named = f"{EVENTS}, row {change.row}"
        if change.gone:
            yield _Named(_deed("reject", "events", change.event_id), f"{EVENTS}, a removed row")
            continue
        start = end = None
        if change.words:
            if report.text.count(change.words) != 1:
                why = "these words do not stand once in the report: copy a whole sentence of it"
                yield _Refusal(f"{named}, {IN_THE_REPORT}", why)
                continue
            start = report.text.index(change.words)
            end = start + len(change.words)
        roles = change.roles and [
            RoleWritten(role=r.role, who=r.who, kind=KINDS.get(r.kind, KINDS["body"]))
            for r in change.roles
        ]
        if change.cells or change.roles is not None:
            put = _deed(
                "put",
                "events",
                change.event_id,
                cells=change.cells,
                roles=roles,
                start=start,
                end=end,
            )
            yield _Named(put, named)
        if change.review in VERDICTS and change.event_id:
            yield _Named(_deed(change.review, "events", change.event_id), named)
        elif change.review:
            why = f"{change.review!r} is neither {' nor '.join(VERDICTS)}"
            yield _Refusal(f"{named}, {REVIEW}", why)


def _of_cell(cell: CellChange, named: str) -> Deed | _Refusal:
    if cell.column == VERDICT:
        if cell.after in VERDICTS:
            return _deed(cell.after, cell.table, cell.row_id)
        return _Refusal(named, f"{cell.after!r} is neither {' nor '.join(VERDICTS)}")
    if cell.column in fields(cell.table):
        return _deed("edit", cell.table, cell.row_id, column=cell.column, value=cell.after)
    if cell.column in TABLES[cell.table].model_fields:
        why = "this column says where a row stands, or what its words are, and cannot be changed"
        return _Refusal(named, why)
    return _Refusal(named, "there is no such column")


def _is_another(report: Extracted, found: Changes, table: str, row_id: str) -> bool:
    """Whether a number stands for another row than when the workbook was exported."""
    if table not in NUMBERED:
        return False
    was, now = found.base[table, row_id], report.rows[table].get(row_id)
    return now is None or (now["start"], now["end"]) != (was["start"], was["end"])


def _added(report: Extracted, table: str, row: Row) -> Deed | _Refusal:
    words = row.get("text", "")
    named = f"{table}, a new row {words or next(iter(filter(None, row.values())))!r}"
    if table != "mentions" or not words:
        return _Refusal(named, "new rows are taken for mentions only, with label and text")
    places = report.text.count(words)
    if places != 1:
        why = f"its words stand {places} times in the text: add it on the page"
        return _Refusal(named, why)
    start = report.text.index(words)
    return _deed("add", "mentions", value=row.get("label", ""), start=start, end=start + len(words))


# --- annotations ------------------------------------------------------------------------------


def _of_annotations(session: Session, found: Annotations) -> Iterator[Deed | _Refusal]:
    report = session.report
    mentions = report.rows["mentions"]
    at = {Span(start=int(r["start"]), end=int(r["end"])): i for i, r in mentions.items()}
    placed: list[tuple[Annotation, Span, str | None]] = []
    for item in found.items:
        place = find(report.text, item.anchor)
        if place is None:
            yield _Refusal(f"{item.label} {item.anchor.exact!r}", "its words are not in the text")
            continue
        known = item.identifier if item.identifier in mentions else at.get(place)
        placed.append((item, place, known))
    held = {known for _, _, known in placed if known is not None}
    for gone in sorted(found.exported & mentions.keys() - held):
        yield _deed("reject", "mentions", gone)
    free = mentions.keys() - held  # what the file does not hold may go for what it does
    for item, place, known in placed:
        yield from _of_annotation(item, place, mentions[known] if known else None, free)


def _of_annotation(
    item: Annotation, place: Span, row: Row | None, free: AbstractSet[str]
) -> Iterable[Deed | _Refusal]:
    words = partial(_deed, table="mentions", start=place.start, end=place.end, replaces=free)
    if row is None:
        yield words("add", value=item.label)
        return
    known = row["mention_id"]
    if (int(row["start"]), int(row["end"])) != (place.start, place.end):
        yield words("respan", row_id=known)
    if row["label"] != item.label:
        yield _deed("edit", "mentions", known, column="label", value=item.label)


def _deed(action: str, table: str, row_id: str = "", **rest: object) -> Deed | _Refusal:
    try:
        return Deed.model_validate({"action": action, "table": table, "row_id": row_id, **rest})
    except ValidationError as error:
        return _Refusal(f"{table} {row_id}", str(error.errors()[0]["msg"]))


def told(imported: Imported) -> Iterator[str]:
    """An import in lines for a person."""
    counts: dict[str, int] = {}
    for decision in imported.made:
        word = WORDS[decision.action]
        counts[word] = counts.get(word, 0) + 1
    parts = ", ".join(f"{count} {word}" for word, count in counts.items())
    yield f"{len(imported.made)} decisions recorded{f' ({parts})' if parts else ''}"
    for decision in imported.made:
        words = decision.target or decision.anchor
        for mention in replaced_by(decision):
            yield f"replaced: {mention['label']} {mention['text']!r} by {words and words.exact!r}"
    for what, why in imported.refused:
        yield f"not taken: {what}: {why}"
