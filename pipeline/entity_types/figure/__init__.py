"""FIGURE: quantities, with their bounds, their unit and what they count.

The span holds the number with its scale and percent sign; a currency, a unit of measure and the
thing counted stand in the detail. "More than" is inside the span, other estimates are not.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import Label
from pipeline.document.candidates import Candidate, Finder, text_of
from pipeline.entity_types.date.years import is_count
from pipeline.entity_types.figure.grammar import YEARS, FigureGrammar, FoundFigure
from pipeline.entity_types.figure.units import unit_of

LABEL: Label = "FIGURE"


def build(nlp: Language) -> Finder:  # noqa: ARG001 - the signature of all entity types
    """Compile the grammar once."""
    grammar = FigureGrammar()

    def find(doc: Doc) -> Iterable[Candidate]:
        for found in grammar.find(text_of(doc)):
            if _is_year(doc, found):
                continue
            detail = found.detail
            if detail.unit is None and detail.currency is None:
                detail = detail.updated(unit=unit_of(doc, found.end))
            yield Candidate(found.start, found.end, LABEL, f"figure:{found.rule}", detail)

    return find


def _is_year(doc: Doc, found: FoundFigure) -> bool:
    """Four bare figures that count nothing: "since 2015"."""
    figures = text_of(doc)[found.start : found.end]
    return (
        len(figures) == 4  # noqa: PLR2004 - the figures of a year
        and figures.isdigit()
        and int(figures) in YEARS
        and not is_count(doc, found.start, found.end)
    )
