"""What a report's tables depend on: the street from file to folder, and nothing beside it."""

import shutil

import grimp
import pytest

from pipeline.language.models import DEFAULT_MODEL
from pipeline.write import fingerprint
from pipeline.write.fingerprint import BESIDE_THE_STREET, rules_hash
from tests.conftest import ROOT

STREET = ("pipeline.run.process", "pipeline.readers", "pipeline.tables", "pipeline.write")
LOADED_BY_NAME = ("pipeline.readers", "pipeline.entity_types")
"""Packages whose modules no import statement names."""
JOINING = {"pipeline", "pipeline.run", "pipeline.families"}
"""Parts that no stage imports and that tables depend on: what joins the stages, and data."""


def part_of(module):
    return ".".join(module.split(".")[:2])


def parts_on_disk():
    return {
        f"{package}.{path.stem}"
        for package in ("pipeline", "schemas")
        for path in (ROOT / package).iterdir()
        if path.name not in {"__pycache__", "__init__.py"}
    }


@pytest.fixture(scope="module")
def imported():
    """The parts that are imported on the way of a report, by whatever is imported there."""
    graph = grimp.build_graph("pipeline", "schemas", cache_dir=None)
    waiting = [m for m in graph.modules if m in STREET or m.startswith(LOADED_BY_NAME)]
    found = set(waiting)
    while waiting:
        new = graph.find_modules_directly_imported_by(waiting.pop()) - found
        found |= new
        waiting += new
    return {part_of(module) for module in found}


def test_nothing_on_the_way_of_a_report_is_left_out_of_its_fingerprint(imported):
    assert imported & BESIDE_THE_STREET == set()


def test_what_is_beside_the_way_is_named_and_still_there(imported):
    assert parts_on_disk() - imported - JOINING == BESIDE_THE_STREET


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the code and data that fingerprints are taken of."""
    for package in ("pipeline", "schemas"):
        shutil.copytree(ROOT / package, tmp_path / package)
    monkeypatch.setattr(fingerprint, "files", tmp_path.joinpath)
    yield tmp_path
    rules_hash.cache_clear()


def hash_now():
    rules_hash.cache_clear()
    return rules_hash(DEFAULT_MODEL)


@pytest.mark.parametrize(
    ("file", "differs"),
    [
        ("pipeline/site/charts.py", False),
        ("pipeline/review/app.py", False),
        ("pipeline/cli.py", False),
        ("schemas/descriptions.toml", False),
        ("pipeline/segment/roles.py", True),
        ("pipeline/families/generic.toml", True),
        ("pipeline/document/flags.toml", True),
        ("pipeline/run/one.py", True),
        ("schemas/records.py", True),
    ],
)
def test_a_comment_is_a_change_of_rules_only_where_reports_pass(copied, file, differs):
    before = hash_now()
    with (copied / file).open("a") as code:
        code.write("\n# a comment\n")
    assert (hash_now() != before) is differs


def test_a_new_part_counts_as_one_of_the_street(copied):
    before = hash_now()
    (copied / "pipeline" / "new.py").write_text("")
    assert hash_now() != before
