"""Files that a person drops on the page: taken into the folder of inputs, or refused with a reason.

A name is a name and no way; a file is no larger than its reader would take; what is there already
is not written over.
"""

from collections.abc import AsyncIterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile
from typing import IO

from pipeline.document import stem_of
from pipeline.document.errors import ReadError
from pipeline.readers import SUFFIXES, most_bytes
from pipeline.run.one import check_name
from pipeline.write.report import read_table

WORKBOOK = ".xlsx"
MOST_BYTES_OF_A_WORKBOOK = 50_000_000
LONGEST_NAME = 200
"""Bytes; file systems take 255, and other files are named after a report's."""


def check_arrival(name: str) -> None:
    """Refuse what is no name of a report or a workbook.

    Raises:
        ReadError: ``ingest.name``, ``ingest.unsupported``.
    """
    bare = name == PurePosixPath(name).name == PureWindowsPath(name).name
    if (
        not bare
        or name.startswith((".", "~"))
        or len(name.encode("utf-8", "replace")) > LONGEST_NAME
    ):
        message = f"{name[:LONGEST_NAME]!a} is no name for a file here: rename it and drop it again"
        raise ReadError("ingest.name", message)
    if Path(name).suffix.lower() not in {*SUFFIXES, WORKBOOK}:
        known = ", ".join(sorted({*SUFFIXES, WORKBOOK}))
        raise ReadError("ingest.unsupported", f"{name} is of no kind that is read: {known}")
    check_name(Path(name))


async def received(name: str, parts: AsyncIterable[bytes], into: Path) -> Path:
    """Write a file that arrives, under a name of its own; the caller moves or removes it.

    Args:
        name: What it is called.
        parts: Its bytes as they come.
        into: The folder to write to; made when missing.

    Raises:
        ReadError: ``ingest.too-large``: it is larger than its reader would take; nothing stays.
        OSError: It cannot be written.
    """
    with _arriving(Path(name).suffix.lower(), into) as file:
        async for part in parts:
            file.write(part)
            _check_length(name, file.tell())
    return Path(file.name)


@contextmanager
def _arriving(suffix: str, into: Path) -> Iterator[IO[bytes]]:
    """A new file in the folder; it goes again where what is done with it fails."""
    into.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=into, prefix=".arriving-", suffix=suffix, delete=False) as file:
        try:
            yield file
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise


def _check_length(name: str, size: int) -> None:
    suffix = Path(name).suffix.lower()
    most = MOST_BYTES_OF_A_WORKBOOK if suffix == WORKBOOK else most_bytes(suffix)
    if size > most:
        message = f"{name} is larger than {most:,} bytes, which is what is read at most"
        raise ReadError("ingest.too-large", message)


def taken_in(place: Path, name: str, raw: Path, out: Path) -> Path:
    """Give a file that arrived its name among the inputs; the same one twice stays one.

    Raises:
        ReadError: ``ingest.same-name``: another file, or the report of another, has that name.
    """
    target, digest = raw / name, _digest(place)
    with suppress(FileNotFoundError):
        if _digest(target) == digest:
            place.unlink()
            return target
        message = f"another file called {name} is among the reports already: rename yours"
        raise ReadError("ingest.same-name", message)
    stem = stem_of(name)
    about = read_table(out / stem, "reports")
    if about and about[0]["sha256"] != digest:
        message = (
            f"the report {stem} was made from another file, {about[0]['source']}: rename yours"
        )
        raise ReadError("ingest.same-name", message)
    place.chmod(0o644)
    place.rename(target)
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
