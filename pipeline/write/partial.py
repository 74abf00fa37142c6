"""Where everything is written before it takes its place by one rename: ``OUT/.partial``.

One process at a time writes there, under a lock that the system lets go of when its holder dies: so
whatever lies there when the lock is taken is what a run left that died.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PARTIAL = ".partial"
PREVIOUS = ".previous"
"""In ``OUT``: the tables of the run before, a folder a report."""
OLD = "old"
"""In it: folders that were set aside for new ones, under their own names."""


def recover(out: Path) -> None:
    """Clear away what an interrupted run left; a folder that it had set aside is put back.

    Raises:
        OSError: The folder of all reports cannot be written.
    """
    with workplace(out):
        pass


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as ``out``, for this process alone."""
    out.mkdir(parents=True, exist_ok=True)
    with _locked(out):
        _sweep(out)
        (out / PARTIAL / OLD).mkdir(parents=True)
        try:
            yield out / PARTIAL
        finally:
            _sweep(out)


def write_whole(out: Path, target: Path, content: bytes) -> None:
    """Write a file somewhere in ``out``, whole or not at all.

    Raises:
        OSError: It cannot be written; what stood there before still does.
    """
    with workplace(out) as folder:
        (folder / "file").write_bytes(content)
        target.parent.mkdir(exist_ok=True)
        (folder / "file").replace(target)


def _sweep(out: Path) -> None:
    old = out / PARTIAL / OLD
    for folder in old.iterdir() if old.is_dir() else ():
        if not (out / folder.name).exists():
            folder.rename(out / folder.name)  # what was to replace it never came
    shutil.rmtree(out / PARTIAL, ignore_errors=True)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Hold the lock on the folder of all reports, where the system has such locks."""
    descriptor = os.open(out, os.O_RDONLY)
    try:
        with suppress(ImportError, OSError):  # Windows, some network disks
            import fcntl  # noqa: PLC0415

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
