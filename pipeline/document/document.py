"""The document: raw text, repaired text and everything found in it, as immutable layers.

The only thing that stages pass on. Each layer is written once, by one stage; ``None`` means "not
yet made", ``()`` means "none found"; ``flags`` alone grows. A layer points at text by span and
never stores a copy of it. Offsets count Unicode code points: ``raw`` offsets index
``Document.raw``, all others ``Document.text``. Boxes are PDF points, origin top left, page
numbers count from 1.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict, PrivateAttr

from pipeline.document.flags import Flag
from pipeline.document.index import Index
from pipeline.document.layers.events import Event, Quantity
from pipeline.document.layers.extract import Acronym, Mention, PassageLanguage
from pipeline.document.layers.quotes import Quote
from pipeline.document.layers.readers import Block, Source, Table
from pipeline.document.layers.repair import Edit, Passage, Suggestion
from pipeline.document.layers.resolve import (
    Issued,
    NamedThing,
    Organisation,
    Person,
    Place,
    ResolvedDate,
)
from pipeline.document.layers.segment import ListGroup, Masthead, Paragraph, Section
from pipeline.document.layers.syntax import Clause
from pipeline.document.span import Span


class Document(BaseModel):
    """One report on its way through the stages; layers of another kind are refused.

    ``columns`` is the ledger from the file's text to ``raw``, where a reader put the lines of
    columns in another order: see :mod:`pipeline.document.filed`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    source: Source
    raw: str
    blocks: tuple[Block, ...]
    columns: tuple[Edit, ...] = ()
    tables: tuple[Table, ...] = ()
    flags: tuple[Flag, ...] = ()

    family: str | None = None

    text: str | None = None
    edits: tuple[Edit, ...] | None = None
    suggestions: tuple[Suggestion, ...] | None = None
    passages: tuple[Passage, ...] | None = None

    masthead: Masthead | None = None
    paragraphs: tuple[Paragraph, ...] | None = None
    sections: tuple[Section, ...] | None = None
    lists: tuple[ListGroup, ...] | None = None

    languages: tuple[PassageLanguage, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    acronyms: tuple[Acronym, ...] | None = None
    sentences: tuple[Span, ...] | None = None
    leads: tuple[Span, ...] | None = None
    clauses: tuple[Clause, ...] | None = None

    issued: tuple[Issued, ...] | None = None
    dates: tuple[ResolvedDate, ...] | None = None
    places: tuple[Place, ...] | None = None
    organisations: tuple[Organisation, ...] | None = None
    people: tuple[Person, ...] | None = None
    named: tuple[NamedThing, ...] | None = None

    events: tuple[Event, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    quotes: tuple[Quote, ...] | None = None

    _here: Index | None = PrivateAttr(default=None)

    @property
    def here(self) -> Index:
        """What is here? Values of the layers by their place; made when first asked for."""
        if self._here is None:
            self._here = Index(
                paragraphs=self.paragraphs or (),
                sentences=self.sentences or (),
                leads=self.leads or (),
                mentions=self.mentions or (),
                clauses=self.clauses or (),
                quotes=self.quotes or (),
            )
        return self._here

    def __copy__(self) -> Self:
        """A copy makes an index of its own: it may get other layers."""
        copied = super().__copy__()
        copied._here = None  # noqa: SLF001 - of its own kind
        return copied
