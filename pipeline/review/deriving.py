"""What follows from decisions is derived in the background, while the person goes on.

One worker process holds the loaded model and waits. It runs the report again as soon as a decision
is recorded, once for all that were made meanwhile; so the page never waits for a run, and a run
begins at once. The dataset of all reports is renewed when no decision has come for a while, and
when the review ends.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from pebble import ProcessPool

from pipeline.dataset import refresh
from pipeline.document.errors import PipelineError
from pipeline.review import again
from pipeline.review.session import Session
from pipeline.run.pool import LONGEST, pool_of, result_of, seconds_for

QUIET = 5.0
"""Seconds without a decision after which the dataset is renewed."""


class Deriver:
    """Carries out the decisions of a session until it is stopped.

    Args:
        session: The report under review.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._model = again.model_of(session.folder)
        self._stopping = False
        self._stale = False
        self._thread = Thread(target=self._work, name="deriver", daemon=True)

    def start(self) -> None:
        """Load the model, then carry out what is recorded."""
        if not self._session.obstacles:
            self._session.derives = True
            self._session.decided.set()  # what an earlier session left to be carried out
            self._thread.start()

    def stop(self) -> None:
        """Finish what is being carried out, renew the dataset, and stop."""
        self._stopping = True
        if self._thread.is_alive():
            self._session.decided.set()
            self._thread.join()

    def _work(self) -> None:
        with pool_of(1, self._model) as pool:
            pool.schedule(again.warm, args=(self._model,))
            while not self._stopping:
                if not self._session.decided.wait(QUIET if self._stale else None):
                    self._renew_dataset(pool)
                elif not self._stopping:
                    self._carry_out(pool)
            if self._stale:
                self._renew_dataset(pool)

    def _carry_out(self, pool: ProcessPool) -> None:
        """Run the report again until its tables have every decision, or until a run fails."""
        session = self._session

        def runner(folder: Path, source: Path, password: str | None) -> None:
            limit = seconds_for(source.stat().st_size)
            _in_worker(pool, again.extract_again, (folder, source, password), limit)

        session.decided.clear()
        while session.pending and not session.failure and not self._stopping:
            session.decided.clear()
            try:
                session.derive(runner)
            except PipelineError as error:
                session.failure = error.message
            self._stale = True

    def _renew_dataset(self, pool: ProcessPool) -> None:
        out = self._session.folder.parent
        try:
            _in_worker(pool, refresh, (out,), LONGEST)
        except PipelineError as error:
            self._session.failure = error.message
        self._stale = False


def _in_worker(
    pool: ProcessPool, work: Callable[..., object], given: tuple[object, ...], limit: float
) -> None:
    """Do work in the worker process and wait for its end.

    Raises:
        PipelineError: What the work raised, or what its process died of.
    """
    future = pool.schedule(work, args=given, timeout=limit)
    result = result_of(Path(str(given[0])), future.result, limit)
    if isinstance(result, PipelineError):
        raise result
