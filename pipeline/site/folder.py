"""The folder of a site: made anew each time, without touching what is not of a site.

The pages are written beside their places first; the folder keeps a list of them. The next site
takes away what the list names, so that no page stays of a name that is gone, and nothing else.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document.errors import ConfigError

LIST = ".milestones-site.json"
"""The names of the files that the last site wrote, in the folder of the site."""


@contextmanager
def renewed(into: Path) -> Iterator[Path]:
    """Give an empty folder to write a site to; it takes the place of the earlier one at the end.

    When what is written there fails, the earlier site stays.

    Args:
        into: The folder of the site; made when missing.

    Raises:
        ConfigError: ``config.not-a-site``: a page would stand in place of a file that no earlier
            site wrote; ``config.cannot-write``.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=into, prefix=".new-", ignore_cleanup_errors=True) as place:
            new = Path(place)
            yield new
            _exchange(into, new)
    except OSError as error:
        message = f"{error.filename or into} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error


def _exchange(into: Path, new: Path) -> None:
    written = sorted(f.relative_to(new).as_posix() for f in new.rglob("*") if f.is_file())
    earlier = _listed(into)
    for name in written:
        if name not in earlier and (into / name).exists():
            message = f"{into / name} was not written by `milestones site`: choose another folder"
            raise ConfigError("config.not-a-site", message)
    # Those of both sites too, as a page may change in nothing but the case of its name.
    _remove(into, earlier)
    (into / LIST).write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name in written:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(into / name)


def _listed(into: Path) -> frozenset[str]:
    """What the last site wrote; nothing where there was none."""
    try:
        found = json.loads((into / LIST).read_bytes())
    except (OSError, ValueError):
        return frozenset()
    names = map(str, found) if isinstance(found, list) else ()
    return frozenset(filter(_is_within, names))


def _is_within(name: str) -> bool:
    """Whether a name leads into the folder: a list may have been changed by anyone."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _remove(into: Path, names: Iterable[str]) -> None:
    for name in names:
        (into / name).unlink(missing_ok=True)
    for folder in {(into / name).parent for name in names} - {into}:
        with suppress(OSError):  # something else is in it
            folder.rmdir()
