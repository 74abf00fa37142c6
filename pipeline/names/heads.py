"""The head words of names, as rules: one ``heads.toml`` in the folder of each type."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.document import Label
from pipeline.document.checked import Checked, read_toml
from pipeline.document.labels import folders


class Example(Checked):
    """A sentence and the names that the grammar must find in it, under the rule's label."""

    text: str
    names: tuple[str, ...]


class HeadRow(Checked):
    """A row of ``heads.toml``; its keys are explained in ``organisation/heads.toml``."""

    heads: tuple[str, ...]
    kind: str | None = None
    tail: frozenset[str] = frozenset()
    lower: int = 0
    strict: bool = False
    quoted: bool = False
    country: bool = False
    place: bool = False
    seat: bool = False
    branch: bool = False
    telling: bool = False
    under: bool = False
    ordinal: bool = False
    numbered: bool = False
    year: bool = False
    small: bool = False
    portfolios: bool = False
    only_tail: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()


class HeadRule(HeadRow):
    """A row under the label of the entity type in whose folder it stands."""

    label: Label


class _Heads(Checked):
    rule: tuple[HeadRow, ...]


class HeadWord(NamedTuple):
    """A head word in a text: words ``first`` to before ``last``."""

    first: int
    last: int
    text: str
    rule: HeadRule


@cache
def rules() -> tuple[HeadRule, ...]:
    """All rules of all types."""
    found: list[HeadRule] = []
    for folder, card in folders().items():
        data = files("pipeline.entity_types").joinpath(folder, "heads.toml")
        if data.is_file():
            rows = read_toml(data, _Heads).rule
            found += (HeadRule(label=card.label, **dict(row)) for row in rows)
    return tuple(found)


@cache
def heads() -> dict[str, HeadRule]:
    """All head words in small letters."""
    return {head: rule for rule in rules() for head in rule.heads}


@cache
def heads_by_first() -> dict[str, list[tuple[tuple[str, ...], HeadRule]]]:
    """Head words by their first word, those of most words first."""
    index = defaultdict(list)
    for head, rule in heads().items():
        words = tuple(head.split())
        index[words[0]].append((words, rule))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in index.items()}


@cache
def is_plural(head: str) -> bool:
    """Whether a head word is the plural of another one: "ministries", "courts"."""
    return singular(head) is not None


@cache
def singular(head: str) -> str | None:
    """The head word of which another one is the plural."""
    known = heads()
    if head.endswith("ies") and f"{head[:-3]}y" in known:
        return f"{head[:-3]}y"
    return head[:-1] if head.endswith("s") and head[:-1] in known else None
