"""Fits the confidence of mentions on labelled development data, and says how well it is calibrated.

    python benchmarks/calibrate.py DEV_FOLDER [--write]

The folder is that of ``dev.py``. A mention is right where the gold has the same span and label (a
leading "the" aside); what overlaps an optional gold row is left out. Documents are parted into
folds: each score in the tables is given by weights that were fitted without the document.
``--write`` fits on all documents and writes ``pipeline/extract/confidence.toml``,
``docs/confidence.md``.
"""

import argparse
import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from dev import annotations, gold_of
from scipy.optimize import minimize

from pipeline.evaluate.score import LabelledSpan, match
from pipeline.extract.confidence import OFTEN, features
from pipeline.readers import read
from pipeline.run.process import process

ROOT = Path(__file__).parents[1]
FOLDS = 10
RIDGE = 1.0
REVIEWED = 0.1
"""The share of mentions, those with the lowest confidence, that a reviewer is to look at."""
FEWEST = 15
"""Mentions that a feature must have had to get a weight."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
Row = tuple[str, str, frozenset[str], bool]


def rows_of(folder: Path) -> list[Row]:
    """Document, label, features and truth of each mention of a labelled set."""
    gold = gold_of(folder)
    labels = {row.label for rows in gold.values() for row in rows}
    rows: list[Row] = []
    for path in sorted(folder.glob("*.txt")):
        document, _ = process(read(path))
        text, mentions = document.text or "", document.mentions or ()
        found = annotations(document)
        status = {m: p.status for p in document.places or () for m in p.mentions}
        status |= {d.mention: d.status for d in document.dates or ()}
        words = [(m.label, m.span.of(text)) for m in mentions]
        for label in labels:
            own = [(i, a) for i, a in enumerate(found) if a.label == label]
            wanted = [row for row in gold[path.stem] if row.label == label]
            # The labels of figures leave out "more than", which belongs to ours.
            matched = match(wanted, [a for _, a in own], strict=label != "FIGURE")
            right = {id_of(a) for _, a in matched.pairs}
            wrong = {id_of(a) for a in matched.extra}
            for index, annotation in own:
                key = id_of(annotation)
                if key in right or key in wrong:
                    often = words.count(words[index]) >= OFTEN
                    traits = features(
                        mentions[index], text, status.get(index, "stated"), often=often
                    )
                    rows.append((path.stem, label, frozenset(traits), key in right))
    return rows


def id_of(annotation: LabelledSpan) -> tuple[int, str]:
    """What names a prediction after a leading "the" was taken off."""
    return annotation.end, annotation.label


def fit(rows: list[Row]) -> tuple[dict[str, float], float]:
    """Weights and bias of the logistic model with the highest penalised likelihood."""
    counts: dict[str, int] = {}
    for _, _, traits, _ in rows:
        for trait in traits:
            counts[trait] = counts.get(trait, 0) + 1
    names = sorted(trait for trait, count in counts.items() if count >= FEWEST)
    column = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, (_, _, traits, _) in enumerate(rows):
        matrix[i, [column[t] for t in traits if t in column]] = 1
    truth = np.array([right for *_, right in rows], dtype=float)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = parameters[:-1], parameters[-1]
        scores = matrix @ weights + bias
        value = np.logaddexp(0, scores).sum() - truth @ scores + RIDGE / 2 * weights @ weights
        error = 1 / (1 + np.exp(-scores)) - truth
        return value, np.append(matrix.T @ error + RIDGE * weights, error.sum())

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return dict(zip(names, best[:-1], strict=True)), float(best[-1])


def score(traits: Iterable[str], weights: Mapping[str, float], bias: float) -> float:
    """The confidence of a mention with these features."""
    return float(1 / (1 + np.exp(-(bias + sum(weights.get(t, 0.0) for t in traits)))))


def held_out(rows: list[Row]) -> list[tuple[float, bool]]:
    """Confidence and truth of each mention, by weights fitted on other documents."""
    fold = [crc32(document.encode()) % FOLDS for document, *_ in rows]
    scored: list[tuple[float, bool]] = []
    for number in range(FOLDS):
        weights, bias = fit([row for row, f in zip(rows, fold, strict=True) if f != number])
        scored += [
            (score(row[2], weights, bias), row[3])
            for row, f in zip(rows, fold, strict=True)
            if f == number
        ]
    return scored


def tables(scored: list[tuple[float, bool]], what: str = "mentions") -> tuple[str, float]:
    """The reliability table and the share of errors caught as Markdown, and the threshold."""
    lines = [f"| confidence | {what} | mean confidence | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in scored if low <= c < high]
        if inside:
            mean = np.mean([c for c, _ in inside])
            right = np.mean([r for _, r in inside])
            lines.append(
                f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {mean:.2f} | {right:.2f} |"
            )
    ordered = sorted(scored, key=lambda pair: pair[0])
    errors = sum(not right for _, right in ordered)
    lines += ["", "| looked at, lowest confidence first | errors caught |", "|---|---|"]
    for share in (0.05, 0.1, 0.2, 0.3):
        caught = sum(not right for _, right in ordered[: int(share * len(ordered))])
        lines.append(f"| {share:.0%} of the {what} | {caught / errors:.0%} of {errors} |")
    brier = np.mean([(c - r) ** 2 for c, r in scored])
    base = np.mean([r for _, r in scored])
    lines += ["", f"Brier score {brier:.3f} (always saying {base:.2f}: {base * (1 - base):.3f})."]
    return "\n".join(lines), ordered[int(REVIEWED * len(ordered))][0]


def main() -> None:
    """Fit, print the tables, and write them if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [
        row for path in sorted(args.folder.glob("*/gold.jsonl")) for row in rows_of(path.parent)
    ]
    shown, threshold = tables(held_out(rows))
    print(f"{len(rows)} mentions\n\n{shown}")
    if args.write:
        weights, bias = fit(rows)
        body = "\n".join(
            f"{json.dumps(name)} = {weight:.3f}" for name, weight in sorted(weights.items())
        )
        (ROOT / "pipeline" / "extract" / "confidence.toml").write_text(
            "# Fitted by benchmarks/calibrate.py; logistic weights of confidence.py.\n"
            f"threshold = {threshold:.2f}\nbias = {bias:.3f}\n\n[weights]\n{body}\n"
        )
        page = ROOT / "docs" / "confidence.md"
        _, heading, events = page.read_text().partition("\n## Events\n")
        page.write_text(PAGE.format(count=len(rows), tables=shown) + heading + events)


PAGE = """# Confidence

Each mention carries a `confidence` between 0 and 1: how likely it is right, span and label. It is a
logistic score over how the mention was found, its length and case, the words beside it, whether the
statistical model has it too, and what its value rests on. The weights were fitted on {count}
mentions in labelled texts of others (`benchmarks/calibrate.py`); the tables below are held out:
each mention was scored by weights fitted without its document.

Labels that those data do not have (EVENT, PROGRAMME, INSTRUMENT) have no confidence: nothing was
measured. What a reviewer made or moved has confidence 1. "Right" is what the labels say, which err
themselves; a figure is right where the labels have most of it ("more than" is no part of theirs).

{tables}

Mentions below the threshold get the flag `extract.unsure`; the review page shows them first.
"""

if __name__ == "__main__":
    main()
