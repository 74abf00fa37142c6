"""The grammar file, and the words that its rules read."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.language.load import calendar


@cache
def vocabulary() -> dict[str, Any]:
    """The grammar file as data."""
    data = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    known = calendar()
    months = {
        "month": known.month_pattern,
        "full_month": f"(?:{'|'.join(name.title() for name in known.months)})",
        "month_start": f"(?:{'|'.join(name[:3].title() for name in known.months)})",
    }
    fragments = {**data["fragments"], **months}
    return {**data, "fragments": fragments, "rules": data.pop("rule")}
