"""The grammar file, and the words that its rules read."""

from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.document.checked import Checked, read_toml
from pipeline.document.details import DateModifier
from pipeline.language.load import calendar, numbers


class Rule(Checked):
    """One form of a date: its pattern over the fragments, with examples that the tests run."""

    id: str
    kind: str
    pattern: str
    examples: tuple[dict[str, Any], ...]


class Words(Checked):
    """Words beside dates, by what they make of them."""

    plans: tuple[str, ...]
    laws: tuple[str, ...]
    planned: tuple[str, ...]
    put_off: tuple[str, ...]
    issued: tuple[str, ...]
    ahead: tuple[str, ...]
    identifiers: tuple[str, ...]
    open_start: tuple[str, ...]
    about: tuple[str, ...]
    between: tuple[str, ...]


class Grammar(Checked):
    """``grammar.toml``: fragments of patterns, rules over them, and the worth of words."""

    fragments: dict[str, str]
    rule: tuple[Rule, ...]
    vocabulary: Words
    numbers: dict[str, int]
    ordinals: dict[str, int]
    parts: dict[str, DateModifier]
    holidays: dict[str, tuple[int, int]]


@cache
def vocabulary() -> Grammar:
    """The grammar file, with the months of the calendar and the numbers of the language."""
    own = read_toml(files(__package__) / "grammar.toml", Grammar)
    known = calendar()
    months = {
        "month": known.month_pattern,
        "full_month": f"(?:{'|'.join(name.title() for name in known.months)})",
        "month_start": f"(?:{'|'.join(name[:3].title() for name in known.months)})",
    }
    return own.model_copy(
        update={
            "fragments": own.fragments | months,
            "numbers": numbers().cardinals | own.numbers,
            "ordinals": numbers().ordinals | own.ordinals,
        }
    )
