"""From the document's layers to the rows of the contract's tables: a projection, no judgement."""

from pipeline.document import Document
from pipeline.stage import Context
from pipeline.tables import entities, flags, happenings, structure
from pipeline.tables.ids import Ids
from pipeline.tables.reviewed import lay_over
from pipeline.tables.rows import Tables
from pipeline.verdict import judge

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
)


def tabulate(document: Document, context: Context) -> Tables:
    """All tables of one report with its verdict, the reviewers' decisions laid over them."""
    tables = Tables(document)
    ids = Ids(tables)
    for project in PROJECTIONS:
        project(tables, ids)
    gone = lay_over(tables, ids, context.review)
    tables.findings = judge(document, context.profile, happenings.told(tables))
    flags.flags(tables, ids, context.review, gone)  # last: the rows before may have added some
    return tables
