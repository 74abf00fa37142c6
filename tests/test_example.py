"""The committed worked example is what the pipeline makes of the 2017 issue, row by row."""

import csv
from pathlib import Path

import pytest

from pipeline.run import Options, run
from schemas import TABLES

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "extracted" / "2017-q4"


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory):
    out = tmp_path_factory.mktemp("extracted")
    (outcome,) = run([ROOT / "raw" / "2017-q4.txt"], Options(out=out))
    return outcome.folder


def rows(folder: Path, table: str) -> list[tuple[tuple[str, str], ...]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.items()) for row in csv.DictReader(file)]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_the_example_is_reproduced(regenerated, table):
    committed, now = rows(EXAMPLE, table), rows(regenerated, table)
    gone = [dict(row) for row in committed if row not in set(now)]
    new = [dict(row) for row in now if row not in set(committed)]
    assert (gone, new) == ([], []), "make run, and look at the difference before committing it"


@pytest.mark.parametrize("name", ["report.json", "source.txt", "text.txt", "mentions.csv"])
def test_the_files_are_the_same_to_the_byte(regenerated, name):
    assert (EXAMPLE / name).read_bytes() == (regenerated / name).read_bytes()
