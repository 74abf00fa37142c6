"""What a file that comes back asks for: deeds and refusals, each with the cell where it stands."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.exchange.notes import At
from pipeline.review.decide import Deed, ReplacesError

SELECTION = "words"
"""Stands before a reason that is about the words of a row, and for the heading over them."""


class Refusal(NamedTuple):
    """What was not taken, why, and the cell of a workbook where it stands."""

    what: str
    why: str
    at: At | None = None


class Given(NamedTuple):
    """A deed, the cell or row where it is written, and the headings behind cells of the record."""

    deed: Deed
    at: At | None = None
    headings: Mapping[str, str] = {}

    def refused(self, error: ValueError) -> Refusal:
        """The deed as what was not taken, by the cell where the reason names one."""
        why = str(error)
        if isinstance(error, ReplacesError) and SELECTION in self.headings:
            lost = "; ".join(f"{row['label']} {row['text']}" for row in error.rows)
            why = f"{SELECTION}: {why}: {lost}"
        if self.at is None:
            deed = self.deed
            return Refusal(f"{deed.table} {deed.column} {deed.value!r}", why)
        cell, colon, reason = why.partition(": ")
        heading = self.headings.get(cell.casefold())
        if not heading or not colon:
            return refused_at(self.at, why)
        return refused_at(self.at._replace(heading=heading), reason)


def given(
    action: str,
    table: str,
    row_id: str = "",
    *,
    at: At | None = None,
    headings: Mapping[str, str] | None = None,
    **rest: object,
) -> Given | Refusal:
    """A deed that a file asks for, or why it is none."""
    try:
        deed = Deed.model_validate({"action": action, "table": table, "row_id": row_id, **rest})
    except ValidationError as error:
        why = str(error.errors()[0]["msg"])
        return refused_at(at, why) if at else Refusal(f"{table} {row_id}", why)
    return Given(deed, at, headings or {})


def refused_at(at: At, why: str, row: str = "") -> Refusal:
    """What was not taken, by sheet, row and heading; ``row`` names one that has no number."""
    named = row or f"row {at.row}"
    return Refusal(", ".join(filter(None, (at.sheet, named, at.heading))), why, at)
