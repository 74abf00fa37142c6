"""Mentions and short forms."""

from enum import StrEnum
from typing import Literal

from pipeline.document.details import Detail
from pipeline.document.span import Layer, Span
from schemas.values import Label


class Origin(StrEnum):
    """What a mention rests on; all but ``RULE`` are also values of a mention's ``method``."""

    RULE = "rule"
    LIST = "list"
    MODEL = "model"
    REVIEW = "review"

    @classmethod
    def of(cls, method: str) -> "Origin":
        """The origin that a method names; all others are rules by their ids."""
        return cls.__members__.get(method.upper(), cls.RULE)


class Mention(Layer):
    """A stretch of text with a label; ``method`` is the id of the rule that found it, or an origin.

    ``seconded``: what the statistical model by itself has there: the same span, one that overlaps
    it, or none.
    """

    span: Span
    label: Label
    method: str
    detail: Detail | None = None
    seconded: Literal["same", "overlap", "none"] = "none"

    @property
    def origin(self) -> Origin:
        """What it rests on."""
        return Origin.of(self.method)


class PassageLanguage(Layer):
    """The language of a passage that may bear mentions, as BCP 47.

    ``told``: whether its words tell the language; one that is too short is read as English.
    """

    span: Span
    language: str
    told: bool


class Acronym(Layer):
    """A short form and the long form that the text defines it by.

    ``label`` is the long form's where that is a name; None for "CSO", "VPN": no mentions.
    """

    short: Span
    long: Span
    label: Label | None = None
