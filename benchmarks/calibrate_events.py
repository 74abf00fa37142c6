"""Fits the confidence of events on the open newsletters, and says how well it is calibrated.

    python benchmarks/calibrate_events.py [--write]

An event is right where it tells of a gold event with the right type, date and country. Each score
in the tables is given by weights that were fitted without the report. ``--write`` fits on all
reports and writes ``pipeline/events/confidence.toml`` and the part on events of
``docs/confidence.md``.
"""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from calibrate import fit, score, tables

from pipeline.evaluate.answer import answer_of
from pipeline.evaluate.events.matching import match_events
from pipeline.evaluate.gold import load_gold
from pipeline.events.confidence import features
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.run.process import process
from pipeline.write.report import Extracted

ROOT = Path(__file__).parents[1]
NEWSLETTERS = ROOT / "benchmarks" / "newsletters"
ASKED = frozenset({"type", "date", "country"})
"""The cells that must be right."""
Row = tuple[str, str, frozenset[str], bool]


def rows_of(path: Path, out: Path) -> list[Row]:
    """Report, label, features and truth of each event of a newsletter."""
    list(run([path], Options(out=out)))
    answer = answer_of(Extracted(out / path.stem))
    gold = load_gold(NEWSLETTERS / "gold" / f"{path.stem}.json")
    matching = match_events(gold.events, answer)
    right = {
        (told.row.spans[0].start, told.row.name): told.right >= ASKED for told in matching.told
    }
    right |= {(row.spans[0].start, row.name): False for row in matching.extra}
    document, _ = process(read(path))
    return [
        (path.stem, "EVENT", frozenset(features(event)), right[event.span.start, event.name])
        for event in document.events or ()
        if (event.span.start, event.name) in right
    ]


def main() -> None:
    """Fit, print the tables, and write them if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        for kind in ("pdf", "txt"):
            for path in sorted((NEWSLETTERS / kind).glob(f"*.{kind}")):
                rows += rows_of(path, Path(folder) / kind)
    scored = []
    for report in sorted({row[0] for row in rows}):
        weights, bias = fit([row for row in rows if row[0] != report])
        scored += [(score(r[2], weights, bias), r[3]) for r in rows if r[0] == report]
    shown, threshold = tables(scored, "events")
    print(f"{len(rows)} events\n\n{shown}")
    if args.write:
        _write(rows, shown, threshold)


def _write(rows: list[Row], shown: str, threshold: float) -> None:
    weights, bias = fit(rows)
    body = "\n".join(f"{json.dumps(name)} = {w:.3f}" for name, w in sorted(weights.items()))
    (ROOT / "pipeline" / "events" / "confidence.toml").write_text(
        "# Fitted by benchmarks/calibrate_events.py; logistic weights of confidence.py.\n"
        f"threshold = {threshold:.2f}\nbias = {bias:.3f}\n\n[weights]\n{body}\n"
    )
    page = ROOT / "docs" / "confidence.md"
    before = page.read_text().partition("\n## Events\n")[0].rstrip()
    page.write_text(f"{before}\n\n## Events\n\n{TEXT.format(count=len(rows), tables=shown)}")


TEXT = """An event's `confidence` says how likely its row tells of an event of its type, on its day,
in its country. It was fitted on {count} rows of the open newsletters as PDF and as text
(`benchmarks/calibrate_events.py`); each report was scored by weights fitted without it, but the
rules themselves were made with these reports at hand, so that on others a little less is right.

{tables}

Events below the threshold get the flag `event.unsure`.
"""

if __name__ == "__main__":
    main()
