"""An icon that opens the home page without a terminal: on Linux, macOS and Windows."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pipeline.document.errors import ConfigError

NAME = "Milestones"


def install_shortcut(folder: Path, home: Path, system: str = sys.platform) -> list[Path]:
    """Write the icon; gives the files that were written.

    Args:
        folder: Where the reports are: the home page opens over it.
        home: The person's home folder.
        system: As in :data:`sys.platform`.

    Raises:
        ConfigError: ``config.no-folder``: there is no such folder; ``config.cannot-write``.
    """
    if not folder.is_dir():
        raise ConfigError("config.no-folder", f"{folder} is no folder")
    try:
        return list(_written(folder.absolute(), home, system))
    except OSError as error:
        message = f"{error.filename} cannot be written: {error.strerror}"
        raise ConfigError("config.cannot-write", message) from error


def _written(folder: Path, home: Path, system: str) -> Iterator[Path]:
    if system == "win32":
        yield _file(_desktop(home) / f"{NAME}.bat", batch_file(folder, sys.executable))
    elif system == "darwin":
        yield _file(_desktop(home) / f"{NAME}.command", shell_script(folder, sys.executable), 0o755)
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        icon = data / "icons" / "hicolor" / "scalable" / "apps" / "milestones.svg"
        icon.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(files("pipeline.review").joinpath("static", "icon.svg")), icon)
        yield icon
        entry = desktop_entry(folder, sys.executable, icon)
        yield _file(data / "applications" / "milestones.desktop", entry)
        if _desktop(home).is_dir():
            yield _file(_desktop(home) / "milestones.desktop", entry, 0o755)


def desktop_entry(folder: Path, python: str, icon: Path) -> str:
    """A desktop entry (freedesktop.org, Desktop Entry Specification 1.5)."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        "Comment=Read and review newsletters",
        f"Exec={_argument(python)} -m pipeline.cli home",
        f"Path={_escaped(str(folder))}",
        f"Icon={_escaped(str(icon))}",
        "Terminal=false",
        "Categories=Office;",
    ]
    return "\n".join(lines) + "\n"


def shell_script(folder: Path, python: str) -> str:
    """A script that macOS opens on a double click."""
    place, command = shlex.quote(str(folder)), shlex.quote(python)
    return f"#!/bin/sh\ncd {place} && exec {command} -m pipeline.cli home\n"


def batch_file(folder: Path, python: str) -> str:
    """A batch file that Windows opens on a double click; its window stays until the page ends."""
    place, command = (str(path).replace("%", "%%") for path in (folder, python))
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        f"title {NAME}",
        f'cd /d "{place}"',
        "echo Milestones opens in your browser. This window closes when you stop it there.",
        f'"{command}" -m pipeline.cli home',
        "if errorlevel 1 pause",
    ]
    return "\r\n".join(lines) + "\r\n"


def _desktop(home: Path) -> Path:
    named = os.environ.get("XDG_DESKTOP_DIR")
    return Path(named) if named else home / "Desktop"


def _argument(value: str) -> str:
    """An argument of an Exec line, quoted as the specification says."""
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in value)
    return _escaped(f'"{quoted}"').replace("%", "%%")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _file(path: Path, content: str, mode: int = 0o644) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    path.chmod(mode)
    return path
