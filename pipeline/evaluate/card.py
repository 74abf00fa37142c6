"""The scorecard of one report: what the gold has, what was found, what is too much."""

from collections.abc import Callable, Iterable

from pipeline.document.labels import labels
from pipeline.evaluate.answer import answer_of
from pipeline.evaluate.events import event_measures
from pipeline.evaluate.gold import Gold, annotations
from pipeline.evaluate.measure import Measure, together
from pipeline.evaluate.score import LabelledSpan, Matching, match
from pipeline.write.report import Extracted

LABELS = tuple(labels())
NAMED = ("DATE", "PLACE", "ORG", "PERSON")
VALUED = tuple(label for label, card in labels().items() if card.valued)


def scorecard(gold: Gold, report: Extracted) -> list[Measure]:
    """All measures of one report, in the order in which they are printed."""
    return [
        *_mention_measures(gold, report),
        _rows("milestones", _gold_milestones(gold), _milestones(report)),
        _rows("sections", _gold_sections(gold), _sections(report)),
        _rows("lists", _gold_lists(gold), _lists(report)),
        _rows("list items", _gold_items(gold), _items(report)),
        _rows("quotes", _gold_quotes(gold), _quotes(report)),
        _rows("people", _gold_people(gold), _people(report)),
        _rows("acronyms", _gold_acronyms(gold), _acronyms(report)),
        *event_measures(gold, answer_of(report)),
    ]


# --- mentions ---------------------------------------------------------------------------------


def _mention_measures(gold: Gold, report: Extracted) -> list[Measure]:
    expected = list(annotations(gold, report.text))
    found = [
        LabelledSpan(int(row["start"]), int(row["end"]), row["label"], row["text"], row["value"])
        for row in report.tables["mentions"]
    ]
    strict = {label: _match(expected, found, label, strict=True) for label in LABELS}
    overlap = {label: _match(expected, found, label, strict=False) for label in LABELS}
    measures = [_measure(f"{label} strict", strict[label], report.text) for label in LABELS]
    measures += [_measure(f"{label} overlap", overlap[label], report.text) for label in LABELS]
    measures.append(together("named strict", (m for m in measures if m.name in _strict(NAMED))))
    measures.append(together("all strict", (m for m in measures if m.name in _strict(LABELS))))
    return measures + [_values(label, overlap[label], report.text) for label in VALUED]


def _strict(labels: Iterable[str]) -> set[str]:
    return {f"{label} strict" for label in labels}


def _match(
    gold: list[LabelledSpan], found: list[LabelledSpan], label: str, *, strict: bool
) -> Matching:
    return match(
        [row for row in gold if row.label == label],
        [row for row in found if row.label == label],
        strict=strict,
    )


def _measure(name: str, matching: Matching, text: str) -> Measure:
    return Measure(
        name,
        found=tuple(_named(gold, text) for gold, _ in matching.pairs),
        missed=tuple(_named(gold, text) for gold in matching.missed),
        extra=tuple(_named(row, text) for row in matching.extra),
    )


def _values(label: str, matching: Matching, text: str) -> Measure:
    """Right values among the matched: recall is the accuracy."""
    valued = [(gold, row) for gold, row in matching.pairs if gold.value is not None]
    right = [_same_value(gold.value, row.value) for gold, row in valued]
    named = [f"{_named(gold, text)} = {gold.value}" for gold, _ in valued]
    return Measure(
        f"{label} value",
        found=tuple(name for name, ok in zip(named, right, strict=True) if ok),
        missed=tuple(
            f"{name}, not {row.value}"
            for name, ok, (_, row) in zip(named, right, valued, strict=True)
            if not ok
        ),
    )


def _same_value(gold: str | None, value: str | None) -> bool:
    try:
        return float(gold or "") == float(value or "")
    except ValueError:
        return gold == value


def _named(row: LabelledSpan, text: str) -> str:
    """A mention with the sentence it stands in."""
    before, after = text[: row.start], text[row.end :]
    start = max(before.rfind(". "), before.rfind("\n")) + 1
    ends = [at for at in (after.find(". "), after.find("\n")) if at >= 0]
    end = row.end + (min(ends) + 1 if ends else len(after))
    return f"{row.text!r} in: {' '.join(text[start:end].split())}"


# --- rows -------------------------------------------------------------------------------------


def _rows(name: str, gold: Iterable[tuple[str, ...]], found: Iterable[tuple[str, ...]]) -> Measure:
    """Compare rows as wholes: a row is right when every compared cell is."""
    missing, extra, right = list(gold), [], []
    for row in found:
        if row in missing:
            missing.remove(row)
            right.append(row)
        else:
            extra.append(row)
    written: Callable[[tuple[str, ...]], str] = " | ".join
    return Measure(
        name,
        tuple(map(written, right)),
        tuple(map(written, missing)),
        tuple(map(written, extra)),
    )


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _gold_milestones(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.milestones:
        yield row["month"], row["title"], gold.body(row["paragraphs"])


def _milestones(report: Extracted) -> Iterable[tuple[str, ...]]:
    for row in report.tables["milestones"]:
        yield row["month"], row["title"], _flat(row["body"])


def _gold_sections(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.sections:
        theme = row.get("theme") or ""
        yield row["kind"], row["title"] or "", theme, gold.body(row["paragraphs"])


def _sections(report: Extracted) -> Iterable[tuple[str, ...]]:
    for row in report.tables["sections"]:
        yield row["kind"], row["title"], _flat(row["theme"]), _flat(row["body"])


def _gold_lists(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.lists:
        yield (
            row["title"] or "",
            row.get("about") or "",
            str(row["group"]),
            str(len(row["items"])),
        )


def _lists(report: Extracted) -> Iterable[tuple[str, ...]]:
    titled = {row["title"] for row in report.tables["lists"] if row["title"]}
    for row in report.tables["lists"]:
        about = "" if row["title"] in titled else row["about"]
        yield row["title"], about, row["group"], row["items"]


def _gold_items(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.lists:
        suggested = {s["raw"]: s["suggestion"] for s in row.get("suspect", ())}
        for item in row["items"]:
            yield (
                row["title"] or row.get("about") or "",
                str(row["group"]),
                item,
                suggested.get(item, ""),
            )


def _items(report: Extracted) -> Iterable[tuple[str, ...]]:
    lists = {row["list_id"]: row for row in report.tables["lists"]}
    for row in report.tables["list_items"]:
        parent = lists[row["list_id"]]
        name = parent["title"] or parent["about"]
        yield name, parent["group"], row["text"], row["suggestion"]


def _gold_quotes(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.quotes:
        yield row["text"], row["speaker"], row.get("date") or ""


def _quotes(report: Extracted) -> Iterable[tuple[str, ...]]:
    for row in report.tables["quotes"]:
        if row["kind"] == "direct":  # the gold lists no reported speech
            yield _flat(row["text"]), row["speaker"], row["date"]


def _gold_people(gold: Gold) -> Iterable[tuple[str, ...]]:
    for row in gold.people:
        yield row["name"], row["honorific"], row["role"], row.get("organisation") or ""


def _people(report: Extracted) -> Iterable[tuple[str, ...]]:
    short = {
        r["organisation_id"]: r["acronym"] or r["name"] for r in report.tables["organisations"]
    }
    for row in report.tables["people"]:
        role = row["role"].removeprefix("the ")
        body = short.get(row["organisation_id"], "")
        yield row["name"], row["honorific"], role, body


def _gold_acronyms(gold: Gold) -> Iterable[tuple[str, ...]]:
    for short, long in gold.acronyms.items():
        yield short, long.casefold()


def _acronyms(report: Extracted) -> Iterable[tuple[str, ...]]:
    for row in report.tables["acronyms"]:
        yield row["short"], _flat(row["long"]).casefold()
