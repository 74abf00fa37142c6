"""Run the pipeline again for one report: the decisions in its journal are applied on the way."""

import json
import os
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from pipeline.dataset import refresh
from pipeline.document.errors import ConfigError
from pipeline.language.models import version_of
from pipeline.readers import kept
from pipeline.run import Options, run
from pipeline.write import remembered_input
from schemas.report import Asked


class Found(NamedTuple):
    """The file that a report was extracted from, or why there is none."""

    path: Path | None
    missing: str = ""


def source_of(folder: Path, name: str, digest: str, raw: Path) -> Found:
    """Find the file that a report was extracted from: of its name, and byte for byte the same.

    It is looked for where the last run read it, then in the folder of inputs.

    Args:
        folder: The report's folder.
        name: The file's name (``reports.source``).
        digest: Its SHA-256 (``reports.sha256``).
        raw: The folder of inputs, or the file itself.
    """
    bare = Path(name).name
    places = remembered_input(folder.parent, folder.name)
    last = next((path.absolute() for path in reversed(places)), None)
    places += [raw, raw / bare, folder.parent.parent / "raw" / bare]
    if raw.is_dir():
        places += sorted(raw.rglob(bare))
    changed = None
    for path in places:
        if path.is_file() and path.name == bare:
            if _digest(path) == digest:
                return Found(path)
            changed = changed or path
    if changed:
        return Found(None, f"{changed} has changed since the report was extracted from it")
    where = f"neither {last} nor in {raw}" if last else f"not in {raw}"
    return Found(None, f"{bare}, which the report was extracted from, is {where}")


def obstacles(folder: Path) -> list[str]:
    """What, but for the source, keeps decisions from being recorded or carried out."""
    found, model = [], model_of(folder)
    if not os.access(folder, os.W_OK):
        found.append(f"{folder} cannot be written: decisions cannot be recorded")
    if not version_of(model) and not Path(model).exists():
        found.append(f"the model {model}, which read the report, is not installed")
    return found


def model_of(folder: Path) -> str:
    """The name of the model that a report was extracted with."""
    return str(_about(folder)["generator"]["model"])


def rerun(folder: Path, source: Path, password: str | None = None) -> None:
    """Extract the source into its folder again, as it was asked for, and renew the dataset.

    Raises:
        ConfigError: ``review.rerun-failed``: the run refused the source; the folder is as it was.
    """
    extract_again(folder, source, password)
    refresh(folder.parent)


def extract_again(folder: Path, source: Path, password: str | None = None) -> None:
    """Extract the source into its folder again, as it was asked for.

    What was read of the source, and by the model of its paragraphs, is kept in this process for
    the next time.

    Raises:
        ConfigError: ``review.rerun-failed``: the run refused the source; the folder is as it was.
    """
    from pipeline.extract import docs  # noqa: PLC0415 - only the worker needs spaCy

    docs.keep()
    kept.keep()
    about = _about(folder)
    asked = Asked.model_validate_json(json.dumps(about.get("asked", {})))
    options = Options(
        out=folder.parent,
        published=asked.published,
        family=asked.family,
        model=model_of(folder),
        password=password,
    )
    (outcome,) = run([source], options)
    if outcome.error is not None:
        raise ConfigError("review.rerun-failed", outcome.error.message)


def warm(model: str) -> None:
    """Load the model into this process, so that the first run does not wait for it."""
    from pipeline.extract.nlp import load  # noqa: PLC0415 - only the worker needs spaCy

    with suppress(ConfigError):  # no such model: an obstacle of the session
        load(model)


def no_source(why: str) -> ConfigError:
    """The refusal to run again without the file that the report was extracted from."""
    return ConfigError("review.no-source", f"{why}: name its folder with --raw")


def _about(folder: Path) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads((folder / "report.json").read_bytes())
    return read


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:  # gone since, or not for us
        return None
