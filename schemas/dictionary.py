"""``docs/data-dictionary.md``: every table and column, with an example from the 2017 issue."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemas.columns import choices, description, is_optional, kind_of, standard
from schemas.datapackage import references
from schemas.report import SCHEMA_VERSION
from schemas.tables import DATASET_KEYS, DATASET_TABLES, TABLES

LONGEST = 60
"""Characters of an example."""
HEAD = f"""# Data dictionary

Version {SCHEMA_VERSION} of the tables. Generated from the schemas (`python -m schemas.generate`);
a test fails when it differs from them. Examples are of the 2017 issue,
[extracted/2017-q4](../extracted/2017-q4).

All tables are CSV: UTF-8, LF, RFC 4180, one header row. An empty cell is "not stated": nothing is
guessed into it. Offsets count Unicode code points and are half-open; boxes are `x0 top x1 bottom`
in PDF points, several parted by `;`. `*` marks the key, `?` a cell that may be empty.

`extracted/STEM/` is one report. `extracted/dataset/` is all of them: the same tables and columns,
in which a place, body, person, named thing or event has one row and one id over all reports,
`report_id` being the first that names it; the table `entity_rows` says which reports' rows it was
made of, and why they are the same.

## Versions

| version | what changed |
|---|---|
| 1.0.0 | first version |
| 1.1.0 | `places.subdivision` (ISO 3166-2); `organisations.kind` holds codes of IATI's list only |
| 1.2.0 | `who_does_what`, `donors`, `results`, `result_sums`; shared events are one row |

A column that is added raises the second number; one that changes its name or meaning, the first.

## The verdict

`report.json` says under `verdict` how well the report was read: `reading` is "well", "in part" or
"badly", and `causes` lists why, the worst first. A cause has the `code` of its flag (`verdict.*` in
the table [flags](#flags)), its `severity` ("error" where what is lost may outweigh what was found),
a `message`, and `count` of `of` things (pages, months, words, list items) that are lost.
"""


def dictionary(examples: Path) -> str:
    """The whole page.

    Args:
        examples: A report's folder, from which examples are taken.
    """
    return HEAD + "".join(_table(name, examples) for name in DATASET_TABLES)


def _table(name: str, examples: Path) -> str:
    words = (DATASET_TABLES[name].__doc__ or "").strip().splitlines()[0]
    where = "" if name in TABLES else " Of the dataset only."
    shown = _examples(examples / f"{name}.csv")
    lines = [
        f"\n## {name}\n\n{words}{where}\n",
        "| column | type | what it says | code list or unit | example |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *_rows(name, shown)]) + "\n"


def _rows(name: str, shown: Mapping[str, str]) -> Iterator[str]:
    targets = references(name)
    for column in DATASET_TABLES[name].model_fields:
        mark = "*" if column in DATASET_KEYS[name] else ""
        kind = kind_of(name, column) + ("?" if is_optional(name, column) else "")
        codes = standard(name, column) or ", ".join(choices(name, column))
        if column in targets:
            codes = f"key of [{targets[column]}](#{targets[column]})"
        cells = (f"`{column}`{mark}", kind, description(name, column), codes, shown.get(column, ""))
        yield f"| {' | '.join(cells)} |"


def _examples(path: Path) -> dict[str, str]:
    """The first filled cell of each column, cut to its first words."""
    found: dict[str, str] = {}
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, cell in row.items():
                if cell and column not in found:
                    words = " ".join(cell.split()).replace("|", "\\|").replace("`", "'")
                    found[column] = words if len(words) <= LONGEST else words[:LONGEST] + "…"
    return {column: f"`{words}`" for column, words in found.items()}
