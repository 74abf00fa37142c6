"""Annotations of a report as all forms of exchange share them."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.decisions.anchor import Anchor, anchor
from pipeline.document.errors import ReadError
from pipeline.document.span import Span
from pipeline.write.report import Extracted, Row


class Annotation(NamedTuple):
    """A labelled stretch of text; ``identifier`` is the mention's id where it came from us."""

    identifier: str
    label: str
    anchor: Anchor


class Annotations(NamedTuple):
    """What a file of annotations says.

    ``exported`` are the ids of the mentions that the file held when it was exported: one that it no
    longer holds was taken out. A file that was made elsewhere has none, and takes nothing out.
    """

    items: tuple[Annotation, ...]
    exported: frozenset[str]


def in_order(report: Extracted) -> list[Row]:
    """The mentions in the order of the text."""
    return sorted(report.tables["mentions"], key=lambda row: int(row["start"]))


def annotation(text: str, identifier: str, label: str, start: int, end: int) -> Annotation:
    """An annotation of a text by its offsets, in code points.

    Raises:
        ReadError: ``exchange.outside``: the offsets are not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise ReadError("exchange.outside", f"{start}-{end} is not in the annotated text")
    return Annotation(identifier, label, anchor(text, Span(start=start, end=end)))


def exported(identifiers: Iterable[object]) -> frozenset[str]:
    """The ids that a file says it was exported with."""
    return frozenset(map(str, identifiers))
