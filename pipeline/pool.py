"""Many reports at once: worker processes with limits, each with the model loaded once."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as WorkerTimeoutError
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import PipelineError, StageError

SECONDS = 900.0
"""For one report, reading and OCR included."""
MEMORY = 6_000_000_000
"""Bytes of address space of a worker; spaCy, its model and PDFium map some two of them."""
REPORTS_A_WORKER = 200
"""After so many reports a worker is replaced, so that no leak adds up."""
ALL_NEED = ["pipeline.run", "pipeline.process", "pipeline.check"]
"""Modules that are imported once for all workers, also for those that come as replacements."""

T = TypeVar("T")


def each(
    work: Callable[[Path], T], paths: Iterable[Path], jobs: int, warm: Callable[[], object]
) -> Iterator[tuple[Path, T | PipelineError]]:
    """Do the work on each path in worker processes, and give the results in the paths' order.

    Args:
        work: Can be pickled; what it raises on purpose is given back, not raised.
        paths: The reports.
        jobs: How many workers.
        warm: Called once in each worker before its first report, to load what all need.
    """
    with pool_of(jobs, warm) as pool:
        futures = [(path, pool.schedule(work, args=(path,), timeout=SECONDS)) for path in paths]
        try:
            for path, future in futures:
                yield path, result_of(path, future.result)
        except BaseException:  # interrupted, or nobody wants the rest
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def pool_of(jobs: int, warm: Callable[[], object]) -> ProcessPool:
    """Worker processes with the limit of memory; the limit of time is each task's own."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(ALL_NEED)
    return ProcessPool(
        max_workers=jobs,
        max_tasks=REPORTS_A_WORKER,
        initializer=_begin,
        initargs=(warm,),
        context=context,
    )


def result_of(path: Path, result: Callable[[], T]) -> T | PipelineError:
    """What a worker's task gave, or what it died of."""
    try:
        return result()
    except WorkerTimeoutError:
        return StageError("run.timeout", f"{path.name} took longer than {SECONDS:.0f} seconds")
    except ProcessExpired as died:
        return StageError("run.died", f"{path.name}: the worker died over it ({died})")
    except MemoryError:
        message = f"{path.name} needs more than {MEMORY:,} bytes of memory"
        return StageError("run.memory", message)
    except PipelineError as error:
        return error


def _begin(warm: Callable[[], object]) -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limit on this system
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warm()
