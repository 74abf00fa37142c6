"""Sorts what labels and predictions disagree about into classes, and counts whole documents."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.score import LabelledSpan, Matching, match

CLASSES = ("missed", "spurious", "boundary", "label")
Pair = tuple[LabelledSpan | None, LabelledSpan | None]
"""A row of the gold and a prediction; one is None where nothing of the other side stands there."""


@dataclass(slots=True)
class Tally:
    """The scores of one label over documents, and its errors by class."""

    strict: Matching = field(default_factory=Matching)
    overlap: Matching = field(default_factory=Matching)
    errors: dict[str, list[Pair]] = field(default_factory=lambda: {name: [] for name in CLASSES})
    documents: int = 0
    """Those in which the gold or the prediction has the label."""
    right: int = 0
    overlapping: int = 0

    def add(
        self, label: str, gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan]
    ) -> None:
        """Count one document, given its rows of all labels."""
        wanted = [row for row in gold if row.label == label]
        found = [row for row in predicted if row.label == label]
        strict, overlap = (match(wanted, found, strict=strict) for strict in (True, False))
        _extend(self.strict, strict)
        _extend(self.overlap, overlap)
        if overlap.pairs or overlap.missed or overlap.extra:
            self.documents += 1
            self.right += not (strict.missed or strict.extra)
            self.overlapping += not (overlap.missed or overlap.extra)
        for name, pair in disagreements(label, overlap, gold, predicted):
            self.errors[name].append(pair)


def disagreements(
    label: str, overlap: Matching, gold: Sequence[LabelledSpan], predicted: Sequence[LabelledSpan]
) -> list[tuple[str, Pair]]:
    """The errors of one label in one document: class, gold row and prediction.

    "label": the same words bear another label on the other side; "boundary": the spans differ.
    """
    found: list[tuple[str, Pair]] = [
        ("boundary", (wanted, guess))
        for wanted, guess in overlap.pairs
        if (wanted.start, wanted.end) != (guess.start, guess.end)
    ]
    for row in overlap.missed:
        other = _under(row, label, predicted)
        found.append(("label" if other else "missed", (row, other)))
    for row in overlap.extra:
        other = _under(row, label, gold)
        found.append(("label" if other else "spurious", (other, row)))
    return found


def _under(row: LabelledSpan, label: str, rows: Sequence[LabelledSpan]) -> LabelledSpan | None:
    """A row of another label that shares characters with this one."""
    others = (r for r in rows if r.label != label and r.start < row.end and row.start < r.end)
    return next(others, None)


def _extend(total: Matching, part: Matching) -> None:
    total.pairs += part.pairs
    total.missed += part.missed
    total.extra += part.extra
