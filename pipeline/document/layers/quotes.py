"""What was said, and by whom."""

from typing import Literal

from pipeline.document.span import Layer, Span


class Quote(Layer):
    """Reported speech; ``speaker`` is the PERSON mention it is attributed to."""

    span: Span
    kind: Literal["direct", "indirect", "mixed"]
    rule: str
    speaker: int | None = None
    date: int | None = None
