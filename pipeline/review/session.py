"""The report under review in this process: what is read, what is kept between requests."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import RLock

from pipeline.decisions import journal
from pipeline.decisions.journal import JOURNAL, Decision
from pipeline.document.errors import PipelineError, ReadError
from pipeline.document.span import Span
from pipeline.review import again
from pipeline.review.decide import Deed, decisions_of
from pipeline.review.pages import Pages
from pipeline.review.standing import Standing
from pipeline.review.text import Mark, chunks, marks_of
from pipeline.write.report import Extracted, Key, Row

HEADINGS = {"month": "month", "theme": "theme", "title": "title"}
"""Columns whose evidence is a heading in the text, and the heading's class."""


class Session:
    """One report, its journal, and the source that it was extracted from.

    Args:
        folder: ``extracted/STEM``.
        raw: The folder of inputs, where the source is looked for if it is not where it was.
        password: Of an encrypted PDF.

    Attributes:
        pages: The pages of a PDF that is there and can be drawn.
        obstacles: What keeps this session from showing the pages or from a new run, in sentences;
            known before the first decision is made.
    """

    def __init__(self, folder: Path, raw: Path, password: str | None = None) -> None:
        self.folder = folder
        self._raw = raw
        self._password = password
        self._journal = folder / JOURNAL
        self._lock = RLock()
        self._seen: object = None
        self._load()
        self.obstacles = again.obstacles(folder)
        self.pages = self._pages()

    def _source(self) -> again.Found:
        about = self.report.about
        return again.source_of(self.folder, about["source"], about["sha256"], self._raw)

    def _pages(self) -> Pages | None:
        """The pages, if there are any to show; what is in their way is an obstacle."""
        is_pdf = self.report.about["source"].lower().endswith(".pdf")
        source = self._source()
        if source.path is None:
            without = "no pages and no Apply" if is_pdf else "no Apply"
            self.obstacles.append(f"{source.missing}: {without} until --raw names its folder")
        elif is_pdf:
            pages = Pages(source.path, self._password)
            try:
                pages.sizes()
            except ReadError as error:
                remedy = "if it is encrypted, start with --password"
                self.obstacles.append(f"{error.message}: no pages and no Apply; {remedy}")
            else:
                return pages
        return None

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

        Returns:
            The decisions; none where the row has that verdict already.

        Raises:
            ReplacesError: Other labels would go for it that the person was not told of.
            ValueError: It cannot be done; nothing is recorded.
            OSError: The journal cannot be written.
        """
        with self._lock:
            if deed.version not in ("", self.version):
                raise ValueError("the report was extracted again meanwhile: reload the page")
            made = decisions_of(deed, self.standing, reviewer)
            if made:
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
        with (
            self._lock,
            suppress(PipelineError, OSError),
        ):  # a run may just be exchanging the folder
            if (self.folder / "report.json").stat().st_mtime != self.report.written:
                self._load()

    def apply(self) -> None:
        """Run the pipeline again with the decisions, and read what it wrote.

        Decisions wait meanwhile: the run puts a new folder in the place of the one they go into.

        Raises:
            PipelineError: There is no source, or the run refused it; the report stays as it is.
        """
        with self._lock:
            source = self._source()
            if source.path is None:
                raise again.no_source(source.missing)
            again.rerun(self.folder, source.path, self._password)
            self._load()


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
