"""How mentions of people are found."""

from enum import StrEnum


class Method(StrEnum):
    """The ``method`` of a mention."""

    CONTEXT = "person:context"
    HONORIFIC = "person:honorific"
    POST = "person:post"
    FORM = "person:form"
    REGIME = "person:regime"
    APPOSITION = "person:apposition"
