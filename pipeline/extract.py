"""Extract: mentions of the eight labels, sentences and acronym definitions.

Paragraph by paragraph through one spaCy pipeline, then once over the whole document for short
forms that are defined or introduced elsewhere.
"""

from spacy.tokens import Doc

from pipeline.document import Document, Mention, Paragraph
from pipeline.entity_types import Candidate
from pipeline.nlp import flatten, load
from pipeline.span import Span
from pipeline.stage import Context, Layers, stage

BEARING_ROLES = frozenset({"body", "quote", "list_item", "caption", "table"})


@stage(
    reads={"text", "paragraphs"},
    writes={"mentions", "sentences", "acronyms"},
)
def extract(document: Document, context: Context) -> Layers:
    """Find mentions in the body text; headings carry none."""
    text, paragraphs = document.text or "", document.paragraphs or ()
    bearing = [paragraph for paragraph in paragraphs if paragraph.role in BEARING_ROLES]
    nlp = load(context.model)
    docs = list(nlp.pipe(paragraph.span.of(text) for paragraph in bearing))
    mentions: list[Mention] = []
    sentences: list[Span] = []
    for paragraph, doc in zip(bearing, docs, strict=True):
        offset = paragraph.span.start
        sentences += (Span(start=s.start_char, end=s.end_char).shift(offset) for s in doc.sents)
        mentions += (_mention(found, offset) for found in flatten(doc._.candidates))
    return {"mentions": tuple(mentions), "sentences": tuple(sentences), "acronyms": ()}


def _mention(found: Candidate, offset: int) -> Mention:
    span = Span(start=found.start + offset, end=found.end + offset)
    return Mention(span=span, label=found.label, method=found.method, detail=found.detail)


__all__ = ["Doc", "Paragraph", "extract"]
