"""Proposed mentions, and what proposes them: what all finders share."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.document.details import Detail
from schemas.values import Label


class Candidate(NamedTuple):
    """A proposed mention; offsets are code points into ``doc.text``.

    ``method`` names the rule, or ``model`` for the statistical model's own guess; a rule's
    candidate beats an overlapping one of the model, then the longer span wins.
    """

    start: int
    end: int
    label: Label
    method: str
    detail: Detail | None = None


_TEXT = "milestones.text"

Finder = Callable[[Doc], Iterable[Candidate]]


def text_of(doc: Doc) -> str:
    """The text of a ``Doc``: spaCy itself joins the tokens anew each time that it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
