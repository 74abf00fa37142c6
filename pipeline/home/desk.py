"""What the home page works on: the folders, the reviews that are open, what workbooks gave."""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.types import ASGIApp

from pipeline.diff import Difference, compare
from pipeline.document.errors import ConfigError
from pipeline.exchange.export import export
from pipeline.exchange.notes import name_of_copy
from pipeline.home.reading import Reader
from pipeline.review.again import no_source, source_of
from pipeline.review.app import create_app
from pipeline.review.deriving import Deriver
from pipeline.review.importing import Imported, import_file, with_notes
from pipeline.review.session import Session
from pipeline.write import PREVIOUS
from pipeline.write.report import read_table, reports_in

OPEN = 8
"""Reviews that are held open at once; the one that was not asked for longest is closed."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where reports come from, where they go, and what is made of them."""

    raw: Path = Path("raw")
    out: Path = Path("extracted")
    gold: Path = Path("tests/gold")
    site: Path = Path("site")


@dataclass
class Desk:
    """One person's work on a folder of reports."""

    folders: Folders
    reader: Reader = field(init=False)
    passwords: dict[str, str] = field(default_factory=dict)
    _reviews: OrderedDict[str, tuple[Session, ASGIApp, Deriver]] = field(
        default_factory=OrderedDict
    )
    _noted: OrderedDict[str, tuple[str, bytes]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Begin with nothing open."""
        self.reader = Reader(self.folders.out)

    def known(self, stem: str) -> str:
        """The id of a report that is there.

        Raises:
            ConfigError: ``config.no-report``.
        """
        if stem not in reports_in(self.folders.out):
            raise ConfigError("config.no-report", "there is no such report")
        return stem

    def review(self, stem: str) -> tuple[Session, ASGIApp]:
        """The review of a report, and its page.

        Raises:
            ConfigError: ``config.no-report``.
        """
        folder = self.folders.out / self.known(stem)
        with self._lock:
            if stem not in self._reviews:
                session = Session(folder, self.folders.raw, self.passwords.get(stem))
                deriver = Deriver(session, warm=False)
                deriver.start()
                self._reviews[stem] = session, create_app(session), deriver
            self._reviews.move_to_end(stem)
            while len(self._reviews) > OPEN:
                _, (_, _, closed) = self._reviews.popitem(last=False)
                closed.stop()
            session, app, _ = self._reviews[stem]
            return session, app

    def close(self) -> None:
        """Close all reviews; what is being carried out for them is brought to its end."""
        with self._lock:
            while self._reviews:
                _, (_, _, deriver) = self._reviews.popitem()
                deriver.stop()

    def source(self, stem: str) -> Path:
        """The file that a report was made from.

        Raises:
            ConfigError: ``config.no-report``, ``review.no-source``.
        """
        folder = self.folders.out / self.known(stem)
        about = read_table(folder, "reports")[0]
        found = source_of(folder, about["source"], about["sha256"], self.folders.raw)
        if found.path is None:
            raise no_source(found.missing)
        return found.path

    def take_back(self, stem: str, workbook: Path, name: str, reviewer: str) -> Imported:
        """Record what a workbook changes in a report.

        A copy with notes on what was not taken is kept for :meth:`noted`, under its name.

        Raises:
            PipelineError: It is no workbook of this report.
        """
        session, _ = self.review(stem)
        session.refresh()
        taken = import_file(session, workbook, reviewer)
        content = with_notes(workbook, taken)
        with self._lock:
            self._noted.pop(stem, None)
            if content is not None:
                self._noted[stem] = name_of_copy(Path(name)), content
            while len(self._noted) > OPEN:
                self._noted.popitem(last=False)
        return taken

    def noted(self, stem: str) -> tuple[str, bytes] | None:
        """The copy of the workbook that came back last, if there is one with notes: name, bytes."""
        with self._lock:
            return self._noted.get(stem)

    def differences(self, stem: str) -> list[Difference]:
        """What the run before said otherwise of a report.

        Raises:
            ConfigError: ``config.no-report``: there was no run before.
        """
        out = self.folders.out
        return compare(out / PREVIOUS / self.known(stem), out / stem)

    def exported(self, stem: str, to: str) -> tuple[str, bytes]:
        """A report, or with no id all of them, in a form: a file's name and bytes.

        Several files come as one archive.

        Raises:
            ConfigError: ``config.no-report``, ``config.no-format``.
        """
        stems = [self.known(stem)] if stem else []
        with TemporaryDirectory(prefix="milestones-") as place:
            written = list(export(stems, to, self.folders.out, Path(place)))
            if len(written) == 1 and written[0].is_file():
                return written[0].name, written[0].read_bytes()
            archive = Path(place) / f"{stem or 'milestones'}-{to}.zip"
            with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
                for path in written:
                    packed.write(path, path.relative_to(place))
            return archive.name, archive.read_bytes()
