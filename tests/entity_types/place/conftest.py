"""The finder of places alone, and reports made of a text."""

import pytest

from pipeline.document import Document, Masthead, Mention, Paragraph, Section, Source
from pipeline.document.span import Span
from pipeline.entity_types.place import build
from pipeline.entity_types.place.resolve import resolve
from pipeline.families.profile import load


@pytest.fixture(scope="session")
def find(nlp):
    finder = build(nlp)
    return lambda text: list(finder(nlp(text)))


@pytest.fixture(scope="session")
def places_of(nlp):
    finder = build(nlp)

    def read(*paragraphs, countries=(), section_country=None, publisher=None):
        """The places and flags of a report of these paragraphs, by the text of each mention."""
        text, mentions, sentences, spans = "", [], [], []
        for paragraph in paragraphs:
            doc, offset = nlp(paragraph), len(text)
            sentences += [Span(start=s.start_char, end=s.end_char).shift(offset) for s in doc.sents]
            spans.append(Span(start=offset, end=offset + len(paragraph)))
            mentions += [
                Mention(
                    span=Span(start=found.start, end=found.end).shift(offset),
                    label="PLACE",
                    method=found.method,
                    detail=found.detail,
                )
                for found in finder(doc)
            ]
            text += paragraph + "\n"
        document = Document(
            source=Source(name="a.txt", media_type="text/plain", sha256="0", size=len(text)),
            raw=text,
            blocks=(),
            text=text,
            paragraphs=tuple(
                Paragraph(span=span, role="body", passage=index, section=0)
                for index, span in enumerate(spans)
            ),
            sections=(Section(kind="section", country=section_country),),
            sentences=tuple(sentences),
            mentions=tuple(mentions),
            masthead=Masthead(publisher=publisher),
        )
        profile = load("generic").model_copy(update={"countries": countries})
        places, flags = resolve(document, profile)
        by_text = {
            mentions[index].span.of(text): place for place in places for index in place.mentions
        }
        return by_text, flags

    return read
