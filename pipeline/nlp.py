"""The spaCy pipeline: a statistical model by name, and one registered component an entity type.

Each component appends to ``doc._.candidates``; :func:`flatten` makes the one flat layer.
"""

from collections.abc import Iterable
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.entity_types import Candidate, EntityType, Finder, entity_types
from pipeline.errors import ConfigError
from pipeline.models import DEFAULT_MODEL

UNUSED = ["lemmatizer", "attribute_ruler"]
"""Components of a model that nothing here asks: rules read the tags of the tagger itself."""


class _Component:
    """Runs one entity type's finder over a ``Doc`` and keeps what it proposes."""

    def __init__(self, find: Finder) -> None:
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        doc._.candidates.extend(self.find(doc))
        return doc


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
    if not Doc.has_extension("candidates"):
        Doc.set_extension("candidates", default=[])
    try:
        nlp = spacy.load(model, exclude=UNUSED)
    except OSError as error:
        message = f"spaCy model {model!r} is not installed: pip install it, or pass --model"
        raise ConfigError("config.model", message) from error
    for entity_type in entity_types():
        nlp.add_pipe(_register(entity_type))
    return nlp


def model_version(model: str = DEFAULT_MODEL) -> str:
    """The version that the model's own metadata states."""
    return str(load(model).meta["version"])


def flatten(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One flat layer: a rule before the model's guess, then the longest, then the first.

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


def _rank(candidate: Candidate) -> tuple[bool, int, int, str]:
    length = candidate.end - candidate.start
    return candidate.method == "model", -length, candidate.start, candidate.label
