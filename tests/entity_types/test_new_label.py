"""The recipe of CONTRIBUTING for a new label, followed to the letter in a copy of the code."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FINDER = '''"""VEHICLE: cars and lorries by their make."""

import re

from pipeline.document.candidates import Candidate, text_of

LABEL = "VEHICLE"


def build(nlp):
    """Find the makes."""

    def find(doc):
        for found in re.finditer(r"Kamaz lorr(?:y|ies)", text_of(doc)):
            yield Candidate(found.start(), found.end(), LABEL, "vehicle:make")

    return find


def resolve(document, context, made):
    """Nothing to add to what the names say."""
    return {}
'''
CARD = """label = "VEHICLE"
title = "Vehicle"
key = "h"
colour = "#332288"
"""
REPORT = """BORDER BULLETIN

January - March 2019

News

On 5 March 2019 UNODC handed over two Kamaz lorries to the Border Service in Osh. Officers from
the Border Service will drive the Kamaz lorries to the post of Dostuk.
"""


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    """A copy of the code in which the recipe was followed."""
    copy = tmp_path_factory.mktemp("code")
    for package in ("pipeline", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, copy / package, ignore=ignored)
    values = copy / "schemas" / "values.py"
    values.write_text(values.read_text("utf-8").replace('"FIGURE"]', '"FIGURE", "VEHICLE"]', 1))
    folder = copy / "pipeline" / "entity_types" / "vehicle"
    folder.mkdir()
    (folder / "__init__.py").write_text(FINDER, "utf-8")
    (folder / "label.toml").write_text(CARD, "utf-8")
    (copy / "news.txt").write_text(REPORT, "utf-8")
    return copy


def in_copy(code, script, *words):
    """What a program prints that runs on the copy."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_report_runs_to_its_tables_with_a_new_label(code):
    main = "from pipeline.cli import main; main()"
    in_copy(code, main, "run", "news.txt", "--out", "out")
    with (code / "out" / "news" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows if row["label"] == "VEHICLE"] == ["Kamaz lorries"] * 2
    assert {"ORG", "PLACE", "DATE"} <= {row["label"] for row in rows}
    with (code / "out" / "dataset" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert "VEHICLE" in {row["label"] for row in csv.DictReader(file)}


def test_the_review_page_has_its_key_and_colour(code):
    shown = (
        "from pipeline.document.labels import labels, stylesheet\n"
        "from pipeline.evaluate.card import LABELS\n"
        "print(labels()['VEHICLE'].key, LABELS[-1], stylesheet())"
    )
    printed = in_copy(code, shown)
    assert printed.startswith("h VEHICLE")
    assert '.m-VEHICLE { --c: var(--vehicle); --letter: "H"; }' in printed
    assert "--vehicle: #332288;" in printed
