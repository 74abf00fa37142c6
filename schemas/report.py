"""``report.json``: everything about one report in one file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from schemas.record import Record
from schemas.tables import TABLES
from schemas.values import Offset

SCHEMA_VERSION = "1.2.0"

Share = Literal["body", "heading", "list", "furniture", "discarded"]


class AccountingSpan(BaseModel):
    """A run of raw characters and where they went; ``reason`` says why they were discarded."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    raw_start: Offset
    raw_end: Offset
    share: Share
    reason: str | None = None

    @model_validator(mode="after")
    def _discarding_has_a_reason(self) -> Self:
        if (self.share == "discarded") != (self.reason is not None):
            msg = "exactly the discarded characters have a reason"
            raise ValueError(msg)
        return self


class Accounting(BaseModel):
    """Every raw character in exactly one share; the spans partition the raw text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    total: int
    shares: dict[Share, int]
    discarded: dict[str, int]
    spans: tuple[AccountingSpan, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        at = 0
        for span in self.spans:
            if span.raw_start != at or span.raw_end <= at:
                msg = f"the accounting has a gap or an overlap at raw offset {at}"
                raise ValueError(msg)
            at = span.raw_end
        if not (at == self.total == sum(self.shares.values())):
            msg = f"the accounting gives {sum(self.shares.values())} of {self.total} characters"
            raise ValueError(msg)
        if sum(self.discarded.values()) != self.shares["discarded"]:
            msg = "the reasons for discarding do not add up"
            raise ValueError(msg)
        return self


class Generator(BaseModel):
    """What made the file: the same input and generator give the same bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = "milestones"
    version: str
    model: str
    model_version: str
    encoding: str | None


class Asked(BaseModel):
    """The options that the tables depend on, as a person set them for the run."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    published: dt.date | None = None
    family: str | None = None


class Cause(BaseModel):
    """One cause for which a report was not read well: ``count`` of ``of`` things are lost.

    ``code`` is that of its flag, ``verdict.*``; ``message`` says which things.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    code: str
    severity: Literal["warning", "error"]
    message: str
    count: int
    of: int


class Verdict(BaseModel):
    """How well a report was read, and the causes, the worst first; none where it was read well.

    "badly": at least one cause is an error, so that what the tables lack may outweigh what they
    hold. "in part": there are causes, none of which is that grave.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    reading: Literal["well", "in part", "badly"]
    causes: tuple[Cause, ...] = ()


class ReportFile(BaseModel):
    """All tables of one report, with its accounting and what made it.

    ``files`` and ``digests`` tell how the run wrote the files beside ``report.json``: their bytes,
    and the beginning of their SHA-256; not those that others add. A new run with what was ``asked``
    gives the same tables.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    schema_version: str = SCHEMA_VERSION
    files: dict[str, int] = {}
    digests: dict[str, str] = {}
    generator: Generator
    asked: Asked = Asked()
    status: Literal["ok", "needs-review"]
    verdict: Verdict
    accounting: Accounting
    tables: dict[str, tuple[Record, ...]]

    @model_validator(mode="after")
    def _keys_are_unique_and_references_hold(self) -> Self:
        check_keys(self.tables)
        return self


def check_keys(tables: Mapping[str, Sequence[Record]]) -> None:
    """Check one report's tables against each other.

    Raises:
        ValueError: A primary key stands twice, or a reference leads nowhere.
    """
    for name, rows in tables.items():
        keys = {tuple(getattr(row, part) for part in TABLES[name].key) for row in rows}
        if len(keys) < len(rows):
            msg = f"{name}: a primary key stands twice"
            raise ValueError(msg)
    wanted = {target for name in tables for target in TABLES[name].references.values()}
    known = {name: {getattr(row, TABLES[name].key[0]) for row in tables[name]} for name in wanted}
    for name, rows in tables.items():
        for column, target in TABLES[name].references.items():
            for row in rows:
                value = getattr(row, column)
                if value is not None and value not in known[target]:
                    msg = f"{name}.{column}: {value} is not in {target}"
                    raise ValueError(msg)
