"""A role for every passage, from its own words and shape, then from its neighbours."""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.fuzz import token_sort_ratio

from pipeline.families.profile import Profile
from pipeline.names import countries
from pipeline.segment.parts import Part
from pipeline.segment.period import month_number
from pipeline.segment.pull_quotes import OPENING, pull_quotes
from pipeline.segment.shapes import PassageShape
from pipeline.segment.vocabulary import compiled, form_of, matches_any, vocabulary

SAME_THEME = 86.0
"""The least similarity (0-100) of a heading to a theme's name."""
MOST_WORDS, MOST_CHARACTERS = 16, 130
"""How long a heading may be that capitals speak for."""
WEAK_WORDS = 9
"""How long a heading may be that nothing but its shortness speaks for."""
LAID_OUT_WORDS = 40
"""How long a heading may be that the layout speaks for."""
LETTER_SHARE = 0.6
"""The least share of letters among a heading's characters other than blanks."""
NUMBERED_WORDS = 40
"""From here on a numbered passage is a paragraph, not a list item."""
FIRST_LINES = 5
"""Among the first lines, a single month may be the report's period."""
MONTH = r"(?P<month>{month})\.?,?(?:\s+(?P<year>{year}))?[\s:.–—-]{0,3}"


def own_parts(shapes: Sequence[PassageShape], profile: Profile) -> list[Part | None]:
    """The roles that passages have by themselves; None where the neighbours must decide."""
    quoted = pull_quotes(shapes)
    return [
        Part(shape, "quote") if position in quoted else _own_part(shape, profile)
        for position, shape in enumerate(shapes)
    ]


def _own_part(shape: PassageShape, profile: Profile) -> Part | None:
    return (
        _set_aside(shape, profile)
        or _laid_out(shape)
        or _month(shape, profile)
        or _theme(shape, profile)
        or _plain(shape)
    )


def _set_aside(shape: PassageShape, profile: Profile) -> Part | None:
    if shape.hint == "hidden":
        return Part(shape, "noise", "not seen on the page")
    if not any(c.isalnum() for c in shape.text):
        return Part(shape, "noise", "no letter and no digit")
    if shape.hint == "furniture":
        return Part(shape, "furniture", "repeated on the pages")
    if matches_any(shape.text, profile.furniture):
        return Part(shape, "furniture", f"furniture of {profile.name}")
    form = form_of(shape.text, vocabulary().furniture)
    if form and shape.hint != "table":
        return Part(shape, "furniture", form.reason)
    if len(shape.text) == 1 and not shape.numbered:
        return Part(shape, "noise", "a single character")
    return None


def _laid_out(shape: PassageShape) -> Part | None:
    if shape.hint == "table":
        return Part(shape, "table")
    if shape.hint == "caption":
        is_text = form_of(shape.text, vocabulary().body) is not None
        return Part(shape, "body" if is_text else "caption")
    if not shape.marker and form_of(shape.text, vocabulary().caption):
        return Part(shape, "caption")
    return None


def _month(shape: PassageShape, profile: Profile) -> Part | None:
    if profile.milestones == "none" or shape.marker or shape.text[:1].islower():
        return None
    match = compiled(MONTH).fullmatch(shape.text)
    number = month_number(match["month"]) if match else None
    if match is None or number is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return Part(shape, "month", month=(year, number))


def _theme(shape: PassageShape, profile: Profile) -> Part | None:
    if shape.bulleted or shape.words > MOST_WORDS:
        return None
    said = shape.text.casefold()
    for number, theme in enumerate(profile.themes):
        if any(token_sort_ratio(said, name.casefold()) >= SAME_THEME for name in theme.names):
            return Part(shape, "theme", theme=number)
    return None


def _plain(shape: PassageShape) -> Part | None:
    if shape.bulleted or (shape.hint == "list_item" and not shape.numbered):
        return Part(shape, "list_item")
    if form_of(shape.text, vocabulary().body):
        return Part(shape, "body")
    return None


def without_lone_months(parts: Sequence[Part | None], profile: Profile) -> list[Part | None]:
    """Months that head nothing are running text.

    A month over another month is a label of a table or a calendar; where the family is not known
    for its months, a single one deep in the report heads no part of it.
    """
    silent = {"noise", "furniture"}
    heard = [i for i, part in enumerate(parts) if part is None or part.role not in silent]
    months = {i for i in heard if (part := parts[i]) is not None and part.role == "month"}
    over_month = {i for i, following in pairwise(heard) if {i, following} <= months}
    under_month = {following for i, following in pairwise(heard) if i in over_month}
    fragments = over_month | under_month
    left = sorted(months - fragments)
    if profile.milestones == "dated" and len(left) == 1 and heard.index(left[0]) >= FIRST_LINES:
        fragments.add(left[0])
    return [
        as_body(part.shape) if part is not None and i in fragments else part
        for i, part in enumerate(parts)
    ]


def with_numbered(
    parts: Sequence[Part | None], shapes: Sequence[PassageShape]
) -> list[Part | None]:
    """Numbered passages that follow each other are list items; long ones are paragraphs."""
    decided = list(parts)

    def is_item(position: int, depth: int | None) -> bool:
        if not 0 <= position < len(shapes) or parts[position] is not None:
            return False
        shape = shapes[position]
        is_short = shape.hint != "heading" and shape.words < NUMBERED_WORDS
        return shape.numbered and is_short and shape.depth == depth

    for position, shape in enumerate(shapes):
        if parts[position] is None and shape.numbered:
            neighbours = (position - 1, position + 1)
            if shape.hint == "list_item" or (
                is_item(position, shape.depth) and any(is_item(i, shape.depth) for i in neighbours)
            ):
                decided[position] = Part(shape, "list_item")
            elif shape.words >= NUMBERED_WORDS:
                decided[position] = Part(shape, "body")
    return decided


def strength(shape: PassageShape, *, laid_out: bool) -> int:
    """How much a passage looks like a heading: 2 by its look, 1 only by being short, 0 not.

    Args:
        shape: The passage.
        laid_out: Whether the reader knows fonts, so that a heading would look like one.
    """
    if shape.hint == "heading":
        return 2 if shape.words <= LAID_OUT_WORDS else 0
    if shape.hint not in (None, "body") or not could_head(shape):
        return 0
    if shape.case == "upper" or (shape.numbered and shape.hint is None):
        return 2
    if shape.hint == "body":
        return 0
    if shape.larger or shape.bold or (shape.case == "title" and not laid_out):
        return 2
    if not laid_out and country_before_colon(shape.text) is not None:
        return 2
    return 0 if laid_out or shape.words > WEAK_WORDS else 1


def could_head(shape: PassageShape) -> bool:
    """Whether length, beginning and end allow a passage to be a heading."""
    text = shape.text
    dense = [c for c in text if not c.isspace()]
    return (
        shape.words <= MOST_WORDS
        and len(text) <= MOST_CHARACTERS
        and not shape.punctuated
        and (shape.case != "lower" or shape.larger)
        and shape.case != "none"
        and (text[:1].isalnum() or text.startswith(tuple(OPENING)))
        and "@" not in text
        and "://" not in text
        and "www." not in text
        and sum(c.isalpha() for c in dense) >= LETTER_SHARE * len(dense)
    )


def recognised(shape: PassageShape, profile: Profile) -> Part | None:
    """A heading that its words make one: a country, a region, a known section, a list title."""
    name = shape.text.rstrip(" :")
    if shape.bulleted or shape.punctuated != shape.text.endswith(":"):
        return None
    if matches_any(name, (entry.pattern for entry in profile.lists)):
        return Part(shape, "list_title")
    if matches_any(name, profile.sections):
        return Part(shape, "heading", sort="section")
    if matches_any(name, profile.regions):
        return Part(shape, "heading", sort="region")
    country = country_named(name) if profile.country_headings else None
    return Part(shape, "heading", sort="country", country=country) if country else None


def country_named(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a whole heading names.

    "IRAN (ISLAMIC REPUBLIC OF)", "(I.R. of) Iran" and "The Gambia" are names, too.
    """
    known = countries.names()
    plain = compiled(r"\([^()]{1,40}\)").sub(" ", text).casefold()
    plain = " ".join(plain.replace(",", " , ").split())
    for form in (plain, plain.removeprefix("the "), plain.partition(" ,")[0]):
        if form in known:
            return known[form]
    return None


def country_before_colon(text: str) -> str | None:
    """The country that a title begins with, as in "Kazakhstan: a course for judges"."""
    match = compiled(r"(?P<name>[^:–—]{3,40}?)\s?(?::|\s[-–—])\s\S.*").fullmatch(text)
    return country_named(match["name"]) if match else None


def ranks_above(one: PassageShape, other: PassageShape) -> bool:
    """Whether a heading of the one look stands over headings of the other look."""
    if one.level is not None and other.level is not None and one.level != other.level:
        return one.level < other.level
    if one.size is not None and other.size is not None and one.size != other.size:
        return one.size > other.size
    if one.depth is not None and other.depth is not None:
        return one.depth < other.depth
    if (one.depth is None) != (other.depth is None):
        return False
    return one.case == "upper" and other.case in {"title", "sentence"}


def stands_below(one: PassageShape, other: PassageShape) -> bool:
    """Whether the layout, not only capitals, makes the one heading smaller than the other."""
    by_layout = None not in (one.level, other.level) or None not in (one.size, other.size)
    return by_layout and ranks_above(other, one)


def same_look(one: PassageShape, other: PassageShape) -> bool:
    """Whether two headings look alike: level, size, weight and capitals."""
    if one.level is not None and other.level is not None:
        return one.level == other.level
    return (one.size, one.bold, one.case == "upper") == (
        other.size,
        other.bold,
        other.case == "upper",
    )


def as_body(shape: PassageShape) -> Part:
    """A passage of running text."""
    return Part(shape, "body")
