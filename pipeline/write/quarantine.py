"""The records of refused inputs: ``OUT/quarantine/NAME.json``."""

import json
import os
from contextlib import suppress
from hashlib import sha256 as digest_of
from pathlib import Path

from pipeline.document.errors import PipelineError
from pipeline.write.partial import write_whole

QUARANTINE = "quarantine"
LONGEST = 240
"""Bytes of a name before the ending; file systems take 255 in all."""


def write_quarantine(
    out: Path, path: Path, sha256: str | None, error: PipelineError, address: str = ""
) -> Path:
    """Write ``out/quarantine/NAME.json`` for an input that was refused.

    A report that an earlier run extracted from a file of this name stays as it is.

    Args:
        out: The folder of all reports.
        path: The input.
        sha256: Of its content, where it can be read.
        error: Why it was refused.
        address: Where it lies, to tell it from another of its name: a hash of it comes into the
            name of the record.

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
    target = _record_of(out, path, address)
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_whole(out, target, text.encode("utf-8", "backslashreplace"))
    return target


def clear_quarantine(out: Path, path: Path) -> None:
    """Take back the record of an input that can be read by now.

    Raises:
        OSError: The record cannot be removed.
    """
    for address in ("", str(path.absolute())):
        with suppress(FileNotFoundError, NotADirectoryError):
            _record_of(out, path, address).unlink()


def was_refused(out: Path, path: Path) -> bool:
    """Whether an earlier run refused this very input before it was read."""
    return _record_of(out, path, str(path.absolute())).is_file()


def _record_of(out: Path, path: Path, address: str = "") -> Path:
    name = os.fsencode(path.absolute().name)
    if address:
        name += b"." + digest_of(os.fsencode(address)).hexdigest()[:8].encode()
    if len(name) > LONGEST:
        name = name[: LONGEST - 17] + b"." + digest_of(name).hexdigest()[:16].encode()
    return out / QUARANTINE / f"{name.decode('utf-8', 'backslashreplace')}.json"
