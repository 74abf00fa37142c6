"""When a report and its items came out, as their own lines say: "Press release | 5 May 2018".

A line that holds nothing but a day, with a label, a town or a time of day beside it, dates what
stands below it: among the first lines the report, further down its item. So does a day behind
"published on" anywhere in the masthead or the imprint.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.document import Basis, Document, Issued, Paragraph
from pipeline.document.details import DateDetail
from pipeline.document.edtf import edtf_bounds, first_day
from pipeline.document.span import Span
from pipeline.entity_types.date.grammar import DateGrammar
from pipeline.entity_types.date.vocabulary import vocabulary

FIRST, LAST = 12, 8
"""Paragraphs at the beginning and at the end of a report that may say when it came out."""
LONGEST = 160
"""Code points of a line that ends with its item's date, headline and all."""
SENTENCE_WORDS = 15
_LABEL = re.compile(
    r"(?:[^.!?\n]{0,60}?[|,:·•–—-]\s*)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?"
)
_BEHIND_LABEL = re.compile(r"[|:·•]\s?(?:[A-Z][a-z]{2,8},?\s)?$")
_TAIL = re.compile(r"(?:\s{0,3}[-–—|,]?\s{0,3}\d{1,2}:\d\d(?:\s?[ap]m)?)?[\s|]{0,9}")


def issued(document: Document) -> Issued | None:
    """The day on which a report came out, by its own words; None where none or several tell."""
    masthead, text = document.masthead, document.text or ""
    if masthead is not None and masthead.period and masthead.period_span:
        first, last = edtf_bounds(masthead.period)
        if first is not None and first == last:
            return Issued(day=first, span=masthead.period_span, status="stated")
    told = _only(_told(document, text), "stated")
    headed = told or _only(_headed(document, text), "inferred")
    return headed or _only(_running(document, text), "inferred")


def _only(found: Iterator[tuple[date, Span]], status: Basis) -> Issued | None:
    """What all that was found agree on."""
    days = dict(found)
    if len(days) != 1:
        return None
    ((day, span),) = days.items()
    return Issued(day=day, span=span, status=status)


def dated_by(document: Document) -> list[tuple[Span, date] | None]:
    """For each paragraph, the last date line up to it, itself included, and its day."""
    lines = dict(_date_lines(document))
    found: list[tuple[Span, date] | None] = []
    last: tuple[Span, date] | None = None
    for paragraph in document.paragraphs or ():
        day = lines.get(paragraph.span)
        last = last if day is None else (paragraph.span, day)
        found.append(last)
    return found


def _date_lines(document: Document) -> Iterator[tuple[Span, date]]:
    """The lines that date an item, and their days, in the order of the text."""
    text = document.text or ""
    for paragraph in document.paragraphs or ():
        if paragraph.role in {"furniture", "noise", "table", "period"}:
            continue
        words = paragraph.span.of(text)
        if len(words) > LONGEST:
            continue
        for at, day in _days(words):
            before = words[: at.start]
            labelled = _LABEL.fullmatch(before) or _BEHIND_LABEL.search(before) or _lead(before)
            if labelled and _TAIL.fullmatch(words[at.end :]):
                yield paragraph.span, day


def _told(document: Document, text: str) -> Iterator[tuple[date, Span]]:
    """Days behind "published on" in the first and the last paragraphs."""
    for span in _edges(document):
        for at, day in _days(span.of(text)):
            if _lead(span.of(text)[: at.start]):
                yield day, at.shift(span.start)


def _edges(document: Document) -> Iterator[Span]:
    paragraphs = document.paragraphs or ()
    if len(paragraphs) <= FIRST + LAST:
        parts = [paragraphs] if paragraphs else []
    else:
        parts = [paragraphs[:FIRST], paragraphs[-LAST:]]
    for part in parts:
        yield Span(start=part[0].span.start, end=part[-1].span.end)


def _headed(document: Document, text: str) -> Iterator[tuple[date, Span]]:
    """The day that stands as a line of its own before the running text."""
    for paragraph in (document.paragraphs or ())[:FIRST]:
        words = paragraph.span.of(text)
        if _is_running(paragraph, words):
            return
        for at, day in _days(words):
            if _LABEL.fullmatch(words[: at.start]) and _TAIL.fullmatch(words[at.end :]):
                yield day, at.shift(paragraph.span.start)
                return


def _running(document: Document, text: str) -> Iterator[tuple[date, Span]]:
    """The day that the running heads or feet give, as a browser prints it."""
    for paragraph in document.paragraphs or ():
        if paragraph.role != "furniture":
            continue
        words = paragraph.span.of(text)
        for at, day in _days(words):
            if not words[: at.start].strip() and _TAIL.fullmatch(words[at.end :]):
                yield day, at.shift(paragraph.span.start)


def _is_running(paragraph: Paragraph, words: str) -> bool:
    if paragraph.role in {"list_item", "table"}:
        return True
    return paragraph.role == "body" and (
        words.rstrip().endswith((".", "!", "?")) or len(words.split()) > SENTENCE_WORDS
    )


def _lead(before: str) -> bool:
    words = "|".join(vocabulary().vocabulary.issued)
    return re.search(rf"\b(?:{words})(?:\son)?:?\s*$", before, re.IGNORECASE) is not None


def _days(words: str) -> Iterator[tuple[Span, date]]:
    """The days that a text names with month and year."""
    for found in DateGrammar.load().find(words):
        day = _day(found.detail)
        if day is not None:
            yield Span(start=found.start, end=found.end), day


def _day(detail: DateDetail) -> date | None:
    if detail.kind != "date" or detail.modifier not in {None, "numeric"}:
        return None
    (part,) = detail.parts
    if part.year is None or part.day is None or part.month is None:
        return None
    if part.month > 12:  # noqa: PLR2004 - months of a year: the month stands first
        part = part.updated(month=part.day, day=part.month)
    try:
        return first_day(part)
    except ValueError:
        return None
