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
JOINING = {"pipeline.families", "pipeline.run.one"}
"""Modules that no stage imports and that tables depend on: what joins the stages, and data."""


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("pipeline", "schemas", cache_dir=None)


@pytest.fixture(scope="module")
def imported(graph):
    """The modules that are imported on the way of a report, by whatever is imported there."""
    waiting = [m for m in graph.modules if m in STREET or m.startswith(LOADED_BY_NAME)]
    found = set(waiting)
    while waiting:
        new = graph.find_modules_directly_imported_by(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def is_beside(module):
    return f"{module}.".startswith(BESIDE_THE_STREET)


def test_nothing_on_the_way_of_a_report_is_left_out_of_its_fingerprint(imported):
    assert [module for module in imported if is_beside(module)] == []


def test_what_is_beside_the_way_is_named_and_still_there(graph, imported):
    packages = {module for module in graph.modules if graph.find_children(module)}
    others = graph.modules - imported - packages - JOINING
    assert [module for module in others if not is_beside(module)] == []
    folders = {prefix.replace(".", "/").removesuffix("/") for prefix in BESIDE_THE_STREET}
    assert [folder for folder in folders if not list(ROOT.glob(f"{folder}*"))] == []


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
