"""Extract: mentions of the eight labels, sentences and acronym definitions.

Paragraph by paragraph through one spaCy pipeline, then once over the whole document for short
forms that are defined or introduced elsewhere.
"""

import re

from spacy.tokens import Doc

from pipeline.acronyms import Introduced, acronyms, aliases, spread
from pipeline.details import shifted
from pipeline.document import Acronym, Document, Mention
from pipeline.entity_types import Candidate
from pipeline.entity_types.organisation.short import short_names
from pipeline.entity_types.person.doubt import not_among_places
from pipeline.entity_types.person.short import surnames
from pipeline.nlp import flatten, load
from pipeline.span import Span
from pipeline.stage import Context, Layers, stage

ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Hon|Rev|Amb|St|No|Nos|e\.g|i\.e|vs)\.$"
)
"""Ends a word, not a sentence."""
BEARING_ROLES = frozenset({"body", "quote", "list_item", "caption", "table"})


@stage(
    reads={"text", "paragraphs"},
    writes={"mentions", "sentences", "acronyms"},
)
def extract(document: Document, context: Context) -> Layers:
    """Find mentions in the body text; headings carry none."""
    text, paragraphs = document.text or "", document.paragraphs or ()
    spans = [paragraph.span for paragraph in paragraphs if paragraph.role in BEARING_ROLES]
    mentions: list[Mention] = []
    sentences: list[Span] = []
    defined: list[Acronym] = []
    docs = load(context.model).pipe(span.of(text) for span in spans)
    for span, doc in zip(spans, docs, strict=True):
        offset = span.start
        sentences += _sentences(doc, offset)
        mentions += (_mention(found, offset) for found in flatten(doc._.candidates))
        defined += acronyms(text, span, doc._.candidates)
    mentions = not_among_places(text, mentions)
    introduced: list[Acronym | Introduced] = [
        *defined,
        *aliases(text, mentions),
        *_surnames(text, mentions),
    ]
    mentions = spread(text, spans, introduced, mentions)
    named = _first(defined, text)
    return {
        "mentions": tuple(short_names(text, spans, mentions, named)),
        "sentences": tuple(sentences),
        "acronyms": named,
    }


def _sentences(doc: Doc, offset: int) -> list[Span]:
    """The model's sentences; one that ends at an abbreviation goes on in the next."""
    spans: list[Span] = []
    for sentence in doc.sents:
        span = Span(start=sentence.start_char, end=sentence.end_char).shift(offset)
        if spans and ABBREVIATED.search(doc.text[: sentence.start_char].rstrip()):
            span = Span(start=spans.pop().start, end=span.end)
        spans.append(span)
    return spans


def _first(defined: list[Acronym], text: str) -> tuple[Acronym, ...]:
    """The first definition of each pair of short and long form."""
    pairs = {(a.short.of(text), a.long.of(text).lower()): a for a in reversed(defined)}
    return tuple(sorted(pairs.values(), key=lambda acronym: acronym.short.start))


def _surnames(text: str, mentions: list[Mention]) -> list[Introduced]:
    """Surnames that stand alone for a person named in full elsewhere."""
    return [Introduced(short, long, "PERSON") for short, long in surnames(text, mentions)]


def _mention(found: Candidate, offset: int) -> Mention:
    span = Span(start=found.start + offset, end=found.end + offset)
    return Mention(
        span=span, label=found.label, method=found.method, detail=shifted(found.detail, offset)
    )
