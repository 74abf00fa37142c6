"""Where each report's input lies on this machine: ``OUT/inputs.json``, for the review.

A report's own files are the same on every machine, so no path stands in them.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.write.partial import workplace

INPUTS = "inputs.json"


def remember_inputs(out: Path, inputs: Mapping[str, Path]) -> None:
    """Note where the inputs of reports lie, each by its way from ``out`` and from the root.

    The one holds when both are moved together, the other when only ``out`` is.

    Args:
        out: The folder of all reports.
        inputs: The input of each report, by the report's id.

    Raises:
        OSError: The note cannot be written.
    """
    with workplace(out) as place:
        known = _read(out)
        notes = known | {stem: _ways(out, path) for stem, path in inputs.items()}
        if notes != known:
            (place / INPUTS).write_text(json.dumps(notes, indent=1) + "\n", "utf-8")
            (place / INPUTS).replace(out / INPUTS)


def remembered_input(out: Path, stem: str) -> list[Path]:
    """Where the input of ``out/stem/`` may lie, the likeliest place first; none if unknown."""
    ways = _read(out).get(stem)
    if not isinstance(ways, list):
        return []
    return [out / way for way in ways if isinstance(way, str)]


def _ways(out: Path, path: Path) -> list[str]:
    absolute = path.resolve()
    try:
        return [os.path.relpath(absolute, out.resolve()), str(absolute)]
    except ValueError:  # on another drive
        return [str(absolute)]


def _read(out: Path) -> dict[str, object]:
    try:
        notes = json.loads((out / INPUTS).read_bytes())
    except (OSError, ValueError):  # none, or not ours
        return {}
    return notes if isinstance(notes, dict) else {}
