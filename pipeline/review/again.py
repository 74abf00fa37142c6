"""Run the pipeline again for one report: the decisions in its journal are applied on the way."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.run import Options, run


def source_file(folder: Path, name: str, digest: str, raw: Path) -> Path | None:
    """The file that a report was extracted from: of its name, and byte for byte the same.

    Args:
        folder: The report's folder.
        name: The file's name (``reports.source``).
        digest: Its SHA-256 (``reports.sha256``).
        raw: The folder of inputs, or the file itself.
    """
    bare = Path(name).name
    places = [raw, raw / bare, folder.parent.parent / "raw" / bare]
    if raw.is_dir():
        places += sorted(raw.rglob(bare))
    for path in places:
        if path.is_file() and sha256(path.read_bytes()).hexdigest() == digest:
            return path
    return None


def rerun(folder: Path, source: Path) -> None:
    """Extract the source into its folder again.

    Raises:
        ConfigError: ``review.rerun-failed``: the run refused the source; the folder is as it was.
    """
    about = json.loads((folder / "report.json").read_bytes())
    published = about["report"]["published"]
    options = Options(
        out=folder.parent,
        published=date.fromisoformat(published) if published else None,
        model=about["generator"]["model"],
    )
    (outcome,) = run([source], options)
    if outcome.error is not None:
        raise ConfigError("review.rerun-failed", outcome.error.message)


def no_source(name: str) -> ConfigError:
    """The refusal to run again without the file that the report was extracted from."""
    message = f"{name} is not in the folder of inputs, or has changed: name its folder with --raw"
    return ConfigError("review.no-source", message)
