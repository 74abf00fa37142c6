"""The icon opens the home page over the folder that it was made for, on each system."""

import configparser
import shlex
import subprocess
import sys

import pytest

from pipeline.document.errors import ConfigError
from pipeline.home.shortcut import batch_file, desktop_entry, install_shortcut, shell_script

HELP = "-m pipeline.cli home"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / 'my "own" $reports 100%'
    folder.mkdir()
    return folder


def test_on_linux_an_entry_in_the_menu_and_an_icon_on_the_desktop(tmp_path, folder, monkeypatch):
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_DESKTOP_DIR", raising=False)
    (tmp_path / "Desktop").mkdir()
    icon, entry, on_desktop = install_shortcut(folder, tmp_path, "linux")
    assert icon.read_text("utf-8").startswith("<svg")
    read = configparser.ConfigParser(interpolation=None)
    read.read_string(entry.read_text("utf-8"))
    assert read["Desktop Entry"]["Path"] == str(folder)
    assert shlex.split(read["Desktop Entry"]["Exec"]) == [sys.executable, *HELP.split()]
    assert on_desktop.stat().st_mode & 0o100


def test_names_with_signs_of_their_own_are_quoted():
    entry = desktop_entry("/a", '/opt/my "py" $x 5%/python', "/icon.svg")
    assert 'Exec="/opt/my \\\\"py\\\\" \\\\$x 5%%/python" -m' in entry


def test_on_macos_a_script_that_runs_in_the_folder(tmp_path, folder):
    (path,) = install_shortcut(folder, tmp_path, "darwin")
    said = subprocess.run(
        ["sh", "-c", shell_script(folder, "/bin/echo").partition("\n")[2] + "pwd"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == HELP
    assert path.stat().st_mode & 0o100


def test_on_windows_a_batch_file_with_its_own_line_ends(tmp_path, folder):
    (path,) = install_shortcut(folder, tmp_path, "win32")
    assert path == tmp_path / "Desktop" / "Milestones.bat"
    content = path.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert '100%%"' in batch_file(folder, "python")


def test_a_folder_that_is_not_there_gets_no_icon(tmp_path):
    with pytest.raises(ConfigError, match="is no folder"):
        install_shortcut(tmp_path / "gone", tmp_path)
