"""What a reader of a system's answers would find right: events, names, titles, people, quotes.

Other than the scorecard of `pipeline.evaluate`, which holds this product's tables to every cell and
every offset, it asks of an answer nothing but words, so that any system can be scored.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pipeline.evaluate.answer import Answer
from pipeline.evaluate.events import event_measures
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.measure import Measure, together
from pipeline.evaluate.wording import alike, normal, normal_place

LABELS = ("DATE", "PLACE", "ORG", "PERSON", "EVENT", "PROGRAMME", "INSTRUMENT")
CORE = ("DATE", "PLACE", "ORG", "PERSON")
"""Labels that every report has many mentions of."""
CORE_NAMES = "core names"
TITLES = "titles"
PEOPLE = "people"
QUOTES = "quotes"
HEADING = re.compile(r"h\d|title|period|theme|furniture")
"""Kinds of paragraphs whose mentions are neither rewarded nor penalised."""
SAME_TITLE = 0.9
"""The least share (0-1) of words that two titles have in common."""
SAME_QUOTE = 0.8
"""The same of two quotations."""

Mention = tuple[str, str]
"""A label, and words in their normal form."""
Item = TypeVar("Item")


def reading(gold: Gold, answer: Answer) -> list[Measure]:
    """All measures of one report, in the order in which they are printed."""
    return [
        *event_measures(gold, answer),
        *_mentions(gold, answer),
        _titles(gold, answer),
        _share(PEOPLE, [row["name"] for row in gold.people], answer.people, _same_person, str),
        _share(
            QUOTES,
            [(row["text"], row.get("speaker") or "") for row in gold.quotes],
            answer.quotes,
            _same_quote,
            ": ".join,
        ),
    ]


def _mentions(gold: Gold, answer: Answer) -> list[Measure]:
    """Mentions as label and words, each as often as it is in the report; no offsets."""
    wanted, free = Counter[Mention](), Counter[str]()
    for paragraph in gold.paragraphs:
        heading = HEADING.fullmatch(paragraph.kind) is not None
        for mention in paragraph.mentions:
            label, words = _mention(mention.label, mention.text)
            if mention.optional or heading:
                free[words] += 1
            else:
                wanted[label, words] += 1
    got = Counter(_mention(*mention) for mention in answer.mentions)
    of_label = {
        label: _counted(label, _only(label, wanted), _only(label, got), free) for label in LABELS
    }
    core = together(CORE_NAMES, (of_label[label] for label in CORE))
    return [*of_label.values(), core]


def _mention(label: str, words: str) -> Mention:
    return label, normal_place(words) if label == "PLACE" else normal(words)


def _only(label: str, counts: Counter[Mention]) -> Counter[str]:
    return Counter({words: n for (of, words), n in counts.items() if of == label})


def _counted(label: str, wanted: Counter[str], got: Counter[str], free: Counter[str]) -> Measure:
    def named(counts: Counter[str]) -> tuple[str, ...]:
        return tuple(f"{label} {words}" for words in counts.elements())

    return Measure(label, named(wanted & got), named(wanted - got), named(got - wanted - free))


def _titles(gold: Gold, answer: Answer) -> Measure:
    parts = [*gold.sections, *gold.milestones]
    titles = [row["title"] for row in parts if row.get("title")]
    return _share(TITLES, titles, answer.titles if parts else (), _same_title, str)


def _share(
    name: str,
    gold: Iterable[Item],
    rows: Sequence[Item],
    same: Callable[[Item, Item], bool],
    written: Callable[[Item], str],
) -> Measure:
    """Give each gold row the first row that is the same, one to one."""
    left, found, missed = list(rows), [], []
    for wanted in gold:
        at = next((index for index, row in enumerate(left) if same(wanted, row)), None)
        if at is None:
            missed.append(written(wanted))
        else:
            del left[at]
            found.append(written(wanted))
    return Measure(name, tuple(found), tuple(missed), tuple(map(written, left)))


def _same_title(gold: str, row: str) -> bool:
    return alike(gold, row, SAME_TITLE)


def _same_person(gold: str, row: str) -> bool:
    return normal(gold) == normal(row)


def _same_quote(gold: tuple[str, str], row: tuple[str, str]) -> bool:
    """The words are the same, and so is the speaker where both sides name one."""
    words, speaker = gold
    if not alike(words, row[0], SAME_QUOTE):
        return False
    named, wanted = normal(row[1]), normal(speaker)
    return wanted in named or named in wanted
