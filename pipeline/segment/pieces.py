"""Tables that a text without a layout has taken to pieces: a short line a cell."""

from collections.abc import Iterator, Sequence
from statistics import median

from pipeline.segment.parts import Part
from pipeline.segment.roles import as_body, could_head
from pipeline.segment.shapes import PassageShape

FEWEST = 6
"""From this many short lines in a row on, they may be cells."""
MOST_WORDS = 14
"""How long a cell is at most."""
USUAL_WORDS = 4
"""How long half of the cells are at most."""
FEWEST_FIGURES = 2
"""How many cells begin with a figure or a date."""


def without_pieces(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape]
) -> list[Part | None]:
    """The cells of such tables as running text, so that none becomes a heading.

    The first line of a stretch is the table's heading, if it has several words and stands behind
    a whole sentence; the last one may be the heading of the text below.
    """
    decided = list(parts)
    if any(shape.size is not None or shape.level is not None for shape in shapes):
        return decided
    for stretch in _stretches(parts, shapes):
        for position in stretch[:-1]:
            if decided[position] is None:
                decided[position] = as_body(shapes[position])
        first = stretch[0]
        heads = shapes[first].words > 1 and could_head(shapes[first])
        if heads and first and shapes[first - 1].is_sentence:
            decided[first] = Part(shapes[first], "heading", sort="plain")
    return decided


def _stretches(parts: Sequence[Part | None], shapes: Sequence[PassageShape]) -> Iterator[list[int]]:
    """Positions of short lines in a row behind the first text of the report."""
    run: list[int] = []
    seen_text = False
    for position, shape in enumerate(shapes):
        if _may_be_cell(parts[position], shape):
            run.append(position)
            continue
        if seen_text and _is_table(run, shapes):
            yield run
        run = []
        seen_text = seen_text or shape.is_sentence
    if seen_text and _is_table(run, shapes):
        yield run


def _may_be_cell(part: Part | None, shape: PassageShape) -> bool:
    if shape.hint not in {None, "body"} or shape.marker or shape.words > MOST_WORDS:
        return False
    is_number = part is not None and part.role == "furniture" and shape.text.isdigit()
    is_open = part is None or part.role == "noise" or is_number
    return is_open and not shape.is_sentence and not shape.text.endswith(":")


def _is_table(run: Sequence[int], shapes: Sequence[PassageShape]) -> bool:
    if len(run) < FEWEST:
        return False
    figures = sum(shapes[i].text[0].isdigit() for i in run)
    return figures >= FEWEST_FIGURES and median(shapes[i].words for i in run) <= USUAL_WORDS
