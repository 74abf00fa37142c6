"""What an installation without the repository brings: the licences, and what they are of."""

import re
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT
from tests.test_repository import VENDORED

SCRIPT = re.compile(r"\.(?:js|css|woff2?|ttf|otf)$")
OURS = re.compile(r"^pipeline/(?:(?:home|review|site)/static|diff)/[\w-]+\.(?:js|css)$")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The files of the package as it is built, by name."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_licence_and_the_notice_are_in_it(wheel):
    for name in ("LICENSE", "NOTICE"):
        (shipped,) = [held for held in wheel if held.endswith(f"/licenses/{name}")]
        assert wheel[shipped] == (ROOT / name).read_bytes()


def test_all_that_comes_from_others_is_named_in_the_notice(wheel):
    notice = (ROOT / "NOTICE").read_text("utf-8")
    others = [n for n in wheel if (VENDORED.search(n) or SCRIPT.search(n)) and not OURS.search(n)]
    assert len(others) > 5
    assert [name for name in others if name not in notice] == []


def test_each_script_of_others_has_its_licence_beside_it(wheel):
    vendored = [name for name in wheel if "/vendor/" in name and SCRIPT.search(name)]
    assert len(vendored) > 1
    for name in vendored:
        assert re.sub(r"(?:\.min)?\.js$", ".LICENSE", name) in wheel


def test_nothing_of_the_tests_or_of_a_report_is_in_it(wheel):
    roots = {name.partition("/")[0] for name in wheel}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"pipeline", "schemas"}
