"""The folder of a report, or of all: written beside its place, then renamed into it."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path

from pipeline.document.errors import ReadError
from pipeline.write.csv import table_csv
from pipeline.write.json import report_json
from pipeline.write.partial import OLD, PREVIOUS, workplace
from schemas import TABLES, ReportFile

REPORT = "report.json"
FINGERPRINT = ".fingerprint.json"
"""What a report was made of, on this machine: the one file of its folder that is not the same
everywhere."""
KEPT = ".kept"
"""Added to the name of a file that was not as a run had written it, once it is written anew."""
DIGITS = 16
"""Of the SHA-256 of each file, in hexadecimal."""


def write_report(  # noqa: PLR0913, PLR0917 - what a report is written of
    out: Path,
    stem: str,
    source: bytes,
    text: str,
    report: ReportFile,
    fingerprint: Mapping[str, str],
    touched: Iterable[str] = (),
    *,
    keep_previous: bool = False,
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
        touched: Files that stand there as no run wrote them: kept, with ``.kept`` after their name.
        keep_previous: Whether the tables that are replaced stay in ``out/.previous/stem/``, to be
            compared with the new ones.

    Raises:
        OSError: The folder cannot be written (full disk, read-only).
        ReadError: ``write.in-the-way``: what stands in its place is no folder of a report, or
            cannot be moved; other reports can be written.
    """
    pieces: dict[str, Iterable[bytes]] = {
        "source.txt": [source],
        "text.txt": [text.encode()],
        **{f"{name}.csv": table_csv(name, report.tables[name]) for name in TABLES},
    }
    target = out / stem
    with workplace(out) as place:
        folder = place / "new"
        folder.mkdir()
        written = {name: _write(folder / name, content) for name, content in pieces.items()}
        facts = {
            "files": {name: size for name, (size, _) in written.items()},
            "digests": {name: digest for name, (_, digest) in written.items()},
        }
        _write(folder / REPORT, report_json(report.model_copy(update=facts)))
        _write(folder / FINGERPRINT, [json.dumps(dict(fingerprint), indent=1).encode(), b"\n"])
        if target.exists():
            _keep_others(target, folder, {REPORT, FINGERPRINT, *pieces}, touched)
            target.rename(place / OLD / stem)
            _keep_late(place / OLD / stem, folder, {REPORT, FINGERPRINT, *pieces})
        folder.rename(target)
        if keep_previous and (place / OLD / stem).is_dir():
            _keep_previous(place / OLD / stem, out / PREVIOUS / stem, {REPORT, *pieces})
    return target


def _keep_previous(old: Path, kept: Path, written: AbstractSet[str]) -> None:
    """What the run before had written takes the place of what one before that had."""
    for path in old.iterdir():
        if path.name not in written:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(kept, ignore_errors=True)
    kept.parent.mkdir(exist_ok=True)
    old.rename(kept)


def _write(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write a file; gives its bytes and the beginning of its SHA-256."""
    digest = sha256()
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
        return file.tell(), digest.hexdigest()[:DIGITS]


def write_folder(out: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Write ``out/name/`` anew: complete, or as it was. Files that others put there are kept.

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
            own = _own(target, folder)
            _keep_others(target, folder, own, ())
            target.rename(place / OLD / name)
            _keep_late(place / OLD / name, folder, own)
        folder.rename(target)
    return target


def _own(target: Path, folder: Path) -> AbstractSet[str]:
    """The files that are written anew, and what a database that was open left beside it."""
    written = {path.name for path in folder.iterdir()}
    left = {path.name for path in target.iterdir() if path.name.partition("-")[0] in written}
    return written | left


def _keep_others(
    target: Path, folder: Path, written: AbstractSet[str], touched: Iterable[str]
) -> None:
    """What a run does not write, and what somebody changed, goes into the new folder, too."""

    def ours(place: str, _: list[str]) -> AbstractSet[str]:
        return written if Path(place) == target else set()

    try:
        shutil.copytree(
            target, folder, symlinks=True, ignore=ours, copy_function=_link, dirs_exist_ok=True
        )
        for name in touched:
            if (target / name).is_file():
                (folder / f"{name}{KEPT}").unlink(missing_ok=True)
                _link(str(target / name), str(folder / f"{name}{KEPT}"))
    except OSError as error:
        reason = error.strerror or error
        message = f"{target} is in the way of the report ({reason}): move it and run again"
        raise ReadError("write.in-the-way", message) from error


def _keep_late(old: Path, folder: Path, written: AbstractSet[str]) -> None:
    """What was written into the folder while its files were being kept goes into the new one, too.

    A decision is that which came after its journal had been copied, on a disk without links, or
    which began it. Who writes still later finds that the file is no longer in its place.
    """
    for path in old.iterdir():
        here = folder / path.name
        if path.name in written or path.is_symlink() or not path.is_file():
            continue
        if not here.exists():
            _link(str(path), str(here))
        elif not here.samefile(path):
            shutil.copy2(path, here)


def _link(kept: str, place: str) -> None:
    """The same file under both names: a decision that is appended meanwhile is in both."""
    try:
        os.link(kept, place)
    except OSError:  # a disk without links
        shutil.copy2(kept, place)
