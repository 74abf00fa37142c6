"""How mentions of places are found, where no list and no model alone has them."""

from enum import StrEnum


class Method(StrEnum):
    """The ``method`` of a mention."""

    GAZETTEER = "gazetteer"
    TRANSLITERATION = "transliteration"
    HEAD = "head"
    LOCATIVE = "locative"
    REPEAT = "repeated"
