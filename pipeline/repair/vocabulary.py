"""The closed word classes, affixes and line patterns that ``vocabulary.toml`` holds."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml


class LineForm(Checked):
    """A pattern with lines that it must and must not match."""

    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class RepairVocabulary(Checked):
    """The lists of ``vocabulary.toml``, by its keys."""

    dangling: frozenset[str]
    coordinating: frozenset[str]
    within_names: frozenset[str]
    suspended: frozenset[str]
    determiners: frozenset[str]
    hyphenated_prefixes: frozenset[str]
    solid_prefixes: frozenset[str]
    endings: frozenset[str]
    furniture: tuple[LineForm, ...]
    asides: tuple[LineForm, ...]


@cache
def vocabulary() -> RepairVocabulary:
    """The vocabulary, read once."""
    return read_toml(files(__package__) / "vocabulary.toml", RepairVocabulary)


@cache
def furniture_pattern() -> re.Pattern[str]:
    """Whole lines that are furniture."""
    return _either(vocabulary().furniture)


@cache
def aside_pattern() -> re.Pattern[str]:
    """Beginnings of captions and notes."""
    return _either(vocabulary().asides)


def _either(forms: Iterable[LineForm]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form.pattern})" for form in forms), re.IGNORECASE)
