"""Files are read one after the other in the background, and tell how far they are."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic
from typing import Literal

from pipeline.dataset import refresh
from pipeline.document.errors import PipelineError
from pipeline.run import Options
from pipeline.run.manifest import recorded
from pipeline.run.one import report_id

Status = Literal["waiting", "reading", "read", "refused"]
STEPS = {
    "read": "opening the file",
    "repair": "mending broken lines and words",
    "segment": "finding sections and lists",
    "extract": "finding names, dates and figures",
    "resolve": "looking up places and organisations",
    "quotes": "finding quotations",
    "events": "finding events and who took part",
    "check": "checking the tables",
    "write": "writing the tables",
}
"""The parts of a run in their order, in words."""
KEPT = 30
"""Files whose outcome stays on the page."""


@dataclass
class Job:
    """A file that is read: how far it is, and what became of it; ``step`` counts from 1."""

    path: Path
    published: date | None = None
    password: str | None = None
    force: bool = False
    status: Status = "waiting"
    message: str = ""
    code: str = ""
    started: float = 0.0
    progress: Path | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    @property
    def stem(self) -> str:
        """The id of the report that it becomes."""
        return report_id(self.path)

    @property
    def part(self) -> str:
        """What its worker is at, by the name of the part."""
        try:
            return self.progress.read_text("utf-8") if self.progress else ""
        except OSError:  # it has not begun, or has ended
            return ""

    @property
    def step(self) -> int:
        """Which part of the work is being done; 0 before the first."""
        part = self.part
        return list(STEPS).index(part) + 1 if part in STEPS else 0

    @property
    def words(self) -> str:
        """What is being done, for a person."""
        return STEPS.get(self.part, "getting ready")

    @property
    def seconds(self) -> int:
        """Since it was begun."""
        return int(monotonic() - self.started) if self.started else 0


class Reader:
    """Reads files into a folder of reports, one at a time, in a worker with limits.

    Args:
        out: The folder of all reports.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._jobs: list[Job] = []
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(max_workers=1)

    @property
    def jobs(self) -> Sequence[Job]:
        """The last files, the latest first."""
        return list(reversed(self._jobs))

    @property
    def busy(self) -> bool:
        """Whether files wait or are read."""
        return any(job.status in {"waiting", "reading"} for job in self._jobs)

    def add(self, job: Job) -> None:
        """Read a file when those before it are read; one that waits already is not added."""
        with self._lock:
            waiting = [one.path for one in self._jobs if one.status == "waiting"]
            if job.path not in waiting:
                self._jobs = [*self._jobs, job][-KEPT:]
                self._pool.submit(self._read, job)

    def close(self) -> None:
        """Begin no other file."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _read(self, job: Job) -> None:
        job.status, job.started = "reading", monotonic()
        try:
            with TemporaryDirectory(prefix="milestones-") as folder:
                self._run(job, Path(folder) / "part")
            with self._lock:
                last = not any(one.status == "waiting" for one in self._jobs)
            if last:
                refresh(self._out)
        except PipelineError as error:
            job.status, job.message, job.code = "refused", error.message, error.code
        except Exception as error:  # noqa: BLE001 - the page has to say so, and read the next file
            job.status, job.message = "refused", f"{type(error).__name__}: {error}"

    def _run(self, job: Job, progress: Path) -> None:
        options = Options(
            out=self._out,
            published=job.published,
            password=job.password,
            jobs=1,
            force=job.force,
            progress=progress,
        )
        job.progress = progress
        (outcome,) = recorded([job.path], options)
        if outcome.error is not None:
            job.status, job.message, job.code = "refused", outcome.error.message, outcome.error.code
        else:
            job.status = "read"
            job.message = "had not changed since it was last read" if outcome.unchanged else ""
