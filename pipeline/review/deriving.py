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

LISTEN = 0.2
"""Seconds after which a stop is heard."""
QUIET = 5.0
"""Seconds without a decision after which the dataset is renewed."""


class Deriver:
    """Carries out the decisions of a session until it is stopped.

    Args:
        session: The report under review.
        warm: Whether to load the model at once, not over the first decision.
    """

    def __init__(self, session: Session, *, warm: bool = True) -> None:
        self._session = session
        self._model = again.model_of(session.folder)
        self._warm = warm
        self._stopping = False
        self._stale = False
        self._thread = Thread(target=self._work, name="deriver", daemon=True)

    def start(self) -> None:
        """Carry out what is recorded, and what will be."""
        if not self._session.obstacles:
            self._session.derives = True
            if self._session.pending:  # an earlier session has left them
                self._session.decided.set()
            self._thread.start()

    def stop(self) -> None:
        """Carry out all that is recorded, renew the dataset, and stop."""
        self._stopping = True
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        with pool_of(1, self._model) as pool:
            if self._warm:
                pool.schedule(again.warm, args=(self._model,))
            quiet = 0.0
            while True:
                if self._session.decided.wait(LISTEN):
                    self._carry_out(pool)
                    quiet = 0.0
                elif self._stopping:
                    break
                else:
                    quiet += LISTEN
                    if self._stale and quiet >= QUIET:
                        self._renew_dataset(pool)
            if self._stale:
                self._renew_dataset(pool)

    def _carry_out(self, pool: ProcessPool) -> None:
        """Run the report again until its tables have every decision, or until a run fails.

        It runs also over decisions that undo each other: what it writes depends on the journal.
        """
        session = self._session

        def runner(folder: Path, source: Path, password: str | None) -> None:
            limit = seconds_for(source.stat().st_size)
            _in_worker(pool, again.extract_again, (folder, source, password), limit)

        while not session.failure and (session.decided.is_set() or session.pending):
            session.decided.clear()
            try:
                session.derive(runner)
            except (PipelineError, OSError) as error:
                session.failure = str(getattr(error, "message", error))
                session.decided.clear()
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
