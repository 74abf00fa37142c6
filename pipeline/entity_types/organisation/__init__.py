"""Names of organisations: built on head words, known by name, or the model's, filtered."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.details import NameDetail
from pipeline.document import Label
from pipeline.entity_types import Candidate, Finder, text_of
from pipeline.entity_types.bodies import by_name, key_of
from pipeline.entity_types.finders import candidates
from pipeline.entity_types.headwords import Reading, grammar
from pipeline.entity_types.organisation.guesses import branches, guesses

LABEL: Label = "ORG"


def build(nlp: Language) -> Finder:
    """Compile the grammar of names and return the finder of ORG mentions."""
    compiled = grammar(nlp)

    def find(doc: Doc) -> Iterator[Candidate]:
        reading = compiled.read(doc)
        found = [*candidates(reading, LABEL), *_known(doc, reading), *branches(reading.words)]
        yield from found
        yield from guesses(doc, found)

    return find


def _known(doc: Doc, reading: Reading) -> Iterator[Candidate]:
    for (start, end), close in reading.known.items():
        body = by_name().get(key_of(text_of(doc)[start:end]))
        if body:
            yield Candidate(start, close, LABEL, "list", NameDetail(kind=body.kind))
