"""One report from a URL to a URL: fetched, extracted in a folder of its own, and sent.

Any file system that fsspec knows will do: ``file``, ``memory``, ``s3``, ``gcs``, ``az``; a plain
path is a local one. Few of them can rename a folder, so ``report.json`` goes away before anything
else is sent and comes last, by one rename: a folder without it is not finished. So it is the
checkpoint: a report that has it, and the fingerprint of what it would be made of, is passed over.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from fsspec.core import url_to_fs

from pipeline.decisions.journal import JOURNAL
from pipeline.document import stem_of
from pipeline.document.errors import PipelineError, ReadError
from pipeline.readers import SIDECAR, SUFFIXES
from pipeline.run.many import run
from pipeline.run.one import Options, Outcome, changes
from pipeline.write import FINGERPRINT, write_quarantine
from pipeline.write.fingerprint import HEAD, TAIL, recorded_sizes
from pipeline.write.quarantine import QUARANTINE
from schemas.report import Verdict

CHECKPOINT = "report.json"
FAILED = "remote.failed"


@dataclass(frozen=True, slots=True)
class RemoteOutcome:
    """What became of one input, as plain values that travel between machines."""

    url: str
    status: str
    folder: str | None = None
    sha256: str | None = None
    seconds: float | None = None
    rows: dict[str, int] = field(default_factory=dict)
    code: str | None = None
    message: str | None = None
    stages: dict[str, float] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    judged: dict[str, Any] | None = None

    @property
    def path(self) -> str:
        """The input, by the name that an outcome has for it."""
        return self.url

    @property
    def verdict(self) -> Verdict | None:
        """How well it was read."""
        return Verdict.model_validate(self.judged, strict=False) if self.judged else None

    @property
    def error(self) -> PipelineError | None:
        """What it was refused for."""
        return PipelineError(self.code, self.message or "") if self.code else None


def listed(inputs: Iterable[str]) -> tuple[list[str], dict[str, PipelineError]]:
    """Files as they are, folders as the readable files in them, each once, in a stable order.

    Returns:
        The URLs, and why some of them are refused: a folder that holds no report or cannot be
        listed, and all inputs but the first by its URL of those that would write the same report.
    """
    refused: dict[str, PipelineError] = {}
    urls = list(dict.fromkeys(url for given in inputs for url in _files(given, refused)))
    first: dict[str, str] = {}
    for url in sorted(url for url in urls if url not in refused):
        other = first.setdefault(stem_of(name_of(url)), url)
        if other != url:
            message = f"the report {stem_of(name_of(url))!r} is that of {other}; rename one of them"
            refused[url] = ReadError("ingest.same-name", message)
    return urls, refused


def name_of(url: str) -> str:
    """The file's name, the last part of its URL."""
    return url.rpartition("/")[2]


def _files(url: str, refused: dict[str, PipelineError]) -> Iterator[str]:
    files, path = url_to_fs(url)
    try:
        is_folder, found = files.isdir(path), []
        if is_folder:
            files.ls(path)  # find() passes over what it may not list
            found = sorted(files.find(path))
    except OSError as error:
        message = f"{url} cannot be listed: {error.strerror or error}"
        refused[url] = ReadError("ingest.unreadable", message)
        yield url
        return
    readable = [name for name in found if PurePosixPath(name).suffix.lower() in SUFFIXES]
    for name in readable:
        yield f"{url.rstrip('/')}{name.removeprefix(path.rstrip('/'))}"
    if is_folder and not readable:
        message = f"no report found in {url}: looked for {', '.join(sorted(SUFFIXES))}"
        refused[url] = ReadError("ingest.nothing-found", message)
    if not readable:
        yield url


def modified_since(urls: Iterable[str], day: date) -> list[str]:
    """Those that were changed on a day or later, by themselves or by their sidecar.

    What tells no time of change, or is not there, is given back too.
    """
    begin = datetime(day.year, day.month, day.day).astimezone()
    return [url for url in urls if not (times := list(_times_of(url))) or max(times) >= begin]


def size_at(url: str) -> int:
    """The size of a file in bytes; 0 where nobody can tell."""
    files, path = url_to_fs(url)
    with suppress(OSError, NotImplementedError):
        return int(files.size(path) or 0)
    return 0


def _times_of(url: str) -> Iterator[datetime]:
    files, path = url_to_fs(url)
    for file in (path, str(PurePosixPath(path).with_suffix(SIDECAR))):
        with suppress(OSError, NotImplementedError):
            yield files.modified(file).astimezone()


def changes_at(url: str, out: str, options: Options) -> tuple[str, ...]:
    """Why a report has to be run again: see :func:`pipeline.run.changes`."""
    with TemporaryDirectory(prefix="milestones-") as place:
        here = _fetched(url, out, Path(place))
        return changes(here, replace(options, out=Path(place, "out")))


def extract_at(url: str, out: str, options: Options) -> RemoteOutcome:
    """Extract one report, unless it is there unchanged; what fails is told in the row.

    Raises:
        ConfigError: The set-up is wrong for every input.
    """
    try:
        with TemporaryDirectory(prefix="milestones-") as place:
            here = _fetched(url, out, Path(place))
            (outcome,) = run([here], replace(options, out=Path(place, "out"), jobs=0))
            return _sent(url, out, outcome)
    except OSError as error:
        return RemoteOutcome(url, "refused", code=FAILED, message=f"{name_of(url)}: {error}")


def refuse_at(url: str, out: str, error: PipelineError, address: str = "") -> RemoteOutcome:
    """Record an input over which its worker died, or that was refused before it was read.

    Args:
        url: The input.
        out: The URL of the folder of all reports.
        error: Why it is refused.
        address: What tells the record from that of another input of this name.
    """
    with TemporaryDirectory(prefix="milestones-") as place:
        here = Path(place, "in", name_of(url))
        record = write_quarantine(Path(place, "out"), here, None, error, address)
        return _sent(url, out, Outcome(here, record, error=error))


def _fetched(url: str, out: str, place: Path) -> Path:
    """The input and its sidecar, and what the earlier run and the reviewers left of the report."""
    files, path = url_to_fs(url)
    here = place / "in" / name_of(url)
    here.parent.mkdir()
    _fetch(files, path, here)
    _fetch(files, str(PurePosixPath(path).with_suffix(SIDECAR)), here.with_suffix(SIDECAR))
    files, folder = url_to_fs(f"{out}/{stem_of(here.name)}")
    kept = place / "out" / stem_of(here.name)
    if files.isdir(folder):
        kept.mkdir(parents=True)
        _fetch(files, f"{folder}/{JOURNAL}", kept / JOURNAL)
        _fetch_checkpoint(files, folder, kept / CHECKPOINT)
    return here


def _fetch_checkpoint(files: Any, folder: str, here: Path) -> None:  # noqa: ANN401 - any file system
    """The fingerprint of a report whose files there are as its run wrote them; no more of it."""
    if not files.isfile(f"{folder}/{CHECKPOINT}"):
        return
    here.write_bytes(files.cat_file(f"{folder}/{CHECKPOINT}", end=HEAD))
    _fetch(files, f"{folder}/{FINGERPRINT}", here.with_name(FINGERPRINT))
    written = recorded_sizes(here.parent)
    sizes = {
        file["name"].rpartition("/")[2]: file["size"] for file in files.ls(folder, detail=True)
    }
    if any(sizes.get(name) != size for name, size in written.items()):
        here.unlink()
    else:
        here.write_bytes(TAIL)  # whole, and it says nothing of files that were not fetched


def _fetch(files: Any, path: str, here: Path) -> None:  # noqa: ANN401 - any file system
    if files.isfile(path):
        files.get_file(path, str(here))


def _sent(url: str, out: str, outcome: Outcome) -> RemoteOutcome:
    row = RemoteOutcome(
        url,
        outcome.status,
        f"{out}/{stem_of(name_of(url))}",
        outcome.sha256,
        outcome.seconds,
        dict(outcome.rows),
        stages=dict(outcome.stages),
        flags=dict(outcome.flags),
        judged=outcome.verdict.model_dump() if outcome.verdict else None,
    )
    if outcome.error is not None:
        record = _send_record(url, out, outcome)
        here, there = str(outcome.path.parent), url.rpartition("/")[0]
        message = outcome.error.message.replace(here, there)
        return replace(row, folder=record, code=outcome.error.code, message=message)
    if not outcome.unchanged:
        _send_folder(outcome.folder, out)
        files, record = url_to_fs(f"{out}/{QUARANTINE}/{name_of(url)}.json")
        if files.exists(record):
            files.rm_file(record)
    return row


def _send_folder(folder: Path, out: str) -> None:
    """All that the run wrote; the journal is the reviewers' own."""
    files, target = url_to_fs(f"{out}/{folder.name}")
    files.makedirs(target, exist_ok=True)
    if files.exists(f"{target}/{CHECKPOINT}"):
        files.rm_file(f"{target}/{CHECKPOINT}")
    for file in sorted(folder.iterdir()):
        if file.name not in {CHECKPOINT, JOURNAL}:
            files.put_file(str(file), f"{target}/{file.name}")
    files.put_file(str(folder / CHECKPOINT), f"{target}/{CHECKPOINT}.part")
    files.mv(f"{target}/{CHECKPOINT}.part", f"{target}/{CHECKPOINT}")


def _send_record(url: str, out: str, outcome: Outcome) -> str:
    """The quarantine record, with the URL in place of the folder that it was fetched into."""
    here, there = str(outcome.path.parent), url.rpartition("/")[0]
    text = outcome.folder.read_text("utf-8")
    record = text.replace(here, json.dumps(there, ensure_ascii=False)[1:-1])
    if not there:
        record = text.replace(f"{here}/", "")
    files, target = url_to_fs(f"{out}/{QUARANTINE}/{outcome.folder.name}")
    files.makedirs(target.rpartition("/")[0], exist_ok=True)
    files.pipe_file(target, record.encode())
    return f"{out}/{QUARANTINE}/{outcome.folder.name}"
