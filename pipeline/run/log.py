"""A run as it goes, for programs: one JSON object a line on standard error."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.document.errors import PipelineError
from pipeline.run.manifest import InputOutcome, counts, recorded
from pipeline.run.one import NONE_REFUSED, Options, Outcome
from pipeline.write import MANIFEST


def run_with_log(
    inputs: Sequence[Path],
    options: Options,
    refused: Mapping[Path, PipelineError] = NONE_REFUSED,
) -> int:
    """Run over all inputs and log an event for each.

    Returns:
        The number of inputs that were refused.
    """
    log("started", inputs=len(inputs), out=str(options.out), jobs=options.jobs)
    outcomes: list[Outcome] = []
    for outcome in recorded(inputs, options, refused):
        outcomes.append(outcome)
        log(outcome.status, **about(outcome))
    found = counts(outcomes)
    log("finished", **found, manifest=str(options.out / MANIFEST))
    return found["refused"]


def log_failure(error: PipelineError) -> None:
    """Log what ended the run."""
    log("failed", code=error.code, message=error.message)


def log(event: str, **fields: object) -> None:
    """Log one event."""
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
    print(json.dumps(line), file=sys.stderr, flush=True)  # noqa: T201 - programs read it


def about(outcome: InputOutcome) -> dict[str, object]:
    """What is logged of an input."""
    error = outcome.error
    return {
        "path": str(outcome.path),
        "folder": str(outcome.folder),
        "sha256": outcome.sha256,
        "seconds": outcome.seconds,
        "stages": dict(outcome.stages),
        "flags": dict(outcome.flags),
        **({"verdict": outcome.verdict.model_dump()} if outcome.verdict else {}),
        **(
            {"kept": kept} if (kept := [str(file) for file in getattr(outcome, "kept", ())]) else {}
        ),
        **({"code": error.code, "message": error.message} if error else {}),
    }
