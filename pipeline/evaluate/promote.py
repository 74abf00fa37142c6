"""A reviewed report becomes a gold standard, in the form of those made by hand."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.decisions.journal import JOURNAL, in_force, read
from pipeline.document.errors import ConfigError
from pipeline.document.labels import labels
from pipeline.document.span import Span
from pipeline.write.report import Extracted, undecided
from schemas.columns import TRUE


def promote(folder: Path, gold: Path, *, force: bool = False) -> Path:
    """Write ``gold/STEM.json`` from a report's tables.

    Args:
        folder: The report's folder, ``extracted/STEM``.
        gold: The folder of gold standards.
        force: Whether to promote a report that nobody has reviewed to the end.

    Raises:
        ConfigError: ``config.no-report``: there is no such report. ``config.not-reviewed``:
            rows in doubt wait for a decision; the message names the first ones.
            ``config.not-applied``: the tables lack decisions of the journal, or words of theirs are
            not the report's.
    """
    report = Extracted(folder)
    holding = {decision.id for decision in in_force(read(folder / JOURNAL).decisions)}
    if count := len(holding ^ report.rows["decisions"].keys()):
        message = f"{folder.name}: {count} decisions are not applied yet: `milestones run` does it"
        raise ConfigError("config.not-applied", message)
    waiting = list(undecided(report.tables["flags"], report.tables["decisions"]))
    if waiting and not force:
        shown = "; ".join(row["message"] for row in waiting[:3])
        message = f"{folder.name}: {len(waiting)} doubts wait for a decision: {shown}"
        raise ConfigError("config.not-reviewed", message)
    target = gold / f"{folder.name}.json"
    gold.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(_gold(report), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return target


def _gold(report: Extracted) -> dict[str, Any]:
    (about,) = report.tables["reports"]
    spans = _paragraphs(report)
    number = {span.start: index for index, span in enumerate(spans, 1)}
    bodies = dict(_bodies(report))

    def paragraphs(row_id: str) -> list[int]:
        return [number[span.start] for span in bodies[row_id]]

    return {
        "report": {
            "id": about["report_id"],
            **{key: about[key] or None for key in ("publisher", "title", "period", "source")},
        },
        "milestones": [
            {
                "month": row["month"],
                "title": row["title"],
                "paragraphs": paragraphs(row["milestone_id"]),
            }
            for row in report.tables["milestones"]
        ],
        "sections": [
            {
                **{key: row[key] or None for key in ("kind", "title", "theme", "month")},
                "paragraphs": paragraphs(row["section_id"]),
            }
            for row in report.tables["sections"]
        ],
        "lists": list(_lists(report)),
        "quotes": [
            {key: row[key] for key in ("text", "speaker", "date")}
            for row in report.tables["quotes"]
            if row["kind"] == "direct"
        ],
        "people": list(_people(report)),
        "acronyms": {row["short"]: row["long"] for row in report.tables["acronyms"]},
        "events": list(_events(report)),
        "paragraphs": [_paragraph(report, span, index) for index, span in enumerate(spans, 1)],
    }


def _bodies(report: Extracted) -> Iterator[tuple[str, list[Span]]]:
    """The paragraphs of each milestone and section, as they stand in the text."""
    for table, key in (("milestones", "milestone_id"), ("sections", "section_id")):
        for row in report.tables[table]:
            at, spans = int(row["start"]), []
            for words in filter(None, row["body"].split("\n\n")):
                start = report.text.find(words, at)
                if start < 0:
                    message = f"{table} {row[key]}: its body is not what the report says: {words!r}"
                    raise ConfigError("config.not-applied", message)
                at = start + len(words)
                spans.append(Span(start=start, end=at))
            yield row[key], spans


def _paragraphs(report: Extracted) -> list[Span]:
    """All body paragraphs, and each line between them that holds a mention."""
    found = {span.start: span for span in chain.from_iterable(s for _, s in _bodies(report))}
    for row in report.tables["mentions"]:
        start, end = int(row["start"]), int(row["end"])
        if any(span.start <= start and end <= span.end for span in found.values()):
            continue
        low = report.text.rfind("\n", 0, start) + 1
        high = report.text.find("\n", end)
        found[low] = Span(start=low, end=len(report.text) if high < 0 else high)
    return [found[start] for start in sorted(found)]


def _paragraph(report: Extracted, span: Span, number: int) -> dict[str, Any]:
    valued = {label for label, card in labels().items() if card.valued}
    mentions = [
        {
            "label": row["label"],
            "text": row["text"],
            "start": int(row["start"]) - span.start,
            "end": int(row["end"]) - span.start,
            "value": row["value"] if row["label"] in valued else None,
        }
        for row in report.tables["mentions"]
        if span.start <= int(row["start"]) and int(row["end"]) <= span.end
    ]
    for mention in mentions:
        mention["value"] = mention["value"] or None
    return {"id": number, "kind": "body", "text": span.of(report.text), "mentions": mentions}


def _lists(report: Extracted) -> Iterator[dict[str, Any]]:
    for row in report.tables["lists"]:
        items = [item for item in report.tables["list_items"] if item["list_id"] == row["list_id"]]
        yield {
            "title": row["title"] or None,
            "about": row["about"] or None,
            "group": int(row["group"]),
            "items": [item["text"] for item in items],
            "suspect": [
                {"raw": item["text"], "suggestion": item["suggestion"]}
                for item in items
                if item["suggestion"]
            ],
        }


def _people(report: Extracted) -> Iterator[dict[str, Any]]:
    short = {
        r["organisation_id"]: r["acronym"] or r["name"] for r in report.tables["organisations"]
    }
    for row in report.tables["people"]:
        yield {
            "name": row["name"],
            "honorific": row["honorific"],
            "role": row["role"].removeprefix("the "),
            "organisation": short.get(row["organisation_id"], ""),
        }


def _events(report: Extracted) -> Iterator[dict[str, Any]]:
    """The rows of events; those of the background are optional, as the scorer passes over them."""
    places = {row["place_id"]: row["name"] for row in report.tables["places"]}
    for row in report.tables["events"]:
        roles: defaultdict[str, list[str]] = defaultdict(list)
        for role in report.tables["event_roles"]:
            if role["event_id"] == row["event_id"]:
                roles[role["role"]].append(role["name"])
        event: dict[str, Any] = {
            "anchor": report.text[int(row["start"]) : int(row["end"])],
            "name": row["name"],
            "type": row["type"],
            "status": row["status"],
            "date": row["date"] or None,
            "place": places.get(row["place_id"]),
            "country": row["country"] or None,
            "roles": dict(roles),
        }
        if row["participants"]:
            event["count"] = int(row["participants"])
        if row["amount"]:
            event["amount"] = f"{row['currency']} {row['amount']}"
        if row["background"] == TRUE:
            event["optional"] = True
        yield event
