"""Mentions as a spaCy ``DocBin``: one Doc a report.

The mentions are ``doc.ents``, and with their ids ``doc.spans["mentions"]``; a change in either of
them comes back. Tokens end where a mention ends, so that no boundary is lost.
"""

from collections.abc import Iterable
from itertools import pairwise

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import get_words_and_spaces

from pipeline.document.errors import ReadError
from pipeline.exchange.annotation import Annotation, Annotations, annotation, exported, in_order
from pipeline.write.report import Extracted

GROUP = "mentions"
AS_WRITTEN = "mentions_as_written"
"""Where ``user_data`` keeps start, end and label of each mention, to tell what was changed."""
_ENTITIES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
"""The attributes of tokens that make ``doc.ents``."""


def dump(report: Extracted) -> bytes:
    """A report's mentions; ``kb_id`` is the value, ``user_data`` holds the report's id."""
    nlp = spacy.blank("en")
    mentions = in_order(report)
    cuts = {int(row[edge]) for row in mentions for edge in ("start", "end")}
    for token in nlp.make_doc(report.text):
        cuts |= {token.idx, token.idx + len(token)}
    edges = sorted(cuts | {0, len(report.text)})
    pieces = [report.text[low:high] for low, high in pairwise(edges)]
    words, spaces = get_words_and_spaces([p for p in pieces if not p.isspace()], report.text)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    spans = []
    for row in mentions:
        start, end = int(row["start"]), int(row["end"])
        found = doc.char_span(
            start, end, row["label"], kb_id=row["value"], span_id=row["mention_id"]
        )
        if found is None:
            message = f"{row['text']!r} ({start}-{end}) does not fall on tokens"
            raise ReadError("exchange.no-token", message)
        spans.append(found)
    doc.spans[GROUP] = spans
    doc.ents = spans
    doc.user_data["report_id"] = report.about["report_id"]
    doc.user_data[AS_WRITTEN] = [list(_place(span)) for span in spans]
    doc.user_data["exported"] = [row["mention_id"] for row in mentions]
    return DocBin(_ENTITIES, store_user_data=True, docs=[doc]).to_bytes()


def load(data: bytes) -> Annotations:
    """Read the span group ``mentions`` or the entities of all Docs.

    Raises:
        ReadError: ``exchange.no-annotations``: not a DocBin.
    """
    try:
        docs = list(DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab))
    except Exception as error:
        message = f"the file is no spaCy DocBin ({error})"
        raise ReadError("exchange.no-annotations", message) from error
    items: list[Annotation] = []
    held: list[str] = []
    for doc in docs:
        held += doc.user_data.get("exported", ())
        items += (_annotation(doc, span) for span in _spans(doc))
    return Annotations(tuple(items), exported(held))


def _spans(doc: Doc) -> Iterable[Span]:
    """The group, which has the ids; the entities where they alone were changed, or are all."""
    group = list(doc.spans.get(GROUP, ()))
    written = {tuple(place) for place in doc.user_data.get(AS_WRITTEN, ())}
    is_untouched = {_place(span) for span in group} == written
    return doc.ents if is_untouched or not group else group


def _place(span: Span) -> tuple[int, int, str]:
    return span.start_char, span.end_char, span.label_


def _annotation(doc: Doc, span: Span) -> Annotation:
    return annotation(doc.text, span.id_, span.label_, span.start_char, span.end_char)
