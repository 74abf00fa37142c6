"""Where parts of the report begin and end when a person gives them words, and what others keep."""

from collections.abc import Iterator

from pipeline.document.span import Span
from pipeline.review.standing import WORDS, Standing
from pipeline.write.report import Key, Row

PARTS = ("milestones", "sections")
SHOWN = 80
"""Characters of the words that a part keeps, where it is told that it loses others."""
PARAGRAPHS = "\n\n"
SENTENCE_ENDS = (".", "!", "?", ";", ",", ":")


def begun(standing: Standing, span: Span) -> Span:
    """What a new part takes when words are selected for it: those, or what they are a title of.

    A whole line that is no sentence is a title: its part reaches to the end of the part that it
    stands in, else to the next one.
    """
    text = standing.report.text
    before, after = text[: span.start], text[span.end :]
    is_line = before.endswith("\n") and after[:1] in {"\n", ""} and "\n" not in span.of(text)
    if not is_line or span.of(text).endswith(SENTENCE_ENDS):
        return span
    parts = [place for _, place in _places(standing)]
    holding = [place for place in parts if place.start < span.start and span.end < place.end]
    later = [place.start for place in parts if place.start > span.end]
    end = min((place.end for place in holding), default=min(later, default=len(text)))
    return stripped(text, Span(start=span.start, end=end))


def yielding(
    standing: Standing, span: Span, but: Key | None = None, was: Span | None = None
) -> list[tuple[Key, Span | None]]:
    """The parts that words are taken from when a part is given them, and what they keep.

    Those that shared words with the part before (``was``) keep theirs.
    """
    text = standing.report.text
    found: list[tuple[Key, Span | None]] = []
    for key, place in _places(standing):
        if key == but or not place.overlaps(span) or (was and was.overlaps(place)):
            continue
        before = Span(start=place.start, end=max(place.start, span.start))
        after = Span(start=min(place.end, span.end), end=place.end)
        left = before if before.of(text).strip() else after
        found.append((key, stripped(text, left) if left.of(text).strip() else None))
    return found


def losses(standing: Standing, span: Span, key: Key | None) -> list[Row]:
    """What other parts lose when a part is given some words, told in the cells of mentions."""
    rows: list[Row] = []
    for other, left in yielding(standing, span, key, standing.place(key).span if key else None):
        row = standing.row(other)
        keeps = f"would keep “{_short(left.of(standing.report.text))}”" if left else "would go"
        name = row["title"] or _short(row["body"])
        label = other.table.removesuffix("s").capitalize()
        rows.append({"mention_id": other.row_id, "label": label, "text": f"{name}, which {keeps}"})
    return rows


def _short(words: str) -> str:
    """The beginning and the end of some words."""
    flat = " ".join(words.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN // 2]} … {flat[-SHOWN // 2 :]}"


def _places(standing: Standing) -> Iterator[tuple[Key, Span]]:
    """The parts that nobody has rejected, and where they stand."""
    for table in PARTS:
        for key, _ in standing.rows(table):
            place = standing.place(key).span
            if place and standing.verdict(key) != WORDS["reject"]:
                yield key, place


def body_of(text: str, span: Span) -> str:
    """The paragraphs of a stretch of text, as ``body`` holds them."""
    parts = (part.strip() for part in span.of(text).split(PARAGRAPHS))
    return PARAGRAPHS.join(part for part in parts if part)


def around(one: Span | None, other: Span | None) -> Span | None:
    """The shortest span that holds both; the one that there is."""
    if one is None or other is None:
        return one or other
    return Span(start=min(one.start, other.start), end=max(one.end, other.end))


def begins_first(one: Span | None, other: Span | None) -> bool:
    """Whether the first of two spans begins no later than the other."""
    return not (one and other) or one.start <= other.start


def stripped(text: str, span: Span) -> Span:
    """A span without blanks at its edges."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, span.start + len(words.rstrip())))
