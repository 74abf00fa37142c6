"""Mentions as a Label Studio task with pre-annotations, and the annotated tasks back.

Label Studio's import and export format ("JSON"): https://labelstud.io/guide/tasks. Its offsets
count the UTF-16 code units of the browser; ours count code points.
"""

import json
from itertools import accumulate
from typing import Any

from pipeline.document.errors import ReadError
from pipeline.exchange.annotation import Annotation, Annotations, annotation, exported, in_order
from pipeline.write.report import Extracted

FROM, TO = "label", "text"
"""The names of the labelling interface's controls: ``<Labels name="label" toName="text">`` over
``<Text name="text" value="$text"/>``."""
_ASTRAL = 0x10000


def dump(report: Extracted) -> bytes:
    """One task: the repaired text, the mentions as a prediction."""
    units = _units(report.text)
    mentions = in_order(report)
    result = [
        {
            "id": row["mention_id"],
            "from_name": FROM,
            "to_name": TO,
            "type": "labels",
            "value": {
                "start": units[int(row["start"])],
                "end": units[int(row["end"])],
                "text": row["text"],
                "labels": [row["label"]],
            },
        }
        for row in mentions
    ]
    task = {
        "data": {
            "text": report.text,
            "report_id": report.about["report_id"],
            "exported": [row["mention_id"] for row in mentions],
        },
        "predictions": [{"model_version": "milestones", "result": result}],
    }
    return (json.dumps([task], ensure_ascii=False, indent=1) + "\n").encode()


def load(data: bytes) -> Annotations:
    """Read tasks: the last annotation of each that was not cancelled, else its prediction.

    Raises:
        ReadError: ``exchange.no-annotations``: not such a file.
    """
    try:
        tasks = json.loads(data)
        read = [_read(task) for task in (tasks if isinstance(tasks, list) else [tasks])]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        message = "the file holds no Label Studio tasks with labelled text"
        raise ReadError("exchange.no-annotations", message) from error
    return Annotations(
        tuple(item for items, _ in read for item in items),
        exported(name for _, names in read for name in names),
    )


def _read(task: dict[str, Any]) -> tuple[list[Annotation], list[str]]:
    text = task["data"]["text"]
    points = {unit: point for point, unit in enumerate(_units(text))}
    done = [a for a in task.get("annotations", ()) if not a.get("was_cancelled")]
    results = (done or task["predictions"])[-1]["result"]
    items = [
        annotation(
            text,
            str(region.get("id", "")),
            region["value"]["labels"][0],
            points[region["value"]["start"]],
            points[region["value"]["end"]],
        )
        for region in results
        if region.get("type") == "labels"
    ]
    return items, task["data"].get("exported", [])


def _units(text: str) -> list[int]:
    """The UTF-16 offset of each code point, and of the end."""
    return list(accumulate((1 + (ord(c) >= _ASTRAL) for c in text), initial=0))
