"""The document: raw text, repaired text and everything found in it, as immutable layers.

The only thing that stages pass on. Each layer is written once, by one stage; ``None`` means "not
yet made", ``()`` means "none found"; ``flags`` alone grows. A layer points at text by span and
never stores a copy of it. Offsets count Unicode code points: ``raw`` offsets index
``Document.raw``, all others ``Document.text``. Boxes are PDF points, origin top left, page
numbers count from 1.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.details import Detail
from pipeline.flags import Flag
from pipeline.span import Layer, Span
from pipeline.syntax.layers import Clause
from schemas.codelists import EventRoleName, EventStatus, EventType

Label = Literal["DATE", "PLACE", "ORG", "PERSON", "EVENT", "PROGRAMME", "INSTRUMENT", "FIGURE"]


# --- ingest -----------------------------------------------------------------------------------


def stem_of(name: str) -> str:
    """A file name without its last ending; a dot that begins it begins no ending."""
    return name.rsplit(".", 1)[0] if "." in name[1:] else name


class Source(Layer):
    """Where the document comes from and what its file says of itself."""

    name: str
    media_type: str
    sha256: str
    size: int
    encoding: str | None = None
    pages: int | None = None
    published: date | None = None

    @property
    def stem(self) -> str:
        """The file name without its last ending: the report's id and folder name."""
        return stem_of(self.name)


class Box(Layer):
    """A rectangle on a page in PDF points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class Line(Layer):
    """A line of a block as laid out.

    ``edges`` holds the left edge of each character of ``raw`` and the right edge of the last
    (``len(raw) + 1`` numbers), so that any part of the line has a box; empty without a layout.
    ``raised`` holds the raw offsets of figures set as footnote marks.
    """

    raw: Span
    box: Box | None = None
    edges: Sequence[float] = ()
    raised: tuple[int, ...] = ()


BlockHint = Literal["heading", "body", "list_item", "caption", "quote", "table", "furniture"]


class Block(Layer):
    """A run of lines that the reader found to belong together, in reading order.

    ``hint`` and ``level`` are what the layout or the markup says the block is; ``None`` where
    the input has neither. ``size`` is the font size in points; ``ocr``: a picture was read.
    """

    raw: Span
    lines: tuple[Line, ...]
    page: int | None = None
    hint: BlockHint | None = None
    level: int | None = None
    size: float | None = None
    bold: bool = False
    ocr: bool = False


class Table(Layer):
    """A table on a page: rows of cells as raw spans, None for a cell without text.

    ``merged`` holds row and column (from 0) of the cells that one from the left or above covers.
    """

    page: int | None
    rows: tuple[tuple[Span | None, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()


# --- repair -----------------------------------------------------------------------------------

EditKind = Literal["join", "hyphen", "move", "noise", "character"]


class Edit(Layer):
    """One entry of the repair ledger: ``raw`` read ``before`` and became ``after`` at ``text``."""

    raw: Span
    text: Span
    before: str
    after: str
    rule: str
    kind: EditKind


class Suggestion(Layer):
    """A repair that would be a guess: offered to the reviewer, never applied."""

    span: Span
    replacement: str
    rule: str


class Passage(Layer):
    """A stretch of repaired text made of one block, or of several that a repair joined."""

    span: Span
    blocks: tuple[int, ...]


# --- segment ----------------------------------------------------------------------------------

Role = Literal[
    "title",
    "period",
    "month",
    "heading",
    "theme",
    "list_title",
    "list_item",
    "body",
    "quote",
    "caption",
    "table",
    "furniture",
    "noise",
]

Basis = Literal["stated", "inferred", "unresolved"]


class Masthead(Layer):
    """Title, publisher and period of the report, each with its place where the text states it."""

    title: Span | None = None
    publisher: str | None = None
    publisher_span: Span | None = None
    period: str | None = None
    period_span: Span | None = None
    period_status: Basis = "unresolved"
    period_rule: str | None = None


class Paragraph(Layer):
    """A passage with its role; ``section`` indexes ``Document.sections``.

    ``level`` is that of a heading (1 highest) or of a nested list item (1 outermost); ``reason``
    says why furniture or noise is set aside.
    """

    span: Span
    role: Role
    passage: int
    section: int | None = None
    level: int | None = None
    reason: str | None = None


class Section(Layer):
    """A part of the report: a milestone, feature, section or story and its body paragraphs.

    ``kind`` "milestone" goes to the table of milestones, all others to the table of sections.
    ``month`` is EDTF ``YYYY-MM``, ``period`` the EDTF period that its title names; ``country`` is ISO 3166-1 alpha-2. ``paragraphs`` are indices of
    body paragraphs; pull quotes, list items and captions name their section themselves.
    """

    kind: Literal["milestone", "feature", "section", "story", "country"]
    title: Span | None = None
    theme: Span | None = None
    theme_name: str | None = None
    theme_code: str | None = None
    theme_rule: str | None = None
    month: str | None = None
    month_rule: str | None = None
    country: str | None = None
    period: str | None = None
    paragraphs: tuple[int, ...] = ()


class ListGroup(Layer):
    """One group of list items under a list title; ``items`` are paragraph indices."""

    section: int | None
    title: Span | None = None
    about: str | None = None
    group: int = 1
    items: tuple[int, ...] = ()


# --- extract ----------------------------------------------------------------------------------


class Mention(Layer):
    """A stretch of text with a label; ``method`` is the rule or model that found it.

    ``seconded``: what the statistical model by itself has there: the same span, one that overlaps
    it, or none.
    """

    span: Span
    label: Label
    method: str
    detail: Detail | None = None
    seconded: Literal["same", "overlap", "none"] = "none"


class Acronym(Layer):
    """A short form and the long form that the text defines it by.

    ``label`` is the long form's where that is a name; None for "CSO", "VPN": no mentions.
    """

    short: Span
    long: Span
    label: Label | None = None


# --- resolve ----------------------------------------------------------------------------------


class ResolvedDate(Layer):
    """The value of a DATE mention: EDTF, its day bounds, and on what it rests.

    ``anchor`` names what a relative or incomplete date was counted from
    ("mention:2017-11-01", "period:2017-10/2017-12", "published:2018-01-15").
    """

    mention: int
    edtf: str | None
    kind: str
    first: date | None = None
    last: date | None = None
    anchor: str | None = None
    status: Basis = "stated"
    rule: str | None = None


class Place(Layer):
    """A place and its codes: ISO 3166-1 alpha-2, UN M49, GeoNames; WGS84 degrees.

    ``precision`` is the IATI GeographicalPrecision scale (1 exact .. 6 country, 9 unclear).
    """

    name: str
    kind: str
    value: str | None
    country: str | None = None
    m49: str | None = None
    geonames_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    mentions: tuple[int, ...] = ()
    rule: str | None = None
    status: Basis = "stated"


class Organisation(Layer):
    """A body under all the names the report uses for it; ``part_of`` indexes the same layer."""

    name: str
    acronym: str | None = None
    kind: str | None = None
    country: str | None = None
    country_rule: str | None = None
    iati_id: str | None = None
    part_of: int | None = None
    mentions: tuple[int, ...] = ()


class Person(Layer):
    """A person under full and short names; ``organisation`` indexes ``organisations``."""

    name: str
    honorific: str | None = None
    role: str | None = None
    role_span: Span | None = None
    organisation: int | None = None
    mentions: tuple[int, ...] = ()


class NamedThing(Layer):
    """A named event, programme or instrument under all the names the report uses for it."""

    label: Literal["EVENT", "PROGRAMME", "INSTRUMENT"]
    name: str
    alias: str | None = None
    kind: str | None = None
    mentions: tuple[int, ...] = ()


# --- assemble ---------------------------------------------------------------------------------


class EventRole(Layer):
    """Who did what in an event: the mention of the body, country or person, and the rule.

    ``at`` are the words that stand for it where these are no mention of it: "we", "the two".
    """

    role: EventRoleName
    mention: int
    rule: str
    at: Span | None = None


class Event(Layer):
    """Something done, held, opened, signed, delivered, decided or published, or planned.

    ``span`` is the sentence, list item or table row that tells of it, ``told_by`` are further ones.
    ``date`` indexes ``dates``; where the date is taken from elsewhere (a month heading, a named
    day), ``edtf`` holds the value and ``date_rule`` its basis. ``name_span`` are the words that name
    the event. ``count`` and ``money`` are the mentions that say how many took part and what it cost.
    """

    span: Span
    name: str
    type: EventType
    status: EventStatus = "happened"
    name_span: Span | None = None
    section: int | None = None
    edtf: str | None = None
    date: int | None = None
    date_rule: str | None = None
    place: int | None = None
    place_rule: str | None = None
    country: str | None = None
    country_rule: str | None = None
    participants: int | None = None
    count: Span | None = None
    amount: Decimal | None = None
    currency: str | None = None
    money: Span | None = None
    background: bool = False
    roles: tuple[EventRole, ...] = ()
    told_by: tuple[Span, ...] = ()


class Quote(Layer):
    """Reported speech; ``speaker`` is the PERSON mention it is attributed to."""

    span: Span
    kind: Literal["direct", "indirect", "mixed"]
    rule: str
    speaker: int | None = None
    date: int | None = None


# --- the document -----------------------------------------------------------------------------


class Document(BaseModel):
    """One report on its way through the stages; layers of another kind are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    source: Source
    raw: str
    blocks: tuple[Block, ...]
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

    mentions: tuple[Mention, ...] | None = None
    acronyms: tuple[Acronym, ...] | None = None
    sentences: tuple[Span, ...] | None = None
    leads: tuple[Span, ...] | None = None
    clauses: tuple[Clause, ...] | None = None

    dates: tuple[ResolvedDate, ...] | None = None
    places: tuple[Place, ...] | None = None
    organisations: tuple[Organisation, ...] | None = None
    people: tuple[Person, ...] | None = None
    named: tuple[NamedThing, ...] | None = None

    events: tuple[Event, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
