"""Scores the pipeline on labelled development data beside the bare spaCy model.

    python benchmarks/dev.py DEV_FOLDER [--set humset] [--label PLACE] [--errors 40]

DEV_FOLDER holds one folder a set: ``DOC.txt`` files and a ``gold.jsonl`` with ``doc``, ``label``,
``start``, ``end``, ``text``, ``value`` (EDTF; GeoNames id), ``optional`` a line. "Documents right":
those without any error of the label, strictly and by overlap, of those that have it. Errors are
counted by class: missed, spurious, boundary, and another label on the same words.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from errors import CLASSES, Pair, Tally

from pipeline.document import Document
from pipeline.document.ledger import OffsetMap
from pipeline.evaluate.score import LabelledSpan
from pipeline.language.models import DEFAULT_MODEL
from pipeline.readers import read
from pipeline.run.process import process

BASELINE = {
    "DATE": {"DATE"},
    "PLACE": {"GPE", "LOC", "FAC"},
    "ORG": {"ORG"},
    "PERSON": {"PERSON"},
    "FIGURE": {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"},
}
Rows = dict[str, list[LabelledSpan]]


def gold_of(folder: Path) -> Rows:
    """The gold rows of a set, by document."""
    rows: Rows = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(
            LabelledSpan(
                row["start"],
                row["end"],
                row["label"],
                row["text"],
                row["value"],
                bool(row["optional"]),
            )
        )
    return rows


def ours(path: Path) -> list[LabelledSpan]:
    """Our mentions, at their offsets in the raw text."""
    document, _ = process(read(path))
    return annotations(document)


def annotations(document: Document) -> list[LabelledSpan]:
    """A document's mentions as annotations of its raw text."""
    offsets = OffsetMap(len(document.text or ""), document.edits or ())
    values = {d.mention: d.edtf for d in document.dates or ()}
    values |= {m: p.geonames_id for p in document.places or () for m in p.mentions}
    found = []
    for index, mention in enumerate(document.mentions or ()):
        raw = offsets.to_raw(mention.span)
        found.append(
            LabelledSpan(raw.start, raw.end, mention.label, raw.of(document.raw), values.get(index))
        )
    return found


def bare(nlp: spacy.language.Language, text: str) -> list[LabelledSpan]:
    """The bare model's entities under our labels."""
    labels = {theirs: label for label, names in BASELINE.items() for theirs in names}
    return [
        LabelledSpan(ent.start_char, ent.end_char, labels[ent.label_], ent.text)
        for ent in nlp(text).ents
        if ent.label_ in labels
    ]


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", action="append", dest="sets")
    parser.add_argument("--label", action="append", dest="labels")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--baseline", action="store_true", help="score the bare model too")
    args = parser.parse_args()
    nlp = spacy.load(DEFAULT_MODEL) if args.baseline else None
    sets = args.sets or [p.parent.name for p in sorted(args.folder.glob("*/gold.jsonl"))]
    print(
        f"{'set':8} {'label':7} {'system':6} {'strict P/R/F1':17}   {'overlap P/R/F1':17}   ",
        end="",
    )
    print(f"{'documents right':16} {'  '.join(kind[:4] for kind in CLASSES)}   value")
    for name in sets:
        folder = args.folder / name
        gold = gold_of(folder)
        labels = args.labels or sorted({r.label for rows in gold.values() for r in rows})
        documents = sorted(folder.glob("*.txt"))
        systems = {"ours": {p.stem: ours(p) for p in documents}}
        if nlp is not None:
            systems["bare"] = {p.stem: bare(nlp, p.read_bytes().decode()) for p in documents}
        for system, predicted in systems.items():
            for label in labels:
                report(name, label, system, gold, predicted, args.errors if system == "ours" else 0)


def report(name: str, label: str, system: str, gold: Rows, predicted: Rows, errors: int) -> None:
    """Print one line of scores, and the most frequent errors of each class."""
    tally = Tally()
    for doc, rows in predicted.items():
        tally.add(label, gold.get(doc, []), rows)
    valued = [(g, p) for g, p in tally.overlap.pairs if g.value and label in ("DATE", "PLACE")]
    right = sum(g.value == p.value for g, p in valued)
    value = f"{right}/{len(valued)}" if valued and system == "ours" else ""
    numbers = [
        f"{s.precision:.3f} {s.recall:.3f} {s.f1:.3f}"
        for s in (tally.strict.score, tally.overlap.score)
    ]
    whole = f"{tally.right}, {tally.overlapping} of {tally.documents}"
    counts = " ".join(f"{len(tally.errors[kind]):5}" for kind in CLASSES)
    print(
        f"{name:8} {label:7} {system:6} {numbers[0]}   {numbers[1]}   {whole:16} {counts}   {value}"
    )
    if errors:
        for kind in CLASSES:
            print(f"  {kind}:", Counter(map(_said, tally.errors[kind])).most_common(errors))
        wrong = [(g.text, g.value, p.value) for g, p in valued if g.value != p.value]
        print("  values (text, gold, ours):", wrong[:errors])


def _said(pair: Pair) -> tuple[str, ...]:
    """The words of an error, those of the gold first."""
    return tuple(row.text for row in pair if row is not None)


if __name__ == "__main__":
    main()
