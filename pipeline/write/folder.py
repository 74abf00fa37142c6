"""The folder of a report, or of all: written beside its place, then renamed into it."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from pipeline.write.csv import table_csv
from pipeline.write.json import report_json
from pipeline.write.partial import OLD, workplace
from schemas import TABLES, ReportFile

FINGERPRINT = ".fingerprint.json"
"""What a report was made of, on this machine: the one file of its folder that is not the same
everywhere."""


def write_report(
    out: Path,
    stem: str,
    source: bytes,
    text: str,
    report: ReportFile,
    fingerprint: Mapping[str, str],
) -> Path:
    """Write ``out/stem/``: report.json, source.txt, text.txt and one CSV a table.

    The folder is complete or untouched. Files in it that a run does not write (a review) are kept.

    Args:
        out: The folder of all reports; made when missing.
        stem: The report's id.
        source: The raw text layer, byte for byte.
        text: The repaired text.
        report: The validated tables.
        fingerprint: Hashes of what the tables were made of, by name.

    Raises:
        OSError: The folder cannot be written (full disk, read-only).
    """
    files: dict[str, Iterable[bytes]] = {
        "source.txt": [source],
        "text.txt": [text.encode()],
        "report.json": report_json(report),
        **{f"{name}.csv": table_csv(name, report.tables[name]) for name in TABLES},
        FINGERPRINT: [json.dumps(dict(fingerprint), indent=1).encode() + b"\n"],
    }
    target = out / stem
    with workplace(out) as place:
        folder = place / "new"
        folder.mkdir()
        for name, pieces in files.items():
            with (folder / name).open("wb") as file:
                file.writelines(pieces)
        if target.exists():
            _keep_others(target, folder, files.keys())
            target.rename(place / OLD / stem)
        folder.rename(target)
    return target


def write_folder(out: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Write ``out/name/`` anew: complete, or as it was.

    Args:
        out: The folder of all reports; made when missing.
        name: The folder to write.
        fill: Writes the files into the folder that it is given.

    Raises:
        OSError: The folder cannot be written.
    """
    target = out / name
    with workplace(out) as place:
        folder = place / "new"
        folder.mkdir()
        fill(folder)
        if target.exists():
            target.rename(place / OLD / name)
        folder.rename(target)
    return target


def _keep_others(target: Path, folder: Path, written: AbstractSet[str]) -> None:
    def ours(place: str, _: list[str]) -> AbstractSet[str]:
        return written if Path(place) == target else set()

    shutil.copytree(target, folder, ignore=ours, copy_function=_link, dirs_exist_ok=True)


def _link(kept: str, place: str) -> None:
    """The same file under both names: a decision that is appended meanwhile is in both."""
    try:
        os.link(kept, place)
    except OSError:  # a disk without links
        shutil.copy2(kept, place)
