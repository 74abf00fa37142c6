"""One folder an entity type: how mentions of a label are found and what their words say.

A type's folder holds ``label.toml`` (:class:`pipeline.document.labels.LabelCard`), its word lists,
and a package that defines

- ``LABEL``: the label of the contract that it finds;
- ``build(nlp) -> Finder``: compiles its patterns and gazetteers once and returns the function
  that proposes candidates in one spaCy ``Doc``;

and, where the type has more to say once all paragraphs are read, any of

- ``situated(document, mentions) -> mentions``: leaves out what its place in the report rules out;
- ``doubted(text, mentions) -> mentions``: leaves out what the report as a whole makes doubtful;
- ``introduced(text, mentions) -> short forms`` that stand for a mention wherever they recur;
- ``later(text, spans, mentions, acronyms) -> mentions``, with those that only the whole tells;
- ``resolve(document, context, made) -> layers``: values and entities of its mentions. ``made``
  holds the layers of the types before it, ``flags`` are added to theirs.

Types are found by listing the folder, and asked in the order of their labels in the contract.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple, get_args

from spacy.language import Language

from pipeline.document import Acronym, Document, Label, Mention
from pipeline.document.candidates import Finder
from pipeline.document.span import Span
from pipeline.names.acronyms import Introduced
from pipeline.stage import Context, Layers

Situated = Callable[[Document, Sequence[Mention]], list[Mention]]
Doubted = Callable[[str, Sequence[Mention]], list[Mention]]
ShortForms = Callable[[str, Sequence[Mention]], Iterable[Introduced]]
Later = Callable[[str, Sequence[Span], Sequence[Mention], Sequence[Acronym]], list[Mention]]
Resolve = Callable[[Document, Context, Layers], Layers]


class EntityType(NamedTuple):
    """A folder of this package: its name, its label, and what it does; None where it does not."""

    name: str
    label: Label
    build: Callable[[Language], Finder]
    situated: Situated | None = None
    doubted: Doubted | None = None
    introduced: ShortForms | None = None
    later: Later | None = None
    resolve: Resolve | None = None


def entity_types() -> tuple[EntityType, ...]:
    """All entity types, in the order of their labels in the contract."""
    packages = (module.name for module in iter_modules(__path__) if module.ispkg)
    found = (_read(name, import_module(f"{__name__}.{name}")) for name in packages)
    return tuple(sorted(found, key=lambda entity_type: get_args(Label).index(entity_type.label)))


def _read(name: str, package: ModuleType) -> EntityType:
    more = {hook: getattr(package, hook, None) for hook in EntityType._field_defaults}
    return EntityType(name, package.LABEL, package.build, **more)
