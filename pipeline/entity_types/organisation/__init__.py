"""Names of organisations: built on head words, known by name, or the model's, filtered."""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import Document, Label, Mention, Origin
from pipeline.document.candidates import Candidate, Finder, text_of
from pipeline.document.details import NameDetail
from pipeline.entity_types.organisation.acting import acting
from pipeline.entity_types.organisation.guesses import branches, guesses
from pipeline.entity_types.organisation.methods import Method
from pipeline.entity_types.organisation.resolve import resolve as resolved
from pipeline.entity_types.organisation.short import short_names as later
from pipeline.names.acronyms import Introduced
from pipeline.names.bodies import by_name, key_of
from pipeline.names.finders import candidates
from pipeline.names.headwords import NameReading, grammar
from pipeline.stage import Context, Layers

LABEL: Label = "ORG"


def build(nlp: Language) -> Finder:
    """Compile the grammar of names and return the finder of ORG mentions."""
    compiled = grammar(nlp)

    def find(doc: Doc) -> Iterator[Candidate]:
        reading = compiled.read(doc)
        found = [*candidates(reading, LABEL), *_known(doc, reading), *branches(reading.words)]
        found += acting(doc, found)
        yield from found
        yield from guesses(doc, found)

    return find


def _known(doc: Doc, reading: NameReading) -> Iterator[Candidate]:
    for (start, end), close in reading.known.items():
        body = by_name().get(key_of(text_of(doc)[start:end]))
        if body:
            yield Candidate(start, close, LABEL, Origin.LIST, NameDetail(kind=body.kind))


def introduced(text: str, mentions: Sequence[Mention]) -> Iterator[Introduced]:  # noqa: ARG001
    """Short forms that act as bodies do: they are bodies wherever they recur."""
    return (Introduced(m.span, m.span, m.label) for m in mentions if m.method == Method.ACTING)


def resolve(document: Document, context: Context, made: Layers) -> Layers:  # noqa: ARG001
    """Bodies under all their names."""
    organisations, flags = resolved(document, context.profile)
    return {"organisations": organisations, "flags": flags}


__all__ = ["LABEL", "build", "introduced", "later", "resolve"]
