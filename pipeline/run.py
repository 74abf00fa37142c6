"""One report from file to folder, and many in a row: the only place that catches.

::

    raw/ -> readers -> repair -> segment -> extract -> resolve -> assemble -> check -> write
"""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.assemble import assemble
from pipeline.check import check
from pipeline.decisions.journal import JOURNAL, Review, review_of
from pipeline.decisions.journal import read as read_journal
from pipeline.document import Document, stem_of
from pipeline.errors import ConfigError, PipelineError, StageError
from pipeline.extract import extract
from pipeline.fingerprint import Fingerprint, fingerprint, stored
from pipeline.nlp import DEFAULT_MODEL
from pipeline.nlp import load as load_model
from pipeline.pool import each
from pipeline.profile import detect, load
from pipeline.readers import SUFFIXES, read
from pipeline.repair import repair
from pipeline.resolve import resolve
from pipeline.segment import segment
from pipeline.stage import Context, Stage
from pipeline.write import write_quarantine, write_report
from schemas import Record, ReportFile
from schemas.provenance import Flag

STAGES: tuple[Stage, ...] = (repair, segment, extract, resolve, assemble)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may set for a run; ``force``: run reports that have not changed, too."""

    out: Path = Path("extracted")
    published: date | None = None
    family: str | None = None
    model: str = DEFAULT_MODEL
    password: str | None = None
    jobs: int = 1
    force: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a folder with its tables, or a quarantine record.

    ``rows`` counts the rows of each table, ``flags`` those of each severity. ``report`` is not sent
    back from worker processes. ``unchanged``: the folder is as an earlier run left it.
    """

    path: Path
    folder: Path
    report: ReportFile | None = None
    error: PipelineError | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    unchanged: bool = False


def inputs_of(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the readable files in them, each once, in a stable order.

    Raises:
        ConfigError: ``config.same-name``: two inputs would write the same folder.
    """
    found = [
        file
        for path in paths
        for file in (
            sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
            if path.is_dir()
            else [path]
        )
    ]
    files = list(dict.fromkeys(found))
    stems: dict[str, Path] = {}
    for file in files:
        other = stems.setdefault(file.stem, file)
        if other != file:
            message = f"{other} and {file} would both write the report {file.stem!r}: rename one"
            raise ConfigError("config.same-name", message)
    return files


def process(
    document: Document,
    family: str | None = None,
    model: str = DEFAULT_MODEL,
    review: Review | None = None,
) -> tuple[Document, Context]:
    """Run a document that a reader made through all stages, as its review decided."""
    if family:
        profile, flags = load(family), document.flags
    else:
        detection = detect(document)
        profile, flags = detection.profile, document.flags + detection.flags
    context = Context(profile=profile, model=model, review=review or Review())
    document = document.model_copy(update={"family": profile.name, "flags": flags})
    for step in STAGES:
        document = step(document, context)
    return document, context


def changes(path: Path, options: Options) -> tuple[str, ...]:
    """Why a report has to be run again: the names of what has changed; none where nothing has."""
    return _fingerprint(path, options).differs_from(stored(options.out / _stem(path)))


def run(paths: Iterable[Path], options: Options) -> Iterator[Outcome]:
    """Extract each input into its folder; one that cannot be read goes to quarantine.

    Inputs that have not changed since they were last extracted are passed over, unless
    ``options.force`` is set. With several jobs, worker processes do the work.

    Yields:
        An outcome for each input, in order, as soon as it is written.

    Raises:
        ConfigError: The set-up is wrong for every input.
    """
    listed = list(paths)
    wanted = {path for path in listed if options.force or changes(path, options)}
    outcomes = _outcomes([path for path in listed if path in wanted], options)
    for path in listed:
        if path in wanted:
            yield next(outcomes)
        else:
            yield Outcome(path, options.out / _stem(path), unchanged=True)


def _outcomes(paths: list[Path], options: Options) -> Iterator[Outcome]:
    if options.jobs == 1 or len(paths) == 1:
        yield from (_attempt(path, options) for path in paths)
        return
    work = partial(_attempt_in_worker, options=options)
    for path, result in each(work, paths, options.jobs, partial(load_model, options.model)):
        if isinstance(result, ConfigError):
            raise result
        yield _refused(path, options, result) if isinstance(result, PipelineError) else result


def _attempt_in_worker(path: Path, options: Options) -> Outcome:
    return replace(_attempt(path, options), report=None)


def _attempt(path: Path, options: Options) -> Outcome:
    try:
        return _run_one(path, options)
    except ConfigError:
        raise  # the set-up is wrong for every input
    except PipelineError as error:
        return _refused(path, options, error)
    except MemoryError:
        raise  # the worker's limit: it is told of where the worker is watched
    except Exception as error:  # noqa: BLE001 - a defect over one report must not stop the others
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return _refused(path, options, StageError("run.defect", message))


def _refused(path: Path, options: Options, error: PipelineError) -> Outcome:
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    return Outcome(path, write_quarantine(options.out, path, digest, error), error=error)


def _run_one(path: Path, options: Options) -> Outcome:
    taken = _fingerprint(path, options) if path.is_file() else None
    document = read(path, options.published, options.password)
    journal = read_journal(options.out / document.source.stem / JOURNAL)
    document, context = process(document, options.family, options.model, review_of(journal))
    report = check(document, context)
    report = report.model_copy(update={"fingerprint": taken.parts if taken else {}})
    source = document.raw.encode(document.source.encoding or "utf-8")
    stem = document.source.stem
    try:
        folder = write_report(options.out, stem, source, document.text or "", report)
    except OSError as error:
        message = f"{options.out / stem} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error
    rows = {name: len(records) for name, records in report.tables.items()}
    return Outcome(path, folder, report, rows=rows, flags=_severities(report.tables["flags"]))


def _severities(flags: Iterable[Record]) -> dict[str, int]:
    return dict(Counter(row.severity for row in flags if isinstance(row, Flag)))


def _fingerprint(path: Path, options: Options) -> Fingerprint:
    asked = (options.published, options.family)
    return fingerprint(path, options.out / _stem(path) / JOURNAL, asked, options.model)


def _stem(path: Path) -> str:
    return stem_of(path.name)
