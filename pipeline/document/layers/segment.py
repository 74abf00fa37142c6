"""How the text is built: roles, sections, lists."""

from typing import Literal

from pipeline.document.span import Layer, Span

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
    ``month`` is EDTF ``YYYY-MM``, ``period`` the EDTF period that its title names; ``country`` is
    ISO 3166-1 alpha-2. ``paragraphs`` are indices of body paragraphs; pull quotes, list items and
    captions name their section themselves.
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
