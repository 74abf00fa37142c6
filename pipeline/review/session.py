"""The report under review in this process: what is read, what is kept between requests."""

import getpass
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import RLock

from pipeline.decisions import journal
from pipeline.decisions.journal import JOURNAL, Decision
from pipeline.errors import ConfigError
from pipeline.extracted import Extracted, Key, Row
from pipeline.review import again
from pipeline.review.decide import Deed, decisions_of
from pipeline.review.pages import Pages
from pipeline.review.standing import Standing
from pipeline.review.text import Mark, chunks, marks_of
from pipeline.span import Span

HEADINGS = {"month": "month", "theme": "theme", "title": "title"}
"""Columns whose evidence is a heading in the text, and the heading's class."""


class Session:
    """One report, its journal, and the source that it was extracted from.

    Args:
        folder: ``extracted/STEM``.
        raw: The folder of inputs; without the source there are no pages and no new run.
    """

    def __init__(self, folder: Path, raw: Path) -> None:
        self.folder = folder
        self._journal = folder / JOURNAL
        self._lock = RLock()
        self._seen: object = None
        self._load()
        about = self.report.about
        self.source = again.source_file(folder, about["source"], about["sha256"], raw)
        is_pdf = self.source is not None and self.source.suffix.lower() == ".pdf"
        self.pages = Pages(self.source) if self.source and is_pdf else None

    def _load(self) -> None:
        self.report = Extracted(self.folder)
        self.chunks = chunks(self.report.text)
        self.headings = _headings(self.report)
        self._seen = None

    @property
    def standing(self) -> Standing:
        """The rows under the decisions, also those that another process has just recorded."""
        with self._lock:
            stat = self._journal.stat() if self._journal.exists() else None
            now = (stat.st_size, stat.st_mtime_ns) if stat else ()
            if now != self._seen:
                read = journal.read(self._journal)
                self._standing = Standing(self.report, read.decisions)
                self.torn = read.torn
                self._seen = now
            return self._standing

    @property
    def marks(self) -> list[Mark]:
        """The mentions to colour in the text, as they stand now."""
        return _marks(self.standing)

    @property
    def on_page(self) -> dict[int, list[tuple[Key, Row]]]:
        """The mentions on each page, as they stand now."""
        return _on_page(self.standing)

    def record(self, deed: Deed, reviewer: str) -> Sequence[Decision]:
        """Put what a person did into the journal; it is on the disk when this returns.

        Raises:
            ValueError: It cannot be done; nothing is recorded.
            OSError: The journal cannot be written.
        """
        with self._lock:
            if deed.version not in ("", self.version):
                raise ValueError("the report was extracted again meanwhile: reload the page")
            made = decisions_of(deed, self.standing, reviewer)
            journal.append(self._journal, *made)
            return made

    @property
    def pending(self) -> int:
        """How many decisions the report's tables do not have yet, or have no longer to have."""
        return len({d.id for d in self.standing.in_force} ^ self.report.rows["decisions"].keys())

    @property
    def version(self) -> str:
        """Tells one extraction of the report from another."""
        return str(self.report.written)

    def refresh(self) -> None:
        """Read the report again if another process has extracted it meanwhile.

        For a page that is about to be drawn: one that is open still shows the old text.
        """
        with self._lock, suppress(ConfigError, OSError):  # a run may just be exchanging the folder
            if (self.folder / "report.json").stat().st_mtime != self.report.written:
                self._load()

    def apply(self) -> None:
        """Run the pipeline again with the decisions, and read what it wrote.

        Decisions wait meanwhile: the run puts a new folder in the place of the one they go into.

        Raises:
            PipelineError: There is no source, or the run refused it; the report stays as it is.
        """
        with self._lock:
            if self.source is None:
                raise again.no_source(self.report.about["source"])
            again.rerun(self.folder, self.source)
            self._load()


def user_name() -> str:
    """The name under which decisions are recorded where nobody has given another."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user: a container
        return "reviewer"


def _headings(report: Extracted) -> list[tuple[Span, str]]:
    found = [
        (Span(start=int(cell["start"]), end=int(cell["end"])), HEADINGS[cell["column"]])
        for cell in report.tables["evidence"]
        if cell["column"] in HEADINGS and cell["start"] and cell["end"]
    ]
    return sorted(found, key=lambda entry: (entry[0].start, entry[0].end))


@lru_cache(maxsize=1)
def _marks(standing: Standing) -> list[Mark]:
    return marks_of(
        {**row, "standing": standing.verdict(key)} for key, row in standing.rows("mentions")
    )


@lru_cache(maxsize=1)
def _on_page(standing: Standing) -> dict[int, list[tuple[Key, Row]]]:
    found: defaultdict[int, list[tuple[Key, Row]]] = defaultdict(list)
    for key, row in standing.rows("mentions"):
        if row["page"]:
            found[int(row["page"])].append((key, row))
    return found
