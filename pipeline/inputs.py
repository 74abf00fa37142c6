"""Which files a run reads."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.readers import SIDECAR, SUFFIXES


def inputs_of(paths: Iterable[Path], out: Path) -> list[Path]:
    """Files as they are, folders as the readable files in them, each once, in a stable order.

    Args:
        paths: Files and folders.
        out: The folder of all reports; where it lies in an input folder, nothing in it is read.

    Raises:
        ConfigError: ``config.same-name``: two inputs would write the same folder.
    """
    files = list(dict.fromkeys(file for path in paths for file in _files(path, out)))
    stems: dict[str, Path] = {}
    for file in files:
        other = stems.setdefault(file.stem, file)
        if other != file:
            message = f"{other} and {file} would both write the report {file.stem!r}: rename one"
            raise ConfigError("config.same-name", message)
    return files


def modified_since(files: Iterable[Path], day: date) -> list[Path]:
    """Those that were changed on a day or later, by themselves or by their sidecar.

    What is not there is given back too: that it is missing is for the run to say.
    """
    begin = datetime(day.year, day.month, day.day).astimezone().timestamp()
    return [file for file in files if not file.exists() or _modified(file) >= begin]


def _files(path: Path, out: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    own = out.resolve()
    within = path.resolve() in own.parents
    for file in sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES):
        if not (within and own in file.resolve().parents):
            yield file


def _modified(file: Path) -> float:
    return max(_time_of(file), _time_of(file.with_suffix(SIDECAR)))


def _time_of(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
