"""Causes that lie in what was found: no events, dated items without one, dates, languages."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from pipeline.document import Document
from pipeline.document.span import Span
from pipeline.extract.languages import named
from pipeline.language.identify import ENGLISH
from pipeline.verdict.finding import Finding, listed, words

SOME_WORDS = 150
"""A shorter text may well tell of no event."""
LEAST_SHARE = 0.1
FEW_DATES = 3
LONGEST_QUOTE = 40
"""Characters of an item that a message gives."""
A_MONTH = 31
"""Days; a vaguer date does not say that something happened then."""
TELLING = 5
"""So many words a list item must have to tell of something."""


def no_events(document: Document, told: Sequence[Span]) -> Finding | None:
    """A report of some length in which no event was found."""
    total = words(document.text or "")
    if told or total < SOME_WORDS:
        return None
    return Finding("verdict.no-events", total, total)


def untold_items(document: Document, told: Sequence[Span]) -> Finding | None:
    """Dated list items and rows of tables that no event was made of."""
    days = list(_dated(document))
    dated = [place for place in _entries(document, days) if any(map(place.contains, days))]
    untold = [place for place in dated if not any(place.overlaps(event) for event in told)]
    if not untold:
        return None
    quoted = shorten(untold[0].of(document.text or ""), LONGEST_QUOTE, placeholder=" ...")
    return Finding(
        "verdict.untold-items",
        len(untold),
        len(dated),
        untold[0],
        grave=len(dated) > FEW_DATES and 2 * len(untold) > len(dated),
        fields={"quoted": quoted},
    )


def dates_without_value(document: Document) -> Finding | None:
    """Dates that have no value, as nothing says which year it is."""
    dates, mentions = document.dates or (), document.mentions or ()
    bare = [date for date in dates if date.edtf is None]
    if len(bare) < FEW_DATES or len(bare) < LEAST_SHARE * len(dates):
        return None
    first = mentions[bare[0].mention].span
    return Finding("verdict.dates-without-value", len(bare), len(dates), first)


def other_languages(document: Document) -> Finding | None:
    """Text that is not in English, or in a language that nothing tells."""
    passages = [(passage, len(passage.span)) for passage in document.languages or ()]
    total = sum(length for _, length in passages)
    unread = [(passage, length) for passage, length in passages if passage.language != ENGLISH]
    lost = sum(length for _, length in unread)
    if not lost or lost < LEAST_SHARE * total:
        return None
    spoken = list(dict.fromkeys(named(passage.language) for passage, _ in unread))
    return Finding(
        "verdict.other-languages",
        lost,
        total,
        unread[0][0].span,
        fields={"languages": listed(spoken)},
    )


def _dated(document: Document) -> Iterator[Span]:
    """The dates that say when something was, to the month at least."""
    mentions = document.mentions or ()
    for date in document.dates or ():
        if date.first is None or date.last is None:
            continue
        if (date.last - date.first).days < A_MONTH:
            yield mentions[date.mention].span


def _entries(document: Document, days: Sequence[Span]) -> Iterator[Span]:
    """Where one thing each is told of: list items, rows, paragraphs that begin with a date."""
    starts = {day.start for day in days}
    text = document.text or ""
    for paragraph in document.paragraphs or ():
        is_item = paragraph.role == "list_item" and words(paragraph.span.of(text)) >= TELLING
        is_entry = paragraph.role == "body" and paragraph.span.start in starts
        if is_item or is_entry or paragraph.role == "table":
            yield paragraph.span
