"""Words that stand around names of bodies: ``contexts.toml`` as typed values."""

from functools import cache
from importlib.resources import files

from pipeline.document.checked import Checked, read_toml


class Contexts(Checked):
    """Words of the contexts: ``contexts.toml``."""

    cooperation: frozenset[str]
    leading: frozenset[str]
    belongs: frozenset[str]
    bodies_of: frozenset[str]
    dealings: frozenset[str]
    sorts: frozenset[str]
    short_heads: frozenset[str]
    indefinite: frozenset[str]
    not_bodies: frozenset[str]


@cache
def contexts() -> Contexts:
    """The contexts, read once."""
    return read_toml(files("pipeline.names") / "contexts.toml", Contexts)
