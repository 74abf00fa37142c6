"""How to mend what a report was read badly for, by the code of its flag."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.document.checked import read_toml


@cache
def remedies() -> Mapping[str, str]:
    """A sentence for each cause of a verdict that a person can do something about."""
    return read_toml(files(__package__) / "remedies.toml", dict[str, str])
