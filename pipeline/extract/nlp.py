"""The spaCy pipeline: a statistical model by name, and one registered component an entity type.

Each component appends to ``doc._.candidates``; :func:`flatten` makes the one flat layer.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.document import Origin
from pipeline.document.candidates import Candidate, Finder
from pipeline.document.details import NameDetail
from pipeline.document.errors import ConfigError
from pipeline.document.span import Span
from pipeline.entity_types import EntityType, entity_types
from pipeline.language.models import DEFAULT_MODEL
from pipeline.syntax import leads
from pipeline.syntax.clauses import clauses
from pipeline.syntax.lemmas import Lemmatiser
from pipeline.syntax.parse import Parse

UNUSED = ["attribute_ruler"]
"""Components of a model that nothing here asks: rules read the tags of the tagger itself."""
ASKED = ["lemmatizer"]
"""Components that are asked for single words and run over no text."""


class _Component:
    """Runs one entity type's finder over a ``Doc`` and keeps what it proposes."""

    def __init__(self, find: Finder) -> None:
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        doc._.candidates.extend(self.find(doc))
        return doc


WHOLE = re.compile(r"co-[a-z]{3,}(?:ed|ing)")
"""One verb, of which the tokenizer would make three words that the parser cannot read."""


def _register(entity_type: EntityType) -> str:
    name = f"milestones_{entity_type.name}"
    if not Language.has_factory(name):

        @Language.factory(name, requires=["doc.ents", "token.tag"])
        def create(nlp: Language, name: str) -> _Component:  # noqa: ARG001 - spaCy's signature
            return _Component(entity_type.build(nlp))

    return name


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy model by name or path and add the entity types.

    Raises:
        ConfigError: ``config.model``: no such model is installed.
    """
    for name, default in (("candidates", []), ("mentions", []), ("lead", 0), ("clauses", [])):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    try:
        nlp = spacy.load(model, exclude=UNUSED, disable=ASKED)
    except OSError as error:
        message = f"spaCy model {model!r} is not installed: pip install it, or pass --model"
        raise ConfigError("config.model", message) from error
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = WHOLE.fullmatch
    nlp.add_pipe(leads.COMPONENT, before="parser")
    for entity_type in entity_types():
        nlp.add_pipe(_register(entity_type))
    nlp.add_pipe("milestones_mentions")
    nlp.add_pipe("milestones_clauses")
    return nlp


@Language.component("milestones_mentions", assigns=["doc._.mentions"])
def _mentions(doc: Doc) -> Doc:
    """One flat layer of what the entity types propose."""
    doc._.mentions = flatten(doc._.candidates)
    return doc


@Language.factory("milestones_clauses", requires=["token.dep", "token.tag"])
def _clauses(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Clauses with slots, each mention one unit."""
    lemmatise = Lemmatiser(nlp)

    def read(doc: Doc) -> Doc:
        units = [Span(start=found.start, end=found.end) for found in doc._.mentions]
        dates = (u for u, m in zip(units, doc._.mentions, strict=True) if m.label == "DATE")
        doc._.clauses = clauses(Parse(doc, units, lemmatise, dates))
        return doc

    return read


def model_version(model: str = DEFAULT_MODEL) -> str:
    """The version that the model's own metadata states."""
    return str(load(model).meta["version"])


def flatten(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One flat layer: a rule before the model's guess, then the longest, then the first.

    A name that shares its head word with others comes before what lies across them.

    Returns:
        Candidates that do not overlap, in the order of the text.
    """
    chosen: list[Candidate] = []
    taken = bytearray()
    for candidate in sorted(candidates, key=_rank):
        start, end = candidate.start, candidate.end
        if len(taken) < end:
            taken.extend(bytes(end - len(taken)))
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            chosen.append(candidate)
    return sorted(chosen)


def _rank(candidate: Candidate) -> tuple[bool, bool, int, int, str]:
    length = candidate.end - candidate.start
    shared = isinstance(candidate.detail, NameDetail) and candidate.detail.full is not None
    return candidate.origin is Origin.MODEL, not shared, -length, candidate.start, candidate.label
