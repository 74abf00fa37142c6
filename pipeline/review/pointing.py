"""From a box that a person draws on the picture of a page to the words of the text below it."""

from collections.abc import Sequence

from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.document.span import Span
from pipeline.write.report import Extracted

SURE = 85.0
"""The least likeness (0-100) of words on the page and in the text, which may be repaired."""


def span_of_words(report: Extracted, page: int, words: str) -> Span | None:
    """Where words that stand on a page stand in the text; of several places, the page's own.

    Spaces, hyphens and signs count for nothing: lines of a page break words.
    """
    letters = [(c, at) for at, raw in enumerate(report.text) for c in raw.casefold() if c.isalnum()]
    text = "".join(letter for letter, _ in letters)
    wanted = "".join(c for c in words.casefold() if c.isalnum())
    if not wanted:
        return None
    near = _middle(report, page)
    found = [(at, at + len(wanted)) for at in _occurrences(text, wanted)] or _similar(text, wanted)
    spans = [_whole_words(report.text, letters[a][1], letters[b - 1][1] + 1) for a, b in found]
    return min(spans, key=lambda span: abs(span.start - near), default=None)


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span with the rest of the words that the edge of a box has cut."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start=start, end=end)


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _similar(text: str, words: str) -> list[tuple[int, int]]:
    match = partial_ratio_alignment(words, text, score_cutoff=SURE)
    return [(match.dest_start, match.dest_end)] if match and match.dest_end else []


def _middle(report: Extracted, page: int) -> float:
    """The middle of what the tables say stands on a page."""
    rows = (*report.tables["mentions"], *report.tables["evidence"])
    starts: Sequence[int] = sorted(int(row["start"]) for row in rows if row["page"] == str(page))
    return starts[len(starts) // 2] if starts else 0
