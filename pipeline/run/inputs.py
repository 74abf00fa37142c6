"""Which files a run reads, which inputs it refuses before that, and what it passes over."""

import math
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pipeline.document import stem_of
from pipeline.document.errors import ReadError
from pipeline.readers import SIDECAR, SUFFIXES
from pipeline.write import was_refused
from pipeline.write.fingerprint import digest_of, stored

URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
NOTHING_FOUND = "ingest.nothing-found"
KINDS = ", ".join(sorted(SUFFIXES))
HIDDEN = "hidden"
LOCK = "a lock file that Word leaves while a document is open"
LINKED = "a link to another folder"
NO_REPORT = f"none of {KINDS}"
LONE = f"{SIDECAR} of no report that is there"
"""Why a file or folder within an input folder is passed over."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run was given.

    ``paths``: each input once, in a stable order, also those that are refused before they are
    read: ``refused`` says why. ``passed_over``: what lies in input folders and is no input, by the
    reason.
    """

    paths: tuple[Path, ...]
    refused: Mapping[Path, ReadError]
    passed_over: Mapping[str, tuple[Path, ...]]


def inputs_of(given: Iterable[str | Path], out: Path) -> Inputs:
    """Files as they are, folders as the readable files in them, each once, in a stable order.

    Refused are a folder that cannot be listed (``ingest.unreadable``) or holds no report
    (``ingest.nothing-found``), a URL (``ingest.url``), and all inputs but one of those that would
    write the same report (``ingest.same-name``).

    Args:
        given: Files and folders.
        out: The folder of all reports; where it lies in an input folder, nothing in it is read.
    """
    search = _Search(out.resolve())
    for one in given:
        search.take(one)
    paths = tuple(
        {(os.path.realpath(path), path.name): path for path in reversed(search.paths)}.values()
    )[::-1]
    refused = search.refused | _clashes([p for p in paths if p not in search.refused], out)
    inputs = frozenset(sidecar_of(path) for path in paths)
    lone = [path for path in search.sidecars if path not in inputs]
    passed = search.passed_over | ({LONE: lone} if lone else {})
    return Inputs(paths, refused, {why: tuple(found) for why, found in passed.items()})


def modified_since(inputs: Inputs, day: date) -> list[Path]:
    """Those that were changed on a day or later, by themselves or by their sidecar.

    What is refused or not there is given back too: that is for the run to say.
    """
    begin = datetime(day.year, day.month, day.day).astimezone().timestamp()
    return [path for path in inputs.paths if path in inputs.refused or _modified(path) >= begin]


def sidecar_of(path: Path) -> Path:
    """The file that tells of an input what it cannot say of itself."""
    return path.with_suffix(SIDECAR) if path.name else path


@dataclass(slots=True)
class _Search:
    """What is found in inputs, one after the other; ``own`` is the folder of all reports."""

    own: Path
    paths: list[Path] = field(default_factory=list)
    refused: dict[Path, ReadError] = field(default_factory=dict)
    passed_over: defaultdict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    sidecars: list[Path] = field(default_factory=list)

    def take(self, given: str | Path) -> None:
        path = Path(given)
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it lacks the rights
            self._take_folder(path)
        elif URL.match(str(given)):
            message = f"{given} is a URL: download the file, then give its path"
            self._refuse(path, ReadError("ingest.url", message))
        else:
            self.paths.append(path)

    def _take_folder(self, folder: Path) -> None:
        found: list[Path] = []
        unlisted: list[Path] = []

        def refuse(error: OSError) -> None:
            place = Path(error.filename or folder)
            message = f"{place} cannot be listed: {error.strerror or error}"
            self._refuse(place, ReadError("ingest.unreadable", message))
            unlisted.append(place)

        for place, folders, names in os.walk(folder, onerror=refuse):
            folders[:] = [name for name in sorted(folders) if self._is_entered(Path(place, name))]
            found += [path for name in sorted(names) if self._is_input(path := Path(place, name))]
        self.paths += sorted(found)
        if not found and not unlisted:
            message = f"no report found in {folder}: looked for {KINDS}"
            self._refuse(folder, ReadError(NOTHING_FOUND, message))

    def _refuse(self, path: Path, error: ReadError) -> None:
        self.paths.append(path)
        self.refused[path] = error

    def _is_entered(self, folder: Path) -> bool:
        if folder.name.startswith("."):
            self.passed_over[HIDDEN].append(folder)
        elif folder.is_symlink():
            self.passed_over[LINKED].append(folder)
        else:
            return folder.resolve() != self.own
        return False

    def _is_input(self, path: Path) -> bool:
        if path.name.startswith("."):
            self.passed_over[HIDDEN].append(path)
        elif path.name.startswith("~$"):
            self.passed_over[LOCK].append(path)
        elif path.name.endswith(SIDECAR):
            self.sidecars.append(path)
        elif path.suffix.lower() not in SUFFIXES:
            self.passed_over[NO_REPORT].append(path)
        else:
            return True
        return False


def _clashes(paths: Iterable[Path], out: Path) -> dict[Path, ReadError]:
    """All but one of the inputs that would write the same report.

    Read is the one that the report was extracted from, else one that was not refused before, else
    the first by its path: the same one in whatever order they are given, and on later runs.
    """
    by_stem: defaultdict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_stem[stem_of(path.name)].append(path)
    refused = {}
    for stem, rivals in by_stem.items():
        if len(rivals) > 1:
            taken = (stored(out / stem) or {}).get("input")
            first, *others = sorted(
                rivals,
                key=lambda path: (
                    digest_of(path) != taken,
                    was_refused(out, path),
                    path.absolute(),
                ),
            )
            for other in others:
                message = f"the report {stem!r} is that of {first}; rename one of them"
                refused[other] = ReadError("ingest.same-name", message)
    return refused


def _modified(file: Path) -> float:
    """The time of the last change, in seconds since 1970; of what is not there, one to come."""
    return max(_time_of(file, math.inf), _time_of(sidecar_of(file), 0.0))


def _time_of(file: Path, missing: float) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return missing
