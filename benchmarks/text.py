"""Speed of the whole text path beside the bare spaCy model, as a ratio in one run.

    python benchmarks/text.py FILE... [--rounds 3]

Both read the same paragraphs with the same model, loaded once; the best of the rounds counts.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from pipeline.extract.nlp import load
from pipeline.language.models import DEFAULT_MODEL
from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    bare = spacy.load(DEFAULT_MODEL)
    load()
    documents = [process(read(path))[0] for path in args.files]
    texts = [
        paragraph.span.of(document.text or "")
        for document in documents
        for paragraph in document.paragraphs or ()
    ]
    floor = best(lambda: list(bare.pipe(texts)), args.rounds)
    whole = best(lambda: [check(*process(read(path))) for path in args.files], args.rounds)
    characters = sum(map(len, texts))
    print(f"{len(args.files)} files, {characters:,} characters")
    print(f"bare nlp.pipe   {floor:.2f} s")
    print(f"whole text path {whole:.2f} s, {whole / floor:.2f} times the bare model")


if __name__ == "__main__":
    main()
