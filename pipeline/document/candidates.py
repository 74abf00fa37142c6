"""Proposed mentions, and what proposes them: what all finders share."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.document.details import Detail
from pipeline.document.layers.extract import Origin
from schemas.values import Label


class Candidate(NamedTuple):
    """A proposed mention; offsets are code points into ``doc.text``.

    ``method`` is the id of the rule, or an origin; a rule's candidate beats an overlapping one of
    the model, then the longer span wins.
    """

    start: int
    end: int
    label: Label
    method: str
    detail: Detail | None = None

    @property
    def origin(self) -> Origin:
        """What it rests on."""
        return Origin.of(self.method)


_TEXT = "milestones.text"

Finder = Callable[[Doc], Iterable[Candidate]]


def text_of(doc: Doc) -> str:
    """The text of a ``Doc``: spaCy itself joins the tokens anew each time that it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
