"""What a report's tables depend on, as hashes: a run passes over a report when none has changed."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pipeline.models import version_of
from pipeline.readers import SIDECAR

HEAD = 4096
"""Bytes at the beginning of ``report.json`` in which the fingerprint stands."""
RULES = frozenset({".py", ".toml", ".csv", ".tsv", ".gz", ".jsonl", ".txt"})
LIBRARIES = ("spacy", "pypdfium2", "pdfplumber", "python-docx", "lxml", "rapidfuzz", "wordfreq")
"""Those whose next version may read a report differently."""
OCR_SECONDS = 10
STORED = re.compile(rb'"fingerprint": (\{[^{}]*\})')


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A hash each of the input, its sidecar, its review, the options, the rules with the model.

    For a PDF also the version of Tesseract: with it, pages that are pictures are read.
    """

    parts: dict[str, str]

    def differs_from(self, other: dict[str, str] | None) -> tuple[str, ...]:
        """What has changed since the other one was taken; "new" where there is none."""
        if other is None:
            return ("new",)
        return tuple(name for name, value in self.parts.items() if other.get(name) != value)


def fingerprint(path: Path, review: Path, options: tuple[object, ...], model: str) -> Fingerprint:
    """The fingerprint of a report that is about to be run.

    Args:
        path: The input file.
        review: The journal of its reviewers' decisions; it need not be there.
        options: What else the tables depend on, such as the family that was asked for.
        model: The name of the spaCy model.
    """
    return Fingerprint(
        {
            "input": _of_file(path),
            "sidecar": _of_file(path.with_suffix(SIDECAR)),
            "review": _of_file(review),
            "options": _short(json.dumps([str(option) for option in options]).encode()),
            "rules": rules_hash(model),
            "ocr": ocr_version() if path.suffix.lower() == ".pdf" else "",
        }
    )


def stored(folder: Path) -> dict[str, str] | None:
    """The fingerprint of the run that wrote a report's folder; None without one."""
    try:
        with (folder / "report.json").open("rb") as file:
            found = STORED.search(file.read(HEAD))
    except OSError:
        return None
    try:
        return json.loads(found.group(1)) if found else None
    except ValueError:
        return None


@cache
def rules_hash(model: str) -> str:
    """The hash of all code and data of the pipeline, its libraries' versions, and the model.

    A model that is given as a folder is told by the ``meta.json`` in it.
    """
    versions = [f"{name} {version_of(name)}" for name in (model, *LIBRARIES)]
    digest = sha256(" ".join([*versions, _of_file(Path(model) / "meta.json")]).encode())
    for package in ("pipeline", "schemas"):
        root = Path(str(files(package)))
        for file in sorted(root.rglob("*")):
            if file.suffix in RULES:
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def ocr_version() -> str:
    """What Tesseract says that it is; nothing where there is none."""
    command = shutil.which("tesseract")
    if command is None:
        return ""
    try:
        said = subprocess.run(  # noqa: S603 - found on the path, as pytesseract does
            [command, "--version"], capture_output=True, text=True, check=False, timeout=OCR_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return (said.stdout or said.stderr).partition("\n")[0].strip()


def _of_file(path: Path) -> str:
    try:
        return _short(path.read_bytes()) if path.is_file() else ""
    except OSError:  # gone since, or not for us: whoever reads it says so
        return ""


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
