"""What the documents tell people to type works, and what they point at is there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from pipeline.cli import app
from tests.conftest import ROOT

DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("raw/*.md"),
        *ROOT.glob("*/RESULTS.md"),
    ]
)
TYPED = [
    line.strip()
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    for line in re.findall(r"^    (?:\.venv/|make |pip ).*", path.read_text("utf-8"), re.MULTILINE)
]
"""The lines to type, with the comments behind them."""
ADDED = {
    "home": ["--help"],
    "install-shortcut": ["--help"],
    "merges": ["--help"],
    "watch": ["--help"],
    "review": ["--help"],
    "promote": ["--force"],
}
"""What is added to a command: those that wait for somebody, and the home page, only say how they
are used, and nobody reviewed the report that becomes a gold standard here."""
NEWSLETTERS, NEWSLETTER = "benchmarks/newsletters", "bomca-2018-q3"
"""Where the open newsletters stand, and the one of them that is read here."""
ACCEPTED = {"doctor": {0, 1}}
"""Exit statuses of commands that may find something missing on this machine."""


def words_of(line):
    return shlex.split(line, comments=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which all that the README speaks of is there."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "raw", folder / "raw")
    shutil.copy(ROOT / "raw" / "example-2021-q2.pdf", folder / "my-report.pdf")
    (folder / "inbox").mkdir()
    for path in (ROOT / NEWSLETTERS).glob(f"*/{NEWSLETTER}.*"):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (folder / "answers").mkdir()
    (folder / "answers" / f"{NEWSLETTER}.json").write_text("{}")
    assert milestones(folder, "run", "raw").returncode == 0
    shutil.copytree(folder / "extracted", folder / "other-run")
    return folder


def milestones(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_commands_of_the_readme_work_as_they_are_typed_one_after_the_other(folder):
    lines = [line for line in TYPED if "bin/milestones" in line]
    assert len(lines) > 10
    failed = []
    for line in lines:
        words = words_of(line)[1:]
        if "--import" not in words:
            words += ADDED.get(words[0], []) if words else ["--help"]
        done = milestones(folder, *words)
        if done.returncode not in ACCEPTED.get(words[0], {0}):
            failed.append((line, done.stdout + done.stderr))
    assert failed == []


@pytest.mark.parametrize("line", [line for line in TYPED if line.startswith("make ")])
def test_a_target_of_make_that_the_readme_names_is_there(line):
    done = subprocess.run(
        ["make", "--dry-run", *words_of(line)[1:]], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_datasette_opens_the_database_as_the_readme_says(folder):
    (line,) = (line for line in TYPED if line.startswith("pip install datasette"))
    command = words_of(line.partition("&&")[2])
    command[0] = str(Path(sys.executable).with_name(command[0]))
    done = subprocess.run(
        [*command, "--get", "/"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "newsletters" in done.stdout


def named_commands():
    """Each command of ours that a document names in its text, with that document."""
    for path in DOCUMENTS:
        for words in re.findall(r"`milestones ([^`]+)`", path.read_text("utf-8")):
            yield path.name, words


@pytest.mark.parametrize(("document", "words"), sorted(set(named_commands())))
def test_a_command_that_a_document_names_is_there_with_its_options(document, words):
    command, rest = get_command(app), words_of(words)
    while rest and hasattr(command, "commands") and not rest[0].startswith("-"):
        assert rest[0] in command.commands, document
        command = command.commands[rest.pop(0)]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    assert {word.partition("=")[0] for word in rest if word.startswith("-")} <= known, document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
