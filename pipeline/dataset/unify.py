"""Which rows of different reports are the same place, body, person or named thing.

Two rows are the same when they share a code (GeoNames, M49, IATI), or their name and country. A
body that one report knows by its acronym alone is the one that another spells out, where only one
body bears that acronym: such a guess is a flag. So are namesakes: persons of one name that reports
tell different things of, and a body without a country beside one of its name that has one. Ids are
made of what makes rows the same, so they stay when reports are added.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from pipeline.write.report import Row
from schemas.tables import ENTITY_TABLES

_ARTICLE = re.compile(r"^the\s+")
_NO_WORD = re.compile(r"[^\w]+")
RANKS = ("apart", "geonames", "m49", "iati", "name", "short")
"""What makes rows the same, from the surest to the least sure; "apart": a person's word."""
GUESS = "short"


class SourceRow(NamedTuple):
    """A row in a report's own tables."""

    report_id: str
    row: Row


@dataclass(frozen=True, slots=True)
class Entity:
    """The rows that are one thing; ``rule`` is what makes them so, ``guessed`` those by acronym."""

    table: str
    entity_id: str
    rule: str
    sources: tuple[SourceRow, ...]
    guessed: frozenset[str]


def unify(
    table: str, sources: Iterable[SourceRow], apart: Collection[tuple[str, str]] = ()
) -> list[Entity]:
    """Group the rows of one entity table, in the order in which the reports first name them.

    Args:
        table: One of the entity tables.
        sources: Its rows in all reports.
        apart: Rows that stand for themselves, by their report and id.
    """
    rows = list(sources)
    alone = {
        index
        for index, (stem, row) in enumerate(rows)
        if (stem, row[ENTITY_TABLES[table]]) in apart
    }
    groups = _Groups(len(rows))
    first: dict[str, int] = {}
    keys = [
        [f"apart:{stem}/{row[ENTITY_TABLES[table]]}"] if index in alone else [*_keys(table, row)]
        for index, (stem, row) in enumerate(rows)
    ]
    for index, found in enumerate(keys):
        for key in found:
            groups.join(first.setdefault(key, index), index)
    guessed = _join_short(rows, groups, alone) if table == "organisations" else set()
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(rows)):
        members[groups.root(index)].append(index)
    return [_entity(table, rows, keys, group, guessed) for group in members.values()]


_AREAS = ("country", "region")
"""Kinds of place that an M49 code stands for; a place within a country has its country's code."""


def _keys(table: str, row: Row) -> Iterator[str]:
    """What a row shares with its like; a code rules, and a name within its country."""
    if table == "places" and row["geonames_id"]:
        yield f"geonames:{row['geonames_id']}"
        return
    if table == "places" and row["m49"] and row["kind"] in _AREAS:
        yield f"m49:{row['m49']}"
        return
    if row.get("iati_id"):
        yield f"iati:{row['iati_id']}"
    country = row.get("country", "")
    kind = row["kind"] if table == "places" else ""
    yield f"name:{normalised(row['name'])}|{country}|{kind}"


def _join_short(rows: Sequence[SourceRow], groups: "_Groups", alone: Collection[int]) -> set[int]:
    """Join bodies named by an acronym alone with the one body that bears it."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for index, (_, row) in enumerate(rows):
        if row["acronym"] and row["acronym"] != row["name"] and index not in alone:
            bearers[row["acronym"]].add(groups.root(index))
    joined = set()
    for index, (_, row) in enumerate(rows):
        roots = {groups.root(root) for root in bearers.get(row["name"], ())}
        if len(roots) == 1 and groups.root(index) not in roots and index not in alone:
            (root,) = roots
            if _agree(row["country"], rows[root].row["country"]):
                groups.join(root, index)
                joined.add(index)
    return joined


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _entity(
    table: str,
    rows: Sequence[SourceRow],
    keys: Sequence[Sequence[str]],
    group: Sequence[int],
    guessed: set[int],
) -> Entity:
    own = [key for index in group if index not in guessed for key in keys[index]]
    counts = Counter(own)
    rule = min(counts, key=lambda key: (RANKS.index(key.partition(":")[0]), -counts[key], key))
    return Entity(
        table,
        sha256(f"{table}|{rule}".encode()).hexdigest()[:12],
        rule,
        tuple(rows[index] for index in group),
        frozenset(rows[index].row[ENTITY_TABLES[table]] for index in group if index in guessed),
    )


def reports_of(entity: Entity) -> list[str]:
    """The reports that an entity's rows come from."""
    return sorted({source.report_id for source in entity.sources})


def by_name_alone(entity: Entity) -> bool:
    """Whether a person or body of several reports is one by a name that others may bear, too."""
    weak = entity.table in {"people", "organisations"} and entity.rule.startswith("name:")
    return weak and "||" in entity.rule and len(reports_of(entity)) > 1


def alike(entities: Sequence[Entity]) -> Iterator[tuple[Entity, list[Entity]]]:
    """Bodies that name no country, each with its namesakes that do: perhaps the same, not joined.

    "Ministry of Justice" may be that of any country, so a person decides.
    """
    named: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for name in {normalised(source.row["name"]) for source in entity.sources}:
            named[name].append(entity)
    for entity in entities:
        if any(source.row["country"] or source.row["iati_id"] for source in entity.sources):
            continue
        names = {normalised(source.row["name"]) for source in entity.sources}
        others = {e.entity_id: e for name in names for e in named[name] if e is not entity}
        if others:
            yield entity, list(others.values())


def normalised(name: str) -> str:
    """A name without case, accents, punctuation and article."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", _ARTICLE.sub("", bare)).strip()


def cells(entity: Entity) -> tuple[dict[str, str], list[str]]:
    """The row of an entity, and the columns on which its reports contradict each other.

    A cell is that of the report with most mentions, or the first that is filled; a report that
    spells a body out gives its name before one that has its acronym only.
    """
    ranked = sorted(
        entity.sources,
        key=lambda s: (
            s.row[ENTITY_TABLES[entity.table]] in entity.guessed,
            s.row["name"] == s.row.get("acronym"),
            -_mentions(s.row),
        ),
    )
    row: dict[str, str] = {}
    contested = []
    for column in ranked[0].row:
        said = dict.fromkeys(s.row[column] for s in ranked if s.row[column])
        row[column] = next(iter(said), "")
        if len(said) > 1 and column in _CODES:
            contested.append(column)
    row["report_id"] = entity.sources[0].report_id
    row[ENTITY_TABLES[entity.table]] = entity.entity_id
    row["mentions"] = str(sum(_mentions(s.row) for s in entity.sources))
    return row, contested


_CODES = frozenset({"country", "iati_id", "kind", "role"})
"""Columns on which reports should agree."""


def _mentions(row: Mapping[str, str]) -> int:
    return int(row["mentions"] or 0)


class _Groups:
    """Disjoint sets of indices; the root is the first member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
