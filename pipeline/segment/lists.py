"""Lists: runs of items under a title or a lead-in, cut into groups where a run restarts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.segment.parts import Part
from pipeline.segment.shapes import BLANK_LINE, PassageShape
from pipeline.segment.vocabulary import vocabulary, words_pattern

ABOUT_SHARE = 0.4
"""The least share of a list's items that must name a word of what it is about."""
FEW_BREAKS = 0.34
"""Up to this share of its items, blank lines within a list separate groups, not items."""
NESTED = 2
"""Blanks of indentation that make an item a sub-item."""


@dataclass(frozen=True, slots=True)
class Run:
    """Items that follow each other, by position.

    Attributes:
        items: Positions of the items, in groups.
        title: Position of the list title.
        section: Number of the section.
        about: What an untitled list enumerates.
        sign: By what sign the run was cut into groups.
    """

    groups: tuple[tuple[int, ...], ...]
    title: int | None
    section: int | None
    about: str | None
    sign: str | None


def lists(
    parts: Sequence[Part],
    section_of: Sequence[int | None],
    taken: frozenset[int],
) -> list[Run]:
    """All lists, in reading order; a title that no item stands under makes an empty one.

    Args:
        parts: All passages.
        section_of: The section of each.
        taken: Items that are the text of a section of their own.
    """
    found: list[Run] = []
    items: list[int] = []
    title: int | None = None
    lead: str | None = None

    def close() -> None:
        nonlocal items, title
        if items or title is not None:
            section = section_of[items[0] if items else title or 0]
            found.append(_run(parts, items, title, section, lead))
        items, title = [], None

    for position, part in enumerate(parts):
        if part.role == "list_item" and position not in taken:
            if items and section_of[items[0]] != section_of[position]:
                close()
            items.append(position)
        elif part.role == "list_title":
            close()
            title = position
        elif not part.is_silent and part.role != "caption":
            close()
            lead = part.text if part.role == "body" and part.text.endswith(":") else None
    close()
    return found


def _run(
    parts: Sequence[Part],
    items: Sequence[int],
    title: int | None,
    section: int | None,
    lead: str | None,
) -> Run:
    shapes = [parts[i].shape for i in items]
    starts, sign = _restarts(shapes)
    bounds = [0, *starts, len(items)]
    groups = tuple(tuple(items[a:b]) for a, b in pairwise(bounds)) if items else ()
    about = about_items([shape.text for shape in shapes], lead) if title is None else None
    return Run(groups, title, section, about, sign)


def about_items(texts: Sequence[str], lead: str | None = None) -> str | None:
    """What a list enumerates: the vocabulary that most items share a word with.

    Args:
        texts: The items.
        lead: The sentence that introduces the list; it may name what follows.
    """
    known = vocabulary().about
    if lead is not None:
        named = next((name for name in known if words_pattern((name,)).search(lead)), None)
        if named:
            return named
    if not texts:
        return None
    shares = {
        name: sum(bool(words_pattern(words).search(text)) for text in texts) / len(texts)
        for name, words in known.items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= ABOUT_SHARE else None


def _restarts(shapes: Sequence[PassageShape]) -> tuple[list[int], str | None]:
    """Where a run begins anew, and the first sign that says so."""
    signs: tuple[tuple[str, Callable[[Sequence[PassageShape]], Iterable[int]]], ...] = (
        ("a double bullet", _double_bullets),
        ("a number that starts again", _number_restarts),
        ("a blank line within the list", _blank_lines),
        ("another bullet from there on", _other_bullet),
        ("the first item again", _first_again),
    )
    for sign, find in signs:
        starts = sorted({i for i in find(shapes) if 0 < i < len(shapes)})
        if starts:
            return starts, sign
    return [], None


def _double_bullets(shapes: Sequence[PassageShape]) -> list[int]:
    """A second bullet is the layout's own behind that of the text layer: a list begins."""
    double = [i for i, shape in enumerate(shapes) if shape.bulleted and len(shape.marker) > 1]
    return double if len(double) < len(shapes) else []


def _number_restarts(shapes: Sequence[PassageShape]) -> list[int]:
    first = shapes[0].marker if shapes else ""
    if not first or not shapes[0].numbered:
        return []
    return [i for i, shape in enumerate(shapes) if shape.marker == first]


def _blank_lines(shapes: Sequence[PassageShape]) -> list[int]:
    breaks = [i for i, shape in enumerate(shapes) if i and shape.gap >= BLANK_LINE]
    return breaks if len(breaks) <= FEW_BREAKS * (len(shapes) - 1) else []


def _other_bullet(shapes: Sequence[PassageShape]) -> list[int]:
    """One change of bullet without return, on the same indentation, is a second list."""
    marks = [shape.marker for shape in shapes]
    if any(shape.numbered for shape in shapes) or len(set(marks)) != 2:  # noqa: PLR2004 - two
        return []
    changes = [i for i, (a, b) in enumerate(pairwise(marks), 1) if a != b]
    deeper = changes and shapes[changes[0]].indent >= shapes[changes[0] - 1].indent + NESTED
    return changes if len(changes) == 1 and not deeper else []


def _first_again(shapes: Sequence[PassageShape]) -> list[int]:
    first = shapes[0].text.casefold() if shapes else ""
    return [i for i, shape in enumerate(shapes) if shape.text.casefold() == first]


def item_levels(shapes: Sequence[PassageShape]) -> list[int]:
    """How deep each item is nested, from 1, by indentation and bullet."""
    levels: list[int] = []
    open_items: list[tuple[int, str]] = []
    for shape in shapes:
        mark = "#" if shape.numbered else shape.marker[:1]
        while open_items and not _is_under(shape.indent, mark, open_items):
            open_items.pop()
        open_items.append((shape.indent, mark))
        levels.append(shape.level or len(open_items))
    return levels


def _is_under(indent: int, mark: str, open_items: Sequence[tuple[int, str]]) -> bool:
    """Whether an item is a sub-item of the innermost open one."""
    outer, outer_mark = open_items[-1]
    if indent >= outer + NESTED:
        return True
    if indent <= outer - NESTED:
        return False
    return mark != outer_mark and all(mark != known for _, known in open_items)
