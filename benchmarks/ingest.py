"""Speed and memory of reading PDFs beside other readers, as ratios in one run.

    python benchmarks/ingest.py FILE... [--with PYTHON]

Each reader runs in a process of its own; its peak memory is that process's. ``markitdown`` and
``pymupdf4llm`` are no dependencies: they are measured with the interpreter of an environment that
has them.
"""

import argparse
import multiprocessing
import resource
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


def measure(
    name: str, paths: list[Path], answer: "multiprocessing.Queue[tuple[float, int]]"
) -> None:
    """Seconds for all files, after one file to warm up, and the peak memory in KiB."""
    read = READERS[name]
    read(paths[0])
    start = time.perf_counter()
    for path in paths:
        read(path)
    seconds = time.perf_counter() - start
    answer.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--with", dest="other", help="interpreter that has the other converters")
    args = parser.parse_args()
    import pypdfium2

    pages = sum(len(pypdfium2.PdfDocument(path)) for path in args.files)
    spawn = multiprocessing.get_context("spawn")
    figures: dict[str, tuple[float, int]] = {}
    for name in READERS:
        if name in ELSEWHERE:
            if not args.other:
                continue
            spawn.set_executable(args.other)
        answer = spawn.Queue()
        process = spawn.Process(target=measure, args=(name, args.files, answer))
        process.start()
        figures[name] = answer.get()
        process.join()
    floor = figures["pdfplumber words"][0]
    print(f"{len(args.files)} files, {pages} pages")
    for name, (seconds, peak) in figures.items():
        rate, ratio = pages / seconds, seconds / floor
        print(f"{name:18} {rate:8.1f} pages/s {ratio:6.2f} x words {peak / 1024:7.0f} MiB")


if __name__ == "__main__":
    main()
