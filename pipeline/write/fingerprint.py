"""What a report's tables depend on, as hashes: a run passes over a report when none has changed.

The hashes lie beside the tables in a file of their own, for they are of this machine: of its
Tesseract, its libraries and the code it has. Everything else in the folder is the same everywhere.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.language.models import version_of
from pipeline.readers import SIDECAR
from pipeline.write import FINGERPRINT

HEAD = 4096
"""Bytes at the beginning of ``report.json`` in which stands what a run looks up."""
TAIL = b"\n}\n"
"""How ``report.json`` ends when it is whole."""
RULES = frozenset({".py", ".toml", ".csv", ".tsv", ".gz", ".jsonl", ".txt"})
BESIDE_THE_STREET = (
    "pipeline.benchmark.",
    "pipeline.cli.",
    "pipeline.console.",
    "pipeline.dataset.",
    "pipeline.decisions.reviewer.",
    "pipeline.diff.",
    "pipeline.document.extras.",
    "pipeline.document.hidden.",
    "pipeline.document.meaning.",
    "pipeline.evaluate.",
    "pipeline.exchange.",
    "pipeline.home.",
    "pipeline.review.",
    "pipeline.run.cluster.",
    "pipeline.run.doctor.",
    "pipeline.run.inputs.",
    "pipeline.run.log.",
    "pipeline.run.manifest.",
    "pipeline.run.many.",
    "pipeline.run.pool.",
    "pipeline.run.warm.",
    "pipeline.run.watch.",
    "pipeline.site.",
    "pipeline.write.fingerprint.",
    "pipeline.write.report.",
    "schemas.columns.",
    "schemas.datapackage.",
    "schemas.descriptions.",
    "schemas.dictionary.",
    "schemas.generate.",
    "schemas.json.",
)
"""Parts that no report passes through on its way from file to folder: when they change, no table
does. A new part counts as one of the street until it is named here."""
LIBRARIES = (
    "spacy",
    "pypdfium2",
    "pdfplumber",
    "python-docx",
    "lxml",
    "rapidfuzz",
    "lap",
    "py3langid",
)
"""Those whose next version may read a report differently."""
OCR_SECONDS = 10


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
            "input": digest_of(path),
            "sidecar": digest_of(path.with_suffix(SIDECAR)),
            "review": digest_of(review),
            "options": _short(json.dumps([str(option) for option in options]).encode()),
            "rules": rules_hash(model),
            "ocr": ocr_version() if path.suffix.lower() == ".pdf" else "",
        }
    )


def stored(folder: Path) -> dict[str, str] | None:
    """The fingerprint of the run that wrote a report's folder; None without one or the report."""
    try:
        found = json.loads((folder / FINGERPRINT).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and (folder / "report.json").is_file() else None


def touched(folder: Path) -> tuple[str, ...]:
    """The files of a report's folder that are not as its run wrote them: cut, edited or missing.

    Sizes tell, so that a thousand folders are looked through in no time. A folder of a version that
    did not record them passes as it is.
    """
    written = recorded_sizes(folder).items()
    found = [name for name, size in written if _size_of(folder / name) != size]
    return tuple(found) if _is_whole(folder / "report.json") else ("report.json", *found)


def recorded_sizes(folder: Path) -> dict[str, int]:
    """The bytes of each file of a report's folder, as its run wrote them; empty where not told."""
    return _in_head(folder, "files") or {}


def altered(folder: Path) -> tuple[str, ...] | None:
    """The same by the files' digests; None where the run that wrote the folder recorded none."""
    written = _in_head(folder, "digests")
    if written is None:
        return None
    return tuple(name for name, digest in written.items() if digest_of(folder / name) != digest)


def _in_head(folder: Path, key: str) -> dict[str, Any] | None:
    """An object of plain values that stands at the beginning of ``report.json``."""
    try:
        with (folder / "report.json").open("rb") as file:
            found = re.search(rb'"%s": (\{[^{}]*\})' % key.encode(), file.read(HEAD))
        return json.loads(found.group(1)) if found else None
    except (OSError, ValueError):
        return None


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - len(TAIL), 0))
            return file.read() == TAIL
    except OSError:
        return False


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


@cache
def rules_hash(model: str) -> str:
    """The hash of the code and data of the street, its libraries' versions, and the model.

    A model that is given as a folder is told by the ``meta.json`` in it.
    """
    versions = [f"{name} {version_of(name)}" for name in (model, *LIBRARIES)]
    digest = sha256(" ".join([*versions, digest_of(Path(model) / "meta.json")]).encode())
    for name, file in _street():
        digest.update(name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _street() -> Iterator[tuple[str, Path]]:
    """The files that a report's tables are made by, each with its name within the package."""
    for package in ("pipeline", "schemas"):
        root = Path(str(files(package)))
        for file in sorted(root.rglob("*")):
            place = file.relative_to(root)
            dotted = ".".join((package, *place.with_suffix("").parts, ""))
            if file.suffix in RULES and not dotted.startswith(BESIDE_THE_STREET):
                yield place.as_posix(), file


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


def digest_of(path: Path) -> str:
    """The beginning of a file's SHA-256; empty where there is none to read."""
    try:
        return _short(path.read_bytes()) if path.is_file() else ""
    except OSError:  # gone since, or not for us: whoever reads it says so
        return ""


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
