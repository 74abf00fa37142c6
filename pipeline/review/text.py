"""The repaired text as the page shows it: lines with coloured spans, in chunks that load alone.

Offsets survive the way to the browser and back: every line carries the offset where it begins, and
everything in it stands for exactly the code points of ``text.txt``. A control character that would
turn or hide text is drawn as its name and says how long it is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.document.hidden import HIDDEN, name_of
from pipeline.document.span import Span
from pipeline.write.report import Row

CHUNK = 12_000
"""Code points a chunk: a few screens."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention to colour."""

    span: Span
    label: str
    row_id: str
    standing: str = ""


def chunks(text: str) -> list[Span]:
    """Cut the text into chunks at line ends; together they are the whole text."""
    cuts = [0]
    while len(text) - cuts[-1] > CHUNK:
        at = text.rfind("\n", cuts[-1] + 1, cuts[-1] + CHUNK)
        at = at if at > 0 else text.find("\n", cuts[-1] + CHUNK)
        if at < 0:
            break
        cuts.append(at + 1)
    return [
        Span(start=a, end=b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if a < b
    ]


def marks_of(rows: Iterable[Row]) -> list[Mark]:
    """Mentions as marks, in the order of the text, outer before inner ones."""
    marks = [
        Mark(
            Span(start=int(row["start"]), end=int(row["end"])),
            row["label"],
            row["mention_id"],
            row.get("standing", ""),
        )
        for row in rows
    ]
    return sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))


def render(
    text: str, chunk: Span, marks: Sequence[Mark], headings: Sequence[tuple[Span, str]]
) -> Markup:
    """A chunk as HTML: one ``p`` a line, marks as nested ``span``.

    Args:
        text: The whole repaired text.
        chunk: The part to render; it begins and ends at line ends.
        marks: The marks of the whole text, as :func:`marks_of` sorts them.
        headings: Spans that are headings, with their class, in the order of the text.
    """
    starts = [mark.span.start for mark in marks]
    titles = [span.start for span, _ in headings]
    out: list[str] = []
    at = chunk.start
    for line in _lines(chunk.of(text)):
        span = Span(start=at, end=at + len(line))
        at = span.end
        inside = [
            m
            for m in marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if m.span.end <= span.end
        ]
        kind = _heading(span, headings, titles) if line.strip() else "blank"
        css = f' class="{kind}"' if kind else ""
        out.append(f'<p data-at="{span.start}"{css}>{"".join(_line(text, span, inside))}</p>')
    return Markup("".join(out))  # noqa: S704 - every piece of text in it went through escape


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


def _heading(line: Span, headings: Sequence[tuple[Span, str]], starts: Sequence[int]) -> str:
    at = bisect_right(starts, line.end - 1)
    for span, kind in headings[max(at - 2, 0) : at]:
        if span.overlaps(line) and len(line) <= len(span) + 4:
            return kind
    return ""


def _line(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[str]:
    """The pieces of a line; a mark that crosses the one around it ends with that one."""
    at = line.start
    open_ends: list[int] = []
    for mark in marks:
        while open_ends and open_ends[-1] <= mark.span.start:
            yield _text(text[at : open_ends[-1]]) + "</span>"
            at = open_ends.pop()
        yield _text(text[at : mark.span.start])
        at = mark.span.start
        end = min([mark.span.end, *open_ends])
        css = f"m m-{mark.label} {mark.standing}".strip()
        yield f'<span class="{escape(css)}" data-id="{escape(mark.row_id)}">'
        open_ends.append(end)
    while open_ends:
        yield _text(text[at : open_ends[-1]]) + "</span>"
        at = open_ends.pop()
    yield _text(text[at : line.end])


def _text(text: str) -> str:
    out: list[str] = []
    at = 0
    for match in HIDDEN.finditer(text):
        out.append(str(escape(text[at : match.start()])))
        out.append(f'<i class="hidden-char" data-length="1" data-name="{name_of(match[0])}"></i>')
        at = match.end()
    out.append(str(escape(text[at:])))
    return "".join(out)
