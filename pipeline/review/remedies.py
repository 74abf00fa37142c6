"""How to mend what lets a report be read badly."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def remedies() -> Mapping[str, str]:
    """One sentence for each cause of a verdict, by the code of its flag."""
    text = files(__package__).joinpath("remedies.toml").read_text("utf-8")
    return dict(tomllib.loads(text))
