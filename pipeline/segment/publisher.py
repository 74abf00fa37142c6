"""Who publishes a report, as its first and last lines say it."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import token_set_ratio

from pipeline.document.span import Span
from pipeline.families.profile import Profile
from pipeline.names.bodies import by_name, key_of
from pipeline.segment.parts import Part
from pipeline.segment.roles import country_named
from pipeline.segment.vocabulary import compiled, vocabulary, words_pattern

MOST_LINES = 10
"""Among so many last lines, a report names its publisher."""
MOST_WORDS = 50
"""How long a line is at most that names a publisher."""
SAME_NAME = 92.0
"""The least similarity (0-100) of a line to the publisher's name."""
STATED = frozenset({"published by"})
"""Forms that are sure everywhere."""
OF_PERIODICALS = STATED | {"periodical of a body"}
"""Forms of lines that name a newsletter, so that a body's name may be part of its title."""
_PIECE = re.compile(r"(?:(?!\s[–—-]\s|\.\s|,\s(?:\w+[–—-])?\w+\s\d{4}\b)[^|·•])+")
"""Between bars, points and dashes, and up to a comma with the date behind it."""
DASHES = " –—-.,"
"""What may be left of the joints at the ends of a piece."""


def publisher_of(
    parts: Sequence[Part], region: range, title: int | None, profile: Profile
) -> tuple[str | None, Span | None]:
    """The publisher as the first or last lines state it, else as the profile knows it.

    Args:
        parts: All passages of the report.
        region: The positions of its first lines.
        title: The position of the title.
        profile: The report family's profile.

    Returns:
        The name, and where in the repaired text it stands.
    """
    tail = range(max(len(parts) - MOST_LINES, region.stop), len(parts))
    for position in (*region, *tail):
        part = parts[position]
        if position == title or part.shape.words > MOST_WORDS:
            continue
        is_name = position in region and publisher_in(part.text) is not None
        if profile.publisher and is_name and _is_named(part.text, profile.publisher):
            return profile.publisher, part.shape.span
        stated = publisher_in(part.text, only_stated=position not in region)
        if stated is not None and profile.publisher is None:
            return stated.of(part.text), part.at(stated)
    own = None if title is None or profile.publisher else publisher_in(parts[title].text)
    if title is not None and own is not None:
        return own.of(parts[title].text), parts[title].at(own)
    return profile.publisher, None


def _is_named(text: str, publisher: str) -> bool:
    """Whether a line holds the publisher's name, or a good part of it and nothing else."""
    return token_set_ratio(text.casefold(), publisher.casefold()) >= SAME_NAME


def publisher_in(text: str, *, only_stated: bool = False) -> Span | None:
    """Where a line names a publisher: "published by ...", or a body's name between its bars."""
    if only_stated:
        return _matched(text, Span(start=0, end=len(text)), STATED)
    for piece in _pieces(text):
        is_periodical = words_pattern(vocabulary().masthead.periodicals).search(piece.of(text))
        known = OF_PERIODICALS if is_periodical else None
        found = _matched(text, piece, known)
        if found is not None:
            return found
        if not is_periodical and _is_office(piece.of(text)):
            return piece
    return None


def is_publisher_line(text: str) -> bool:
    """Whether a line names a publisher and no newsletter of it, which may be the title."""
    found = publisher_in(text)
    return found is not None and (found.start == 0 or publisher_in(text, only_stated=True) == found)


def _pieces(text: str) -> Iterator[Span]:
    for match in _PIECE.finditer(text):
        words = match.group().rstrip(DASHES)
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        start += len(text[start:end]) - len(text[start:end].lstrip(DASHES))
        if start < end:
            yield Span(start=start, end=end)


def _matched(text: str, piece: Span, reasons: frozenset[str] | None) -> Span | None:
    """The name in a piece that has one of the forms; all of them where none is told."""
    for form in vocabulary().publisher:
        if reasons is not None and form.reason not in reasons:
            continue
        match = compiled(form.pattern).fullmatch(piece.of(text))
        if match:
            return Span(
                start=piece.start + match.start("name"), end=piece.start + match.end("name")
            )
    return None


def _is_office(words: str) -> bool:
    """Whether words are a known body, or its office in a country: "UNICEF Sierra Leone"."""
    parts = words.split()
    return any(
        key_of(" ".join(parts[:size])) in by_name()
        and (size == len(parts) or country_named(" ".join(parts[size:])) is not None)
        for size in range(1, len(parts) + 1)
    )
