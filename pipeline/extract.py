"""Extract: mentions of the eight labels, sentences and acronym definitions.

Paragraph by paragraph through one spaCy pipeline, then once over the whole document for short
forms that are defined or introduced elsewhere.
"""

from pipeline.acronyms import acronyms, aliases, recurring, spread
from pipeline.details import shifted
from pipeline.document import Acronym, Document, Mention
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
    spans = [paragraph.span for paragraph in paragraphs if paragraph.role in BEARING_ROLES]
    mentions: list[Mention] = []
    sentences: list[Span] = []
    defined: list[Acronym] = []
    docs = load(context.model).pipe(span.of(text) for span in spans)
    for span, doc in zip(spans, docs, strict=True):
        offset = span.start
        sentences += (Span(start=s.start_char, end=s.end_char).shift(offset) for s in doc.sents)
        mentions += (_mention(found, offset) for found in flatten(doc._.candidates))
        defined += acronyms(text, span, doc._.candidates)
    mentions = spread(text, spans, [*defined, *aliases(text, mentions)], mentions)
    return {
        "mentions": tuple(mentions),
        "sentences": tuple(sentences),
        "acronyms": _first(defined, text),
    }


def _first(defined: list[Acronym], text: str) -> tuple[Acronym, ...]:
    """The first definition of each pair of short and long form."""
    pairs = {(a.short.of(text), a.long.of(text).lower()): a for a in reversed(defined)}
    return tuple(sorted(pairs.values(), key=lambda acronym: acronym.short.start))


def _mention(found: Candidate, offset: int) -> Mention:
    span = Span(start=found.start + offset, end=found.end + offset)
    return Mention(
        span=span, label=found.label, method=found.method, detail=shifted(found.detail, offset)
    )
