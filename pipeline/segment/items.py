"""Items of a chain of news: a title over a line that says where and when the news is from."""

from collections.abc import Sequence

from pipeline.segment.parts import Part
from pipeline.segment.roles import as_body
from pipeline.segment.shapes import PassageShape
from pipeline.segment.vocabulary import form_of, vocabulary

MOST_WORDS = 25
"""How long the title of an item is at most."""
FEWEST = 2
"""How many items make a chain: over a single date, a title is the report's own."""
DATED = frozenset({"dateline", "date line"})
"""Reasons of the forms that say where and when the news is from."""


def with_titled_items(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape]
) -> list[Part | None]:
    """Make headings of what stands right over datelines, where a report has several of them."""
    dated = [i for i, shape in enumerate(shapes) if _is_dated(shape)]
    titles = [i - 1 for i in dated if i and parts[i - 1] is None and _may_title(shapes[i - 1])]
    decided = list(parts)
    if len(titles) < FEWEST:
        return decided
    for position in dated:
        decided[position] = as_body(shapes[position])
    for position in titles:
        decided[position] = Part(shapes[position], "heading", sort="plain")
    return decided


def _is_dated(shape: PassageShape) -> bool:
    form = form_of(shape.text, vocabulary().body)
    return form is not None and form.reason in DATED


def _may_title(shape: PassageShape) -> bool:
    return (
        shape.words <= MOST_WORDS
        and not shape.punctuated
        and not shape.marker
        and shape.case != "none"
        and not _is_dated(shape)
    )
