"""On what the country of an organisation rests, as tables say it."""

from enum import StrEnum


class Basis(StrEnum):
    """The ``country_rule`` of an organisation."""

    IN_NAME = "country in the name"
    LISTED_BODY = "country of the listed body"
    LIST = "country of the list"
    PARAGRAPH = "country of the paragraph"
    SECTION = "country of the section"
    FAMILY = "country of the family"


OF_CONTEXT = frozenset({Basis.LIST, Basis.PARAGRAPH, Basis.SECTION, Basis.FAMILY})
"""Those that are told by what stands around a name, not by the name."""
