"""The stage contract: a stage is a function that declares the layers it reads and writes.

::

    @stage(reads={"paragraphs"}, writes={"mentions"})
    def extract(document: Document, context: Context) -> Layers: ...

The decorator enforces the declaration, merges the returned layers into a new document, and
appends the returned ``flags`` to those already there.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import wraps
from typing import Any

from pipeline.decisions.journal import Review
from pipeline.document import Document
from pipeline.document.errors import StageError
from pipeline.families.profile import Profile

Layers = Mapping[str, Any]


NOTHING_REVIEWED = Review()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a stage may know beside the document: the family, the model's name, the review."""

    profile: Profile
    model: str
    review: Review = NOTHING_REVIEWED


Body = Callable[[Document, Context], Layers]
Stage = Callable[[Document, Context], Document]


def stage(*, reads: AbstractSet[str], writes: AbstractSet[str]) -> Callable[[Body], Stage]:
    """Declare and enforce which layers a stage reads and writes.

    Raises:
        StageError: On a call: a declared input is missing, an output is undeclared, absent, or
            already written by an earlier stage.
    """

    def decorate(body: Body) -> Stage:
        @wraps(body)
        def run(document: Document, context: Context) -> Document:
            name = body.__name__
            missing = sorted(layer for layer in reads if getattr(document, layer) is None)
            if missing:
                raise StageError(f"{name}.missing-input", f"{name} needs {', '.join(missing)}")
            layers = dict(body(document, context))
            flags = document.flags + tuple(layers.pop("flags", ()))
            if set(layers) != set(writes):
                odd = ", ".join(sorted(set(layers) ^ set(writes)))
                raise StageError(f"{name}.undeclared-output", f"{name} declared otherwise: {odd}")
            again = sorted(layer for layer in writes if getattr(document, layer) is not None)
            if again:
                raise StageError(f"{name}.written-twice", f"{name} overwrites {', '.join(again)}")
            # Not model_copy(update=...), which would skip validation.
            return Document(**{**dict(document), **layers, "flags": flags})

        return run

    return decorate
