"""The bodies, people and places that decisions name, among the rows of this run."""

from typing import Any

from pipeline.decisions.anchor import find
from pipeline.decisions.records import Reference
from pipeline.entity_types.place.gazetteer import gazetteer
from pipeline.entity_types.place.rows import UNKNOWN, codes_of
from pipeline.tables.rows import Tables
from pipeline.tables.store import Store, decided
from schemas import TABLES
from schemas.tables import ENTITY_TABLES

CODES = ("country", "m49", "geonames_id")
"""Cells of a place that state a fact."""


class References:
    """Finds what a decision names, and adds what the report has not."""

    def __init__(self, tables: Tables, store: Store) -> None:
        self._tables = tables
        self._store = store

    def row_of(self, reference: Reference, rule: str) -> str:
        """The row that a reference names: by its id, its name, its words; else a new row.

        An id alone is not enough: with other rules it may be that of another name.
        """
        by_name = self._called(reference)
        by_words = self._at_words(reference)
        merged = self._merged(reference)
        if merged is not None and (merged in {by_words, *by_name} or not (by_name or by_words)):
            return merged
        if by_name:
            return by_name[0]
        return by_words or self._added(reference, rule)

    def name_of(self, table: str, row_id: str) -> str:
        """The name of a row."""
        return str(dict(self._store.rows[table][row_id])["name"])

    def _merged(self, reference: Reference) -> str | None:
        """The row with the id, or the one that it was merged into."""
        now: str | None = reference.row_id
        while (reference.table, now) in self._store.gone:
            now = self._store.gone[reference.table, now]
        return now if now in self._store.rows[reference.table] else None

    def _called(self, reference: Reference) -> list[str]:
        wanted = _plain(reference.name)
        return [
            key
            for key, record in self._store.rows[reference.table].items()
            if wanted in {_plain(dict(record).get(cell)) for cell in ("name", "acronym")}
        ]

    def _at_words(self, reference: Reference) -> str | None:
        span = find(self._tables.text, reference.anchor) if reference.anchor else None
        return self._store.nearest(reference.table, span) if span else None

    def _added(self, reference: Reference, rule: str) -> str:
        table = reference.table
        key = self._tables.id_for(table, "review", reference.name)
        cells: dict[str, Any] = {
            **dict.fromkeys(TABLES[table].model_fields),
            "report_id": self._tables.report_id,
            ENTITY_TABLES[table]: key,
            "name": reference.name,
            "mentions": 0,
        }
        if table == "places":
            codes = codes_of(reference.value)
            cells |= {"kind": _kind(reference.value)}
            cells |= {column: codes[column] or None for column in codes.keys() - {"value"}}
        record = TABLES[table].model_validate(cells, strict=False)
        stated = ("name",) if table != "places" else CODES
        self._store.put(
            table,
            record,
            {
                cell: decided(record, table, key, cell, rule)
                for cell in stated
                if getattr(record, cell) is not None
            },
        )
        return key


def _kind(value: str | None) -> str:
    """The kind of a place that a reviewer adds, by what it stands for."""
    scheme, _, code = (value or "").rpartition(":")
    if scheme == "geonames" and (place := gazetteer().with_id(code)):
        return place.kind
    return "country" if value and not scheme else UNKNOWN


def _plain(name: str | None) -> str | None:
    return " ".join(str(name).casefold().split()) if name else None
