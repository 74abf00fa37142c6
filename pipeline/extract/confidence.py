"""How likely a mention is right: a logistic score, calibrated on labelled reports of others.

The score says how often mentions of its kind were right, span and label, in texts that people had
labelled. Its weights lie in ``confidence.toml``, which ``benchmarks/calibrate.py`` fits;
``docs/confidence.md`` has the reliability table. Labels that no labelled text has (events,
programmes, instruments) have no confidence: nothing was measured.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.document import Document, Mention, Origin
from pipeline.document.fitted import Fitted, fitted
from pipeline.document.flags import Flag, flag
from pipeline.names.countries import names

OFTEN = 3
LONG = 5
NEIGHBOUR = 24
"""Code points in which the word beside a mention is looked for."""
NEAR = re.compile(r"\w+|[^\w\s]|\n")


def confidences(document: Document) -> tuple[float | None, ...]:
    """The confidence of each mention, 0 to 1, in the order of the mentions; None: unmeasured."""
    text, mentions = document.text or "", document.mentions or ()
    status = {m: place.status for place in document.places or () for m in place.mentions}
    status |= {date.mention: date.status for date in document.dates or ()}
    seen = Counter((m.label, m.span.of(text)) for m in mentions)
    model = _model()
    found: list[float | None] = []
    for index, mention in enumerate(mentions):
        if mention.origin is Origin.REVIEW or mention.label not in model.weights:
            found.append(1.0 if mention.origin is Origin.REVIEW else None)
            continue
        often = seen[mention.label, mention.span.of(text)] >= OFTEN
        traits = features(mention, text, status.get(index, "stated"), often=often)
        found.append(model.score(traits))
    return tuple(found)


def doubts(document: Document, scores: tuple[float | None, ...]) -> Iterator[Flag]:
    """A flag on each mention whose confidence is below the threshold."""
    limit = threshold()
    for index, (mention, score) in enumerate(zip(document.mentions or (), scores, strict=True)):
        if score is not None and score < limit:
            yield flag(
                "extract.unsure",
                span=mention.span,
                layer="mentions",
                index=index,
                text=mention.span.of(document.text or ""),
                label=mention.label,
                score=f"{score:.2f}",
            )


def features(mention: Mention, text: str, status: str, *, often: bool) -> Iterator[str]:
    """What of a mention tells whether it is right.

    Args:
        mention: The mention.
        text: The repaired text.
        status: "stated", "inferred" or "unresolved": what its value rests on.
        often: Whether the report has the same mention several times.
    """
    label, words = mention.label, mention.span.of(text)
    yield label
    yield f"{label} {mention.method.partition(':')[0]}"
    yield f"{label} {mention.method}"
    yield f"{label} {min(len(words.split()), LONG)} words"
    yield f"{label} {_case(words)}"
    if words.lower() in names():
        yield f"{label} country"
    yield f"{label} {status}"
    yield f"{label} seconded {mention.seconded}"
    if often:
        yield f"{label} often"
    low, high = mention.span.start, mention.span.end
    yield f"{label} after {_last_word(text[max(low - NEIGHBOUR, 0) : low])}"
    yield f"{label} before {_first_word(text[high : high + NEIGHBOUR])}"


def _last_word(before: str) -> str:
    """The word or sign right before; the weights know the frequent ones."""
    found = NEAR.findall(before)
    return str(found[-1]).lower() if found else ""


def _first_word(behind: str) -> str:
    found = NEAR.findall(behind)
    return str(found[0]).lower() if found else ""


def _case(words: str) -> str:
    if words.isupper():
        return "upper"
    return "lower" if words[:1].islower() else "figure" if words[:1].isdigit() else "title"


@cache
def _model() -> Fitted:
    return fitted(__package__)


def threshold() -> float:
    """The confidence below which a mention is flagged."""
    return _model().threshold
