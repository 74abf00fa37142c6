"""The gold standard of one report, and its paragraphs found again in the repaired text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from pipeline.evaluate.score import LabelledSpan

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


class Gold(BaseModel):
    """A hand-made gold standard (``tests/gold/STEM.json``)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    report: dict[str, str | None]
    milestones: tuple[dict[str, Any], ...] = ()
    sections: tuple[dict[str, Any], ...] = ()
    lists: tuple[dict[str, Any], ...] = ()
    quotes: tuple[dict[str, Any], ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    acronyms: dict[str, str] = Field(default_factory=dict)
    events: tuple[dict[str, Any], ...] = ()
    paragraphs: tuple[GoldParagraph, ...] = ()

    def body(self, ids: list[int]) -> str:
        """The text of some paragraphs, joined by a blank."""
        texts = {paragraph.id: paragraph.text for paragraph in self.paragraphs}
        return " ".join(texts[index] for index in ids)


def load_gold(path: Path) -> Gold:
    """Read a gold standard."""
    return Gold.model_validate(json.loads(path.read_text("utf-8")))


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
