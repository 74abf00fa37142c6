"""Stretches between quotation marks, in every style; an open one goes on in the next paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Paragraph
from pipeline.document.span import Span

PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}
OPENING = re.compile(r"[“„«]|(?<![\w.,!?…])\"(?=\S)|(?<!\w)‘(?=[A-Z])")
STOPS = ",.!?…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between quotation marks; ``outer`` includes them."""

    outer: Span
    inner: Span
    paragraph: Paragraph


def quoted(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Quoted]:
    """The stretches in quotation marks; ``paragraph`` is the one in which a stretch ends."""
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        at, end = paragraph.span.start, paragraph.span.end
        while opened := OPENING.search(text, at, end):
            closing = PAIRS[opened.group()]
            close = _close(text, opened.end(), end, closing)
            if close is None and index + 1 < len(paragraphs):
                following = paragraphs[index + 1]
                start = following.span.start
                start += text[start:].startswith(opened.group())
                close = _close(text, start, following.span.end, closing)
                if close is not None and following.section == paragraph.section:
                    index, end = index + 1, following.span.end
                    paragraph = following
                else:
                    close = None
            if close is None:
                at = opened.end()
                continue
            outer = Span(start=opened.start(), end=close + 1)
            yield Quoted(outer, _without_comma(text, opened.end(), close), paragraph)
            at = close + 1
        index += 1


def is_closed(text: str, stretch: Quoted) -> bool:
    """Whether a stop ends what stands between the marks, within or right behind them."""
    return any(mark in text[stretch.outer.end - 2 : stretch.outer.end + 1] for mark in STOPS)


def is_set_off(text: str, stretch: Quoted) -> bool:
    """Whether the marks set words off as a sentence: "We are ready," or: "We are ready"."""
    before = text[: stretch.outer.start].rstrip()[-1:]
    capital = stretch.inner.of(text)[:1].isupper()
    return capital and (before == ":" or is_closed(text, stretch))


def _close(text: str, start: int, end: int, closing: str) -> int | None:
    """The offset of the closing mark; an apostrophe inside a word closes nothing."""
    for at in range(start, end):
        if text[at] in closing:
            within = at + 1 < end and text[at + 1].isalnum() and text[at - 1].isalnum()
            if not within:
                return at
    return None


def _without_comma(text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start=start, end=end)
