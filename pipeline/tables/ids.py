"""Row ids of every layer, settled before any row, so that rows can refer to each other."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

from pipeline.document import Organisation, Section
from pipeline.document.labels import labels
from pipeline.document.layers.events import PUBLISHER
from pipeline.document.span import Span
from pipeline.tables.rows import Tables

NAMED_TABLES = {label: card.table for label, card in labels().items() if card.table}
"""The tables of things of which no more is known than their names, by label."""


class _Mentioned(Protocol):
    """A place, organisation, person or named thing."""

    @property
    def mentions(self) -> tuple[int, ...]: ...


class Ids:
    """The ids of one report's rows, by layer and index."""

    def __init__(self, tables: Tables) -> None:
        document = tables.document
        self._tables = tables
        self.sections = document.sections or ()
        self.paragraphs = document.paragraphs or ()
        self.mentions = document.mentions or ()
        self.section_ids = [
            tables.id_for(section_table(section), *position(self._raw(self.extent(section))))
            for section in self.sections
        ]
        self.mention_ids = self._ids("mentions", (m.span for m in self.mentions))
        self.place_ids = self._entity_ids("places", document.places or ())
        self.organisation_ids = self._ids(
            "organisations", (self.first_of(body) for body in document.organisations or ())
        )
        self.person_ids = self._entity_ids("people", document.people or ())
        self.named_ids = self._entity_ids("named", document.named or ())
        self.event_ids = self._ids("events", (e.span for e in document.events or ()))

    def _raw(self, span: Span) -> Span:
        return self._tables.offsets.to_raw(span)

    def _ids(self, table: str, spans: Iterable[Span]) -> list[str]:
        return [self._tables.id_for(table, *position(self._raw(span))) for span in spans]

    def _entity_ids(self, table: str, entities: Sequence[_Mentioned]) -> list[str]:
        return self._ids(table, (self.mentions[e.mentions[0]].span for e in entities))

    def first_of(self, body: Organisation) -> Span:
        """Where a body is named first; a publisher without mentions, in the masthead."""
        if body.mentions or body.stated_at is None:
            return self.mentions[body.mentions[0]].span
        return body.stated_at

    def extent(self, section: Section) -> Span:
        """From the first to the last character of a section's title and paragraphs."""
        spans = [self.paragraphs[index].span for index in section.paragraphs]
        if section.title is not None:
            spans.append(section.title)
        if not spans:
            return section.theme or Span(start=0, end=0)
        return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))

    def section_of(self, span: Span) -> int | None:
        """The section in whose paragraph the span begins."""
        index = self._tables.document.here.paragraph_at(span.start)
        return None if index is None else self.paragraphs[index].section

    def where(self, section: int | None) -> dict[str, str | None]:
        """The cells ``milestone_id`` and ``section_id`` of something in a section."""
        cells: dict[str, str | None] = {"milestone_id": None, "section_id": None}
        if section is not None:
            is_milestone = section_table(self.sections[section]) == "milestones"
            cells["milestone_id" if is_milestone else "section_id"] = self.section_ids[section]
        return cells

    @cached_property
    def entity_of(self) -> dict[int, str]:
        """The entity id of each mention that has one."""
        document = self._tables.document
        layers: tuple[tuple[Sequence[_Mentioned], list[str]], ...] = (
            (document.places or (), self.place_ids),
            (document.organisations or (), self.organisation_ids),
            (document.people or (), self.person_ids),
            (document.named or (), self.named_ids),
        )
        return {
            mention: entity_id
            for entities, ids in layers
            for entity, entity_id in zip(entities, ids, strict=True)
            for mention in _mentions_of(entity)
        }

    def span_of(self, mention: int) -> Span | None:
        """Where a mention stands; of a publisher without mentions, where the masthead names it."""
        if mention != PUBLISHER:
            return self.mentions[mention].span
        bodies = self._tables.document.organisations or ()
        return next((body.stated_at for body in bodies if body.stated_at is not None), None)

    def name_of(self, mention: int) -> str:
        """The name that the entity of a mention has in its own table."""
        return self._names[mention]

    @cached_property
    def _names(self) -> dict[int, str]:
        document = self._tables.document
        layers = (document.places, document.organisations, document.people, document.named)
        return {
            mention: entity.name
            for entities in layers
            for entity in entities or ()
            for mention in _mentions_of(entity)
        }


def _mentions_of(entity: _Mentioned) -> tuple[int, ...]:
    """The mentions of an entity, with what stands for one of the publisher in the masthead."""
    stated = isinstance(entity, Organisation) and entity.stated_at is not None
    return (*entity.mentions, PUBLISHER) if stated else entity.mentions


def section_table(section: Section) -> str:
    """The table that a section goes to."""
    return "milestones" if section.kind == "milestone" else "sections"


def position(span: Span) -> tuple[int, int]:
    """A span as the part of a row id that says where."""
    return span.start, span.end
