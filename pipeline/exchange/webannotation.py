"""Mentions as a W3C Web Annotation collection (JSON-LD), each anchored by quote and by position.

Web Annotation Data Model and Vocabulary, W3C Recommendations of 23 February 2017. A mention on a
page of a PDF also has a FragmentSelector as RFC 3778 writes it.
"""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from pipeline.decisions.anchor import Anchor, anchor
from pipeline.document.errors import ReadError
from pipeline.document.span import Span
from pipeline.exchange.annotation import Annotation, Annotations, exported, in_order
from pipeline.write.report import Extracted, Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF = "http://tools.ietf.org/rfc/rfc3778"
_EXPORTED = {"exported": {"@id": "urn:milestones:exported", "@container": "@list"}}


def dump(report: Extracted) -> bytes:
    """A report's mentions as one AnnotationCollection with one page."""
    identifier = f"urn:milestones:{report.about['report_id']}"
    mentions = in_order(report)
    items = [_annotation(report, row, identifier) for row in mentions]
    collection = {
        "@context": [CONTEXT, _EXPORTED],
        "id": identifier,
        "type": "AnnotationCollection",
        "label": f"Mentions of {report.about['title'] or report.about['report_id']}",
        "total": len(items),
        "exported": [row["mention_id"] for row in mentions],
        "first": {"id": f"{identifier}:page:1", "type": "AnnotationPage", "items": items},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def load(data: bytes) -> Annotations:
    """Read a collection, a page, or a list of annotations.

    Raises:
        ReadError: ``exchange.no-annotations``: the file is not one of these, or an annotation in it
            lacks its label or its words.
    """
    try:
        found = json.loads(data)
        whole = {} if isinstance(found, list) else found
        page = whole.get("first", whole)
        items = found if isinstance(found, list) else page["items"]
        read = tuple(_read(item) for item in items)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        message = "the file holds no W3C Web Annotations with a tag and a quoted text"
        raise ReadError("exchange.no-annotations", message) from error
    return Annotations(read, exported(whole.get("exported", ())))


def _annotation(report: Extracted, row: Row, identifier: str) -> dict[str, Any]:
    place = anchor(report.text, Span(start=int(row["start"]), end=int(row["end"])))
    selectors: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            **{part: getattr(place, part) for part in ("exact", "prefix", "suffix")},
        },
        {"type": "TextPositionSelector", "start": place.start, "end": place.end},
    ]
    if row["page"]:
        selectors.append({"type": "FragmentSelector", "conformsTo": _PDF, "value": _fragment(row)})
    return {
        "id": f"{identifier}:{row['mention_id']}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": f"milestones:{row['method']}",
        "body": list(_bodies(row)),
        "target": {"source": f"{identifier}:text.txt", "selector": selectors},
    }


def _bodies(row: Row) -> Iterator[dict[str, str]]:
    yield {"type": "TextualBody", "purpose": "tagging", "value": row["label"]}
    if row["value"].startswith("geonames:"):
        place = row["value"].removeprefix("geonames:")
        yield {"purpose": "identifying", "source": f"https://sws.geonames.org/{place}/"}
    elif row["value"]:
        yield {"type": "TextualBody", "purpose": "identifying", "value": row["value"]}


def _fragment(row: Row) -> str:
    """``page=2&viewrect=left,top,width,height`` of the first box, in PDF points."""
    x0, top, x1, bottom = map(float, row["bbox"].split(";")[0].split(" "))
    return f"page={row['page']}&viewrect={x0:g},{top:g},{x1 - x0:g},{bottom - top:g}"


def _read(item: dict[str, Any]) -> Annotation:
    bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
    label = next(b["value"] for b in bodies if b.get("purpose", "tagging") == "tagging")
    found = item["target"]["selector"]
    selectors = {s["type"]: s for s in (found if isinstance(found, list) else [found])}
    position = selectors.get("TextPositionSelector", {"start": 0, "end": 0})
    quote = selectors["TextQuoteSelector"]
    try:
        place = Anchor(
            exact=quote["exact"],
            prefix=quote.get("prefix", ""),
            suffix=quote.get("suffix", ""),
            start=position["start"],
            end=position["end"],
        )
    except ValidationError as error:
        raise ValueError(str(error)) from error
    return Annotation(str(item.get("id", "")).rpartition(":")[2], str(label), place)
