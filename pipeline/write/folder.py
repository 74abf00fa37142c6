"""The folder of one report: written beside its place, then renamed into it."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.write.csv import table_csv
from pipeline.write.json import report_json
from schemas import TABLES, ReportFile

QUARANTINE = "quarantine"


def write_report(out: Path, stem: str, source: bytes, text: str, report: ReportFile) -> Path:
    """Write ``out/stem/``: report.json, source.txt, text.txt and one CSV a table.

    The folder is complete or untouched: files are written into a temporary folder beside it, which
    is then renamed. Files in it that a run does not write (a review) are kept.

    Args:
        out: The folder of all reports; made when missing.
        stem: The report's id.
        source: The raw text layer, byte for byte.
        text: The repaired text.
        report: The validated tables.

    Raises:
        OSError: The folder cannot be written (full disk, read-only).
    """
    files = {
        "source.txt": source,
        "text.txt": text.encode(),
        "report.json": report_json(report),
        **{f"{name}.csv": table_csv(name, report.tables[name]) for name in TABLES},
    }
    target = out / stem
    with _staged(out, target) as folder:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        if target.exists():
            for kept in target.iterdir():
                if kept.name not in files:
                    shutil.copy2(kept, folder / kept.name)
    (out / QUARANTINE / f"{stem}.json").unlink(missing_ok=True)
    return target


def write_quarantine(out: Path, path: Path, sha256: str | None, error: PipelineError) -> Path:
    """Write ``out/quarantine/NAME.json`` for an input that was refused.

    A report that an earlier run extracted from a file of this name stays as it is.
    """
    folder = out / QUARANTINE
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "path": str(path),
        "sha256": sha256,
        "code": error.code,
        "message": error.message,
        "stage": error.stage,
    }
    target = folder / f"{path.name}.json"
    temporary = target.with_suffix(".tmp")
    temporary.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    temporary.replace(target)
    return target


@contextmanager
def _staged(out: Path, target: Path) -> Iterator[Path]:
    """A temporary folder that takes the target's place when the block ends without an error."""
    out.mkdir(parents=True, exist_ok=True)
    old = out / f".{target.name}.old"
    if old.exists() and not target.exists():
        old.rename(target)  # a run died between the two renames below
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=out))
    try:
        yield folder
        folder.chmod(0o777 & ~_umask())
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        folder.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
