"""The tables as a Data Package (v2, https://datapackage.org): types, keys, references, sources."""

from collections.abc import Iterable
from typing import Any

from schemas.columns import choices, description, is_optional, kind_of, standard
from schemas.report import SCHEMA_VERSION
from schemas.tables import DATASET_KEYS, DATASET_TABLES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 (codes and coordinates of GeoNames)",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]
SOURCES = [
    {"title": "GeoNames", "path": "https://www.geonames.org/"},
    {"title": "IATI codelists", "path": "https://iatistandard.org/en/iati-standard/203/codelists/"},
    {"title": "UN M49", "path": "https://unstats.un.org/unsd/methodology/m49/"},
]


def descriptor(reports: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """The descriptor of ``extracted/dataset/``.

    Args:
        reports: Title and file name of each report that the data come from.
    """
    return {
        "$schema": PROFILE,
        "name": "milestones",
        "title": "Results that UN offices report in their newsletters",
        "description": "Each row points at the words it rests on; see the table evidence.",
        "version": SCHEMA_VERSION,
        "licenses": LICENCES,
        "sources": [*({"title": title, "path": path} for title, path in reports), *SOURCES],
        "resources": [resource(name) for name in DATASET_TABLES],
    }


def resource(name: str) -> dict[str, Any]:
    """One table of the dataset."""
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": (DATASET_TABLES[name].__doc__ or "").strip().splitlines()[0],
        "schema": {
            "fields": [_field(name, column) for column in DATASET_TABLES[name].model_fields],
            "missingValues": [""],
            "primaryKey": list(DATASET_KEYS[name]),
            "foreignKeys": [_foreign(*pair) for pair in references(name).items()],
        },
    }


def references(name: str) -> dict[str, str]:
    """The columns of a table that hold another table's key, and that table."""
    model = DATASET_TABLES[name]
    is_of_a_report = name != "reports" and "report_id" in model.model_fields
    return ({"report_id": "reports"} if is_of_a_report else {}) | model.references


def _foreign(column: str, target: str) -> dict[str, Any]:
    return {
        "fields": [column],
        "reference": {"resource": target, "fields": [DATASET_TABLES[target].key[0]]},
    }


def _field(name: str, column: str) -> dict[str, Any]:
    kind = kind_of(name, column)
    constraints: dict[str, Any] = {}
    if not is_optional(name, column) and kind != "string":
        constraints["required"] = True
    if kind != "boolean" and (options := choices(name, column)):
        constraints["enum"] = list(options)
    words = description(name, column)
    return {
        "name": column,
        "type": kind,
        **({"format": "any"} if kind == "datetime" else {}),
        "description": f"{words} ({standard(name, column)})" if standard(name, column) else words,
        **({"constraints": constraints} if constraints else {}),
    }
