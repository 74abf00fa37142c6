"""Speed and memory of reading PDFs beside other readers, as ratios in one run.

    python benchmarks/ingest.py FILE... [--with PYTHON]

Each reader runs in a process of its own; its peak memory is that process's. ``markitdown`` and
``pymupdf4llm`` are no dependencies: they are measured with the interpreter of an environment that
has them.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def milestones(path: Path) -> None:
    """Our reader, without the child process that guards it."""
    from pipeline.readers.pdf import extract_here

    extract_here(path, None)


def words(path: Path) -> None:
    """The floor: pdfplumber's words."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def pdfium(path: Path) -> None:
    """PDFium's plain text, without boxes or order."""
    import pypdfium2

    for page in pypdfium2.PdfDocument(path):
        page.get_textpage().get_text_range()


def markitdown(path: Path) -> None:
    """Microsoft's converter to Markdown."""
    from markitdown import MarkItDown

    MarkItDown().convert(path)


def pymupdf4llm(path: Path) -> None:
    """MuPDF's converter to Markdown."""
    import pymupdf4llm as converter

    converter.to_markdown(str(path))


READERS: dict[str, Callable[[Path], None]] = {
    "pdfplumber words": words,
    "milestones": milestones,
    "pdfium text": pdfium,
    "markitdown": markitdown,
    "pymupdf4llm": pymupdf4llm,
}
ELSEWHERE = frozenset({"markitdown", "pymupdf4llm"})


def measure(name: str, paths: list[Path]) -> None:
    """Print seconds for all files, after one file to warm up, and the peak memory in KiB."""
    read = READERS[name]
    read(paths[0])
    start = time.perf_counter()
    for path in paths:
        read(path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([seconds, peak]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--with", dest="other", help="interpreter that has the other converters")
    parser.add_argument("--measure", help="one reader, in this process")
    args = parser.parse_args()
    if args.measure:
        measure(args.measure, args.files)
        return
    import pypdfium2

    pages = sum(len(pypdfium2.PdfDocument(path)) for path in args.files)
    print(f"{len(args.files)} files, {pages} pages")
    floor = 0.0
    for name in READERS:
        interpreter = args.other if name in ELSEWHERE else sys.executable
        if interpreter is None:
            continue
        done = subprocess.run(  # noqa: S603 - ourselves
            [interpreter, __file__, "--measure", name, *map(str, args.files)],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, peak = json.loads(done.stdout.splitlines()[-1])
        floor = floor or seconds
        rate, ratio = pages / seconds, seconds / floor
        print(f"{name:18} {rate:8.1f} pages/s {ratio:6.2f} x words {peak / 1024:7.0f} MiB")


if __name__ == "__main__":
    main()
