"""The base of all values in a layer, and the half-open span that all of them point with."""

from typing import Any, Self, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True)  # subclasses are as it is
class Layer(msgspec.Struct, frozen=True, gc=False):
    """Base of the values that travel between stages in layers: frozen, small, quickly made.

    A long report has hundreds of thousands of them. What they hold is held by them alone, so the
    garbage collector need not look for circles. :class:`pipeline.document.Document` checks that
    each layer has values of its own kind.
    """

    def updated(self, **changes: Any) -> Self:  # noqa: ANN401 - of any field
        """The same value with other fields."""
        return msgspec.structs.replace(self, **changes)


class Span(Layer):
    """A half-open range ``[start, end)`` of Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no range.

        Raises:
            ValueError: It ends before it begins, or begins before the text.
        """
        if not 0 <= self.start <= self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)

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
