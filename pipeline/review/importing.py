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

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import Decision
from pipeline.document.errors import ReadError
from pipeline.document.span import Span
from pipeline.exchange import ANNOTATIONS
from pipeline.exchange.annotation import Annotation, Annotations
from pipeline.exchange.notes import beside, noted
from pipeline.exchange.worded import changes_in_words
from pipeline.exchange.workbook import changes
from pipeline.review.decide import Deed
from pipeline.review.given import Given, Refusal, given
from pipeline.review.in_words import is_rejected, of_words
from pipeline.review.session import Session
from pipeline.review.standing import WORDS, Standing, replaced_by
from pipeline.review.wholes import Wholes
from pipeline.review.workbooks import of_tables
from pipeline.write.report import Key, Row

WORKBOOK = ".xlsx"
MOST_BYTES = 500_000_000
"""Of an import, unpacked where it is packed: several times those of the longest report."""


class Imported(NamedTuple):
    """The decisions that an import made, and what it could not take."""

    made: tuple[Decision, ...]
    refused: tuple[Refusal, ...]


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
    asked: Iterable[Given | Refusal]
    if suffix == WORKBOOK:
        found = changes(path, report.about["report_id"])
        asked = chain(of_tables(report, found), of_words(session, changes_in_words(path)))
    elif suffix in ANNOTATIONS:
        asked = list(_of_annotations(session, ANNOTATIONS[suffix](path.read_bytes())))
    else:
        known = ", ".join([WORKBOOK, *ANNOTATIONS])
        raise ReadError("exchange.unknown", f"{path.name}: an import ends with {known}")
    made: list[Decision] = []
    refused: list[Refusal] = []
    for one in asked:  # of a workbook one after the other: a part may be taken from a new one
        if isinstance(one, Refusal):
            refused.append(one)
        elif not _stands(session, one.deed):
            try:
                made += session.record(one.deed, reviewer)
            except ValueError as error:
                refused.append(one.refused(error))
    return Imported(tuple(made), tuple(refused))


def with_notes(workbook: Path, imported: Imported) -> bytes | None:
    """A copy of a workbook with a note on each cell that was not taken; None without any.

    There is none either where the workbook has parts that cannot be written back as they were.
    """
    notes = [(one.at, one.why) for one in imported.refused if one.at]
    try:
        return noted(workbook, notes) if notes else None
    except (AttributeError, KeyError, TypeError, ValueError):  # of other programs; all is told
        return None


def write_notes(workbook: Path, imported: Imported) -> Path | None:
    """Write the copy with the notes beside the workbook, under a name that nothing has there.

    Raises:
        OSError: The folder cannot be written.
    """
    content = with_notes(workbook, imported)
    if content is None:
        return None
    place = beside(workbook)
    with place.open("xb") as file:
        file.write(content)
    return place


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
        case "merge":
            return is_rejected(standing, Key(deed.table, deed.row_id))
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
    wholes = Wholes(standing, _not_yet)
    span = None
    if deed.start is not None and deed.end is not None:
        span = Span(start=deed.start, end=deed.end)
    try:
        if not deed.row_id:
            return any(
                _stands_there(standing, decision, span)
                and wholes.says(deed.table, deed.cells, decision)
                for decision in _added(standing)
            )
        key = Key(deed.table, deed.row_id)
        return not wholes.change(key, deed.cells, deed.roles, span)
    except (_NotYetError, KeyError, ValueError):
        return False


def _added(standing: Standing) -> Iterator[Decision]:
    """The decisions that added rows which nobody has undone, as they were added."""
    added = {(d.table, d.row_id) for d in standing.in_force if d.action == "put"}
    for decision in standing.journal:
        is_new = decision.action == "put" and decision.before is None
        if is_new and (decision.table, decision.row_id) in added:
            yield decision


def _stands_there(standing: Standing, added: Decision, span: Span | None) -> bool:
    """Whether a row was added on words that begin where these do; or both on none."""
    if added.anchor is None or span is None:
        return (added.anchor is None) == (span is None)
    place = find(standing.report.text, added.anchor)
    return place is not None and place.start == span.start


# --- annotations ------------------------------------------------------------------------------


def _of_annotations(session: Session, found: Annotations) -> Iterator[Given | Refusal]:
    report = session.report
    mentions = report.rows["mentions"]
    at = {Span(start=int(r["start"]), end=int(r["end"])): i for i, r in mentions.items()}
    placed: list[tuple[Annotation, Span, str | None]] = []
    for item in found.items:
        place = find(report.text, item.anchor)
        if place is None:
            yield Refusal(f"{item.label} {item.anchor.exact!r}", "its words are not in the text")
            continue
        known = item.identifier if item.identifier in mentions else at.get(place)
        placed.append((item, place, known))
    held = {known for _, _, known in placed if known is not None}
    for gone in sorted(found.exported & mentions.keys() - held):
        yield given("reject", "mentions", gone)
    free = mentions.keys() - held  # what the file does not hold may go for what it does
    for item, place, known in placed:
        yield from _of_annotation(item, place, mentions[known] if known else None, free)


def _of_annotation(
    item: Annotation, place: Span, row: Row | None, free: AbstractSet[str]
) -> Iterable[Given | Refusal]:
    words = partial(given, table="mentions", start=place.start, end=place.end, replaces=free)
    if row is None:
        yield words("add", value=item.label)
        return
    known = row["mention_id"]
    if (int(row["start"]), int(row["end"])) != (place.start, place.end):
        yield words("respan", row_id=known)
    if row["label"] != item.label:
        yield given("edit", "mentions", known, column="label", value=item.label)


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
    for one in imported.refused:
        yield f"not taken: {one.what}: {one.why}"


def told_notes(workbook: Path, imported: Imported) -> Iterator[str]:
    """Write the copy with the notes, and say where it is, or why there is none."""
    try:
        if place := write_notes(workbook, imported):
            yield f"what was not taken has a note on its cell in {place}"
    except OSError as error:
        yield f"the notes on what was not taken cannot be written: {error.strerror}"
