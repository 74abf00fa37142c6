"""One folder an entity type: how mentions of a label are found and what their words say.

A type's package defines

- ``LABEL``: the label of the contract that it finds;
- ``build(nlp) -> Finder``: compiles its patterns and gazetteers once and returns the function
  that proposes candidates in one spaCy ``Doc``.

Types are found by listing the folder: a new label is a new folder (and, if it gets a table of its
own, a record in ``schemas/``). Vocabulary lives in data files beside the code.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from spacy.language import Language

from pipeline.document import Label
from pipeline.document.candidates import Finder


class EntityType(NamedTuple):
    """A folder of this package: its name, label and finder factory."""

    name: str
    label: Label
    build: Callable[[Language], Finder]


def entity_types() -> tuple[EntityType, ...]:
    """All entity types, in the alphabetical order of their folders."""
    packages = (module.name for module in iter_modules(__path__) if module.ispkg)
    modules = ((name, import_module(f"{__name__}.{name}")) for name in sorted(packages))
    return tuple(EntityType(name, module.LABEL, module.build) for name, module in modules)
