"""A document in the offsets of its file, where the reader had put columns one below the other.

A reader that changes the order of a text's lines leaves the ledger of it in ``Document.columns``:
``raw`` is the text in the order of reading, and all stages work on that. At the end the two ledgers
become one, from the file to the repaired text, so that the file comes back byte for byte.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.document.document import Document
from pipeline.document.layers.readers import Block
from pipeline.document.layers.repair import Edit
from pipeline.document.ledger import OffsetMap, Stretch, reverse
from pipeline.document.span import Span


def file_text(document: Document) -> str:
    """The text of the document's file: encoded, it gives the file's bytes."""
    return reverse(document.raw, document.columns)


def as_filed(document: Document) -> Document:
    """The document with the file's own text as ``raw``, and blocks and edits by offsets into that.

    A block whose lines stand apart in the file spans what lies between them there.
    """
    if not document.columns:
        return document
    raw = file_text(document)
    origins = OffsetMap(len(document.raw), document.columns)
    text = document.text or ""
    edits = composed(raw, document.columns, document.raw, document.edits or (), text)
    blocks = tuple(_filed_block(block, origins) for block in document.blocks)
    return document.model_copy(
        update={"raw": raw, "columns": (), "edits": edits, "blocks": blocks, "tables": ()}
    )


def composed(
    raw: str, first: Sequence[Edit], between: str, second: Sequence[Edit], text: str
) -> tuple[Edit, ...]:
    """One ledger from ``raw`` to ``text`` of two: from ``raw`` to ``between``, and from that on.

    What either ledger moved is moved; where both changed something, the second one's rule stands.

    Returns:
        The ledger in the order of ``text``.
    """
    origins = OffsetMap(len(between), first).stretches
    starts = [stretch.text.start for stretch in origins]
    edits: list[Edit] = []
    for stretch in OffsetMap(len(text), second).stretches:
        is_last = stretch.raw.end == len(between)
        parts = list(_parts(origins, starts, stretch.raw, to_end=is_last))
        edits += _carried(stretch, parts, raw) if stretch.linear else _changed(stretch, parts, raw)
    return tuple(edit for edit in edits if edit.before or edit.after)


def _parts(
    origins: Sequence[Stretch], starts: Sequence[int], span: Span, *, to_end: bool
) -> Iterator[Stretch]:
    """The parts of the first ledger's stretches in a span of the text between.

    What it dropped belongs to the character that follows. Of a stretch that it changed, the raw
    text belongs to the first of its characters.
    """
    index = bisect_left(starts, span.start)
    while index > 0 and origins[index - 1].text.end > span.start:
        index -= 1
    for stretch in origins[index:]:
        at, end = max(stretch.text.start, span.start), min(stretch.text.end, span.end)
        if stretch.text.start > span.end or (stretch.text.start == span.end and not to_end):
            break
        if at == end and len(stretch.text):
            continue
        if stretch.linear:
            begin = stretch.raw.start + at - stretch.text.start
            part = Span(start=begin, end=begin + end - at)
        elif at == stretch.text.start:
            part = stretch.raw
        else:
            part = Span(start=stretch.raw.end, end=stretch.raw.end)
        yield Stretch(Span(start=at, end=end), part, stretch.edit)


def _carried(stretch: Stretch, parts: Sequence[Stretch], raw: str) -> Iterator[Edit]:
    """Edits of what the second ledger copied or moved as it was."""
    for part in parts:
        edit = stretch.edit or part.edit
        if edit is None:
            continue
        start = stretch.text.start + part.text.start - stretch.raw.start
        place = Span(start=start, end=start + len(part.text))
        after = part.raw.of(raw)
        if part.edit is not None and part.edit.before != part.edit.after:
            shift = part.text.start - part.edit.text.start
            after = part.edit.after[shift : shift + len(part.text)]
        yield Edit(
            raw=part.raw,
            text=place,
            before=part.raw.of(raw),
            after=after,
            rule=edit.rule,
            kind=edit.kind,
        )


def _changed(stretch: Stretch, parts: Sequence[Stretch], raw: str) -> Iterator[Edit]:
    """Edits of what the second ledger changed: one a run of raw text, the first with its words."""
    edit = stretch.edit
    assert edit is not None  # noqa: S101 - what is changed has an edit
    runs: list[list[Span]] = []
    for part in parts:
        if runs and runs[-1][-1].end == part.raw.start:
            runs[-1].append(part.raw)
        else:
            runs.append([part.raw])
    end = Span(start=stretch.text.end, end=stretch.text.end)
    for number, run in enumerate(runs):
        span = Span(start=run[0].start, end=run[-1].end)
        yield Edit(
            raw=span,
            text=end if number else stretch.text,
            before=span.of(raw),
            after="" if number else edit.after,
            rule=edit.rule,
            kind=edit.kind,
        )


def _filed_block(block: Block, origins: OffsetMap) -> Block:
    lines = tuple(line.updated(raw=origins.to_raw(line.raw)) for line in block.lines)
    places = [line.raw for line in lines] or [origins.to_raw(block.raw)]
    span = Span(start=min(p.start for p in places), end=max(p.end for p in places))
    return block.updated(raw=span, lines=lines)
