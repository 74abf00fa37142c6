"""Many reports in a row, in this process or in workers; what has not changed is passed over."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.document.errors import ConfigError, PipelineError
from pipeline.run.one import (
    NONE_REFUSED,
    Options,
    Outcome,
    attempt,
    changes,
    digest_of,
    report_id,
    writing,
)
from pipeline.run.one import (
    refused as refusal,
)
from pipeline.run.pool import each
from pipeline.write import clear_quarantine, recover, remember_inputs


def run(
    paths: Iterable[Path],
    options: Options,
    refused: Mapping[Path, PipelineError] = NONE_REFUSED,
) -> Iterator[Outcome]:
    """Extract each input into its folder; one that cannot be read goes to quarantine.

    Inputs that have not changed since they were last extracted are passed over, unless
    ``options.force`` is set.

    Args:
        paths: The inputs.
        options: How they are extracted.
        refused: Those of them that are not to be read, and why.

    Yields:
        An outcome for each input, in order, as soon as it is written.

    A run that is interrupted leaves whole reports and nothing beside them.

    Raises:
        ConfigError: The set-up is wrong for every input.
    """
    with writing(options.out):
        recover(options.out)
    try:
        yield from _run(list(paths), options, refused)
    except BaseException:  # a worker that was stopped while it wrote cleared nothing away
        with suppress(OSError):
            recover(options.out)
        raise


def _run(
    listed: list[Path], options: Options, refused: Mapping[Path, PipelineError]
) -> Iterator[Outcome]:
    read_ = [path for path in listed if path not in refused]
    with writing(options.out):
        for folder in {folder for path in read_ for folder in path.absolute().parents}:
            clear_quarantine(options.out, folder)  # an input was found in it
    wanted = {path for path in read_ if options.force or changes(path, options)}
    found: dict[str, Path] = {}
    try:
        # Closed here, not when it is collected: an interrupt in a finalizer would be ignored.
        with closing(_outcomes([path for path in read_ if path in wanted], options)) as outcomes:
            for path in listed:
                if path in refused:
                    yield refusal(path, options, refused[path], str(path.absolute()))
                    continue
                folder = options.out / report_id(path)
                if path in wanted:
                    outcome = next(outcomes)
                else:
                    outcome = Outcome(path, folder, unchanged=True, sha256=digest_of(path))
                if outcome.error is None:
                    found[folder.name] = path
                yield outcome
    finally:  # also those of a run that is interrupted
        if found:
            with writing(options.out):
                remember_inputs(options.out, found)


def _outcomes(paths: list[Path], options: Options) -> Generator[Outcome, None, None]:
    if not options.jobs or not paths:
        yield from (attempt(path, options) for path in paths)
        return
    work = partial(_attempt_in_worker, options=options)
    with closing(each(work, paths, options.jobs, options.model)) as results:
        for path, result in results:
            if isinstance(result, ConfigError):
                raise result
            yield refusal(path, options, result) if isinstance(result, PipelineError) else result


def _attempt_in_worker(path: Path, options: Options) -> Outcome:
    return replace(attempt(path, options), report=None)
