"""Extract: mentions of all labels, sentences and acronym definitions.

Paragraph by paragraph through one spaCy pipeline, then once over the whole document for short
forms that are defined or introduced elsewhere.
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from pipeline.document import Acronym, Clause, Document, Label, Mention, Paragraph
from pipeline.document.candidates import Candidate, text_of
from pipeline.document.details import Detail, shifted
from pipeline.document.span import Span
from pipeline.entity_types import entity_types
from pipeline.entity_types.figure.doubt import open_currencies
from pipeline.extract.capitals import as_prose
from pipeline.extract.docs import docs_of
from pipeline.extract.languages import languages, set_aside
from pipeline.extract.nlp import load
from pipeline.extract.reviewed import revise
from pipeline.language.identify import ENGLISH, in_latin_script
from pipeline.language.load import abbreviations
from pipeline.names.acronyms import Introduced, acronyms, aliases, may_define, spread
from pipeline.stage import Context, Layers, stage

_SHORT = "|".join(map(re.escape, (*abbreviations().titles, *abbreviations().others)))
ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{_SHORT})\.$")
"""Ends a word, not a sentence."""
BEARING_ROLES = frozenset({"body", "quote", "list_item", "caption", "table"})
HEADLINES = frozenset({"heading", "title"})
"""Roles of which only clauses are read: a headline may tell of an event, and bears no mention."""


@stage(
    reads={"text", "paragraphs"},
    writes={"languages", "mentions", "sentences", "acronyms", "leads", "clauses"},
)
def extract(document: Document, context: Context) -> Layers:
    """Find mentions in the body text; headings carry none."""
    text, paragraphs = document.text or "", document.paragraphs or ()
    bearing = [p for p in paragraphs if p.role in BEARING_ROLES or p.role in HEADLINES]
    spoken = languages(text, [paragraph.span for paragraph in bearing])
    read = [p for p, told in zip(bearing, spoken, strict=True) if told.language == ENGLISH]
    spans = [paragraph.span for paragraph in read if paragraph.role in BEARING_ROLES]
    mentions: list[Mention] = []
    sentences: list[Span] = []
    defined: list[Acronym] = []
    leads: list[Span] = []
    clauses: list[Clause] = []
    docs = docs_of(context.model, (as_prose(p.span.of(text)) for p in read))
    for paragraph, doc in zip(read, docs, strict=True):
        span = paragraph.span
        offset, guesses = span.start, doc.ents
        first = len(clauses)
        clauses += (clause.shift(offset, first) for clause in doc._.clauses)
        if paragraph.role in HEADLINES:
            continue
        sentences += _sentences(doc, offset)
        mentions += (
            _mention(found, guesses, offset)
            for found in doc._.mentions
            if in_latin_script(text_of(doc)[found.start : found.end])  # a gloss is no name to us
        )
        leads += [Span(start=offset, end=offset + doc._.lead)] if doc._.lead else []
        defined += acronyms(text, span, doc._.candidates)
    types = entity_types()
    for situated in filter(None, (entity_type.situated for entity_type in types)):
        mentions = situated(document, mentions)
    for doubted in filter(None, (entity_type.doubted for entity_type in types)):
        mentions = doubted(text, mentions)
    defined += _headed(text, paragraphs, context.model)
    introduced: list[Acronym | Introduced] = [
        *defined,
        *aliases(text, mentions),
        *(short for t in types if t.introduced for short in t.introduced(text, mentions)),
    ]
    mentions = spread(text, spans, introduced, mentions)
    named = _first(defined, text)
    for later in filter(None, (entity_type.later for entity_type in types)):
        mentions = later(text, spans, mentions, named)
    mentions, flags = revise(
        text, mentions, context.review.decisions, partial(_detail, load(context.model))
    )
    return {
        "languages": spoken,
        "mentions": tuple(mentions),
        "sentences": tuple(sentences),
        "acronyms": named,
        "leads": tuple(leads),
        "clauses": tuple(clauses),
        "flags": (*set_aside(spoken), *flags, *open_currencies(text, mentions)),
    }


def _headed(text: str, paragraphs: Sequence[Paragraph], model: str) -> list[Acronym]:
    """Short forms that titles, headings and furniture define; they bear no mentions themselves."""
    spans = [
        paragraph.span
        for paragraph in paragraphs
        if paragraph.role not in {*BEARING_ROLES, "noise"} and may_define(paragraph.span.of(text))
    ]
    docs = docs_of(model, (span.of(text) for span in spans))
    return [
        found
        for span, doc in zip(spans, docs, strict=True)
        for found in acronyms(text, span, doc._.candidates)
    ]


def _detail(nlp: Language, words: str, label: Label) -> Detail | None:
    """What the words of a mention say by themselves, as its entity type reads them."""
    found = [c for c in nlp(words)._.candidates if c.label == label]
    longest = max(found, key=lambda candidate: candidate.end - candidate.start, default=None)
    # Spans in a detail (a person's role) index the words alone; they say nothing about the text.
    return None if longest is None or label == "PERSON" else longest.detail


def _sentences(doc: Doc, offset: int) -> list[Span]:
    """The model's sentences; one that ends at an abbreviation goes on in the next."""
    spans: list[Span] = []
    for sentence in doc.sents:
        span = Span(start=sentence.start_char, end=sentence.end_char).shift(offset)
        before = text_of(doc)[: sentence.start_char]
        # What leads a paragraph is part of its first sentence, to a reader.
        led = len(before.rstrip()) <= doc._.lead
        if spans and (led or ABBREVIATED.search(before.rstrip())):
            span = Span(start=spans.pop().start, end=span.end)
        spans.append(span)
    return spans


def _first(defined: list[Acronym], text: str) -> tuple[Acronym, ...]:
    """The first definition of each pair of short and long form."""
    pairs = {(a.short.of(text), a.long.of(text).lower()): a for a in reversed(defined)}
    return tuple(sorted(pairs.values(), key=lambda acronym: acronym.short.start))


def _mention(found: Candidate, guesses: Sequence[Entity], offset: int) -> Mention:
    span = Span(start=found.start + offset, end=found.end + offset)
    return Mention(
        span=span,
        label=found.label,
        method=found.method,
        detail=shifted(found.detail, offset),
        seconded=_seconded(found, guesses),
    )


def _seconded(found: Candidate, guesses: Sequence[Entity]) -> Literal["same", "overlap", "none"]:
    """Whether the model has an entity of its own at the candidate's words."""
    over = [e for e in guesses if e.start_char < found.end and found.start < e.end_char]
    if not over:
        return "none"
    same = any(e.end_char == found.end and e.start_char <= found.start for e in over)
    return "same" if same else "overlap"
