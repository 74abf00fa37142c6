"""From the document's layers to the rows of the contract's tables: a projection, no judgement."""

from pipeline.check import entities, happenings, structure
from pipeline.check.ids import Ids
from pipeline.check.rows import Tables
from pipeline.document import Document

PROJECTIONS = (
    structure.report,
    structure.sections,
    structure.lists,
    entities.mentions,
    entities.dates,
    entities.places,
    entities.organisations,
    entities.people,
    entities.named,
    entities.figures,
    happenings.quotes,
    happenings.events,
    structure.acronyms,
    structure.grids,
    structure.repairs,
    structure.flags,  # last: the rows before it may have added some
)


def tabulate(document: Document) -> Tables:
    """All tables of one report."""
    tables = Tables(document)
    ids = Ids(tables)
    for project in PROJECTIONS:
        project(tables, ids)
    return tables
