"""A passage with what segmentation has made of it so far."""

from dataclasses import dataclass
from typing import Literal

from pipeline.document import Role
from pipeline.document.span import Span
from pipeline.segment.shapes import PassageShape

Sort = Literal["plain", "parent", "section", "country", "region"]


@dataclass(frozen=True, slots=True)
class Part:
    """A passage and its role.

    Attributes:
        shape: What it looks like.
        role: Its role.
        reason: Why it is furniture or noise.
        sort: What kind of heading it is; "parent" stands over other headings.
        month: Of a month heading: the year, if it names one, and the month.
        country: Of a country heading: ISO 3166-1 alpha-2.
        theme: Of a theme heading: its number in the profile.
    """

    shape: PassageShape
    role: Role
    reason: str | None = None
    sort: Sort | None = None
    month: tuple[int | None, int] | None = None
    country: str | None = None
    theme: int | None = None

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.shape.text

    def at(self, inner: Span) -> Span:
        """A span of its words as one of the repaired text; all of it where blanks differ."""
        span = self.shape.span
        if len(span) != len(self.text):
            return span
        return Span(start=span.start + inner.start, end=span.start + inner.end)

    @property
    def is_text(self) -> bool:
        """Whether it belongs under a heading: running text, a list, a table."""
        return self.role in {"body", "list_item", "quote", "table", "caption"}

    @property
    def is_heading(self) -> bool:
        """Whether it stands over other passages."""
        return self.role in {"heading", "theme", "month", "list_title"}

    @property
    def is_silent(self) -> bool:
        """Whether it is set aside: it neither heads nor belongs to anything."""
        return self.role in {"noise", "furniture", "title", "period"}
