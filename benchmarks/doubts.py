"""How many of the first rows of the review queue a reader would change, by the gold standards.

::

    python benchmarks/doubts.py [NEWSLETTER ...]

A row of the queue is worth its place where the reader would change something: a date without an
event, where the gold has an event there that was missed; an event that is none, or that has a wrong
cell or role; any other row whose words or values the gold does not have.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document.span import Span
from pipeline.evaluate.answer import Answer, EventAnswer, answer_of
from pipeline.evaluate.events.cells import WHOLE
from pipeline.evaluate.events.matching import match_events
from pipeline.evaluate.events.roles import aliases, match_roles
from pipeline.evaluate.gold import Gold, load_gold
from pipeline.evaluate.wording import Squeezed
from pipeline.review.queue import Item, to_check
from pipeline.run import Options, run
from pipeline.write.report import Extracted

NEWSLETTERS = Path(__file__).parent / "newsletters"
FIRST = 10


class Truth:
    """What the gold says of the rows of one report."""

    def __init__(self, gold: Gold, report: Extracted) -> None:
        answer: Answer = answer_of(report)
        matching = match_events(gold.events, answer)
        known = aliases(gold)
        text = Squeezed(answer.text)
        self.report = report
        self.gold = gold
        self.right = {
            _identity(told.row)
            for told in matching.told
            if told.right >= WHOLE and match_roles(told, known).whole
        }
        self.seen = {_identity(told.row) for told in matching.told}
        self.seen |= {_identity(row) for row in matching.extra}
        self.missed = [
            span
            for event in matching.missed
            for words in (event.anchor, *event.also)
            if (span := text.find(words))
        ]
        self.words = {
            (mention.label, mention.text) for p in gold.paragraphs for mention in p.mentions
        }

    def changes(self, item: Item) -> bool:
        """Whether a reader would change the row, or add one there."""
        row = self.report[item.key]
        if item.rank == "missing":
            start = self.report.text.rfind("\n", 0, int(row["start"])) + 1
            end = self.report.text.find("\n", int(row["start"]))
            line = Span(start=start, end=end if end > 0 else len(self.report.text))
            return any(line.overlaps(span) for span in self.missed)
        match item.key.table:
            case "events":
                identity = int(row["start"] or 0), row["name"]
                return identity in self.seen and identity not in self.right
            case "sections":
                titles = {section.title for section in self.gold.sections}
                return row["title"] not in titles
            case "mentions":
                return (row["label"], row["text"]) not in self.words
        return False


def _identity(row: EventAnswer) -> tuple[int, str]:
    return row.spans[0].start, row.name


def main(names: list[str]) -> None:
    """Print, for each newsletter, the first rows of its queue and how many would be changed."""
    with TemporaryDirectory() as folder:
        for path in sorted((NEWSLETTERS / "pdf").glob("*.pdf")):
            if names and path.stem not in names:
                continue
            list(run([path], Options(out=Path(folder))))
            report = Extracted(Path(folder) / path.stem)
            truth = Truth(load_gold(NEWSLETTERS / "gold" / f"{path.stem}.json"), report)
            items = to_check(report)
            changed = [truth.changes(item) for item in items[:FIRST]]
            print(f"{path.stem}: {sum(changed)} of {len(changed)}; {len(items)} to check")
            for item, would in zip(items, changed, strict=False):
                sign = "+" if would else "-"
                print(f"  {sign} {item.rank}, {item.key.table}: {item.reasons[0][:100]}")


if __name__ == "__main__":
    main(sys.argv[1:])
