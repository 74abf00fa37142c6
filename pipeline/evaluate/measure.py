"""One line of a scorecard: the rows behind it, and the counts that they come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from pipeline.evaluate.score import Score


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the scorecard; ``found``, ``missed`` and ``extra`` name the rows behind it."""

    name: str
    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def score(self) -> Score:
        """The measure as counts."""
        return Score(len(self.found), len(self.extra), len(self.missed))


def together(name: str, measures: Iterable[Measure]) -> Measure:
    """The rows of several measures as one."""
    parts = list(measures)
    return Measure(
        name,
        tuple(chain.from_iterable(part.found for part in parts)),
        tuple(chain.from_iterable(part.missed for part in parts)),
        tuple(chain.from_iterable(part.extra for part in parts)),
    )
