"""All tables by name, in the order in which they are written."""

from schemas.activities import Donor, WhoDoesWhat
from schemas.provenance import Decision, EntityRow, Evidence, Flag, Repair
from schemas.record import DatasetRecord, Record
from schemas.records import (
    Acronym,
    Date,
    Event,
    EventRole,
    Figure,
    Instrument,
    ListGroup,
    ListItem,
    Mention,
    Milestone,
    Occasion,
    Organisation,
    Person,
    Place,
    Programme,
    Quote,
    Report,
    Section,
    Table,
    TableCell,
)
from schemas.results import Result, ResultSum

TABLES: dict[str, type[Record]] = {
    "reports": Report,
    "milestones": Milestone,
    "sections": Section,
    "lists": ListGroup,
    "list_items": ListItem,
    "mentions": Mention,
    "dates": Date,
    "places": Place,
    "organisations": Organisation,
    "people": Person,
    "figures": Figure,
    "quotes": Quote,
    "events": Event,
    "event_roles": EventRole,
    "instruments": Instrument,
    "programmes": Programme,
    "occasions": Occasion,
    "acronyms": Acronym,
    "tables": Table,
    "table_cells": TableCell,
    "repairs": Repair,
    "evidence": Evidence,
    "decisions": Decision,
    "flags": Flag,
}

ENTITY_TABLES = {
    "places": "place_id",
    "organisations": "organisation_id",
    "people": "person_id",
    "occasions": "occasion_id",
    "programmes": "programme_id",
    "instruments": "instrument_id",
}
"""Tables whose rows are the same thing in many reports, and the column of their id."""
DATASET_TABLES: dict[str, type[DatasetRecord]] = {
    "who_does_what": WhoDoesWhat,
    **TABLES,
    "donors": Donor,
    "results": Result,
    "result_sums": ResultSum,
    "entity_rows": EntityRow,
}
"""The tables over all reports: the events in names and dates; those that a report has; what the
events come to, and where the rows of what several reports name come from."""
_OF_A_REPORT = {"evidence"}
"""Tables whose key holds within one report only: the same entity has evidence in each."""
DATASET_KEYS = {
    name: (("report_id",) if name in _OF_A_REPORT else ()) + model.key
    for name, model in DATASET_TABLES.items()
}
"""The primary key of each table over all reports."""
