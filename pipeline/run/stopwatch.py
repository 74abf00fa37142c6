"""How long each part of a piece of work took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DIGITS = 4


class Stopwatch:
    """Runs from its creation; ``laps`` are the seconds that each part took, by name.

    Args:
        progress: A file into which the name of each part is written as it begins, for a process
            that waits for this one.
    """

    def __init__(self, progress: Path | None = None) -> None:
        self._start = time.perf_counter()
        self._progress = progress
        self.laps: dict[str, float] = {}

    @property
    def seconds(self) -> float:
        """From when it was made until now."""
        return round(time.perf_counter() - self._start, DIGITS)

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        """Measure a part, also where it ends with an error."""
        start = time.perf_counter()
        if self._progress is not None:
            with suppress(OSError):  # nobody may wait any more
                self._progress.write_text(name, "utf-8")
        try:
            yield
        finally:
            self.laps[name] = round(time.perf_counter() - start, DIGITS)
