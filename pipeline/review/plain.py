"""Cells in plain words: what people say for the codes and ids that the tables hold."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from pipeline.document.checked import read_toml
from pipeline.document.labels import labels
from pipeline.document.meaning import spoken
from pipeline.review.lookup import country_name
from schemas.codelists import ORGANISATION_TYPES

DATES = frozenset({"date", "month", "period", "published", "date_start", "date_end"})
CHOSEN = frozenset({"type", "status", "precision", "unit", "kind", "date_source"})
"""Columns of closed lists, whose values are words with underscores."""
_IS_ID = re.compile(r"[0-9a-f]{12}|geonames:\d+")


class Words(BaseModel):
    """What people call columns and codes: ``words.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, str]
    statuses: Mapping[str, str]
    severities: Mapping[str, str]


@cache
def words() -> Words:
    """The words of the page."""
    return read_toml(files(__package__) / "words.toml", Words)


def called(column: str) -> str:
    """A column as a person reads it: ``organisation_id`` is "organisation"."""
    own = words().columns
    bare = column.removesuffix("_id")
    return own.get(column) or own.get(bare) or bare.replace("_", " ")


def plain(table: str, column: str, value: str, name: str = "") -> str:
    """A cell as a person reads it.

    Args:
        table: Whose cell it is.
        column: Its column.
        value: What it holds.
        name: What the row is called that the cell, or its row, stands for; empty where none is.
    """
    if not value:
        return ""
    if column == "label":
        return next((card.title for name, card in labels().items() if name == value), value)
    if column == "country" or (column == "value" and re.fullmatch(r"[A-Z]{2}", value)):
        return country_name(value) or value
    if (table, column) == ("organisations", "kind"):
        return ORGANISATION_TYPES.get(value, value)
    if column in DATES or (table in {"mentions", "dates"} and column == "value"):
        return spoken(value) if not _IS_ID.fullmatch(value) else name
    if column in CHOSEN:
        return value.replace("_", " ")
    return value
