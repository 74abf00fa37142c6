"""Kill whole runs at random moments: what stays is whole, and the next run finishes the work.

    python benchmarks/kill.py [--kills 30] [--seed 0]

Half of the moments are taken from the whole length of a run, half while a report is being written,
which is a thousandth of it.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from pipeline.write import PREVIOUS

REPORTS = 8
TEXT = """Quarterly note

May 2019

On {day} May 2019 the court in Dushanbe trained {day} judges.

The Ministry of Health of Uzbekistan opened {day} laboratories in Tashkent, Nukus and Osh.
"""
JOURNAL = "review.jsonl"
WRITING = Path(".partial/new/source.txt")
LONG = 0.005
"""Seconds that writing a report may take."""
Contents = dict[str, dict[str, bytes]]


def prepare(folder: Path) -> None:
    """Write the inputs, and a journal for each that every run has to take into account."""
    (folder / "raw").mkdir()
    for number in range(REPORTS):
        text = TEXT.format(day=number + 3)
        (folder / "raw" / f"{number}.txt").write_text(text, "utf-8")
        for out in ("whole", "killed"):
            (folder / out / str(number)).mkdir(parents=True)
            (folder / out / str(number) / JOURNAL).write_text("torn", "utf-8")


def start(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """A run over all inputs in a process group of its own."""
    command = [sys.executable, "-m", "pipeline.cli", "run", str(folder / "raw")]
    command += ["--out", str(folder / out), "--jobs", "2", "--force"]
    return subprocess.Popen(  # noqa: S603 - ourselves
        command,
        cwd=Path(__file__).parents[1],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(out: Path) -> Contents:
    """The files of each report that is there, and of the dataset."""
    return {
        folder.name: {file.name: file.read_bytes() for file in folder.iterdir()}
        for folder in sorted(out.iterdir())
        if folder.is_dir() and not folder.name.startswith(".")
    }


def kill(run: subprocess.Popen[bytes], out: Path, after: float, writing: float | None) -> bool:
    """End a run with all its workers.

    Args:
        run: The run.
        out: Where it writes.
        after: Seconds from now.
        writing: Seconds from when it begins to write its next report, after these.

    Returns:
        Whether a report was being written.
    """
    time.sleep(after)
    if writing is not None:
        while run.poll() is None and not (out / WRITING).exists():
            time.sleep(0.0005)
        time.sleep(writing)
    with suppress(ProcessLookupError):  # it came to its end first
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return (out / WRITING).exists()


def broken(found: Contents, whole: Contents) -> list[str]:
    """The reports that are neither untouched nor as an undisturbed run leaves them."""
    untouched = {JOURNAL: b"torn"}
    return [name for name, files in found.items() if files not in (whole[name], untouched)]


def trial(folder: Path, kills: int, seed: int) -> tuple[list[str], int]:
    """Run undisturbed, then be killed again and again, then run to the end.

    Returns:
        What was wrong, in words, and how many kills hit a report that was being written.
    """
    prepare(folder)
    began = time.monotonic()
    start(folder, "whole").wait()
    length = time.monotonic() - began
    whole = contents(folder / "whole")
    if len(whole) != REPORTS + 1:  # and the dataset over all of them
        return ["the undisturbed run failed"], 0
    chance = random.Random(seed)
    killed, wrong, hits = folder / "killed", [], 0
    for number in range(kills):
        run, after = start(folder, "killed"), chance.uniform(0, length)
        writing = None if number % 2 else chance.uniform(0, LONG)
        hits += kill(run, killed, after, writing)
        wrong += [f"kill {number}: {name} is broken" for name in broken(contents(killed), whole)]
    start(folder, "killed").wait()
    if contents(killed) != whole:
        wrong.append("the last run did not give what an undisturbed one gives")
    hidden = {path.name for path in killed.iterdir() if path.name[0] == "."}
    wrong += [f"{name} is left over" for name in sorted(hidden - {PREVIOUS})]
    return wrong, hits


def main() -> None:
    """Run a trial and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong, hits = trial(Path(folder), args.kills, args.seed)
    print(f"{args.kills} kills, {hits} of them while a report was being written")
    print("\n".join(wrong) or "nothing was broken, nothing was lost")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
