"""Characters that stand for others: ligatures, odd spaces, invisible ones, controls."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from pipeline.ledger import Change
from pipeline.span import Span

CONTROL = "[\x00-\x08\x0e-\x1f\x7f]"
RUN_OF_SPACES = "(?<=\\S)  +(?=\\S)"


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Character to its rule and replacement."""
    data = tomllib.loads(files(__package__).joinpath("characters.toml").read_text("utf-8"))
    return {
        character: (rule, replacement)
        for rule, pairs in data.items()
        for character, replacement in pairs.items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _table()))}]|{CONTROL}|{RUN_OF_SPACES}")


def character_changes(raw: str, taken: Sequence[Span]) -> Iterator[Change]:
    """A change for each character outside the spans that other rules have taken."""
    free = _outside(sorted(taken, key=lambda span: span.start))
    end_of_taken = next(free)
    for found in _pattern().finditer(raw):
        span = Span(start=found.start(), end=found.end())
        while end_of_taken is not None and end_of_taken.end <= span.start:
            end_of_taken = next(free)
        if end_of_taken is not None and end_of_taken.overlaps(span):
            continue
        rule, replacement = _table().get(found.group(), _default(found.group()))
        yield Change(span, replacement, rule, "character")


def _default(characters: str) -> tuple[str, str]:
    return ("spaces", " ") if characters.isspace() and " " in characters else ("control", "")


def _outside(taken: Iterable[Span]) -> Iterator[Span | None]:
    yield from taken
    while True:
        yield None
