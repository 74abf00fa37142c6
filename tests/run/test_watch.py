"""Watching a folder, with a real process and real files that grow."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.document.errors import ConfigError
from pipeline.run.watch import QUIET, Arrivals, arrivals
from tests.conftest import PATIENCE

ROOT = Path(__file__).parents[2]
MILESTONES = [sys.executable, "-m", "pipeline.cli"]
TEXT = "On 5 May 2019 the court in Dushanbe trained ten judges.\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def heeded():
    """Interrupts: a suite that runs in the background has and hands on that they are ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def watching(folder):
    """A watch over the folder whose reports go into the folder itself, and what it logs."""
    command = [*MILESTONES, "watch", folder, "--out", folder / "out", "--log-format", "json"]
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.set_blocking(process.stderr.fileno(), False)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Events:
    """What a watch has logged about inputs, as (event, file name)."""

    def __init__(self, process):
        self.process = process
        self.text = b""

    def told(self):
        self.text += self.process.stderr.read() or b""
        lines = map(json.loads, self.text.decode().splitlines(keepends=False))
        return [(e["event"], Path(e["path"]).name) for e in lines if "path" in e]

    def until(self, event, meanwhile=lambda: None):
        end = time.monotonic() + PATIENCE
        while event not in self.told():
            assert self.process.poll() is None, self.text
            assert time.monotonic() < end, self.text
            meanwhile()
            time.sleep(0.2)

    def until_whole(self, path, source):
        """Wait for the last of an input that grew: a test that was held up let it rest before."""
        end = time.monotonic() + PATIENCE
        found = None
        while found != path.read_bytes():
            assert time.monotonic() < end, self.told()
            time.sleep(0.2)
            with suppress(FileNotFoundError):  # not yet there, or just being replaced
                found = source.read_bytes()


def test_inputs_are_run_as_they_arrive_and_change_and_grow(folder, watching):
    events = Events(watching)
    growing = folder / "growing.txt"

    def grow():
        with growing.open("a") as file:
            file.write(TEXT)

    (folder / "early.txt").write_text(TEXT)
    events.until(("extracted", "early.txt"))
    (folder / "late.txt").write_text(TEXT)
    (folder / "empty.txt").write_text("")
    events.until(("extracted", "late.txt"), meanwhile=grow)
    events.until(("refused", "empty.txt"), meanwhile=grow)
    events.until_whole(growing, folder / "out" / "growing" / "source.txt")

    (folder / "empty.txt").write_text(TEXT)
    events.until(("extracted", "empty.txt"))
    others = [event for event in events.told() if event[1] != "growing.txt"]
    assert len(others) == 4
    watching.send_signal(signal.SIGINT)
    assert watching.wait(PATIENCE) == 0
    assert b"Traceback" not in events.text + (watching.stderr.read() or b"")


def test_an_interrupt_in_the_midst_of_a_run_ends_it_cleanly(folder, watching):
    for name in range(20):
        (folder / f"{name}.txt").write_text(TEXT)
    events = Events(watching)
    end = time.monotonic() + PATIENCE
    while b'"extracted"' not in events.text and time.monotonic() < end:
        events.told()
        time.sleep(0.05)
    watching.send_signal(signal.SIGINT)  # a worker that is only starting would tell of its own
    assert watching.wait(PATIENCE) == 0
    assert b"Traceback" not in events.text + (watching.stderr.read() or b"")
    assert not [path.name for path in (folder / "out").glob(".*")]


class Finalized:
    """Interrupts its own process where Python ignores exceptions."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_a_finalizer_loses_ends_the_watch_too(folder, tmp_path):
    (folder / "early.txt").write_text(TEXT)
    given = []
    for inputs in arrivals(folder, tmp_path / "out"):
        given.append(inputs.paths)
        Finalized()
    assert given == [(folder / "early.txt",)]


def test_an_input_is_given_once_it_has_been_quiet_and_again_when_it_changes(folder):
    arrivals = Arrivals(folder, folder / "out")
    path = folder / "a.txt"
    path.write_text("one")
    assert not arrivals.settled(0).paths
    path.write_text("one two")
    assert not arrivals.settled(QUIET).paths
    assert arrivals.waiting
    assert arrivals.settled(2 * QUIET).paths == (path,)
    assert not arrivals.settled(3 * QUIET).paths
    assert not arrivals.waiting
    path.with_suffix(".meta.json").write_text('{"published": "2019-06-01"}')
    assert not arrivals.settled(4 * QUIET).paths
    assert arrivals.settled(5 * QUIET).paths == (path,)


def test_an_input_that_went_and_came_back_is_given_again(folder):
    arrivals = Arrivals(folder, folder / "out")
    path = folder / "a.txt"
    path.write_text("one")
    os.utime(path, (1, 1))
    assert [arrivals.settled(now).paths for now in (0, QUIET)] == [(), (path,)]
    path.unlink()
    assert not arrivals.settled(2 * QUIET).paths
    path.write_text("one")
    os.utime(path, (1, 1))
    assert [arrivals.settled(now).paths for now in (3 * QUIET, 4 * QUIET)] == [(), (path,)]


def test_a_folder_that_is_not_there_cannot_be_watched(folder):
    with pytest.raises(ConfigError, match="nothing to watch"):
        Arrivals(folder / "no", folder / "out").settled(0)
