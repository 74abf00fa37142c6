"""Worker processes with limits, forked from a server that has loaded the model once for all."""

import multiprocessing
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import TimeoutError as WorkerTimeoutError
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.document.errors import PipelineError, StageError
from pipeline.language.models import DEFAULT_MODEL

SECONDS = 900.0
"""For one report, reading and OCR included; a large one has more."""
SECONDS_A_MEGABYTE = 200.0
"""Several times what dense text takes."""
LONGEST = 7_200.0
"""Seconds for a report of any size."""
MEMORY = 6_000_000_000
"""Bytes of address space of a worker; spaCy, its model and PDFium map some two of them."""
REPORTS_A_WORKER = 200
"""After so many reports a worker is replaced, so that no leak adds up."""
CODE, CODE_AND_MODEL = "pipeline.run.process", "pipeline.run.warm"
"""What the server imports for all workers, and for those that replace them."""

T = TypeVar("T")


def each(
    work: Callable[[Path], T],
    paths: Iterable[Path],
    jobs: int,
    model: str | None = None,
) -> Generator[tuple[Path, T | PipelineError], None, None]:
    """Do the work on each path in worker processes, and give the results in the paths' order.

    Args:
        work: Can be pickled; what it raises on purpose is given back, not raised.
        paths: The reports.
        jobs: How many workers at most.
        model: What they will use; the default one is there when they begin.

    Close the generator: the workers end then, and an interrupt meanwhile is raised.
    """
    paths = list(paths)
    with pool_of(min(jobs, len(paths)), model) as pool:
        limits = [(path, seconds_for(_size_of(path))) for path in paths]
        futures = [pool.schedule(work, args=(path,), timeout=limit) for path, limit in limits]
        try:
            for (path, limit), future in zip(limits, futures, strict=True):
                yield path, result_of(path, future.result, limit)
        except BaseException:  # interrupted, or nobody wants the rest
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def pool_of(jobs: int, model: str | None) -> ProcessPool:
    """Worker processes with the limit of memory; the limit of time is each task's own."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([CODE_AND_MODEL if model == DEFAULT_MODEL else CODE])
    return ProcessPool(
        max_workers=jobs,
        max_tasks=REPORTS_A_WORKER,
        initializer=_limit_memory,
        context=context,
    )


def seconds_for(size: int) -> float:
    """The limit of time for a report of so many bytes."""
    return min(SECONDS + SECONDS_A_MEGABYTE * size / 1_000_000, LONGEST)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone: its worker will say so
        return 0


def result_of(path: Path, result: Callable[[], T], limit: float) -> T | PipelineError:
    """What a worker's task gave, or what it died of."""
    try:
        return result()
    except WorkerTimeoutError:
        return StageError("run.timeout", f"{path.name} took longer than {limit:.0f} seconds")
    except ProcessExpired as died:
        return StageError("run.died", f"{path.name}: the worker died over it ({died})")
    except MemoryError:
        message = f"{path.name} needs more than {MEMORY:,} bytes of memory"
        return StageError("run.memory", message)
    except PipelineError as error:
        return error


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limit on this system
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
