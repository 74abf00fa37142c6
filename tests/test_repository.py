"""What is kept in the repository: text, small files, and nothing that a run changes."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

MOST = 300_000
"""Bytes of a file that needs no reason."""
LARGE = {
    "extracted/2017-q4/report.json": "the worked example: all that is known of a report, in one",
    "pipeline/entity_types/place/gazetteer.tsv.gz": "the places of the world, made by rebuild.py",
    "pipeline/language/en/frequencies.msgpack.gz": "how usual English words are, by wordfreq",
    "pipeline/site/static/vendor/vega.js": "what draws the charts, as its makers publish it",
    "requirements.txt": "the hash of every file that may be installed",
    "tests/review/vendor/axe.min.js": "the accessibility checker, as its makers publish it",
}
NEWSLETTERS = sorted((ROOT / "benchmarks" / "newsletters" / "pdf").glob("*.pdf"))
BINARY = {
    **{str(path.relative_to(ROOT)): "a report of the open benchmark" for path in NEWSLETTERS},
    "docs/diff.png": "a picture of the README",
    "docs/reading-order.png": "a picture of the README",
    "docs/review-pdf.png": "a picture of the README",
    "docs/review.png": "a picture of the README",
    "docs/site.png": "a picture of the README",
    "pipeline/entity_types/place/gazetteer.tsv.gz": "the places of the world, made by rebuild.py",
    "pipeline/language/en/frequencies.msgpack.gz": "how usual English words are, by wordfreq",
    "raw/example-2021-q2.pdf": "the example of a laid-out report",
}

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a checkout"
)


def git(*arguments, cwd=ROOT):
    done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def tracked():
    """The tracked files that are there, by name."""
    names = git("ls-files", "-z").split("\0")
    return {name: ROOT / name for name in names if name and (ROOT / name).is_file()}


def is_binary(path):
    """Whether a file is no text, as git tells it: by a NUL; or no UTF-8."""
    content = path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError:
        return True
    return b"\0" in content


def test_a_large_file_is_listed_with_its_reason(tracked):
    large = {name for name, path in tracked.items() if path.stat().st_size > MOST}
    assert large == LARGE.keys()


def test_a_binary_file_is_listed_with_its_reason(tracked):
    assert {name for name, path in tracked.items() if is_binary(path)} == BINARY.keys()


@pytest.fixture
def clone(tmp_path, tracked):
    """The tracked files, as they are here, in a repository of their own."""
    folder = tmp_path / "clone"
    for name, path in tracked.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / name)
    git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=folder)
    return folder


def changed(folder):
    """What git sees changed or new since all was added."""
    return git("diff", "--name-only", cwd=folder) + git(
        "ls-files", "--others", "--exclude-standard", cwd=folder
    )


@pytest.mark.parametrize("version", [None, "tesseract 99.0"])
def test_a_run_in_a_fresh_clone_changes_no_tracked_file(clone, tmp_path, version):
    commands = tmp_path / "bin"
    commands.mkdir()
    if version:
        (commands / "tesseract").write_text(f"#!/bin/sh\necho {version}\n")
        (commands / "tesseract").chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "run", "raw", "--out", "extracted"],
        cwd=clone,
        env=os.environ | {"PATH": str(commands)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((clone / "extracted").glob("*/.fingerprint.json"))) == 3
    assert changed(clone) == ""


VENDORED = re.compile(r"\.(?:csv|tsv|gz|woff2?|ttf|otf|min\.js)$|/vendor/|^pipeline/.*\.json$")
"""What comes from others or is made of data of others, by its name."""


def test_what_comes_from_others_is_named_with_its_licence(tracked):
    notice = (ROOT / "NOTICE").read_text("utf-8")
    ours = ("extracted/2017-q4/",)
    kept = {name for name in tracked if VENDORED.search(name) and not name.startswith(ours)}
    assert len(kept) > 5
    assert [name for name in kept if name not in notice] == []


def test_what_the_notice_names_is_there():
    named = re.findall(r"\b(?:pipeline|tests|raw)/[\w./-]+\w", (ROOT / "NOTICE").read_text("utf-8"))
    assert len(named) > 5
    assert [name for name in named if not list(ROOT.glob(f"{name}*"))] == []


def test_the_package_says_its_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert {"LICENSE", "NOTICE"} <= set(project["license-files"])


def test_what_is_installed_is_pinned_by_its_hash():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = re.split(r"\n(?=\S)", text.strip())
    assert len(pinned) > 100
    form = re.compile(r"[\w.-]+==\S+(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in pinned if not form.fullmatch(entry)] == []
    assert "://" not in text


def test_all_that_the_package_may_need_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    text = (ROOT / "requirements.txt").read_text("utf-8")
    pinned = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert {canonicalize_name(Requirement(line).name) for line in wanted} <= pinned
