"""The gold standard of one report, and its paragraphs found again in the repaired text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.document.errors import ConfigError
from pipeline.evaluate.score import LabelledSpan
from schemas.codelists import EventRoleName, EventStatus, EventType

SIMILAR = 80.0
"""The least partial ratio at which a gold paragraph counts as found in the text."""


class GoldMention(BaseModel):
    """A mention with offsets into its paragraph's text."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    label: str
    text: str
    start: int
    end: int
    value: str | float | int | None = None
    optional: bool = False


class GoldParagraph(BaseModel):
    """A paragraph as the report means it, with its mentions."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: int
    kind: str
    text: str
    mentions: tuple[GoldMention, ...] = ()


class GoldEvent(BaseModel):
    """An event by the convention of ``docs/events.md``.

    ``anchor`` and ``also`` are words of the text that tell of it; what stands in ``type_alt`` and
    ``date_alt`` is right, too. ``amount`` is a currency and a number: "USD 1200".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    anchor: str
    also: tuple[str, ...] = ()
    name: str
    type: EventType
    type_alt: tuple[EventType, ...] = ()
    status: EventStatus
    date: str | None
    date_alt: tuple[str, ...] = ()
    date_basis: str | None = None
    place: str | None
    country: str | None
    count: float | None = None
    amount: str | None = Field(default=None, pattern=r"^[A-Z]{3} \d+(\.\d+)?$")
    roles: dict[EventRoleName, tuple[str, ...]]
    optional: bool = False


class Gold(BaseModel):
    """The gold standard of one report (``STEM.json``), made by hand or of a review.

    What the report's tables may hold and the gold does not is not scored: an open newsletter's
    gold has sections without their paragraphs, and no acronyms.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    report: dict[str, str | None]
    milestones: tuple[dict[str, Any], ...] = ()
    sections: tuple[dict[str, Any], ...] = ()
    lists: tuple[dict[str, Any], ...] = ()
    quotes: tuple[dict[str, Any], ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    acronyms: dict[str, str] = Field(default_factory=dict)
    events: tuple[GoldEvent, ...] = ()
    paragraphs: tuple[GoldParagraph, ...] = ()

    def body(self, ids: list[int]) -> str:
        """The text of some paragraphs, joined by a blank."""
        texts = {paragraph.id: paragraph.text for paragraph in self.paragraphs}
        return " ".join(texts[index] for index in ids)


def load_gold(path: Path) -> Gold:
    """Read a gold standard.

    Raises:
        ConfigError: ``config.no-gold``: there is none. ``config.broken-gold``: it is not of the
            form that `benchmarks/newsletters/README.md` describes.
    """
    if not path.is_file():
        raise ConfigError("config.no-gold", f"{path} does not exist")
    try:
        return Gold.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        message = f"{path} is no gold standard: {where}: {first['msg']}"
        raise ConfigError("config.broken-gold", message) from error


def annotations(gold: Gold, text: str) -> Iterator[LabelledSpan]:
    """The gold mentions at their offsets in the repaired text.

    A paragraph that cannot be found leaves its mentions beyond the end of the text, so that they
    count as missed and match nothing.
    """
    cursor = 0
    for paragraph in gold.paragraphs:
        offsets = _offsets(paragraph.text, text, cursor)
        if offsets:
            cursor = max(cursor, offsets[0])
        for mention in paragraph.mentions:
            start = offsets[mention.start] if offsets else len(text)
            end = offsets[mention.end - 1] + 1 if offsets else len(text)
            value = None if mention.value is None else f"{mention.value}"
            yield LabelledSpan(
                start, max(end, start), mention.label, mention.text, value, mention.optional
            )


def _offsets(paragraph: str, text: str, cursor: int) -> list[int]:
    """The offset in the text of each character of a paragraph; empty when it is not there."""
    at = text.find(paragraph, cursor)
    if at < 0:
        at = text.find(paragraph)
    if at >= 0:
        return list(range(at, at + len(paragraph)))
    found = partial_ratio_alignment(paragraph, text, score_cutoff=SIMILAR)
    if found is None:
        return []
    window = text[found.dest_start : found.dest_end]
    offsets = [0] * len(paragraph)
    for edit in Levenshtein.opcodes(paragraph, window):
        last = max(edit.dest_end - 1, edit.dest_start)
        for step in range(edit.src_end - edit.src_start):
            at = min(edit.dest_start + step, last)
            offsets[edit.src_start + step] = found.dest_start + at
    return offsets
