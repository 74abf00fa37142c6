"""All rows of a report by their ids, while the reviewers' decisions are laid over them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.document.span import Span
from pipeline.tables.rows import Tables
from schemas import TABLES, Record
from schemas.provenance import Evidence
from schemas.tables import ENTITY_TABLES


class Store:
    """Rows that can be changed, dropped and merged with all that refers to them.

    ``gone`` holds the rows that are no more, with the row that took their place, if one did;
    ``renamed`` the ids of this run's rows that are known by others.

    Args:
        tables: The report's tables; :meth:`give_back` writes the rows into them again.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.gone: dict[tuple[str | None, str | None], str | None] = {}
        self.renamed: dict[tuple[str | None, str | None], str] = {}
        self.rows = {
            name: {row_id(name, record): record for record in records}
            for name, records in tables.rows.items()
            if name not in {"evidence", "flags", "decisions"}
        }
        self._evidence: dict[tuple[str, str], dict[str, Evidence]] = {}
        for found in tables.rows["evidence"]:
            assert isinstance(found, Evidence)  # noqa: S101 - what the table holds
            self._evidence.setdefault((found.table, found.row_id), {})[found.column] = found

    # --- finding --------------------------------------------------------------------------------

    def nearest(self, table: str, span: Span) -> str | None:
        """The row that overlaps most of the span; of equals, the shortest. None where none does."""
        best: tuple[int, int] | None = None
        found = None
        for key in self.rows[table]:
            for place in self.spans(table, key):
                if not place.overlaps(span):
                    continue
                shared = min(place.end, span.end) - max(place.start, span.start)
                rank = (shared, -len(place))
                if best is None or rank > best:
                    best, found = rank, key
        return found

    def spans(self, table: str, key: str) -> list[Span]:
        """Where a row stands in the text: its own span, or those of its mentions."""
        record: Any = self.rows[table][key]
        if table in {"dates", "figures"}:
            record = self.rows["mentions"][record.mention_id]
        if table in ENTITY_TABLES:
            return [span_of(mention) for mention in self.mentions_of(key)]
        if table == "lists":
            items: list[Any] = list(self.rows["list_items"].values())
            return [span_of(item) for item in items if item.list_id == key]
        if hasattr(record, "start"):
            return [span_of(record)]
        stated = self._evidence.get((table, key), {}).values()
        return [Span(start=e.start, end=e.end) for e in stated if e.start is not None and e.end]

    def mentions_of(self, entity: str) -> list[Any]:
        """The mentions of an entity."""
        mentions: list[Any] = list(self.rows["mentions"].values())
        return [mention for mention in mentions if mention.entity_id == entity]

    # --- changing -------------------------------------------------------------------------------

    def set(self, table: str, key: str, cells: dict[str, object], rule: str) -> str:
        """Set cells of a row; what they rest on becomes the rule.

        Returns:
            The row's id, which is another where the cells are part of it.

        Raises:
            pydantic.ValidationError: The schema refuses a value; nothing is changed.
        """
        old = self.rows[table][key]
        # A reviewer's value comes as text: "23" and "2017-11-01" are read as the column's type.
        record = TABLES[table].model_validate({**dict(old), **cells}, strict=False)
        new = self.replace(table, key, record)
        evidence = self._evidence.setdefault((table, new), {})
        evidence |= {column: decided(record, table, new, column, rule) for column in cells}
        return new

    def replace(self, table: str, key: str, record: Record) -> str:
        """Put another record in the place of a row and keep its evidence; of equals one stays."""
        new = row_id(table, record)
        rows = self.rows[table]
        if new != key and new in rows:
            self.drop(table, key)
            return new
        self.rows[table] = {
            (new if k == key else k): (record if k == key else v) for k, v in rows.items()
        }
        if new != key:
            self.gone[table, key] = new
            evidence = self._evidence.pop((table, key), {})
            self._evidence[table, new] = {
                column: found.model_copy(update={"row_id": new})
                for column, found in evidence.items()
            }
        return new

    def rename(self, table: str, ids: Mapping[str, str]) -> None:
        """Give rows other ids, all at once, also where others refer to them."""
        self.renamed |= {(table, old): new for old, new in ids.items()}
        self._rekey(table, TABLES[table].key[0], ids)
        for other, column, _ in _references_to(table):
            self._rekey(other, column, ids)

    def _rekey(self, table: str, column: str, ids: Mapping[str, str]) -> None:
        rows: dict[str, Record] = {}
        evidence: dict[tuple[str, str], dict[str, Evidence]] = {}
        for key, record in self.rows[table].items():
            new, value = key, getattr(record, column)
            if value in ids:
                record = record.model_copy(update={column: ids[value]})  # noqa: PLW2901
                new = row_id(table, record)
                if cells := self._evidence.pop((table, key), None):
                    evidence[table, new] = {
                        cell: found.model_copy(update={"row_id": new})
                        for cell, found in cells.items()
                    }
            rows[new] = record
        self.rows[table] = rows
        self._evidence |= evidence

    def put(self, table: str, record: Record, evidence: Mapping[str, Evidence]) -> str:
        """Put a whole row into its table: in the place of the one with its id, else by its words.

        Cells without evidence of their own keep what the row had for an equal cell.

        Returns:
            The row's id.
        """
        key, rows = row_id(table, record), self.rows[table]
        self.gone.pop((table, key), None)
        old = rows.get(key)
        kept = self._evidence.get((table, key), {})
        self._evidence[table, key] = {
            cell: found
            for cell, found in kept.items()
            if old is not None and getattr(old, cell) == getattr(record, cell)
        } | dict(evidence)
        if old is not None:
            rows[key] = record
            return key
        start = getattr(record, "start", None)
        later = (k for k, r in rows.items() if start is not None and r.start > start)  # type: ignore[attr-defined]
        before = next(later, None)
        ordered: dict[str, Record] = {}
        for other, found in rows.items():
            if other == before:
                ordered[key] = record
            ordered[other] = found
        self.rows[table] = {**ordered, key: record} if before is None else ordered
        return key

    def evidence(self, table: str, key: str) -> Mapping[str, Evidence]:
        """What the cells of a row rest on."""
        return self._evidence.get((table, key), {})

    def drop(self, table: str, key: str) -> None:
        """Drop a row with all that cannot be without it; other references to it become empty."""
        del self.rows[table][key]
        self.gone[table, key] = None
        self._evidence.pop((table, key), None)
        for other, column, optional in _references_to(table):
            for found in self._referring(other, column, key):
                if optional:
                    record = self.rows[other][found]
                    self.replace(other, found, record.model_copy(update={column: None}))
                elif found in self.rows[other]:
                    self.drop(other, found)
        if table in ENTITY_TABLES:
            for mention in self.mentions_of(key):
                self.drop("mentions", mention.mention_id)
            for found in self._referring("event_roles", "entity_id", key):
                self.drop("event_roles", found)

    def merge(self, table: str, gone: str, kept: str) -> None:
        """Make two entities one: its mentions, roles and references are those of both."""
        rows = self.rows[table]
        one: Any = rows[kept]
        two: Any = rows.pop(gone)
        self.gone[table, gone] = kept
        filled = {c: v for c, v in dict(two).items() if getattr(one, c) is None and v is not None}
        filled["mentions"] = one.mentions + two.mentions
        rows[kept] = one.model_copy(update=filled)
        evidence = self._evidence.pop((table, gone), {})
        for column in filled.keys() & evidence.keys():
            moved = evidence[column].model_copy(update={"row_id": kept})
            self._evidence.setdefault((table, kept), {})[column] = moved
        columns = [(other, column) for other, column, _ in _references_to(table)]
        for other, column in [
            *columns,
            ("mentions", "entity_id"),
            ("mentions", "value"),
            ("event_roles", "entity_id"),
        ]:
            for found in self._referring(other, column, gone):
                record = self.rows[other][found]
                itself = other == table and found == kept
                value = None if itself else kept
                self.replace(other, found, record.model_copy(update={column: value}))

    def relist(self, list_id: str, items: Sequence[dict[str, Any]], rule: str) -> None:
        """Put other items in the place of those of a list, numbered from 1.

        Items that the list had keep their evidence; that of others is the rule.
        """
        rows = self.rows["list_items"]
        old: dict[tuple[int, int], str] = {}
        for key, record in rows.items():
            span = span_of(record)
            if dict(record)["list_id"] == list_id:
                old[span.start, span.end] = key
        kept = {key: self._evidence.pop(("list_items", key), {}) for key in old.values()}
        new: dict[str, Record] = {}
        for order, cells in enumerate(items, 1):
            record = TABLES["list_items"].model_validate({**cells, "order": order})
            key = row_id("list_items", record)
            new[key] = record
            stated = kept.get(old.get((cells["start"], cells["end"]), ""), {})
            self._evidence["list_items", key] = {
                column: found.model_copy(update={"row_id": key}) for column, found in stated.items()
            } or {"text": decided(record, "list_items", key, "text", rule)}
        first = next(iter(old.values()))
        self.rows["list_items"] = {
            k: v
            for key, record in rows.items()
            for k, v in (new if key == first else {} if key in kept else {key: record}).items()
        }
        group = self.rows["lists"][list_id]
        self.rows["lists"][list_id] = group.model_copy(update={"items": len(new)})

    def _referring(self, table: str, column: str, key: str) -> list[str]:
        return [k for k, record in self.rows[table].items() if getattr(record, column) == key]

    # --- and back -------------------------------------------------------------------------------

    def give_back(self) -> None:
        """Write the rows and their evidence into the tables."""
        for name, rows in self.rows.items():
            self._tables.rows[name] = list(rows.values())
        self._tables.rows["evidence"] = [
            found for cells in self._evidence.values() for found in cells.values()
        ]


def decided(record: Record, table: str, key: str, column: str, rule: str) -> Evidence:
    """The evidence of a cell that a reviewer set."""
    return Evidence(
        report_id=record.report_id,
        table=table,
        row_id=key,
        column=column,
        exact=None,
        prefix=None,
        suffix=None,
        start=None,
        end=None,
        page=None,
        bbox=None,
        rule=rule,
        status="unresolved" if getattr(record, column) is None else "inferred",
    )


def row_id(table: str, record: Record) -> str:
    """The id by which evidence, flags and decisions name a row: its key, joined by "/"."""
    return "/".join(str(getattr(record, part)) for part in TABLES[table].key)


def span_of(record: Any) -> Span:  # noqa: ANN401 - any record that has a span
    """The span of a record that stands in the text."""
    return Span(start=record.start, end=record.end)


def _references_to(table: str) -> Iterator[tuple[str, str, bool]]:
    """Tables and columns that refer to a table, and whether the column may be empty."""
    for name, model in TABLES.items():
        for column, target in model.references.items():
            if target == table:
                optional = type(None) in getattr(
                    model.model_fields[column].annotation, "__args__", ()
                )
                yield name, column, optional
