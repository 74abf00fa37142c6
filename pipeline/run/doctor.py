"""Is everything here that a run needs? One check a part, each with how to mend it."""

import platform
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

import pytesseract
from packaging.specifiers import SpecifierSet

from pipeline.document.errors import ConfigError
from pipeline.extract.nlp import model_version

LANGUAGE = "eng"
"""What Tesseract reads pages in."""
ENOUGH = 1_000_000
"""Bytes that must fit into OUT: some three small reports."""

FONTS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where systems keep their fonts."""
FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".pfb"})
FONTS_MEND = "Debian: apt-get install fonts-dejavu-core"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one part; ``mend`` says what to do where it fails.

    A part that is not needed may fail: a run does without, and flags what it could not do.
    """

    part: str
    ok: bool
    found: str
    mend: str = ""
    needed: bool = True


def checks(out: Path, model: str) -> Iterator[Check]:
    """Check each part, the quick ones first.

    Args:
        out: Where the reports' folders are to go; it is not made.
        model: The name of the spaCy model.
    """
    yield _python()
    yield _writable(out)
    yield _tesseract()
    yield _fonts()
    yield _model(model)


def _python() -> Check:
    here, asked = platform.python_version(), metadata("milestones")["Requires-Python"]
    ok = SpecifierSet(asked).contains(here, prereleases=True)
    return Check("Python", ok, here, f"install a Python {asked} and set up its environment anew")


def _writable(out: Path) -> Check:
    place = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(bytes(ENOUGH))
    except OSError as error:
        found = f"{out} cannot be written: {error.strerror or error}"
        return Check("output", ok=False, found=found, mend="name another folder with --out")
    return Check("output", ok=True, found=f"{out} can be written")


def _tesseract() -> Check:
    mend = "Debian: apt-get install tesseract-ocr"
    if shutil.which("tesseract") is None:
        found = "not on the PATH: pages that are pictures will be flagged, not read"
        return Check("Tesseract", ok=False, found=found, mend=mend, needed=False)
    try:
        known = pytesseract.get_languages()
        found = f"{pytesseract.get_tesseract_version()}, languages: {', '.join(known) or 'none'}"
    except (OSError, SystemExit, pytesseract.TesseractError) as error:  # it exits on odd versions
        found = f"it does not run: {' '.join(str(error).split())}"
        return Check("Tesseract", ok=False, found=found, mend=mend, needed=False)
    return Check("Tesseract", LANGUAGE in known, found, f"{mend}-{LANGUAGE}", needed=False)


def _fonts() -> Check:
    """A PDF may name fonts that it does not bring: its pages are drawn with those found here."""
    found = {
        file.stem
        for folder in FONTS
        for file in folder.expanduser().rglob("*")
        if file.suffix.lower() in FONT_FILES
    }
    if found:
        return Check("fonts", ok=True, found=f"{len(found)} on this system")
    told = "none on this system: pages whose PDF brings no fonts are drawn without their letters"
    return Check("fonts", ok=False, found=told, mend=FONTS_MEND, needed=False)


def _model(model: str) -> Check:
    try:
        return Check("spaCy model", ok=True, found=f"{model} {model_version(model)}")
    except ConfigError as error:
        mend = "install the requirements anew (make run), or pass --model"
        return Check("spaCy model", ok=False, found=error.message, mend=mend)
