"""One report from file to folder, and many in a row: the only place that catches.

::

    raw/ -> readers -> repair -> segment -> extract -> resolve -> assemble -> check -> write
"""

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.assemble import assemble
from pipeline.check import check
from pipeline.decisions.journal import JOURNAL, Review, review_of
from pipeline.decisions.journal import read as read_journal
from pipeline.document import Document
from pipeline.errors import ConfigError, PipelineError, StageError
from pipeline.extract import extract
from pipeline.nlp import DEFAULT_MODEL
from pipeline.profile import detect, load
from pipeline.readers import SUFFIXES, read
from pipeline.repair import repair
from pipeline.resolve import resolve
from pipeline.segment import segment
from pipeline.stage import Context, Stage
from pipeline.write import write_quarantine, write_report
from schemas import Record, ReportFile

STAGES: tuple[Stage, ...] = (repair, segment, extract, resolve, assemble)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may set for a run."""

    out: Path = Path("extracted")
    published: date | None = None
    family: str | None = None
    model: str = DEFAULT_MODEL
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a folder with its tables, or a quarantine record."""

    path: Path
    folder: Path
    report: ReportFile | None = None
    error: PipelineError | None = None

    @property
    def rows(self) -> Mapping[str, Sequence[Record]]:
        """The rows of each table; none where the input was refused."""
        return self.report.tables if self.report is not None else {}


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


def run(paths: Iterable[Path], options: Options) -> Iterator[Outcome]:
    """Extract each input into its folder; one that cannot be read goes to quarantine.

    Yields:
        An outcome for each input, in order, as soon as it is written.
    """
    for path in paths:
        try:
            yield _run_one(path, options)
        except ConfigError:
            raise  # the set-up is wrong for every input
        except PipelineError as error:
            yield _refused(path, options, error)
        except Exception as error:  # noqa: BLE001 - a defect over one report must not stop the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            message = (
                f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
            )
            yield _refused(path, options, StageError("run.defect", message))


def _refused(path: Path, options: Options, error: PipelineError) -> Outcome:
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    return Outcome(path, write_quarantine(options.out, path, digest, error), error=error)


def _run_one(path: Path, options: Options) -> Outcome:
    document = read(path, options.published, options.password)
    journal = read_journal(options.out / document.source.stem / JOURNAL)
    document, context = process(document, options.family, options.model, review_of(journal))
    report = check(document, context)
    source = document.raw.encode(document.source.encoding or "utf-8")
    stem = document.source.stem
    try:
        folder = write_report(options.out, stem, source, document.text or "", report)
    except OSError as error:
        message = f"{options.out / stem} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error
    return Outcome(path, folder, report=report)
