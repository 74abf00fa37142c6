"""How mentions of organisations are found where a later step asks for it."""

from enum import StrEnum


class Method(StrEnum):
    """The ``method`` of a mention."""

    ACTING = "form:acting"
    SHORT_NAME = "short name"
