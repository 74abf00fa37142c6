"""What the folders of entity types built on head words share: from a reading to candidates."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import Label
from pipeline.document.candidates import Candidate, Finder
from pipeline.document.details import NameDetail
from pipeline.names.headwords import NameReading, grammar
from pipeline.names.plurals import parts
from pipeline.names.quoted import quoted_names
from pipeline.names.titled import titled_names


def finder(nlp: Language, label: Label) -> Finder:
    """A finder of the names of one label."""
    compiled = grammar(nlp)

    def find(doc: Doc) -> Iterator[Candidate]:
        return candidates(compiled.read(doc), label)

    return find


def candidates(reading: NameReading, label: Label) -> Iterator[Candidate]:
    """The names of one label: of the grammar, behind a typing noun, in quotation marks."""
    quoted_spans = {(quoted.start, quoted.end) for quoted in quoted_names(reading)}
    for name in reading.names:
        if (name.start, name.end) in quoted_spans:
            continue
        # "World Food Programme" is a body; a convention's own body has the convention's name.
        body = (name.start, name.end) in reading.known and name.rule.kind != "treaty"
        body = body and label != "ORG"
        if name.rule.label == label and not body:
            for start, end, full in parts(reading.words, name):
                detail = NameDetail(head=name.head, kind=name.rule.kind, full=full)
                yield Candidate(start, end, label, f"head:{name.head}", detail)
    for titled in titled_names(reading):
        if titled.rule.label == label:
            detail = NameDetail(head=titled.head, kind=titled.rule.kind)
            yield Candidate(titled.start, titled.end, label, f"titled:{titled.head}", detail)
    for quoted in quoted_names(reading):
        if quoted.rule.label == label:
            detail = NameDetail(head=quoted.head, kind=quoted.rule.kind)
            yield Candidate(quoted.start, quoted.end, label, f"quoted:{quoted.head}", detail)
