"""The base of every layer, and the half-open span that all of them point with."""

from pydantic import BaseModel, ConfigDict, model_validator


class Layer(BaseModel):
    """Base of all values that travel between stages: frozen, nothing undeclared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Layer):
    """A half-open range ``[start, end)`` of Unicode code points."""

    start: int
    end: int

    @model_validator(mode="after")
    def _ordered(self) -> "Span":
        if not 0 <= self.start <= self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)
        return self

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Cut the span out of the text that it indexes."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """The same span, ``by`` code points further on."""
        return Span(start=self.start + by, end=self.end + by)

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end
