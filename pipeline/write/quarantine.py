"""The records of refused inputs: ``OUT/quarantine/NAME.json``."""

import json
import os
from hashlib import sha256 as digest_of
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.write.partial import write_whole

QUARANTINE = "quarantine"
LONGEST = 240
"""Bytes of a name before the ending; file systems take 255 in all."""


def write_quarantine(out: Path, path: Path, sha256: str | None, error: PipelineError) -> Path:
    """Write ``out/quarantine/NAME.json`` for an input that was refused.

    A report that an earlier run extracted from a file of this name stays as it is.

    Raises:
        OSError: The record cannot be written.
    """
    record = {
        "path": str(path),
        "sha256": sha256,
        "code": error.code,
        "message": error.message,
        "stage": error.stage,
    }
    target = _record_of(out, path)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_whole(out, target, text.encode("utf-8", "backslashreplace"))
    return target


def clear_quarantine(out: Path, path: Path) -> None:
    """Take back the record of an input that can be read by now.

    Raises:
        OSError: The record cannot be removed.
    """
    _record_of(out, path).unlink(missing_ok=True)


def _record_of(out: Path, path: Path) -> Path:
    name = os.fsencode(path.name)
    if len(name) > LONGEST:
        name = name[: LONGEST - 17] + b"." + digest_of(name).hexdigest()[:16].encode()
    return out / QUARANTINE / f"{name.decode('utf-8', 'backslashreplace')}.json"
