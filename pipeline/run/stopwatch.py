"""How long each part of a piece of work took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

DIGITS = 4


class Stopwatch:
    """Runs from when it is made; ``laps`` are the seconds of each part by name."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.laps: dict[str, float] = {}

    @property
    def seconds(self) -> float:
        """From when it was made until now."""
        return round(time.perf_counter() - self._start, DIGITS)

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Measure a part, also where it ends with an error."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.laps[name] = round(time.perf_counter() - start, DIGITS)
