"""One report from file to folder: the only place that catches.

The stages, and spaCy with them, are imported when the first report has to be run: a run that passes
over all of them, as unchanged, never waits for that.
"""

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pipeline.decisions.journal import JOURNAL, review_of
from pipeline.decisions.journal import read as read_journal
from pipeline.document import Document, stem_of
from pipeline.document.errors import ConfigError, PipelineError, ReadError, StageError
from pipeline.document.filed import file_text
from pipeline.language.models import DEFAULT_MODEL
from pipeline.readers.kept import read_once
from pipeline.run.stopwatch import Stopwatch
from pipeline.write import (
    KEPT,
    RESERVED,
    clear_quarantine,
    write_quarantine,
    write_report,
)
from pipeline.write.fingerprint import Fingerprint, fingerprint, stored, touched
from schemas import Record, ReportFile
from schemas.provenance import Flag
from schemas.report import Asked, Verdict

Status = Literal["extracted", "unchanged", "refused"]

NONE_REFUSED: Mapping[Path, PipelineError] = MappingProxyType({})

UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and bytes that are no UTF-8: no cell may hold them."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may set for a run.

    ``jobs``: worker processes with limits of time and memory; 0 works in this process, for programs
    that trust their inputs. ``force``: run reports that have not changed, too. ``progress``: a file
    that says which part of the work is being done.
    """

    out: Path = Path("extracted")
    published: date | None = None
    family: str | None = None
    model: str = DEFAULT_MODEL
    password: str | None = None
    jobs: int = 0
    force: bool = True
    progress: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a folder with its tables, or a quarantine record.

    ``rows`` counts the rows of each table, ``flags`` those of each severity. ``verdict`` says how
    well it was read, where it was. ``report`` is not sent back from worker processes.
    ``unchanged``: the folder is as an earlier run left it. ``seconds`` are those of the work, also
    by stage; a worker that died told none. ``kept``: files of the folder that were cut or edited,
    as they stood there before they were written anew.
    """

    path: Path
    folder: Path
    report: ReportFile | None = None
    error: PipelineError | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    verdict: Verdict | None = None
    unchanged: bool = False
    sha256: str | None = None
    seconds: float | None = None
    stages: Mapping[str, float] = field(default_factory=dict)
    kept: tuple[Path, ...] = ()

    @property
    def status(self) -> Status:
        """In one word."""
        if self.error is not None:
            return "refused"
        return "unchanged" if self.unchanged else "extracted"


def changes(path: Path, options: Options) -> tuple[str, ...]:
    """Why a report has to be run again: the names of what has changed; none where nothing has.

    "tables": the report's folder is not as its run wrote it.
    """
    folder = options.out / report_id(path)
    found = _fingerprint(path, options).differs_from(stored(folder))
    return found or (("tables",) if touched(folder) else ())


def attempt(path: Path, options: Options) -> Outcome:
    """Extract one input: its outcome, also where it is refused, and the times it took."""
    watch = Stopwatch(options.progress)
    outcome = _caught(path, options, watch)
    return replace(outcome, seconds=watch.seconds, stages=watch.laps)


def _caught(path: Path, options: Options, watch: Stopwatch) -> Outcome:
    try:
        return _run_one(path, options, watch)
    except ConfigError:
        raise  # the set-up is wrong for every input
    except PipelineError as error:
        return refused(path, options, error)
    except MemoryError:
        raise  # the worker's limit: it is told of where the worker is watched
    except Exception as error:  # noqa: BLE001 - a defect over one report must not stop the others
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return refused(path, options, StageError("run.defect", message))


def refused(path: Path, options: Options, error: PipelineError, address: str = "") -> Outcome:
    """Record that an input is refused, and why."""
    digest = digest_of(path)
    with writing(options.out):
        record = write_quarantine(options.out, path, digest, error, address)
    return Outcome(path, record, error=error, sha256=digest)


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file in hexadecimal; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:  # gone, or not for us
        return None


def _run_one(path: Path, options: Options, watch: Stopwatch) -> Outcome:
    from pipeline.run.process import process  # noqa: PLC0415
    from pipeline.tables import check  # noqa: PLC0415 - start-up time

    check_name(path)
    taken = _fingerprint(path, options)
    with watch.lap("read"):
        document = read_once(path, options.published, options.password)
    journal = review_of(read_journal(options.out / document.source.stem / JOURNAL))
    document, context = process(document, options.family, options.model, journal, watch)
    with watch.lap("check"):
        report = check(document, context)
        asked = Asked(published=options.published, family=options.family)
        report = report.model_copy(update={"asked": asked})
    with watch.lap("write"):
        folder, kept = _write(document, report, taken, path, options.out)
    return Outcome(
        path,
        folder,
        report,
        rows={name: len(records) for name, records in report.tables.items()},
        flags=_severities(report.tables["flags"]),
        verdict=report.verdict,
        sha256=document.source.sha256,
        kept=kept,
    )


def _write(
    document: Document, report: ReportFile, taken: Fingerprint, path: Path, out: Path
) -> tuple[Path, tuple[Path, ...]]:
    """Write the report; gives its folder, and what stood in it that no run had written."""
    stem, text = document.source.stem, document.text or ""
    source = file_text(document).encode(document.source.encoding or "utf-8")
    changed = touched(out / stem)
    differs = taken.differs_from(stored(out / stem))
    with writing(out):
        folder = write_report(
            out,
            stem,
            source,
            text,
            report,
            taken.parts,
            changed,
            keep_previous=bool(set(differs) - {"review"}),
        )
        clear_quarantine(out, path)
    kept = (folder / f"{name}{KEPT}" for name in changed)
    return folder, tuple(file for file in kept if file.exists())


def check_name(path: Path) -> None:
    """Refuse a name that would make a folder where none may be: a report's folder has its name.

    Raises:
        ReadError: ``ingest.name``.
    """
    stem = report_id(path)
    if stem.casefold() in RESERVED or UNWRITABLE.search(stem):
        message = f"{path.name!a} cannot name the folder of a report: rename it"
        raise ReadError("ingest.name", message)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """A folder that cannot be written is wrong for every input."""
    try:
        yield
    except OSError as error:
        message = f"{error.filename or out} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error


def _severities(flags: Iterable[Record]) -> dict[str, int]:
    return dict(Counter(row.severity for row in flags if isinstance(row, Flag)))


def _fingerprint(path: Path, options: Options) -> Fingerprint:
    asked = (options.published, options.family)
    return fingerprint(path, options.out / report_id(path) / JOURNAL, asked, options.model)


def report_id(path: Path) -> str:
    """The id of the report that an input becomes, which names its folder."""
    return stem_of(path.name)
