"""DATE: calendar expressions of reports, from "6-10 November" to "a month later".

Rules only: the statistical model's DATE entities are mostly durations. See ``grammar.toml``.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import Document, Label
from pipeline.document.candidates import Candidate, Finder, text_of
from pipeline.entity_types.date.days import leading_day, situated
from pipeline.entity_types.date.grammar import DateGrammar
from pipeline.entity_types.date.issue import issued
from pipeline.entity_types.date.resolve import resolve as resolved
from pipeline.entity_types.date.tense import tense_of
from pipeline.entity_types.date.years import is_count
from pipeline.stage import Context, Layers

LABEL: Label = "DATE"


def build(nlp: Language) -> Finder:  # noqa: ARG001 - the signature of all entity types
    """Compile the grammar once."""
    grammar = DateGrammar.load()

    def find(doc: Doc) -> Iterable[Candidate]:
        for found in grammar.find(text_of(doc)):
            if found.detail.kind == "year" and is_count(doc, found.start, found.end):
                continue
            detail = found.detail
            if detail.unit == "weekday" or any(part.year is None for part in detail.parts):
                detail = detail.updated(tense=tense_of(doc, found.start, found.end))
            yield Candidate(found.start, found.end, LABEL, f"date:{found.rule}", detail)
        day = leading_day(text_of(doc))
        if day is not None:
            yield Candidate(day.start, day.end, LABEL, f"date:{day.rule}", day.detail)

    return find


def resolve(document: Document, context: Context, made: Layers) -> Layers:  # noqa: ARG001
    """The day on which the report came out, and the value of each date."""
    known = document.source.published
    told = None if known else issued(document)
    dates, flags = resolved(document, known or (told.day if told else None))
    return {"issued": (told,) if told else (), "dates": dates, "flags": flags}


__all__ = ["LABEL", "build", "resolve", "situated"]
