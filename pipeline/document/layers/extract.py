"""Mentions and short forms."""

from typing import Literal

from pipeline.document.details import Detail
from pipeline.document.span import Layer, Span
from schemas.values import Label


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
