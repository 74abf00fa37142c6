"""Writes ``schemas/json`` (JSON Schema and the data package) and the data dictionary.

    python -m schemas.generate

A test fails when the files differ from the models.
"""

import json
from pathlib import Path

from schemas.datapackage import descriptor
from schemas.dictionary import dictionary
from schemas.record import DatasetRecord
from schemas.report import SCHEMA_VERSION
from schemas.tables import DATASET_TABLES

FOLDER = Path(__file__).parent / "json"
ROOT = Path(__file__).parents[1]
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
EXAMPLES = ROOT / "extracted" / "2017-q4"


def generated() -> dict[str, str]:
    """File name to content, of every schema."""
    schemas = {f"{name}.schema.json": _schema(name) for name in DATASET_TABLES}
    package = json.dumps(descriptor(), ensure_ascii=False, indent=1) + "\n"
    return {**schemas, "datapackage.json": package}


def _schema(name: str) -> str:
    model = DATASET_TABLES[name]
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "version": SCHEMA_VERSION,
        **model.model_json_schema(),
        "primaryKey": list(dict.fromkeys([*_of_report(model), *model.key])),
        "foreignKeys": model.references,
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _of_report(model: type[DatasetRecord]) -> list[str]:
    return ["report_id"] if "report_id" in model.model_fields else []


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, content in generated().items():
        (FOLDER / file).write_text(content, "utf-8")
    DICTIONARY.write_text(dictionary(EXAMPLES), "utf-8")
