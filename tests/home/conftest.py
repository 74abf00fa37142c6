"""A real home page over folders of its own, and the browser on it."""

import subprocess
import sys

import pytest

from tests.conftest import pages_of
from tests.review.conftest import ROOT


class Home:
    """The home page, as a person starts and stops it."""

    def __init__(self, folder):
        self.out, self.raw, self.site = (folder / name for name in ("extracted", "raw", "site"))
        self.gold = folder / "gold"
        self.process = None

    @property
    def command(self):
        folders = [f"--{name}={getattr(self, name)}" for name in ("out", "raw", "site", "gold")]
        return [sys.executable, "-m", "pipeline.cli", "home", "--no-browser", *folders]

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        self.link = self.process.stdout.readline().strip()
        return self.link

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    yield home
    if home.process and home.process.poll() is None:
        home.kill()


@pytest.fixture
def page_of(browser):
    """Opens a link, and waits for its rows."""
    with pages_of(browser, "#reports") as open_page:
        yield open_page
