"""``OUT/run.json``: what a run did, with which versions, and how long each part took.

The one place where times stand: the reports' own folders are the same byte for byte on every run.
"""

import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.document.errors import ConfigError, PipelineError
from pipeline.language.models import version_of
from pipeline.run.many import run
from pipeline.run.one import NONE_REFUSED, Options, Outcome
from pipeline.run.stopwatch import DIGITS, Stopwatch
from pipeline.write import MANIFEST, write_whole
from schemas.report import Verdict

SLOWEST = 5


class InputOutcome(Protocol):
    """What is told of an input, here or on a cluster: paths may be URLs."""

    @property
    def path(self) -> Path | str: ...  # noqa: D102
    @property
    def folder(self) -> Path | str | None: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str | None: ...  # noqa: D102
    @property
    def seconds(self) -> float | None: ...  # noqa: D102
    @property
    def error(self) -> PipelineError | None: ...  # noqa: D102
    @property
    def stages(self) -> Mapping[str, float]: ...  # noqa: D102
    @property
    def rows(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def flags(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def verdict(self) -> Verdict | None: ...  # noqa: D102


T = TypeVar("T", bound=InputOutcome)


def recorded(
    paths: Iterable[Path],
    options: Options,
    refused: Mapping[Path, PipelineError] = NONE_REFUSED,
) -> Iterator[Outcome]:
    """Run over the paths like :func:`pipeline.run.run`, and leave a manifest at the end.

    Raises:
        ConfigError: The set-up is wrong for every input.
    """
    began, watch = datetime.now(UTC), Stopwatch()
    outcomes: list[Outcome] = []
    for outcome in run(paths, options, refused):
        yield outcome
        outcomes.append(replace(outcome, report=None))
    body = {"started": began.isoformat(timespec="seconds"), "seconds": watch.seconds}
    _write(options.out, body | manifest(outcomes, options))


def manifest(outcomes: Sequence[InputOutcome], options: Options) -> dict[str, Any]:
    """What a run did, without when."""
    return {
        "versions": {
            "milestones": version_of("milestones"),
            "python": platform.python_version(),
            "spacy": version_of("spacy"),
            "model": options.model,
            "model_version": version_of(options.model) or None,
        },
        "options": {
            "published": options.published and options.published.isoformat(),
            "family": options.family,
            "jobs": options.jobs,
            "force": options.force,
        },
        "counts": {"inputs": len(outcomes), **counts(outcomes)},
        "stages": _stages(outcomes),
        "slowest": [
            {
                "path": str(outcome.path),
                "seconds": outcome.seconds,
                "stage": max(outcome.stages, key=outcome.stages.__getitem__, default=None),
            }
            for outcome in slowest(outcomes)[:SLOWEST]
        ],
        "quarantine": [
            {
                "path": str(outcome.path),
                "code": outcome.error.code,
                "message": outcome.error.message,
                "record": str(outcome.folder),
            }
            for outcome in outcomes
            if outcome.error is not None
        ],
        "reports": [_report(outcome) for outcome in outcomes],
    }


def counts(outcomes: Iterable[InputOutcome]) -> dict[str, int]:
    """How many inputs came to each status."""
    found = Counter(outcome.status for outcome in outcomes)
    return {status: found[status] for status in ("extracted", "unchanged", "refused")}


def slowest(outcomes: Iterable[T]) -> list[T]:
    """Those whose time is known, the slowest first."""
    timed = [outcome for outcome in outcomes if outcome.seconds is not None]
    return sorted(timed, key=lambda outcome: -(outcome.seconds or 0))


def _stages(outcomes: Iterable[InputOutcome]) -> dict[str, float]:
    """Seconds a stage over all reports, the slowest first."""
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(outcome.stages)
    return {stage: round(seconds, DIGITS) for stage, seconds in total.most_common()}


def _report(outcome: InputOutcome) -> dict[str, Any]:
    return {
        "path": str(outcome.path),
        "status": outcome.status,
        "sha256": outcome.sha256,
        "seconds": outcome.seconds,
        "stages": dict(outcome.stages),
        "rows": dict(outcome.rows),
        "flags": dict(outcome.flags),
        "verdict": outcome.verdict.model_dump() if outcome.verdict else None,
    }


def _write(out: Path, body: dict[str, Any]) -> None:
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole(out, out / MANIFEST, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        message = f"{out / MANIFEST} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error
