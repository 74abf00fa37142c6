"""Watch a folder: inputs that are new or changed, once they have stopped growing."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType

from watchfiles import watch

from pipeline.document.errors import ConfigError
from pipeline.readers import SIDECAR
from pipeline.run.inputs import NOTHING_FOUND, Inputs, inputs_of

QUIET = 2.0
"""Seconds without a change after which an input is taken for whole."""
LOOK = 500
"""Milliseconds between two looks at inputs that may still grow."""

Look = tuple[tuple[int, int], ...]
"""Size and time of change of an input and its sidecar."""


@dataclass(slots=True)
class Arrivals:
    """The inputs in a folder, and since when each has been unchanged."""

    folder: Path
    out: Path
    _seen: dict[Path, tuple[Look, float]] = field(default_factory=dict)
    _given: dict[Path, Look] = field(default_factory=dict)
    _told: set[Path] = field(default_factory=set)

    def settled(self, now: float) -> Inputs:
        """Inputs that have not changed for a while, and were not given as they are.

        Raises:
            ConfigError: ``config.no-folder``: it is not there, or no longer.
        """
        if not self.folder.is_dir():
            raise ConfigError("config.no-folder", f"{self.folder} is no folder: nothing to watch")
        inputs = inputs_of([self.folder], self.out)
        refused = {
            path: error
            for path, error in inputs.refused.items()
            if error.code != NOTHING_FOUND  # it may still come
        }
        found = {p: _look(p) for p in inputs.paths if p not in inputs.refused or p in refused}
        self._seen = {
            path: before if (before := self._seen.get(path)) and before[0] == look else (look, now)
            for path, look in found.items()
        }
        ready = [
            path
            for path, (look, since) in self._seen.items()
            if now - since >= QUIET and self._given.get(path) != look
        ]
        self._given = {path: look for path, look in self._given.items() if path in found}
        self._given.update((path, found[path]) for path in ready)
        return Inputs(tuple(ready), refused, self._untold(inputs) if ready else {})

    def _untold(self, inputs: Inputs) -> dict[str, tuple[Path, ...]]:
        """What is passed over and was not named before."""
        found = {
            why: untold
            for why, paths in inputs.passed_over.items()
            if (untold := tuple(path for path in paths if path not in self._told))
        }
        self._told.update(*found.values())
        return found

    @property
    def waiting(self) -> bool:
        """Whether some inputs were not given as they are."""
        return any(self._given.get(path) != look for path, (look, _) in self._seen.items())


def arrivals(folder: Path, out: Path) -> Iterator[Inputs]:
    """Give inputs as they arrive, those first that are there already; ends after Ctrl-C only.

    Raises:
        ConfigError: ``config.no-folder``.
        KeyboardInterrupt: Ctrl-C, wherever it can be raised.
    """
    inputs = Arrivals(folder, out)
    inputs.settled(time.monotonic())
    with _interrupts() as heard:
        for changes in watch(folder, rust_timeout=LOOK, yield_on_timeout=True, stop_event=heard):
            if changes or inputs.waiting:
                ready = inputs.settled(time.monotonic())
                if ready.paths:
                    yield ready


@contextmanager
def _interrupts() -> Iterator[Event]:
    """Set once Ctrl-C was pressed: Python ignores the exception where a finalizer runs."""
    heard = Event()

    def hear(number: int, frame: FrameType | None) -> None:
        heard.set()
        signal.default_int_handler(number, frame)

    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # not where interrupts are ignored
        signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def _look(path: Path) -> Look:
    found = []
    for file in (path, path.with_suffix(SIDECAR)):
        try:
            about = file.stat()
        except OSError:  # there is no sidecar, or the input has gone again
            continue
        found.append((about.st_size, about.st_mtime_ns))
    return tuple(found)
