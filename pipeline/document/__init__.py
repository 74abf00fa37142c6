"""The document: raw text, repaired text and everything found in it, as immutable layers.

:class:`Document` is the only thing that stages pass on; the layers that each stage adds have a
module each in ``layers/``. Everything else here is what all rooms stand on: spans, flags, errors,
the ledger, boxes.
"""

from pipeline.document.document import Document
from pipeline.document.layers.events import Event, EventRole, Quantity
from pipeline.document.layers.extract import Acronym, Mention, Origin
from pipeline.document.layers.quotes import Quote
from pipeline.document.layers.readers import Block, BlockHint, Box, Line, Source, Table, stem_of
from pipeline.document.layers.repair import Edit, EditKind, Passage, Suggestion
from pipeline.document.layers.resolve import (
    Issued,
    NamedThing,
    Organisation,
    Person,
    Place,
    ResolvedDate,
)
from pipeline.document.layers.segment import Basis, ListGroup, Masthead, Paragraph, Role, Section
from pipeline.document.layers.syntax import Clause, Determiner, Factuality, Phrase, Relation
from schemas.values import Label

__all__ = [
    "Acronym",
    "Basis",
    "Block",
    "BlockHint",
    "Box",
    "Clause",
    "Determiner",
    "Document",
    "Edit",
    "EditKind",
    "Event",
    "EventRole",
    "Factuality",
    "Issued",
    "Label",
    "Line",
    "ListGroup",
    "Masthead",
    "Mention",
    "NamedThing",
    "Organisation",
    "Origin",
    "Paragraph",
    "Passage",
    "Person",
    "Phrase",
    "Place",
    "Quantity",
    "Quote",
    "Relation",
    "ResolvedDate",
    "Role",
    "Section",
    "Source",
    "Suggestion",
    "Table",
    "stem_of",
]
