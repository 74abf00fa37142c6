"""On what the values of places rest, as tables and flags say it."""

from enum import StrEnum


class Scope(StrEnum):
    """A part of a report that names countries."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    REPORT = "report"


class Basis(StrEnum):
    """The ``rule`` of a place: what tells its codes, or the country that it lies in."""

    GAZETTEER = "gazetteer"
    ONLY_COUNTRY = "gazetteer: the only country with the name"
    BEST_KNOWN = "gazetteer: the best known of the name"
    LISTED_BESIDE = "gazetteer: country named beside it"
    LISTED_IN_SENTENCE = "gazetteer: country named in the sentence"
    LISTED_IN_PARAGRAPH = "gazetteer: country named in the paragraph"
    LISTED_IN_SECTION = "gazetteer: country named in the section"
    LISTED_IN_REPORT = "gazetteer: country named in the report"

    COUNTRY_BESIDE = "country named beside it"
    COUNTRY_IN_SENTENCE = "country named in the sentence"
    COUNTRY_IN_PARAGRAPH = "country named in the paragraph"
    COUNTRY_IN_SECTION = "country named in the section"
    COUNTRY_IN_REPORT = "country named in the report"
    COUNTRY_IN_TITLE = "country named in the title"

    COUNTRY_OF_REGION = "the country that the region lies in"
    M49_AROUND = "the M49 region that holds it or most of it"
    NO_CODE = "no code list has it"


LISTED_IN = {
    Scope.SENTENCE: Basis.LISTED_IN_SENTENCE,
    Scope.PARAGRAPH: Basis.LISTED_IN_PARAGRAPH,
    Scope.SECTION: Basis.LISTED_IN_SECTION,
    Scope.REPORT: Basis.LISTED_IN_REPORT,
}
"""What tells which place of a name the gazetteer means: a part of the report names its country."""
COUNTRY_IN = {
    Scope.SENTENCE: Basis.COUNTRY_IN_SENTENCE,
    Scope.PARAGRAPH: Basis.COUNTRY_IN_PARAGRAPH,
    Scope.SECTION: Basis.COUNTRY_IN_SECTION,
    Scope.REPORT: Basis.COUNTRY_IN_REPORT,
}
"""What tells the country of a place that the gazetteer does not have."""


def lies_in(name: str) -> str:
    """The ``rule`` of what has the codes of the listed place in or at which it lies."""
    return f"lies in {name}"
