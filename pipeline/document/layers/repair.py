"""What repair did to the raw text, and what it leaves to a reviewer."""

from typing import Literal

from pipeline.document.span import Layer, Span

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
