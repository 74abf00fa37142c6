"""The report under review in this process: what is read, what is kept between requests."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock, RLock

from pipeline.decisions import journal
from pipeline.decisions.journal import JOURNAL, Decision
from pipeline.document.errors import PipelineError, ReadError
from pipeline.review import again
from pipeline.review.decide import Deed, decisions_of
from pipeline.review.edition import Edition
from pipeline.review.pages import Pages
from pipeline.review.standing import Standing
from pipeline.review.text import Mark, marks_of
from pipeline.write.report import Extracted, Key, Row

LATEST = 3
"""The latest extractions are kept: a page that has not yet heard of the last may go on deciding."""
PAGES = 4
"""So are those that pages last asked about: one that is being written in stays at its own."""

Runner = Callable[[Path, Path, str | None], None]
"""Extracts a source into its folder again: ``(folder, source, password)``."""


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
        decided: Is set by each decision; whoever carries decisions out waits for it.
        derives: Whether decisions are carried out in the background.
        failure: Why the last new run failed; empty when it did not.
    """

    def __init__(self, folder: Path, raw: Path, password: str | None = None) -> None:
        self.folder = folder
        self._raw = raw
        self._password = password
        self._journal = folder / JOURNAL
        self._lock = RLock()
        self._running = Lock()
        self._recorded: list[Decision] = []
        self._read: tuple[object, Standing] | None = None
        self._editions = [Edition.of(folder)]
        self._shown: deque[str] = deque(maxlen=PAGES)
        self.torn = 0
        self.decided = Event()
        self.derives = False
        self.failure = ""
        self.obstacles = again.obstacles(folder)
        self.pages = self._pages()

    def _source(self) -> again.Found:
        about = self.report.about
        return again.source_of(self.folder, about["source"], about["sha256"], self._raw)

    def _pages(self) -> Pages | None:
        """The pages, if there are any to show; what is in their way is an obstacle."""
        is_pdf = self.report.about["source"].lower().endswith(".pdf")
        source = self._source()
        without = "the pages and what follows from a decision" if is_pdf else FOLLOWING
        if source.path is None:
            told = f"{source.missing}: {without} cannot be shown until --raw names its folder"
            self.obstacles.append(told)
        elif is_pdf:
            pages = Pages(source.path, self._password)
            try:
                pages.sizes()
            except ReadError as error:
                remedy = "if it is encrypted, start with --password"
                self.obstacles.append(f"{error.message}: {without} cannot be shown; {remedy}")
            else:
                return pages
        return None

    @property
    def edition(self) -> Edition:
        """The latest extraction."""
        return self._editions[-1]

    @property
    def report(self) -> Extracted:
        """The tables and the text of the latest extraction."""
        return self.edition.report

    @property
    def version(self) -> str:
        """Tells one extraction of the report from another."""
        return self.edition.version

    def edition_of(self, version: str) -> Edition | None:
        """The extraction of a version that a page shows, if it is still kept."""
        with self._lock:
            if version in self._shown:
                self._shown.remove(version)
            self._shown.append(version)
            return next((e for e in self._editions if e.version == version), None)

    @property
    def standing(self) -> Standing:
        """The rows under the decisions, also those that another process has just recorded."""
        with self._lock:
            now = (self.version, self._journal_state())
            if self._read is None or self._read[0] != now:
                read = journal.read(self._journal)
                self.torn = read.torn
                self._read = now, Standing(self.report, read.decisions)
            return self._read[1]

    def _journal_state(self) -> object:
        """Tells one state of the journal from another."""
        try:
            stat = self._journal.stat()
        except FileNotFoundError:  # none yet; or a run is just exchanging the folder around it
            known = self._read[0] if self._read else None
            return known[1] if isinstance(known, tuple) else ()
        return stat.st_size, stat.st_mtime_ns

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

        A deed may be about an extraction that a later one has replaced meanwhile: its decision is
        anchored in the text that the person saw, and is found again in the new one.

        Returns:
            The decisions; none where the row has that verdict already.

        Raises:
            ReplacesError: Other labels would go for it that the person was not told of.
            ValueError: It cannot be done; nothing is recorded.
            OSError: The journal cannot be written.
        """
        with self._lock:
            edition = self.edition_of(deed.version) if deed.version else self.edition
            if edition is None:
                raise ValueError("the report was extracted again meanwhile: reload the page")
            standing = self.standing
            if edition is not self.edition:
                standing = Standing(edition.report, standing.journal)
            made = decisions_of(deed, standing, reviewer)
            if made:
                journal.append(self._journal, *made)
                self._recorded += made
                self.failure = ""
        if made:
            self.decided.set()
        return made

    @property
    def pending(self) -> int:
        """How many decisions the report's tables do not have yet, or have no longer to have."""
        return len({d.id for d in self.standing.in_force} ^ self.report.rows["decisions"].keys())

    @property
    def working(self) -> bool:
        """Whether what follows from the decisions is still being worked out."""
        is_owed = self.pending > 0 or self.decided.is_set() or self._running.locked()
        return self.derives and not self.failure and is_owed

    def try_again(self) -> None:
        """Have carried out again what a run has failed over."""
        self.failure = ""
        self.decided.set()

    def refresh(self) -> None:
        """Read the report again if another process has extracted it meanwhile."""
        if self._running.locked():  # what the run of this process writes is read at its end
            return
        with suppress(PipelineError, OSError):  # a run may just be exchanging the folder
            if (self.folder / "report.json").stat().st_mtime != self.report.written:
                self._adopt()

    def apply(self) -> None:
        """Carry all decisions out in this process, and renew the dataset.

        Raises:
            PipelineError: There is no source, or the run refused it; the report stays as it is.
        """
        self.derive(again.rerun)

    def derive(self, runner: Runner) -> None:
        """Run the pipeline again with the decisions, and read what it wrote.

        Decisions may be recorded meanwhile; they are pending afterwards.

        Raises:
            PipelineError: There is no source, or the run refused it; the report stays as it is.
        """
        with self._running:
            source = self._source()
            if source.path is None:
                raise again.no_source(source.missing)
            runner(self.folder, source.path, self._password)
            self._adopt()

    def _adopt(self) -> None:
        """Read the report's folder, and show it from now on."""
        edition = Edition.of(self.folder)
        with self._lock:
            latest = self._editions[1 - LATEST :]
            shown = [e for e in self._editions[: 1 - LATEST] if e.version in self._shown]
            self._editions = [*shown, *latest, edition]
            self._keep_recorded()

    def _keep_recorded(self) -> None:
        """Record again what a run has lost that copied the journal instead of linking it.

        It does where a disk has no links; what was appended between the copy and the exchange of
        the folders is not in the new one.
        """
        known = {decision.id for decision in journal.read(self._journal).decisions}
        if lost := [decision for decision in self._recorded if decision.id not in known]:
            journal.append(self._journal, *lost)


FOLLOWING = "what follows from a decision"


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
