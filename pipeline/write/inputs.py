"""Where each report's input lies on this machine: ``OUT/.inputs/STEM.json``, for the review.

A report's own files are the same on every machine, so no path stands in them. The folder keeps
itself out of version control.
"""

import json
import os
from pathlib import Path

from pipeline.write.partial import write_whole

INPUTS = ".inputs"
_NOT_FOR_OTHERS = b"*\n"
"""The ``.gitignore`` of a folder that only means something here."""


def remember_input(out: Path, stem: str, path: Path) -> None:
    """Note where the input of ``out/stem/`` lies, by its way from ``out`` and from the root.

    The one holds when both are moved together, the other when only ``out`` is.

    Raises:
        OSError: The note cannot be written.
    """
    record = {"from_out": _way(out, path), "absolute": str(path.resolve())}
    note, content = _note(out, stem), (json.dumps(record) + "\n").encode()
    if note.is_file() and note.read_bytes() == content:
        return
    write_whole(out, note, content)
    ignored = note.with_name(".gitignore")
    if not ignored.exists():
        write_whole(out, ignored, _NOT_FOR_OTHERS)


def remembered_input(out: Path, stem: str) -> list[Path]:
    """Where the input of ``out/stem/`` may lie, the likeliest place first; none if unknown."""
    try:
        record = json.loads(_note(out, stem).read_bytes())
        ways = [record["from_out"], record["absolute"]]
    except (OSError, ValueError, KeyError, TypeError):  # none, or not ours
        return []
    return [out / way for way in ways if isinstance(way, str)]


def _way(out: Path, path: Path) -> str | None:
    try:
        return os.path.relpath(path.resolve(), out.resolve())
    except ValueError:  # on another drive
        return None


def _note(out: Path, stem: str) -> Path:
    return out / INPUTS / f"{stem}.json"
