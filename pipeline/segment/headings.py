"""Which of the undecided passages are headings: short lines, judged by what follows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.families.profile import Profile
from pipeline.segment.parts import Part
from pipeline.segment.roles import as_body, ranks_above, recognised, strength
from pipeline.segment.shapes import BLANK_LINE, PassageShape
from pipeline.segment.vocabulary import vocabulary, words_pattern

BODY_WORDS = 12
"""The least words of a paragraph without a full stop that makes a short line its heading."""
FRAGMENTS = 3
"""From this many on, short lines of one look in a row are fragments, not headings."""
_FIGURE = re.compile(r"[\d|•=%>!]|(?:[A-Z]\w{1,40},? ){4}")
"""Digits, signs, or a row of names: what stands in a figure rather than in a heading."""
LABEL_WORDS = 4
"""The most words of a label in a figure or a table."""
LINE_OF_TEXT = 5
"""The least words of a line that a sentence may break off in."""
TITLE_WORDS = 3
"""The most words of a list title that no vocabulary knows."""


def with_headings(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape], profile: Profile
) -> list[Part]:
    """Decide the passages that are still undecided: heading, list title, list item or body."""
    laid_out = any(shape.size is not None or shape.level is not None for shape in shapes)
    decided = list(parts)
    for first, last in _runs(parts, shapes, laid_out=laid_out):
        run = [shapes[i] for i in range(first, last)]
        before = _text_before(decided, shapes, first)
        around = _Around(before, _after(parts, shapes, last), laid_out, _is_top(decided, first))
        decided[first:last] = _decide(run, around, profile)
    return [part or as_body(shape) for part, shape in zip(decided, shapes, strict=True)]


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a run: running text before it, anything after it, and the page.

    ``top``: nothing stands before it, so that its first lines may be the report's title.
    """

    before: PassageShape | None
    after: Part | None
    laid_out: bool
    top: bool


def _is_top(decided: Sequence[Part | None], first: int) -> bool:
    return all(part is not None and part.role in {"furniture", "noise"} for part in decided[:first])


def _runs(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape], *, laid_out: bool
) -> Iterator[tuple[int, int]]:
    """Stretches of undecided passages that could be headings."""
    first: int | None = None
    for position, part in enumerate(parts):
        candidate = part is None and (
            strength(shapes[position], laid_out=laid_out) > 0
            or _may_title_list(parts, shapes, position)
        )
        if candidate and first is None:
            first = position
        if not candidate and first is not None:
            yield first, position
            first = None
    if first is not None:
        yield first, len(parts)


def _may_title_list(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape], position: int
) -> bool:
    """A few words and a colon over a list."""
    following = parts[position + 1] if position + 1 < len(parts) else None
    return (
        shapes[position].text.endswith(":")
        and shapes[position].words <= TITLE_WORDS
        and following is not None
        and following.role == "list_item"
    )


def _text_before(
    decided: Sequence[Part | None], shapes: Sequence[PassageShape], first: int
) -> PassageShape | None:
    """The running text that directly precedes a run."""
    for position in reversed(range(first)):
        part = decided[position]
        if part is None or part.role == "body":
            return shapes[position]
        if part.role != "noise":
            return None
    return None


def _after(parts: Sequence[Part | None], shapes: Sequence[PassageShape], last: int) -> Part | None:
    """What follows a run: None at the end of the page or the report."""
    for position in range(last, len(parts)):
        part = parts[position]
        if part is None:
            return as_body(shapes[position])
        if part.role == "furniture" and part.shape.hint == "furniture":
            continue
        if part.role == "furniture":
            return None
        if part.role != "noise":
            return part
    return None


def _decide(run: Sequence[PassageShape], around: _Around, profile: Profile) -> list[Part]:
    known = [recognised(shape, profile) for shape in run]
    listed = _listed(run, known, around.after)
    decided: list[Part] = []
    for position, shape in enumerate(run):
        following = run[position + 1] if position + 1 < len(run) else None
        part = known[position]
        if position in listed:
            decided.append(Part(shape, "list_item"))
        elif part is not None and part.role == "heading":
            above = part.sort == "section" and following and ranks_above(shape, following)
            decided.append(Part(shape, "heading", sort="parent") if above else part)
        elif part is not None and not _titles_text(following, around.after):
            decided.append(part)
        elif following is None and shape.text.endswith(":"):
            decided.append(Part(shape, "list_title"))
        elif following is None:
            decided.append(_last(run, around))
        else:
            decided.append(_inner(run, position, known, around))
    return [
        _over_headings(part, known[i], decided[i + 1 : i + 2]) for i, part in enumerate(decided)
    ]


def _over_headings(part: Part, known: Part | None, following: Sequence[Part]) -> Part:
    """Only over another heading is a heading one of a higher order."""
    if part.sort != "parent" or (following and following[0].role == "heading"):
        return part
    return known or Part(part.shape, "heading", sort="plain")


def _titles_text(following: PassageShape | None, after: Part | None) -> bool:
    """Whether running text stands directly under a line, so that it is no list's title."""
    return following is None and after is not None and after.role == "body"


def _last(run: Sequence[PassageShape], around: _Around) -> Part:
    """The last of a run is the heading of the text under it, if it is not a broken-off line."""
    shape = run[-1]
    heading = Part(shape, "heading", sort="plain")
    after = around.after
    looks = strength(shape, laid_out=around.laid_out)
    if shape.hint == "heading":
        return heading
    if after is None:
        return heading if shape.larger or shape.case == "upper" else as_body(shape)
    if after.role == "body" and after.shape.starts_small and not shape.numbered:
        return as_body(shape)
    previous = run[-2] if len(run) > 1 else around.before
    broken_off = previous is not None and _breaks_off(previous)
    if looks > 1:
        return as_body(shape) if broken_off and shape.case == "title" else heading
    is_under_one = len(run) > 1 and run[-2].gap >= BLANK_LINE and run[-2].words <= LABEL_WORDS
    stands_free = (shape.gap >= BLANK_LINE or is_under_one) and after.shape.gap >= 1
    is_long = after.shape.words >= BODY_WORDS or after.shape.is_sentence
    heads_text = after.is_text and (after.role != "body" or is_long)
    if (
        (len(run) < FRAGMENTS or around.top)
        and stands_free
        and (heads_text or after.is_heading)
        and not broken_off
    ):
        return heading
    return as_body(shape)


def _breaks_off(before: PassageShape) -> bool:
    """Whether a line of running text ends where no sentence can end."""
    last = before.text.split()[-1].casefold() if before.text else ""
    hangs = last in STOP_WORDS or last.endswith((",", "-", "–", "&", "/", "("))
    return before.unfinished and before.words >= LINE_OF_TEXT and hangs


def _inner(
    run: Sequence[PassageShape], position: int, known: Sequence[Part | None], around: _Around
) -> Part:
    """A line over another line: it heads what follows, or is a fragment of a table or a figure."""
    shape, following = run[position], run[position + 1]
    looks = strength(shape, laid_out=around.laid_out)
    over_known = known[position + 1] is not None
    if ranks_above(shape, following) and looks > 1:
        return Part(shape, "heading", sort="parent")
    if shape.hint == "heading" or shape.larger or shape.numbered:
        return Part(shape, "heading", sort="plain")
    is_first = around.top and position == 0
    is_label = shape.words <= LABEL_WORDS or bool(_FIGURE.search(shape.text))
    alike = len(run) >= FRAGMENTS and is_label and not over_known and not is_first
    if looks > 1 and (shape.case == "upper" or not alike):
        return Part(shape, "heading", sort="plain")
    return as_body(shape)


def _listed(
    run: Sequence[PassageShape], known: Sequence[Part | None], after: Part | None
) -> frozenset[int]:
    """Lines without bullets that a list title stands over are its items.

    The last line before running text is that text's heading. A single line is an item only if its
    words say so: under an empty list title the next heading is no item.
    """
    items: set[int] = set()
    for position, part in enumerate(known):
        if part is None or part.role != "list_title" or position in items:
            continue
        end = next(
            (
                i
                for i in range(position + 1, len(run))
                if (entry := known[i]) is not None and entry.sort != "country"
            ),
            len(run),
        )
        if end == len(run) and after is not None and after.is_text:
            end -= 1
        lines = range(position + 1, end)
        if len(lines) > 1 or any(_sounds_listed(run[i]) or known[i] for i in lines):
            items.update(lines)
    return frozenset(items)


def _sounds_listed(shape: PassageShape) -> bool:
    words = vocabulary().about
    return bool(words_pattern(words["donors"] + words["partners"]).search(shape.text))
