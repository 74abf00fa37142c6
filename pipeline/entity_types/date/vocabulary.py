"""The grammar file, and the words that its rules read."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary() -> dict[str, Any]:
    """The grammar file as data."""
    data = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    return {**data, "rules": data.pop("rule")}
