"""The shape of the code, as the documents state it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.document.flags import catalogue
from pipeline.evaluate.gold import load_gold
from schemas.dictionary import dictionary
from schemas.generate import DICTIONARY, EXAMPLES, FOLDER, generated

ROOT = Path(__file__).parents[1]
SOURCES = sorted(p for name in ("pipeline", "schemas") for p in (ROOT / name).rglob("*.py"))


def test_imports_go_one_way():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_stays_under_400_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_every_flag_code_that_is_raised_is_in_the_catalogue_and_the_other_way_round():
    stages = "|".join({code.partition(".")[0] for code in catalogue()})
    named = {
        code
        for path in SOURCES
        for code in re.findall(rf'"((?:{stages})\.[a-z][\w-]+)"', path.read_text("utf-8"))
        if f'Error("{code}"' not in path.read_text("utf-8")
    }
    refusals = {
        code
        for path in SOURCES
        for code in re.findall(r'(?:Error|error=)\(\s*"([\w.-]+)"', path.read_text("utf-8"))
    }
    assert named - refusals == set(catalogue())


def test_the_json_schemas_are_those_of_the_models():
    written = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert written == generated()


def test_no_rule_names_a_fact_of_the_gold_report():
    gold = (ROOT / "tests/gold/2017-q4.json").read_text("utf-8")
    names = set(re.findall(r'"(?:name|speaker)": "([A-Z]\w+ [A-Z]\w+)"', gold))
    data = [
        *SOURCES,
        *(p for p in (ROOT / "pipeline").rglob("*") if p.suffix in {".toml", ".jsonl"}),
    ]
    hits = [(p, n) for p in data for n in names if n.casefold() in p.read_text("utf-8").casefold()]
    assert names
    assert not [hit for hit in hits if hit[1] != "Russian Federation"]


def test_no_rule_names_a_person_of_the_open_newsletters():
    golds = [load_gold(path) for path in (ROOT / "benchmarks/newsletters/gold").glob("*.json")]
    names = {row["name"].casefold() for gold in golds for row in gold.people if " " in row["name"]}
    data = [
        *SOURCES,
        *(p for p in (ROOT / "pipeline").rglob("*") if p.suffix in {".toml", ".jsonl"}),
    ]
    texts = {path: path.read_text("utf-8").casefold() for path in data}
    assert len(names) > 40
    assert [(path, name) for path, text in texts.items() for name in names if name in text] == []


def test_the_data_dictionary_is_that_of_the_schemas():
    assert DICTIONARY.read_text("utf-8") == dictionary(EXAMPLES)


def test_one_profile_says_how_hypothesis_searches_and_no_test_sets_a_deadline_of_its_own():
    assert settings.default.deadline is None
    own = {Path(__file__), ROOT / "tests" / "conftest.py"}
    tests = set((ROOT / "tests").rglob("*.py")) - own
    assert [path.name for path in tests if "deadline" in path.read_text("utf-8")] == []
