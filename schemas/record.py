"""The base of all records."""

from functools import cache
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

from schemas.values import Id


class DatasetRecord(BaseModel):
    """Base of all rows: frozen and strict, a half-open span where it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: ClassVar[tuple[str, ...]]
    references: ClassVar[dict[str, str]] = {}

    @model_validator(mode="after")
    def _share_what_is_set(self) -> Self:
        """Every row states all its columns: one set says so, not one of a kilobyte for each row."""
        object.__setattr__(self, "__pydantic_fields_set__", _columns(type(self)))
        return self

    @model_validator(mode="after")
    def _spans_are_ordered(self) -> Self:
        for low, high in (("start", "end"), ("raw_start", "raw_end")):
            first, last = getattr(self, low, None), getattr(self, high, None)
            if first is not None and last is not None and first > last:
                msg = f"{low} {first} lies after {high} {last}"
                raise ValueError(msg)
        return self


class Record(DatasetRecord):
    """Base of the rows that a report has; one of the dataset alone may rest on several reports."""

    report_id: Id


@cache
def _columns(model: type[DatasetRecord]) -> set[str]:
    return set(model.model_fields)
