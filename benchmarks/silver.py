"""Trains spaCy's entity recogniser on silver labels and scores it beside the rules.

    python benchmarks/silver.py DEV_FOLDER [--train quant --train humset] [--test re3d] [--epochs 8]

Silver labels are what the pipeline itself finds in the texts of the ``--train`` sets; their gold is
not read. It answers whether a statistical component generalises beyond the rules that taught it.
"""

import argparse
import random
from pathlib import Path

import spacy
from dev import Rows, gold_of, ours, report
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, minibatch

from pipeline.evaluate.score import LabelledSpan
from pipeline.language.models import DEFAULT_MODEL

LABELS = ("ORG", "PERSON", "PLACE")
SEED = 7
BATCH = 16
LONGEST = 4000
"""Code points of a training text; longer ones slow the recogniser down."""


def silver(nlp: Language, path: Path) -> Example | None:
    """A text with the mentions of the pipeline as its entities."""
    text = path.read_bytes().decode()[:LONGEST]
    doc, reference = nlp.make_doc(text), nlp.make_doc(text)
    spans = [
        reference.char_span(row.start, row.end, label=row.label)
        for row in ours(path)
        if row.label in LABELS and row.end <= len(text)
    ]
    reference.set_ents(filter_spans([span for span in spans if span is not None]))
    return Example(doc, reference) if len(doc) else None


def train(texts: list[Path], epochs: int) -> Language:
    """A recogniser on the vectors of nothing but these texts."""
    nlp = spacy.blank("en")
    found = [silver(nlp, path) for path in texts]
    examples = [example for example in found if example is not None]
    nlp.add_pipe("ner")
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(epochs):
        random.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    return nlp


def predicted(doc: Doc) -> list[LabelledSpan]:
    """The entities of a ``Doc`` under our labels."""
    return [LabelledSpan(e.start_char, e.end_char, e.label_, e.text) for e in doc.ents]


def main() -> None:
    """Train, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", action="append")
    parser.add_argument("--test", default="re3d")
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    random.seed(SEED)
    spacy.util.fix_random_seed(SEED)
    sets = args.train or ["quant", "humset"]
    nlp = train(
        [p for name in sets for p in sorted((args.folder / name).glob("*.txt"))], args.epochs
    )
    gold: Rows = gold_of(args.folder / args.test)
    paths = sorted((args.folder / args.test).glob("*.txt"))
    rules = {path.stem: ours(path) for path in paths}
    trained = {path.stem: predicted(nlp(path.read_bytes().decode())) for path in paths}
    print(f"taught by {DEFAULT_MODEL} and the rules on {', '.join(sets)}")
    for label in LABELS:
        report(args.test, label, "ours", gold, rules, 0)
        report(args.test, label, "silver", gold, trained, 0)


if __name__ == "__main__":
    main()
