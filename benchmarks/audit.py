"""Draws disagreements between labels and output, for a person to judge who is right.

    python benchmarks/audit.py DEV_FOLDER [--count 100] [--seed 7]

Each is printed with its class, what either side has there, and the words around it. The verdicts
are counted by hand into RESULTS.md; the texts stay where they are.
"""

import argparse
import random
from pathlib import Path

from dev import gold_of, ours
from errors import Pair, disagreements

from pipeline.evaluate.score import match

AROUND = 110


def drawn(folder: Path, count: int, seed: int) -> list[str]:
    """A sample of all disagreements of all sets, as lines to read."""
    lines: list[str] = []
    for gold_path in sorted(folder.glob("*/gold.jsonl")):
        gold = gold_of(gold_path.parent)
        labels = sorted({row.label for rows in gold.values() for row in rows})
        for path in sorted(gold_path.parent.glob("*.txt")):
            text, rows, found = path.read_bytes().decode(), gold.get(path.stem, []), ours(path)
            for label in labels:
                wanted = [row for row in rows if row.label == label]
                own = [row for row in found if row.label == label]
                overlap = match(wanted, own, strict=False)
                for kind, pair in disagreements(label, overlap, rows, found):
                    lines.append(shown(f"{path.parent.name} {label} {kind}", pair, text))
    return random.Random(seed).sample(lines, min(count, len(lines)))


def shown(heading: str, pair: Pair, text: str) -> str:
    """One disagreement: what either side has, and the sentence around."""
    sides = [f"{row.label} {row.text!r}" if row else "nothing" for row in pair]
    rows = [row for row in pair if row is not None]
    start = max(0, min(row.start for row in rows) - AROUND)
    around = " ".join(text[start : max(row.end for row in rows) + AROUND].split())
    return f"{heading}\n  labels: {sides[0]}\n  ours: {sides[1]}\n  {around}"


def main() -> None:
    """Print the sample, numbered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    for number, line in enumerate(drawn(args.folder, args.count, args.seed), 1):
        print(f"{number}. {line}")


if __name__ == "__main__":
    main()
