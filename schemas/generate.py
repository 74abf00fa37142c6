"""Writes ``schemas/json``: one JSON Schema (draft 2020-12) a table.

    python -m schemas.generate

A test fails when the files differ from the models.
"""

import json
from pathlib import Path

from schemas.report import SCHEMA_VERSION
from schemas.tables import TABLES

FOLDER = Path(__file__).parent / "json"


def generated() -> dict[str, str]:
    """File name to content, of every schema."""
    return {f"{name}.schema.json": _schema(name) for name in TABLES}


def _schema(name: str) -> str:
    model = TABLES[name]
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "version": SCHEMA_VERSION,
        **model.model_json_schema(),
        "primaryKey": ["report_id", *(part for part in model.key if part != "report_id")],
        "foreignKeys": model.references,
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, content in generated().items():
        (FOLDER / file).write_text(content, "utf-8")
