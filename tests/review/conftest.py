"""A real server over a real report, and Debian's Chromium on it."""

import atexit
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

import pytest

from pipeline.run import Options, run
from tests.conftest import pages_of

ROOT = Path(__file__).parents[2]


class Desk:
    """The review page of one report, as a person starts and stops it."""

    def __init__(self, out, stem, raw):
        self.out, self.stem, self.raw = out, stem, raw
        self.process = None

    def start(self):
        """Start the server and give its link."""
        command = [sys.executable, "-m", "pipeline.cli", "review", self.stem, "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--out", str(self.out), "--raw", str(self.raw)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.link = self.process.stdout.readline().strip()
        return self.link

    def kill(self):
        """Stop the server as a power cut does."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    @property
    def journal(self):
        path = self.out / self.stem / "review.jsonl"
        return path.read_text().splitlines() if path.exists() else []


@cache
def extracted_once(path, _content):
    """The folder that a file is extracted into; each desk has its own copy of it."""
    (outcome,) = run([path], Options(out=Path(mkdtemp(prefix="milestones-test-"))))
    assert outcome.error is None, outcome.error
    atexit.register(rmtree, outcome.folder.parent)
    return outcome.folder


@contextmanager
def desks_in(folder):
    """Extract files into a folder and open a desk on each; stopped at the end."""
    desks = []

    def make(path):
        here = folder / "extracted" / path.stem
        extracted = Path(copytree(extracted_once(path, path.read_bytes()), here))
        desks.append(Desk(extracted.parent, extracted.name, path.parent))
        return desks[-1]

    yield make
    for desk in desks:
        if desk.process and desk.process.poll() is None:
            desk.kill()


@pytest.fixture
def desk_of(tmp_path):
    """A desk for each file that it is given."""
    with desks_in(tmp_path) as make:
        yield make


@pytest.fixture
def page_of(browser):
    """Opens a link, and waits for its rows, or for the words that there are none to check."""
    with pages_of(browser, "#list tr[data-row], #list td.empty") as open_page:
        yield open_page
