"""Precision, recall and F1 that add up over documents.

Strict: the same span (a leading "the" aside). Overlap: any overlap, one to one. An optional gold
row neither rewards nor penalises: predictions that overlap it, and nothing else, are ignored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from lap import lapjv


class LabelledSpan(NamedTuple):
    """A labelled span of one document; ``value`` is compared where the gold states one."""

    start: int
    end: int
    label: str
    text: str = ""
    value: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 1 where nothing was predicted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass(slots=True)
class Matching:
    """Which predictions match which gold rows; pairs are (gold, predicted)."""

    pairs: list[tuple[LabelledSpan, LabelledSpan]] = field(default_factory=list)
    missed: list[LabelledSpan] = field(default_factory=list)
    extra: list[LabelledSpan] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """The matching as counts."""
        return Score(len(self.pairs), len(self.extra), len(self.missed))


def match(
    gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan], *, strict: bool
) -> Matching:
    """Match predictions to gold, of one label, in one document.

    Overlaps are matched one to one so that the number of matches, then the shared characters,
    are the most possible (linear sum assignment).
    """
    gold = [_without_the(row) for row in gold]
    predicted = [_without_the(row) for row in predicted]
    required = [row for row in gold if not row.optional]
    weights = np.array([[_weight(g, p, strict=strict) for p in predicted] for g in required])
    matching = Matching()
    matched: set[int] = set()
    found: set[int] = set()
    if weights.size:
        _, columns, _ = lapjv(-weights, extend_cost=True)
        for row, column in enumerate(columns.tolist()):
            if column >= 0 and weights[row, column] > 0:  # -1: more rows than columns
                matching.pairs.append((required[row], predicted[column]))
                found.add(row)
                matched.add(column)
    optional = [row for row in gold if row.optional]
    matching.missed = [row for index, row in enumerate(required) if index not in found]
    matching.extra = [
        row
        for index, row in enumerate(predicted)
        if index not in matched and not any(_shared(row, other) for other in optional)
    ]
    return matching


def _weight(gold: LabelledSpan, predicted: LabelledSpan, *, strict: bool) -> float:
    if strict:
        return float(gold.start == predicted.start and gold.end == predicted.end)
    shared = _shared(gold, predicted)
    # A match counts more than any number of shared characters.
    return 1.0 + shared / 1e6 if shared else 0.0


def _shared(a: LabelledSpan, b: LabelledSpan) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _without_the(row: LabelledSpan) -> LabelledSpan:
    if row.text[:4].lower() == "the ":
        return row._replace(start=row.start + 4, text=row.text[4:])
    return row
