"""The closed word classes, affixes and line patterns that ``vocabulary.toml`` holds."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class LineForm(BaseModel):
    """A pattern with lines that it must and must not match."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class RepairVocabulary(BaseModel):
    """The lists of ``vocabulary.toml``, by its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    data = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))
    return RepairVocabulary(**data)


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
