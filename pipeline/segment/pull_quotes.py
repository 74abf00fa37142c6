"""Pull quotes: reported words that stand apart from the running text, over one or more passages."""

import re
from collections.abc import Sequence

from pipeline.language.load import titles
from pipeline.segment.shapes import PassageShape

OPENING = {'"': '"', "“": "”", "„": "”", "«": "»", "‘": "’"}
MOST_PASSAGES = 4
"""Over how many passages a quote may run until it closes."""
LEAST_WORDS = 5
LONGEST_SIGNATURE = 30
"""The most words of the line that names the speaker."""
_DASHED = re.compile(r"(?:(?<!\s)\s+)?[-–—―]{1,2}\s*\S.{1,300}")
_BRACKETED = re.compile(r"(?:(?<!\s)\s+)?\([^()]{3,200}\)\W{0,2}")
_TITLE = "|".join(re.escape(title.rstrip(".")) for title in (*titles().honorifics, *titles().ranks))
_PERSON = re.compile(rf"(?:{_TITLE})\b\.?\s{1, 9}[A-ZÀ-Þ].{{2,200}}")

_NAMED = re.compile(r"(?:[A-Z][\w.'’-]{0,30}\s){1,4}[A-Z][\w.'’-]{1,30}(?:,\s\S.{2,150})?")


def pull_quotes(shapes: Sequence[PassageShape]) -> frozenset[int]:
    """The positions of passages that are pull quotes, their signatures included.

    A quote that a reporting verb follows ("said ..."), or that a colon introduces, is body text.
    """
    found: set[int] = set()
    position = 0
    while position < len(shapes):
        size = _quote_at(shapes, position)
        found.update(range(position, position + size))
        position += max(size, 1)
    return frozenset(found)


def _quote_at(shapes: Sequence[PassageShape], first: int) -> int:
    """How many passages the pull quote that begins here covers; 0 if none does."""
    if shapes[first].hint == "quote":
        return 1 + _signature(shapes, first + 1)
    closing = OPENING.get(shapes[first].text[:1])
    if closing is None or shapes[first].marker or _introduced(shapes, first):
        return 0
    # Set in the type of a heading, only a signature tells a quote from a title in marks.
    is_heading = shapes[first].hint == "heading"
    for last in range(first, min(first + MOST_PASSAGES, len(shapes))):
        text = shapes[last].text
        # A quote of several paragraphs may open anew with each.
        start = int(last == first or text.startswith(shapes[first].text[0]))
        end = _closed_at(text, start, shapes[first].text[0], closing)
        if end is None:
            continue
        words = sum(shapes[i].words for i in range(first, last + 1))
        rest = text[end + 1 :]
        signed = bool(rest.strip(" .,;"))
        if words < LEAST_WORDS or not _is_signature(rest) or (is_heading and not signed):
            return 0
        size = last - first + 1
        return size if signed else size + _signature(shapes, last + 1)
    return 0


def _introduced(shapes: Sequence[PassageShape], first: int) -> bool:
    return first > 0 and shapes[first - 1].text.endswith((":", ","))


def _closed_at(text: str, start: int, opening: str, closing: str) -> int | None:
    """Where the outer quote closes; quotes within quotes are passed over."""
    depth = 1
    for at in range(start, len(text)):
        character = text[at]
        if character not in (opening, closing):
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if closing == "’" and before.isalnum() and after.isalnum():
            continue
        opens = character == opening and (
            opening != closing or (not before.strip() and bool(after.strip()))
        )
        depth += 1 if opens else -1
        if depth == 0:
            return at
    return None


def _is_signature(rest: str) -> bool:
    """Whether what follows a quote is nothing, or names the speaker after a dash."""
    if not rest.strip(" .,;"):
        return True
    if len(rest.split()) > LONGEST_SIGNATURE:
        return False
    return bool(_DASHED.fullmatch(rest) or _BRACKETED.fullmatch(rest))


def _signature(shapes: Sequence[PassageShape], at: int) -> int:
    """1 where the passage at this position signs the quote before it."""
    if at >= len(shapes) or shapes[at].words > LONGEST_SIGNATURE:
        return 0
    shape = shapes[at]
    dashed = shape.marker in {"-", "–", "—", "―"} or bool(_DASHED.fullmatch(shape.text))
    is_name = _PERSON.fullmatch(shape.text) or _NAMED.fullmatch(shape.text)
    named = bool(is_name) and not shape.is_sentence and shape.hint != "heading"
    return int((dashed and not shape.is_sentence) or named)
